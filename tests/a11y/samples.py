"""Sample data: one plausible value for every variable a component names in its first comment.

Nothing here touches the database: what the templates need of a page or an event is its attributes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from disclosures.missing.forms import LookupForm, NoticeForm
from portal.models.ledger import EventKindChoices
from procedures.content import (
    DossierLine,
    Fee,
    FilingWay,
    PartChange,
    ProcedureContent,
    Step,
)

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
    legal_bases=("Luật Năng lượng nguyên tử", "Nghị định số 142/2020/NĐ-CP"),
)

FORM = Thing(url="/tep/7/mau-so-05.docx", title="Mẫu số 05", filename="mau-so-05.docx")
FILE = Thing(
    url="/tep/3/05-KL-SKHCN.pdf",
    title="Kết luận số 05/KL-SKHCN (bản ký số)",
    filename="05-KL-SKHCN.pdf",
    file_size=834_512,
    sha256=SHA256,
    pages=12,
)
RECOMMENDATIONS = [
    Thing(
        text="Bổ sung thiết bị đo suất liều.",
        responsible="Trung tâm Y tế thị xã",
        due_on=date(2026, 3, 31),
        state="done",
        outcome="Đã mua và kiểm định 02 máy, báo cáo ngày 20/03/2026.",
    ),
    Thing(
        text="Đào tạo lại nhân viên bức xạ, lưu hồ sơ đào tạo tại cơ sở.",
        responsible="Trung tâm Y tế thị xã",
        due_on=date(2026, 6, 30),
        state="open",
        outcome="",
    ),
    Thing(text="Rà soát quy trình.", responsible="", due_on=None, state="open", outcome=""),
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


VERSIONS = [
    Thing(pk=2, in_force_from=date(2026, 11, 18), decision_number="1201/QĐ-UBND", is_repeal=False),
    Thing(pk=1, in_force_from=date(2024, 2, 1), decision_number="87/QĐ-UBND", is_repeal=False),
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
CONCLUSION = Thing(
    title="Kết luận kiểm tra việc chấp hành pháp luật về an toàn bức xạ tại cơ sở X-quang y tế",
    kind="inspection_conclusion",
    url="/ket-luan/05-kl-skhcn/",
    number="05/KL-SKHCN",
    get_conclusion_type_display="Kết luận kiểm tra",
    agency="Sở Khoa học và Công nghệ tỉnh Quảng Trị",
    signed_on=date(2026, 11, 12),
    signer="Nguyễn Văn A",
    signer_title="Phó Giám đốc",
    body_inspected="Trung tâm Y tế thị xã",
    subject="Việc chấp hành pháp luật về an toàn bức xạ năm 2025",
    summary="Cơ sở có đủ giấy phép.\n\nHai máy đo suất liều đã quá hạn kiểm định.",
    body="",
    file=FILE,
    unit="Phòng Kiểm tra",
    recommendations=Thing(all=RECOMMENDATIONS),
    answers=[Thing(duty="KLKT", case="05/KL-SKHCN@2026")],
    history=HISTORY[1:],
)
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
    "fees": [{"fees": CONTENT.fees}],
    "field": [{"field": wrong_form()["subject"]}, {"field": wrong_form()["email"]}],
    "file_card": [{"file": FILE}, {"file": FORM, "second": True}],
    "filters": [{"filters": [SELECT], "filtered": True, "clear_url": "/nghia-vu-cong-khai/"}],
    "footer": [
        {
            "office": Thing(
                office_name="Sở Khoa học và Công nghệ tỉnh Quảng Trị",
                address="204 đường Hùng Vương, phường Nam Đông Hà, tỉnh Quảng Trị",
                phone="0233 3852 000",
                email="skhcn@example.gov.vn",
                office_hours="7:30–11:30 và 13:30–17:00, thứ Hai đến thứ Sáu",
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
    "steps": [{"steps": CONTENT.steps}],
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
    "ways": [{"ways": CONTENT.filing_ways, "time": "25 ngày làm việc"}],
    "withdrawn": [{"event": HISTORY[0], "unit": "Phòng Kiểm tra"}],
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

CHANGES = (
    PartChange("time_limit", "30 ngày", "25 ngày làm việc"),
    PartChange("fees", (), CONTENT.fees),
)
