"""Sample data: one plausible value for every variable a component names in its first comment.

Nothing here touches the database: what the templates need of a page or an event is its attributes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from disclosures.charts import budget_chart
from disclosures.missing.forms import LookupForm, NoticeForm
from disclosures.receptions import DayState, Single, receptions
from portal.models.ledger import EventKindChoices
from procedures.content import (
    DossierLine,
    Fee,
    FilingWay,
    LegalBasis,
    ProcedureContent,
    Step,
)
from procedures.current_fees import FeeLine
from procedures.differences import differences
from procedures.fees import Reduction

LONG_TITLE = (
    "Cấp giấy phép tiến hành công việc bức xạ – sử dụng thiết bị X-quang chẩn đoán trong y tế"
)
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
RADIATION = "Năng lượng nguyên tử, an toàn bức xạ và hạt nhân"


def event(number: int, kind: str, day: date, **more: Any) -> Thing:
    """A row of the ledger as templates see it."""
    return Thing(
        id=number,
        kind=kind,
        get_kind_display=EventKindChoices(kind).label,
        happened_on=day,
        recorded_at=datetime(day.year, day.month, day.day, 8, 5, tzinfo=UTC),
        version=more.pop("version", None),
        reason=more.pop("reason", ""),
        details={},
        files=more.pop("files", []),
        **more,
    )


HISTORY = [
    event(412, "withdrawn", date(2026, 11, 21), reason="Đăng nhầm bản chưa ký."),
    event(
        398,
        "corrected",
        date(2026, 11, 18),
        version=2,
        reason="Sửa ngày hẹn tại kiến nghị 2 cho đúng với bản ký.",
        files=[{"name": "05-KL-SKHCN.pdf", "sha256": SHA256}],
    ),
    event(371, "published", date(2026, 11, 12), version=1),
]

CONTENT = ProcedureContent(
    code="2.002380",
    title=LONG_TITLE,
    field_name=RADIATION,
    online_level="full",
    steps=(
        Step("Chuẩn bị và nộp hồ sơ", "Nộp trực tuyến hoặc tại Trung tâm trong giờ làm việc."),
        Step("Kiểm tra hồ sơ", "Trong 05 ngày làm việc, Sở báo bằng văn bản nếu hồ sơ thiếu."),
        Step("Thẩm định và trả kết quả", "Sở thẩm định và cấp giấy phép.\n\nTừ chối thì nêu rõ."),
    ),
    filing_ways=(
        FilingWay("online", 25, "working_day", "Cổng Dịch vụ công Quốc gia", "2.000.000 đồng"),
        FilingWay("in_person", 25, "working_day"),
        FilingWay("post"),
    ),
    dossier_lines=(
        DossierLine("", "Đơn đề nghị cấp giấy phép", 1, 0, "Mẫu số 05", 7),
        DossierLine("", "Kết quả đo kiểm xạ", 0, 1, "", None, "Còn giá trị trong 12 tháng"),
        DossierLine("Cơ sở thuê thiết bị", "Hợp đồng thuê thiết bị", 1, 1),
    ),
    dossier_sets=1,
    time_limit="25 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ và phí",
    time_amount=25,
    time_unit="working_day",
    subjects="Tổ chức, cá nhân sử dụng thiết bị X-quang chẩn đoán trong y tế",
    agency_deciding="Sở Khoa học và Công nghệ",
    agency_receiving="Trung tâm Phục vụ hành chính công tỉnh",
    result="Giấy phép tiến hành công việc bức xạ",
    conditions="Người phụ trách an toàn có chứng chỉ nhân viên bức xạ.",
    fees=(
        Fee("Thẩm định thiết bị X-quang chụp răng", 2_000_000, "", "thiết bị", "", "", "TT 287"),
        Fee("Thẩm định thiết bị X-quang cắt lớp", 8_000_000, "", "thiết bị", "Cơ sở", "Giảm 25%"),
        Fee("Gia hạn giấy phép", None, "75% mức cấp mới"),
    ),
    legal_bases=(
        LegalBasis("Luật Năng lượng nguyên tử"),
        LegalBasis("Nghị định số 142/2020/NĐ-CP", "142/2020/NĐ-CP", "2020-12-09"),
    ),
)

FEE_LINES = [
    FeeLine(CONTENT.fees[0], 4_000_000, Reduction("Giảm 50%", 50, True), "/phi-le-phi/x/"),
    *(FeeLine(fee) for fee in CONTENT.fees[1:]),
]

FORM = Thing(url="/tep/7/mau-so-05.docx", title="Mẫu số 05", filename="mau-so-05.docx")
FILE = Thing(
    url="/tep/3/05-KL-SKHCN.pdf",
    title="Kết luận số 05/KL-SKHCN (bản ký số)",
    filename="05-KL-SKHCN.pdf",
    file_size=834_512,
    sha256=SHA256,
    pages=12,
    signatures_said=[
        Thing(
            who="Trần Ngọc Lân (Sở Khoa học và Công nghệ)",
            verdict="Chữ ký hợp lệ",
            code="up_to_date",
        )
    ],
)
RECOMMENDATIONS = [
    Thing(
        text="Bổ sung thiết bị đo suất liều.",
        responsible="Trung tâm Y tế thị xã",
        due_on=date(2026, 3, 31),
        state="done",
        follow_up="done",
        outcome="Đã mua và kiểm định 02 máy, báo cáo ngày 20/03/2026.",
    ),
    Thing(
        text="Đào tạo lại nhân viên bức xạ, lưu hồ sơ đào tạo tại cơ sở.",
        responsible="Trung tâm Y tế thị xã",
        due_on=date(2026, 6, 30),
        state="open",
        follow_up="overdue",
        outcome="",
    ),
    Thing(
        text="Rà soát quy trình.",
        responsible="",
        due_on=None,
        state="open",
        follow_up="open",
        outcome="",
    ),
]

STATUSES = [
    ("up_to_date", 28),
    ("nil_declared", 2),
    ("due_soon", 3),
    ("overdue", 2),
    ("published_late", 1),
    ("never_published", 4),
    ("unknown", 5),
    ("not_applicable", 1),
]
SEGMENTS = [
    {"code": code, "label": "", "count": count, "url": f"/nghia-vu-cong-khai/?tinh-trang={code}"}
    for code, count in STATUSES
]


class ReportForm(forms.Form):
    """A form with a mistake in it."""

    subject = forms.CharField(label="Nội dung", help_text="Một câu ngắn.")
    email = forms.EmailField(label="Thư điện tử", required=False)


def wrong_form() -> ReportForm:
    """A form as it comes back: one field empty, one wrong."""
    form = ReportForm({"subject": "", "email": "khong-phai-thu"})
    form.is_valid()
    return form


def wrong_notice() -> NoticeForm:
    """A reader's notice as it comes back: nothing said, an address that is none."""
    form = NoticeForm({"email": "khong-phai-thu"}, duty="KLKT", now=timezone.now())
    form.is_valid()
    return form


