"""Every field that a file of procedures may hold. The table of docs/procedures-exchange.md is held
to this one by a test."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from portal.text import fold


@dataclass(frozen=True, slots=True)
class FileField:
    """One field: `name` in JSON, `heading` in tables (Vietnamese: it is data, not interface),
    `also` other headings that are understood, `kind` how its value is written:

    text (several lines), line, code, codes, flag, number, day, decision, link, online, choice
    (`choices`: value -> words that are understood), choices (several, parted by commas), rows (a
    list), printed (text of the national database that structured fields are read from). `longest`
    in characters, 0: no bound of its own.
    """

    name: str
    heading: str
    kind: str
    also: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] | None = None
    longest: int = 0


LEVELS = {
    "province": (
        "Cấp tỉnh",
        "Cấp Tỉnh/Thành phố",
        "Sở, ban ngành",
        "UBND tỉnh",
        "UBND Tỉnh/Thành phố",
        "tỉnh",
    ),
    "commune": ("Cấp xã", "UBND Xã/Phường/Thị Trấn", "UBND xã", "xã"),
    "central": ("Cấp bộ", "Bộ", "Trung ương"),
}
CHANNELS = {
    "online": ("trực tuyến",),
    "in_person": ("trực tiếp",),
    "post": ("dịch vụ bưu chính", "bưu chính"),
}
TIME_UNITS = {
    "working_day": ("ngày làm việc",),
    "day": ("ngày",),
    "hour": ("giờ",),
    "month": ("tháng",),
}
MECHANISMS = {
    "one_stop": ("một cửa",),
    "inter_agency": ("một cửa liên thông", "liên thông"),
}
CONDITIONAL_PARTS = {
    "form": ("mẫu đơn, tờ khai", "mẫu"),
    "result": ("kết quả",),
    "conditions": ("yêu cầu, điều kiện", "điều kiện"),
    "fees": ("phí, lệ phí", "phí"),
}

#: In the order of an exported table.
FIELDS: tuple[FileField, ...] = (
    FileField(
        "code",
        "Mã thủ tục",
        "code",
        ("mã", "mã TTHC", "mã số TTHC", "mã thủ tục hành chính", "mã hồ sơ TTHC"),
        longest=40,
    ),
    FileField(
        "code_printed",
        "Mã như in",
        "code",
        ("code_raw",),
        longest=60,
    ),
    FileField(
        "title",
        "Tên thủ tục",
        "line",
        ("tên", "tên TTHC", "tên thủ tục hành chính", "thủ tục hành chính"),
        longest=4000,
    ),
    FileField("field_name", "Lĩnh vực", "line", ("field",), longest=200),
    FileField("field_code", "Mã lĩnh vực", "line", longest=60),
    FileField(
        "level",
        "Cấp thực hiện",
        "choices",
        ("cấp", "cấp giải quyết"),
        LEVELS,
    ),
    FileField("further_levels", "Cấp khác cùng thực hiện", "choices", (), LEVELS),
    FileField("mechanism", "Cơ chế", "choice", (), MECHANISMS),
    FileField(
        "linked_agencies",
        "Cơ quan liên thông",
        "text",
    ),
    FileField(
        "for_citizens",
        "Dành cho công dân",
        "flag",
    ),
    FileField(
        "for_businesses",
        "Dành cho doanh nghiệp, tổ chức",
        "flag",
    ),
    FileField(
        "online_level",
        "Mức độ trực tuyến",
        "online",
        ("mức độ", "mức độ DVC", "dịch vụ công trực tuyến"),
    ),
    FileField("online_printed", "Mức độ như in", "line", longest=100),
    FileField(
        "partial_reason",
        "Lý do chỉ một phần",
        "text",
    ),
    FileField(
        "proactive_level",
        "Mức độ chủ động",
        "number",
    ),
    FileField(
        "steps",
        "Trình tự thực hiện",
        "rows",
        ("trình tự", "các bước"),
    ),
    FileField("filing_ways", "Cách thức thực hiện", "rows", ("cách thức",)),
    FileField(
        "dossier_cases",
        "Trường hợp hồ sơ",
        "rows",
    ),
    FileField(
        "dossier_lines",
        "Giấy tờ trong hồ sơ",
        "rows",
    ),
    FileField("dossier_sets", "Số bộ hồ sơ", "number", ("số lượng hồ sơ",)),
    FileField("dossier", "Thành phần hồ sơ", "printed", ("hồ sơ",)),
    FileField(
        "time_limit",
        "Thời hạn giải quyết",
        "text",
        ("thời hạn", "thời gian giải quyết"),
    ),
    FileField(
        "time_amount",
        "Thời hạn (số)",
        "number",
    ),
    FileField("time_unit", "Thời hạn (đơn vị)", "choice", (), TIME_UNITS),
    FileField(
        "subjects",
        "Đối tượng thực hiện",
        "text",
        ("đối tượng", "đối tượng thực hiện TTHC"),
    ),
    FileField(
        "agency_deciding",
        "Cơ quan thực hiện",
        "text",
        ("agency", "cơ quan có thẩm quyền", "cơ quan giải quyết", "cơ quan quyết định"),
    ),
    FileField(
        "agency_authorised",
        "Cơ quan được ủy quyền",
        "text",
    ),
    FileField(
        "agency_receiving",
        "Nơi tiếp nhận",
        "text",
        ("địa chỉ tiếp nhận", "địa chỉ tiếp nhận hồ sơ", "nơi nộp hồ sơ"),
    ),
    FileField(
        "agencies_coordinating",
        "Cơ quan phối hợp",
        "text",
    ),
    FileField("result", "Kết quả thực hiện", "text", ("kết quả",)),
    FileField(
        "conditions",
        "Yêu cầu, điều kiện",
        "text",
        ("điều kiện", "yêu cầu điều kiện thực hiện"),
    ),
    FileField(
        "fees",
        "Các khoản phí, lệ phí",
        "rows",
    ),
    FileField(
        "fee_note",
        "Ghi chú về phí",
        "text",
    ),
    FileField("fee", "Phí, lệ phí", "printed", ("phí", "lệ phí")),
    FileField("without", "Không có", "choices", (), CONDITIONAL_PARTS),
    FileField("legal_bases", "Căn cứ pháp lý", "rows", ("legal_basis", "cơ sở pháp lý")),
    FileField("national_link", "Địa chỉ trên Cổng DVC quốc gia", "link", ("url", "liên kết")),
    FileField(
        "related",
        "Thủ tục liên quan",
        "codes",
    ),
    FileField(
        "replaced_by",
        "Được thay bằng",
        "codes",
    ),
    FileField(
        "summary",
        "Tóm tắt",
        "text",
    ),
    FileField("keywords", "Từ thông dụng", "line", longest=500),
    FileField("unit", "Đơn vị phụ trách", "line", ("đơn vị",), longest=40),
    FileField(
        "decision_number",
        "Quyết định công bố",
        "decision",
        ("decision", "số quyết định", "quyết định"),
        longest=100,
    ),
    FileField("decision_signed_on", "Ngày ký quyết định", "day", ("ngày quyết định", "ngày ký")),
    FileField("in_force_from", "Ngày có hiệu lực", "day", ("ngày hiệu lực", "hiệu lực từ")),
)
BY_NAME: Mapping[str, FileField] = {one.name: one for one in FIELDS}
#: Not in an export: what they hold is in the structured fields already.
PRINTED_ONLY = frozenset(one.name for one in FIELDS if one.kind == "printed")
#: Of the page and not of its content.
BESIDE_CONTENT = ("keywords", "unit", "decision_number", "decision_signed_on", "in_force_from")


#: “Phí, lệ phí”, “Phí lệ phí”, “Phí/lệ phí:” are one heading.
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def _key(heading: str) -> str:
    return " ".join(_BETWEEN_WORDS.sub(" ", fold(heading)).split())


#: Field names by every heading that is understood, folded.
BY_HEADING: Mapping[str, str] = {
    _key(heading): one.name for one in FIELDS for heading in (one.name, one.heading, *one.also)
}


def field_of(heading: str) -> str | None:
    """The name of the field that a column of that heading holds; None when it is none of ours."""
    return BY_HEADING.get(_key(heading))


def choice_of(choices: Mapping[str, tuple[str, ...]], text: str) -> str | None:
    """The value that `text` names, by itself or in words; None when it names none."""
    wanted = _key(text)
    for value, words in choices.items():
        if wanted == _key(value) or any(wanted == _key(word) for word in words):
            return value
    return None
