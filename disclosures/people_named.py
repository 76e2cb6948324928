"""People named in a text: what must not stand in the result of a complaint or denunciation.

Found by how Vietnamese names people: a title (ông, bà, anh, chị, công dân …) or a word for who
complained, followed by two to five capitalised syllables. Initials (ông N.V.A.) and names of
agencies are no names of people. It errs on the side of asking: a person decides.

Pure: no clock, no models.
"""

from __future__ import annotations

import re

from portal.text import compose

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LOWER = _UPPER.lower()
_SYLLABLE = f"[{_UPPER}][{_LOWER}]+"
_TITLES = (
    "ông bà|ông|bà|anh|chị|cô|chú|bác|em|cháu|công dân|người khiếu nại|người tố cáo|"
    "người bị tố cáo|người bị khiếu nại|nguyên đơn|bị đơn|đồng chí|đ/c|họ và tên|họ tên"
)
_NAMED = re.compile(
    rf"\b(?i:(?:{_TITLES}))\s*(?:là|:|,)?\s*(?:(?i:ông|bà|anh|chị)\s+)?"
    rf"([{_UPPER}][{_LOWER}]*(?:\s+{_SYLLABLE}){{1,4}})"
)
#: The commonest family names: a run of capitalised syllables that begins with one is a name.
_FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|"
    "Trương|Mai|Đào|Cao|Lương|Lưu|Châu|Tạ|Phùng|Tô|Vương|Hà|Thái|Nông|Kiều|Lâm|Quách"
)
_BY_FAMILY = re.compile(rf"\b((?:{_FAMILIES})(?:\s+{_SYLLABLE}){{1,4}})")
#: What begins like a name and is a place, a body or a street.
_BEFORE_PLACES = re.compile(
    r"(?i:đường|phố|xã|phường|thôn|làng|thành phố|tỉnh|huyện|thị xã|thị trấn|trường|sông|"
    r"công ty|chợ|bệnh viện|cầu)\s*$"
)
_PLACES = frozenset(
    {"Hà Nội", "Hà Tĩnh", "Hà Giang", "Hà Nam", "Thái Bình", "Thái Nguyên", "Cao Bằng", "Lâm Đồng",
     "Lý Sơn", "Hồ Chí Minh", "Hồ Xá", "Vũng Tàu", "Châu Âu", "Châu Á"}
)  # fmt: skip


def people_named(text: str) -> list[str]:
    """The names of people in `text`, each once, in the order in which they stand there. Markup is
    passed over."""
    plain = re.sub(r"<[^>]*>", " ", compose(text))
    found: dict[str, int] = {}
    for pattern in (_NAMED, _BY_FAMILY):
        for match in pattern.finditer(plain):
            name = " ".join(match.group(1).split())
            before = plain[max(0, match.start(1) - 20) : match.start(1)]
            if name not in _PLACES and not _BEFORE_PLACES.search(before):
                found.setdefault(name, match.start(1))
    ordered = sorted(found, key=found.__getitem__)
    return [
        name for name in ordered if not any(name != other and name in other for other in ordered)
    ]