def wrong_lookup() -> LookupForm:
    """A tracking code that is none."""
    form = LookupForm({"ma": "abc"})
    form.is_valid()
    return form


LONG_TEXT = "Trường hợp chung:\nBước 1. Nộp hồ sơ\n- Trực tiếp tại Trung tâm;\n- Trực tuyến.\nHết."
CHANGES = differences(replace(CONTENT, time_limit="30 ngày", fees=()), CONTENT)

VERSIONS = [
    Thing(
        pk=2,
        number=2,
        in_force_from=date(2026, 11, 18),
        decision_number="1201/QĐ-UBND",
        is_repeal=False,
    ),
    Thing(
        pk=1,
        number=1,
        in_force_from=date(2024, 2, 1),
        decision_number="87/QĐ-UBND",
        is_repeal=False,
    ),
]
PROCEDURE = Thing(
    title=LONG_TITLE,
    code="2.002380",
    field=RADIATION,
    kind="procedure",
    url="/thu-tuc/cap-giay-phep-x-quang/",
    unit="Phòng Quản lý công nghệ",
    summary="Ai dùng máy X-quang chẩn đoán phải có giấy phép này.",
    history=HISTORY[1:],
    version=VERSIONS[0],
    shown=CONTENT,
)


def item(**fields: Any) -> Thing:
    """A disclosure as its templates see it, with what `fields` say otherwise."""
    default = {
        "kind": "inspection_conclusion",
        "kind_words": "Kết luận kiểm tra",
        "url": "/ket-luan/05-kl-skhcn/",
        "title": "Kết luận kiểm tra an toàn bức xạ tại cơ sở X-quang y tế",
        "dated_on": date(2026, 11, 12),
        "issuer": Thing(name="Sở Khoa học và Công nghệ tỉnh Quảng Trị"),
        "summary": "Cơ sở có đủ giấy phép.\n\nHai máy đo suất liều đã quá hạn kiểm định.",
        "body": "<h2>Nội dung</h2><p>Đoàn kiểm tra làm việc trong hai ngày.</p>",
        "facts": [
            {"term": "Số ký hiệu", "value": "05/KL-SKHCN"},
            {"term": "Ngày ký", "value": "12/11/2026"},
            {"term": "Người ký", "value": "Nguyễn Văn A"},
        ],
        "pairs": [{"term": "Chức vụ người ký", "value": "Phó Giám đốc"}],
        "line": ["Số ký hiệu: 05/KL-SKHCN", "Đối tượng: Trung tâm Y tế"],
        "state": None,
        "file": FILE,
        "attached": [Thing(file=FORM, label="Biểu số liệu")],
        "unit": Thing(code="KTRA", __str__=lambda: "Phòng Kiểm tra"),
        "history": HISTORY[1:],
    }
    return Thing(**{**default, **fields})


