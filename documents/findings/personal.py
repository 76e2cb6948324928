"""Personal data in text: numbers of identity papers, accounts, days of birth, homes, phones (pure).

Sources: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 and NĐ 13/2023/NĐ-CP art. 2 (what personal data
are); Thông tư 59/2021/TT-BCA art. 3, NĐ 137/2015/NĐ-CP art. 13 (structure of the personal number:
three digits of the province, one of century and sex, two of the year of birth, six of chance).
Numbers are found by their structure and by the words about them: a bare row of digits is no
finding. Office lines (landlines) and addresses at gov.vn are the office's, not a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.text import compose, fold

from .values import FindingKind, masked

_ID_WORDS = r"(?:cccd|cmnd|cmt|can cuoc|chung minh|so dinh danh|giay to tuy than|ho chieu)"
_TWELVE = re.compile(r"(?<![\d.,/-])(\d{3})[ .]?(\d{3})[ .]?(\d{3})[ .]?(\d{3})(?![\d/-]|[.,]\d)")
_NINE = re.compile(r"(?<![\d.,/-])\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d/-]|[.,]\d)")
_NOT_ID = re.compile(
    r"(?:dien thoai|dt|tai khoan|stk|ma so thue|mst|ma ho so|so hieu|serial|hotline|fax|tel|zalo"
    r"|ma van don|ma vach|barcode|ma so doanh nghiep|so tien|dong|vnd)\W{0,12}$"
)
_MOBILE = re.compile(r"(?<![\d.,/+-])(?:\+?84|0)[ .-]?[35789](?:[ .-]?\d){8}(?![\d/]|[.,]\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?P<host>[A-Za-z0-9.-]{2,60}\.[A-Za-z]{2,10})")
_ACCOUNT = re.compile(
    r"\b(?:so tai khoan|tai khoan(?: ngan hang)?(?: so)?|stk|so tk|tk so)\b\D{0,25}?"
    r"(?P<number>\d(?:[ .]?\d){5,18})(?!\d)"
)
_BIRTH = re.compile(
    r"\b(?:sinh ngay|ngay sinh|ngay,? thang,? nam sinh|sinh nam|nam sinh)\b\W{0,6}"
    r"(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d"
    r"|\d{1,2} thang \d{1,2} nam (?:19|20)\d\d|(?:19|20)\d\d)"
)
_BIRTH_HEADING = re.compile(r"\b(?:ngay sinh|nam sinh|ngay,? thang,? nam sinh)\b")
_PAST_DAY = re.compile(
    r"(?<![\d/])\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19[3-9]\d|200\d|201[0-5])(?!\d)"
)
_HOME = re.compile(
    r"\b(?:noi thuong tru|thuong tru tai|ho khau thuong tru|hktt|noi o hien (?:nay|tai)"
    r"|cho o hien (?:nay|tai)"
    r"|noi cu tru|tru tai|tam tru tai|dia chi thuong tru|dia chi nha(?: rieng)?"
    r"|dia chi lien he|que quan)\b"
    r"\s*[:;]?\s*(?P<home>[^:;\n]{6,140})"
)
_ADDRESS = re.compile(
    r"\b(?:so nha|thon|to dan pho|to \d+|khu pho|kp ?\d|duong [a-z]+|ngo|ngach|hem|kiet|ap|xom"
    r"|ban [a-z]+|phuong [a-z0-9]+"
    r"|xa [a-z]+|huyen|tinh|thanh pho|tp|quan)\b|^\W*\d{1,4}[a-z]?\s+\w+"
)
_BLANK = re.compile(r"^[\s._…]*$|\.{4,}|…{2,}")
# Phrases of law that name such data without giving any.
_ONLY_NAMED = re.compile(
    r"^(?:cua|hoac|va|theo|phai|la|duoc|khi|trong|cho|nay|do|khong|thi|tren)\b"
)
_PHONES_OF_A_LIST = 3
_PROVINCES = 96


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in a text something stands; offsets are into `compose(text)`."""

    kind: FindingKind
    start: int
    end: int
    excerpt: str


