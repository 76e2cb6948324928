"""Number, type, issuer and day of a document, out of the title of an announcement. Pure.

Only what is written is taken, and only of the document that is announced: what its title says that
it amends, replaces or repeals has numbers and days too. What can't be told stays empty; an editor
sees all of it before anything is made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from portal.text import compose, find_numbers, fold, number_parts

#: Symbols of the types (NĐ 30/2020 Annex III, Luật BHVBQPPL 2025), and how a type is written.
TYPES = {
    "L": "Luật",
    "PL": "Pháp lệnh",
    "NQ": "Nghị quyết",
    "NQLT": "Nghị quyết liên tịch",
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "QĐ-TTG": "Quyết định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "CT": "Chỉ thị",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "CV": "Công văn",
    "VBHN": "Văn bản hợp nhất",
    "CĐ": "Công điện",
}
#: Who issues what bears this symbol; only symbols that say it by themselves.
ISSUERS = {
    "QH": "Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "CP": "Chính phủ",
    "TTG": "Thủ tướng Chính phủ",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BTC": "Bộ Tài chính",
    "BNV": "Bộ Nội vụ",
    "BTP": "Bộ Tư pháp",
    "BCT": "Bộ Công Thương",
    "BYT": "Bộ Y tế",
    "BXD": "Bộ Xây dựng",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "VPCP": "Văn phòng Chính phủ",
    "TTCP": "Thanh tra Chính phủ",
}
#: From here on a title speaks of another document.
_OTHERS_WORDS = (
    "sửa đổi", "bổ sung", "thay thế", "bãi bỏ", "hủy bỏ", "huỷ bỏ", "hướng dẫn",
    "quy định chi tiết", "đính chính", "căn cứ", "thi hành", "thực hiện", "triển khai", "theo",
)  # fmt: skip
_OTHERS = re.compile(rf"\b(?:{'|'.join(_OTHERS_WORDS)})\b")
_OTHERS_FOLDED = re.compile(rf"\b(?:{'|'.join(fold(words) for words in _OTHERS_WORDS)})\b")
_DAY = re.compile(
    r"\bngay\s+(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*((?:19|20)\d\d)\b"
)
_OF = re.compile(
    r"\bcủa\s+((?:Bộ|Ủy ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Chính phủ|Thủ tướng|Quốc hội|Sở"
    r"|Chủ tịch|Văn phòng)[^,;:.()]{0,80}?)"
    r"(?=\s+(?:về|quy định|ban hành|sửa đổi|hướng dẫn|ngày|phê duyệt|công bố)\b|[,;:.()]|$)"
)
_TYPE_WORDS = re.compile(
    r"^\W*(?:"
    + "|".join(sorted({fold(name) for name in TYPES.values()}, key=len, reverse=True))
    + r")\b"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a title says of its document; what it doesn't say is "" or None."""

    number: str = ""
    document_type: str = ""
    issuer: str = ""
    signed_on: date | None = None


def recognise(title: str) -> Recognised:
    """The document that `title` announces."""
    text = " ".join(compose(title).split())
    folded = fold(text)
    head = _head(text, folded)
    number = next(
        (found for start, _end, found in find_numbers(text) if "/" in found and start < head), ""
    )
    parts = number_parts(number) if number else None
    symbols = parts.symbol.split("-") if parts else []
    return Recognised(
        number=number,
        document_type=_type(folded, symbols),
        issuer=_issuer(text[:head], symbols),
        signed_on=_day(folded[:head]),
    )


def _head(text: str, folded: str) -> int:
    """Where the title stops speaking of its own document. Both texts are equally long: folding
    changes letters one for one (else the whole title is taken)."""
    lower = text.lower()
    if not len(text) == len(folded) == len(lower):
        return len(text)
    # Without accents "định chính sách" would speak of a correction (đính chính).
    found = _OTHERS.search(lower) if lower != folded else _OTHERS_FOLDED.search(folded)
    return found.start() if found else len(text)


def _type(folded: str, symbols: list[str]) -> str:
    found = _TYPE_WORDS.match(folded)
    if found:
        said = found[0].strip(' "“‘(-–•')
        return next((name for name in TYPES.values() if fold(name) == said), "")
    for symbol in symbols[:1]:
        if re.fullmatch(r"QH\d*", symbol):
            return ""  # a law or a resolution: the number alone doesn't say
        return TYPES.get(symbol.upper(), "")
    return ""


def _issuer(head: str, symbols: list[str]) -> str:
    for symbol in reversed(symbols):
        bare = re.sub(r"\d+$", "", symbol.upper())
        if bare in ISSUERS:
            return ISSUERS[bare]
    found = _OF.search(head)
    return found[1].strip() if found else ""


def _day(folded_head: str) -> date | None:
    found = _DAY.search(folded_head)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