def page_of(thing: Thing, **more: Any) -> dict[str, Any]:
    """What the page of a disclosure has in its context."""
    return {
        "page": thing,
        "item": thing,
        "facts": thing.facts,
        "pairs": thing.pairs,
        "attached": thing.attached,
        "history": thing.history,
        "answered": [{"duty": "KLKT", "case": "05/KL-SKHCN@2026"}],
        **more,
    }


def related(rows: list[Any]) -> Thing:
    """Rows as a relation of a page gives them."""
    return Thing(all=lambda: rows)


CONCLUSION = item(
    title="Kết luận kiểm tra việc chấp hành pháp luật về an toàn bức xạ tại cơ sở X-quang y tế",
    recommendations=related(RECOMMENDATIONS),
    compliance_records=related(
        [
            Thing(
                recommendation=1,
                happened_on=date(2026, 11, 20),
                text="Cơ sở báo cáo đã gửi máy đi kiểm định.",
                document_number="12/BC-TTYT",
            )
        ]
    ),
)
BUDGET_LINES = [
    Thing(
        name=name, code=code, is_part=part, planned=planned, actual=actual, before=None, share=60.0
    )
    for code, name, part, planned, actual in (
        ("I", "Thu phí được để lại", False, 1_850_000_000, 1_395_000_000),
        ("II", "Chi quản lý hành chính", False, 9_640_000_000, 6_912_000_000),
        ("II.1", "Kinh phí tự chủ", True, 8_120_000_000, None),
    )
]
PAGER = Paginator(range(95), 10)

SELECT: dict[str, Any] = {
    "field_id": "don-vi",
    "name": "don-vi",
    "label": "Đơn vị",
    "all": "Tất cả đơn vị",
    "value": "vp",
    "options": [
        {"value": "vp", "label": "Văn phòng", "count": 12},
        {"value": "khtc", "label": "Phòng Kế hoạch – Tài chính", "count": 4},
    ],
}