def hits_in(text: str) -> list[Hit]:
    """Personal data in a piece of running text (a line with its neighbours, a cell, a page)."""
    composed = compose(text)
    folded = fold(composed)
    found = [*_identity(composed, folded), *_accounts(composed, folded)]
    taken = [(hit.start, hit.end) for hit in found]
    found += [*_births(composed, folded), *_homes(composed, folded), *_emails(composed)]
    found += [
        hit
        for hit in _phones(composed, folded)
        if not any(a < hit.end and hit.start < b for a, b in taken)
    ]
    return sorted(found, key=lambda hit: hit.start)


def _identity(text: str, folded: str) -> Iterator[Hit]:
    for match in _TWELVE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        before = folded[max(0, match.start() - 60) : match.start()]
        near = folded[max(0, match.start() - 60) : match.end() + 30]
        if _NOT_ID.search(before):
            continue
        named = re.search(_ID_WORDS, near) is not None
        # Points between thousands are money's, unless the words say otherwise.
        if named or ("." not in match[0] and _is_personal_number(digits)):
            yield Hit(FindingKind.IDENTITY_NUMBER, *match.span(), masked(match[0]))
    for match in _NINE.finditer(text):
        before = folded[max(0, match.start() - 45) : match.start()]
        if re.search(_ID_WORDS, before) and not _NOT_ID.search(before):
            yield Hit(FindingKind.IDENTITY_NUMBER, *match.span(), masked(match[0]))


def _is_personal_number(digits: str) -> bool:
    """Whether twelve digits have the structure of a personal number."""
    province, sex, year = int(digits[:3]), int(digits[3]), int(digits[4:6])
    born = 1900 + 100 * (sex // 2) + year
    return (
        1 <= province <= _PROVINCES and sex <= 3 and 1920 <= born <= 2026 and len(set(digits)) > 3
    )


def _accounts(text: str, folded: str) -> Iterator[Hit]:
    for match in _ACCOUNT.finditer(folded):
        start, end = match.span("number")
        yield Hit(FindingKind.BANK_ACCOUNT, start, end, masked(text[start:end]))


def _births(text: str, folded: str) -> Iterator[Hit]:
    for match in _BIRTH.finditer(folded):
        start, end = match.span("day")
        yield Hit(FindingKind.BIRTH_DATE, start, end, masked(text[start:end], keep=1))


def births_in_a_table(text: str) -> int:
    """How many days of birth stand under a heading that says so: lists of people."""
    folded = fold(text)
    heading = _BIRTH_HEADING.search(folded)
    if heading is None:
        return 0
    return len(_PAST_DAY.findall(folded[heading.end() :]))


def _homes(text: str, folded: str) -> Iterator[Hit]:
    for match in _HOME.finditer(folded):
        home = match["home"].strip()
        if _ONLY_NAMED.match(home) or _BLANK.search(home) or not _ADDRESS.search(home):
            continue
        start, end = match.span("home")
        # A proper name in it: places are written with capitals, phrases of law aren't.
        if sum(word[:1].isupper() for word in text[start:end].split()) < 2:
            continue
        yield Hit(FindingKind.HOME_ADDRESS, start, end, masked(text[start:end].strip(), keep=8))


def _phones(text: str, folded: str) -> Iterator[Hit]:
    for match in _MOBILE.finditer(text):
        yield Hit(FindingKind.PHONE, *match.span(), masked(match[0], keep=4))


def _emails(text: str) -> Iterator[Hit]:
    for match in _EMAIL.finditer(text):
        if not match["host"].lower().endswith("gov.vn"):
            yield Hit(FindingKind.EMAIL, *match.span(), masked(match[0]))


def is_list_of_phones(count: int) -> bool:
    """Whether so many different mobile numbers are a list of people."""
    return count >= _PHONES_OF_A_LIST
