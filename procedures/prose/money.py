"""What a fee's text asks for: `Lệ phí : 250000 Đồng`, `1.200.000 đồng/hồ sơ`, `Miễn phí`. Pure.

An amount is read only when the text begins with it and the currency is printed. A text with
another amount, a share, a reduction or a range says more than one number can; a text that calls it
free and then names who sets the fee contradicts itself. Both stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from procedures.prose.numbers import GROUPED, decimal_number, plain, whole_number

#: Above this no single fee of a procedure lies (đồng); a longer number is a slip or something else.
LARGEST = 10**12
#: … and below this none that is not per page or per ton: the national database prints `50 VNĐ` and
#: beside it `50.000đ/giấy`; its thousands get lost.
SMALLEST = 1000
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}

_KIND = r"(?:(?P<kind>phí\s*,\s*lệ\s*phí|lệ\s*phí|phí|mức\s*(?:phí|thu))\s*(?::|là)?\s*)?"
_CURRENCY = r"(?:(?:việt\s*nam\s*)?đồng|vnđ|vnd|đ|₫)(?!\w)"
_NUMBER = rf"(?:{GROUPED}|\d+(?:[.,]\d+)?)"
_AMOUNT = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?:(?P<scale>{'|'.join(_SCALES)})\s*)?(?P<currency>{_CURRENCY})",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"{_KIND}(?=\d)", re.IGNORECASE)
_PER = re.compile(r"\s*/\s*(?:0?1\s+)?(?P<per>[^\d\W][^()\[\]\n;:.,/+*=–—]{0,59})")
_FREE = re.compile(
    rf"{_KIND}(?:miễn\s*(?:phí|lệ\s*phí)|không\s*(?:thu|mất|phải\s*nộp)\s*(?:phí\s*,\s*lệ\s*phí|phí|"
    r"lệ\s*phí|tiền)?|không\s*có|không)"
    rf"\s*(?:{_CURRENCY}|phí|lệ\s*phí)?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: After an amount: what makes it one of several, a bound, or a sum to be reckoned.
_MORE = re.compile(
    r"%|\d|giảm|miễn|tối\s*đa|tối\s*thiểu|không\s*quá|tùy|tuỳ|trở\s*lên|đến|usd|đô\s*la|\bx\b|\+|"
    r"chưa|dự\s*kiến|thay\s*đổi|lũy\s*tiến|luỹ\s*tiến|cộng\s*thêm|trường\s*hợp|đối\s*với|riêng|nếu|"
    r"không\s*(?:phải|thu|được\s*quy\s*định)",
    re.IGNORECASE,
)
#: Where the next fee of one cell begins, on a line of its own: its kind, or an amount.
_NEXT = re.compile(rf"\n(?=[ \t]*(?:(?:phí|lệ[ ]phí)[ ]*:|\d[\d., ]*{_CURRENCY}))", re.IGNORECASE)
#: A number of a document, a day, an article: says where the amount comes from, not another amount.
_SOURCE = re.compile(
    r"\d+\s*/\s*\d{4}\s*/\s*[A-ZĐ][\w-]*|\d+\s*/\s*[A-ZĐ][A-ZĐ-]+|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|"
    r"ngày\s*\d+\s*tháng\s*\d+\s*năm\s*\d{4}|(?:điều|khoản|mục|phụ\s*lục|số|năm)\s*\d+",
    re.IGNORECASE,
)
#: After "free": words that are about money or about who sets it.
_ABOUT_MONEY = re.compile(
    r"phí|(?<!hợp )(?<!hội )(?<!cộng )đồng|vnđ|vnd|tiền|mức\s*thu|thông\s*tư|nghị\s*quyết|hđnd|"
    r"hội\s*đồng\s*nhân\s*dân|cấp\s*tỉnh\s*quy\s*định|^\W*(?:thực\s*hiện\s*)?theo\b|chưa|trường\s*hợp\s*phải|"
    r"\d[\d.,]*\s*đ\b|%",
    re.IGNORECASE,
)
#: Right after "free", in brackets: free for some.
_FOR_SOME = re.compile(r"^\s*\([^()]*(?:đối\s*với|trường\s*hợp|riêng|nếu|cho)\b", re.IGNORECASE)
#: After "free" or "none" in one word: another word that it belongs to ("không quá", "không gian").
_GOES_ON = re.compile(r"\s*[^\W\d]")


@dataclass(frozen=True, slots=True)
class Money:
    """What is paid: `amount` in đồng (0: nothing), for what (`per`, as printed, may be empty), and
    the word that was printed before it (`kind`: phí, lệ phí or empty)."""

    amount: int
    per: str = ""
    kind: str = ""


def read_money(text: str) -> Money | None:
    """What `text` says is to be paid, or None where that isn't said without doubt."""
    text = plain(text)
    head = _HEAD.match(text)
    found = _AMOUNT.match(text, head.end()) if head else None
    if found is None:
        return _nothing(text)
    amount = _in_dong(found["number"], found["scale"])
    if amount is None or amount > LARGEST:
        return None
    rest = text[found.end() :]
    per = _PER.match(rest)
    if per:
        rest = rest[per.end() :]
    elif re.match(r"\s*/", rest):
        return None
    per_words = _per_words(per["per"] if per else _per_in_note(rest, amount))
    if 0 < amount < SMALLEST and not per_words:
        return None
    note = _SOURCE.sub(" ", _AMOUNT.sub(lambda one: _same(one, amount), rest))
    if _MORE.search(f"{per_words} {note}") or (amount == 0 and _ABOUT_MONEY.search(rest)):
        return None
    return Money(amount, per_words, _kind(head))