#: For each file of templates/components: the contexts it is shown with.
COMPONENTS: dict[str, list[dict[str, Any]]] = {
    "breadcrumbs": [
        {"trail": [{"title": "Trang chủ", "url": "/"}, {"title": "Thủ tục", "url": "/thu-tuc/"}]}
    ],
    "demonstration": [{"made_on": date(2026, 11, 20), "stale": True}],
    "display": [
        {"display": {"contrast": "normal", "text": "normal"}},
        {"display": {"contrast": "high", "text": "large"}},
    ],
    "empty": [
        {
            "title": "Chưa có kết luận nào trong quý IV/2026.",
            "text": "Đơn vị đã xác nhận không phát sinh ngày 02/10/2026.",
            "links": [{"title": "Xem các quý trước", "url": "/ket-luan/"}],
        }
    ],
    "errors": [{"form": wrong_form()}],
    "facts": [
        {
            "facts": [
                {"term": "Thời hạn", "value": "25 ngày làm việc", "note": "từ khi nhận đủ hồ sơ"},
                {"term": "Phí", "value": "từ 2.000.000 đồng", "note": "xem đủ", "url": "#phi"},
                {"term": "Nộp trực tuyến", "value": "Toàn trình"},
            ]
        }
    ],
    "long_text": [{"text": "Theo quy định"}, {"text": LONG_TEXT * 5}],
    "differences": [{"parts": CHANGES}],
    "fees": [{"lines": FEE_LINES}],
    "field": [{"field": wrong_form()["subject"]}, {"field": wrong_form()["email"]}],
    "file_card": [{"file": FILE}, {"file": FORM, "second": True, "label": "Biểu mẫu"}],
    "signatures": [
        {
            "signatures": [
                Thing(
                    who="Trần Ngọc Lân (Sở Khoa học và Công nghệ)",
                    verdict="Chữ ký hợp lệ",
                    code="up_to_date",
                    signature=Thing(page=1),
                    sentences=("Nội dung đã ký không thay đổi.", "Chữ ký bao trùm toàn bộ tệp."),
                ),
                Thing(
                    who="Cổng Thông tin điện tử Chính phủ",
                    verdict="Không xác định được",
                    code="unknown",
                    signature=Thing(page=None),
                    sentences=("Trang có hình dấu của chữ ký nhưng không kiểm tra được.",),
                ),
            ]
        }
    ],
    "filters": [{"filters": [SELECT], "filtered": True, "clear_url": "/nghia-vu-cong-khai/"}],
    "footer": [
        {
            "office": Thing(
                office_name="Sở Khoa học và Công nghệ tỉnh Quảng Trị",
                address="204 đường Hùng Vương, phường Nam Đông Hà, tỉnh Quảng Trị",
                phone="0233 3852 000",
                email="skhcn@example.gov.vn",
                office_hours="7:30–11:30 và 13:30–17:00, thứ Hai đến thứ Sáu",
                focal_unit=Thing(email="vanphong@example.gov.vn"),
            ),
            "sections": [
                {"title": "Thủ tục hành chính", "url": "/thu-tuc/"},
                {"title": "Khả năng tiếp cận của Cổng", "url": "/kha-nang-tiep-can/"},
            ],
        }
    ],
    "history": [{"events": HISTORY}],
    "hit": [
        {
            "url": "/thu-tuc/x/",
            "title": LONG_TITLE,
            "kind": "Thủ tục hành chính · 2.002380",
            "summary": "Tổ chức, cá nhân nộp phí thẩm định khi nộp hồ sơ.",
            "meta": ["25 ngày làm việc", "Toàn trình"],
            "status_code": "in_force",
        },
        {"url": "/thu-tuc/y/", "title": "Gia hạn giấy phép", "level": 3},
    ],
    "identity": [{"display": {}}],
    "item": [
        {"item": CONCLUSION},
        {"item": item(state=Thing(code="in_force", label="Còn hiệu lực")), "level": 3},
    ],
    "masthead": [{"office": Thing(office_name=""), "with_search": True, "display": {}}],
    "menu": [{}],
    "moment": [
        {"today": date(2026, 11, 23), "error": "“at” phải là một ngày.", "now_url": "/x/"},
        {
            "today": date(2026, 11, 23),
            "past": {"at": date(2026, 9, 30), "known_at": date(2026, 10, 31)},
            "now_url": "/x/",
        },
    ],
    "note": [
        {"heading": "Chưa được Sở xác nhận", "text": "Quy tắc đọc từ luật.", "tone": tone}
        for tone in ("info", "warning", "danger", "plain")
    ],
    "opinion": [{"url": "/gop-y/?t=x"}],
    "pagination": [
        {"page_obj": PAGER.get_page(1)},
        {"page_obj": PAGER.get_page(5)},
        {"page_obj": PAGER.get_page(10), "param": "trang"},
    ],
    "pairs": [
        {
            "pairs": [
                {"term": "Ở đâu", "value": "Cổng công khai của Sở", "url": "/"},
                {"term": "Trong bao lâu", "value": "15 ngày liên tục", "note": "ít nhất"},
            ]
        }
    ],
    "papers": [
        {
            "papers": [
                {
                    "name": "Đơn đề nghị cấp giấy phép",
                    "originals": 1,
                    "copies": 2,
                    "form_url": FORM.url,
                    "form_name": "Mẫu số 05",
                    "note": "Người đứng đầu ký",
                },
                {"name": "Kết quả đo kiểm xạ", "originals": 0, "copies": 1, "form_name": ""},
            ]
        }
    ],
    "problem": [{"code": 404, "heading": "Không có trang", "text": "Gõ nhầm?", "help": "Hãy tìm."}],
    "reach": [
        {"phone": "0233.0000001 (ví dụ)", "email": "vanphong@example.org"},
        {"address": "1 Example Street", "language": "en", "phone": "", "email": ""},
    ],
    "recommendations": [{"recommendations": RECOMMENDATIONS}],
    "search_form": [{"field_id": "q-sample", "query": "phí x quang", "placeholder": "số, từ"}],
    "select": [SELECT],
    "status": [
        *({"code": code} for code, _ in STATUSES),
        *({"code": code} for code in ("open", "on_time", "late")),
        *({"code": code} for code in ("in_force", "not_yet", "repealed", "ended")),
        *({"code": code} for code in ("done", "under_way", "withdrawn")),
        {"code": "overdue", "label": "Quá hạn 39 ngày"},
        {"code": "due_soon", "count": 3, "url": "/nghia-vu-cong-khai/"},
    ],
    "steps": [{"steps": CONTENT.steps}, {"steps": [Thing(title="", text=LONG_TEXT)]}],
    "tally": [{"segments": SEGMENTS, "total": 46}],
    "task": [
        {"url": "/thu-tuc/", "title": "Làm thủ tục", "text": "Giấy tờ, thời hạn, nơi nộp"},
        {"url": "/thu-tuc/?truc-tuyen=full", "title": "Nộp trực tuyến", "text": "Toàn trình"},
        {"url": "/tim-kiem/?q=ph%C3%AD", "title": "Tra phí", "text": "Mức thu và căn cứ"},
        {"url": "/ket-luan/", "title": "Xem kết luận kiểm tra", "text": "Và việc thực hiện"},
        {"url": "/tim-kiem/", "title": "Tìm văn bản", "text": "Theo số, từ, năm"},
        {"url": "/nghia-vu-cong-khai/", "title": "Giám sát Sở", "text": "Hạn và tình trạng"},
        {"url": "/lien-he/", "title": "Liên hệ", "text": "Địa chỉ, điện thoại"},
    ],
    "version_banner": [
        {"at": date(2025, 1, 5), "version": VERSIONS[1], "is_today": False, "url": "/thu-tuc/x/"},
        {"at": date(2020, 1, 5), "version": None, "is_today": False, "url": "/thu-tuc/x/"},
        {"version": VERSIONS[1], "coming": VERSIONS[0], "is_today": True, "url": "/thu-tuc/x/"},
    ],
    "text_blocks": [{"text": LONG_TEXT}, {"text": LONG_TEXT, "heading": True}],
    "ways": [{"ways": CONTENT.filing_ways, "time": "25 ngày làm việc"}],
    "withheld": [
        {
            "page": {
                "withheld_ground": "personal",
                "get_withheld_ground_display": "Thông tin về đời sống riêng tư",
                "withheld_note": "Che họ tên và địa chỉ của hai người bệnh",
                "withheld_original": {"sha256": "0" * 64},
            }
        }
    ],
    "withdrawn": [{"event": HISTORY[0], "unit": "Phòng Kiểm tra"}],
    "years": [
        {
            "years": [
                {"year": 2026, "count": 12, "url": "?nam=2026", "current": True},
                {"year": 2025, "count": 4, "url": "?nam=2025", "current": False},
            ]
        }
    ],
    "relations": [
        {
            "relations": [
                {
                    "words": "thay thế",
                    "number": "12/2024/QĐ-UBND",
                    "detail": "",
                    "on": "01/07/2026",
                    "title": "Quy định quản lý nhiệm vụ",
                    "url": "/cong-khai/van-ban/x/",
                    "state": {"code": "ended", "label": "Hết hiệu lực"},
                },
                {
                    "words": "sửa đổi",
                    "number": "31/2026/QĐ-UBND",
                    "detail": "Điều 9 khoản 2",
                    "on": "",
                    "title": "",
                    "url": "",
                    "state": None,
                },
            ]
        }
    ],
    "budget_chart": [{"chart": budget_chart(BUDGET_LINES)}],
    "reception_days": [
        {
            "days": receptions(
                [],
                [
                    Single(date(2026, 11, 15), time(7, 30), time(11, 30), "leader", "Giám đốc"),
                    Single(
                        date(2026, 11, 22),
                        time(13, 30),
                        time(16, 30),
                        "leader",
                        "Phó Giám đốc",
                        "Văn phòng",
                        "Cấp phép bức xạ",
                        DayState.POSTPONED,
                        date(2026, 11, 25),
                        "Dời vì họp ở tỉnh",
                    ),
                ],
                date(2026, 11, 1),
                date(2026, 11, 30),
            ),
            "today": date(2026, 11, 23),
        }
    ],
}

