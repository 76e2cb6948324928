"""Types of official documents: how they are printed, how their numbers begin.

NĐ 30/2020/NĐ-CP art. 7 and Annex III (29 types), Luật ban hành văn bản quy phạm pháp luật (legal
documents), and kinds that special laws add: conclusions of inspections and checks, precedents,
licences. "Công văn" prints no type.
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.text import fold

from .slips import alike

LETTER = "Công văn"
ANNEX = "Phụ lục"

#: Type as we name it -> further ways in which it is printed on the line of the type.
_TYPES: dict[str, tuple[str, ...]] = {
    # Legal documents.
    "Hiến pháp": (),
    "Bộ luật": (),
    "Luật": (),
    "Pháp lệnh": (),
    "Lệnh": (),
    "Nghị quyết": ("Nghị quyết liên tịch",),
    "Nghị định": (),
    "Thông tư": (),
    "Thông tư liên tịch": (),
    "Quyết định": (),
    "Chỉ thị": (),
    "Văn bản hợp nhất": (),
    # NĐ 30/2020 art. 7.
    "Quy chế": (),
    "Quy định": (),
    "Thông cáo": ("Thông cáo báo chí",),
    "Thông báo": (),
    "Hướng dẫn": (),
    "Chương trình": ("Chương trình hành động", "Chương trình công tác"),
    "Kế hoạch": ("Kế hoạch hành động",),
    "Phương án": (),
    "Đề án": (),
    "Dự án": (),
    "Báo cáo": ("Báo cáo tóm tắt",),
    "Biên bản": (),
    "Tờ trình": (),
    "Hợp đồng": (),
    "Công điện": ("Công điện khẩn",),
    "Bản ghi nhớ": (),
    "Bản thỏa thuận": (),
    "Giấy ủy quyền": (),
    "Giấy mời": (),
    "Giấy giới thiệu": (),
    "Giấy nghỉ phép": (),
    "Phiếu gửi": (),
    "Phiếu chuyển": (),
    "Phiếu báo": (),
    "Thư công": (),
    LETTER: (),
    # Kinds of special laws, and of the Party.
    "Kết luận": (),
    "Kết luận thanh tra": (),
    "Kết luận kiểm tra": (),
    "Kết luận giám sát": (),
    "Thông báo kết luận": (),
    "Thông báo kết luận thanh tra": (),
    "Án lệ": (),
    "Bản án": (),
    "Công bố": (),
    "Công khai": (),
    "Danh mục": (),
    "Đề cương": (),
    "Giấy chứng nhận": (),
    "Giấy phép": (),
    "Giấy xác nhận": (),
    "Lịch": ("Lịch công tác", "Lịch tiếp công dân"),
    "Nội quy": (),
    "Quy trình": (),
    "Phiếu trình": (),
    "Thể lệ": (),
    "Thư mời": (),
    ANNEX: (),
}  # fmt: skip

#: How the symbol of a number begins -> the type it stands for (NĐ 30/2020 Annex III).
_BY_SYMBOL = {
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "NQLT": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QYĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTR": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTR": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "PL": "Pháp lệnh",
    "L": "Lệnh",
    "KL": "Kết luận",
    "VBHN": "Văn bản hợp nhất",
    "AL": "Án lệ",
    "GP": "Giấy phép",
}

_PRINTED = {fold(printed): name for name, others in _TYPES.items() for printed in (name, *others)}
#: The longest first: "kết luận thanh tra" before "kết luận".
_LONGEST_FIRST = sorted(_PRINTED, key=lambda printed: (-len(printed.split()), printed))
#: Types whose body is Quốc hội, printed or not (Hiến pháp 2013 art. 70).
OF_THE_NATIONAL_ASSEMBLY = frozenset({"Hiến pháp", "Bộ luật", "Luật"})


def types() -> Iterator[str]:
    """Every type by the name we give it."""
    yield from _TYPES


def leading_type(words: list[str]) -> tuple[str, int] | None:
    """(type, how many words it takes) when a line of type and title begins with one.

    OCR may have spoilt a letter or two of it.
    """
    folded = [fold(word).strip(" .,:;*|_-'\"‘’`´~") for word in words]
    kept = [(index, word) for index, word in enumerate(folded) if word]
    for printed in _LONGEST_FIRST:
        size = len(printed.split())
        here = kept[:size]
        if len(here) == size and alike(" ".join(word for _, word in here), printed):
            return _PRINTED[printed], here[-1][0] + 1
    return None


def type_of_symbol(symbol: str) -> str | None:
    """The type a number's symbol stands for: "KH-SKHCN" → "Kế hoạch", "QH15" → None."""
    head = symbol.partition("-")[0].strip().upper()
    return _BY_SYMBOL.get(head)