def _per_in_note(rest: str, amount: int) -> str:
    """What the amount is per, where a note in brackets repeats it (`50,000 VNĐ(50.000 đồng/giấy)`)
    or just its currency (`50,000 VNĐ(đồng/giấy)`)."""
    note = re.match(rf"\s*\(\s*(?:{_AMOUNT.pattern}|{_CURRENCY})?(?P<after>[^()]*)", rest, re.I)
    if note is None or (note["number"] and _in_dong(note["number"], note["scale"]) != amount):
        return ""
    per = _PER.match(note["after"])
    return per["per"] if per else ""


def _per_words(per: str) -> str:
    return re.sub(rf"(?<!hợp)\s+(?:{_CURRENCY})\s*$", "", per, flags=re.IGNORECASE).strip()


def fees_said(text: str) -> tuple[str, ...]:
    """The fees of one cell, one text each, the same one said twice left out."""
    pieces = (piece.strip() for piece in _NEXT.split(unicodedata.normalize("NFC", text)))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _nothing(text: str) -> Money | None:
    found = _FREE.match(text)
    if found is None:
        return None
    rest = found["rest"]
    says_free = re.search(r"miễn|thu|mất|nộp|có\b|đồng|phí", text[: found.start("rest")], re.I)
    if not says_free and rest.strip(" ."):  # a bare "không" is the whole text, or no answer
        return None
    if "miễn" not in text[: found.start("rest")].lower() and _GOES_ON.match(rest):
        return None
    if _ABOUT_MONEY.search(rest) or _FOR_SOME.match(rest):
        return None
    return Money(0, "", _kind(found))


def _in_dong(number: str, scale: str | None) -> int | None:
    if scale is None:
        return whole_number(number)
    value = decimal_number(number)
    if value is None:
        return None
    dong = value * _SCALES[scale.lower()]
    return int(dong) if dong == int(dong) else None


def _same(found: re.Match[str], amount: int) -> str:
    """Nothing where the note repeats the amount, else the amount itself."""
    return " " if _in_dong(found["number"], found["scale"]) == amount else found[0]


def _kind(found: re.Match[str] | None) -> str:
    return " ".join((found["kind"] or "").lower().split()) if found else ""