DUTY_PAGE: dict[str, Any] = {
    "ask_url": "/nghia-vu-cong-khai/KLKT/thieu/",
    "notices": Paginator(
        [
            Thing(
                shown_question="Kết luận quý III ở đâu? […]",
                answer="Ở mục Kết luận.",
                received_at=datetime(2026, 11, 10, 1, 0, tzinfo=UTC),
                released_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
            )
        ]
        * 12,
        10,
    ).get_page(1),
    "notices_waiting": {"waiting": 3, "overdue": 1},
    "duty": {
        "code": "KLKT",
        "title": "Kết luận kiểm tra chuyên ngành",
        "kind_label": "Nghĩa vụ công khai",
        "status": "overdue",
        "status_label": "Quá hạn 39 ngày",
        "why": "Kết luận 06/KL-SKHCN ký ngày 01/10/2026, hạn 15/10/2026, chưa đăng.",
        "confirmed": False,
    },
    "facts": [{"term": "Thời hạn", "value": "10 ngày kể từ ngày ký"}],
    "pairs": [{"term": "Nội dung", "value": "Toàn văn kết luận"}],
    "instances": [
        {
            "name": "05/KL-SKHCN",
            "due_on": date(2026, 11, 22),
            "answered_on": date(2026, 11, 12),
            "status": "on_time",
            "url": "/ket-luan/05-kl-skhcn/",
            "why": "ký ngày 12/11/2026",
        },
        {"name": "06/KL-SKHCN", "due_on": date(2026, 10, 15), "status": "overdue"},
    ],
    "versions": [
        {
            "from_date": date(2025, 7, 1),
            "deadline": "10 ngày kể từ ngày ký",
            "basis": "Luật Tiếp cận thông tin, điều 17",
            "source_url": "https://vbpl.vn/",
            "current": True,
        },
        {"to_date": date(2025, 6, 30), "confirmed": True},
    ],
}

OFFICERS = [
    Thing(
        name="Nguyễn Thị Ví Dụ",
        post="Chuyên viên Văn phòng, đầu mối cung cấp thông tin",
        phone="0233 3852 001",
        email="thongtin@example.gov.vn",
        place="Phòng 101",
        hours="Thứ Hai đến thứ Sáu",
    ),
    Thing(name="Trần Văn Ví Dụ", post="", phone="0233 3852 002", email="", place="", hours=""),
]
