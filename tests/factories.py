"""Objects for tests, in the states tests ask for.

conclusion = make_conclusion()                     a draft by an editor, complete, with its PDF
publish_page(conclusion)                           approved by a second person
make_user("Người duyệt")                           an account with that role
"""

from __future__ import annotations

import itertools
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from disclosures.models import (
    DisclosureIndexPage,
    InspectionConclusionPage,
    Recommendation,
)
from portal import publishing, roles
from portal.audiences import Audience
from portal.forms import give_answers
from portal.models import Membership, Unit, User
from portal.permissions import is_published
from portal.site import set_up
from procedures.models import (
    FeeIndexPage,
    FeePage,
    FeeRate,
    ProcedureDossierLine,
    ProcedureField,
    ProcedureFilingWay,
    ProcedureIndexPage,
    ProcedurePage,
    ProcedureStep,
)

_counter = itertools.count(1)
PASSWORD = "mat-khau-thu-2026"


def make_user(role: str = "", *, units: tuple[str, ...] = (), **fields: Any) -> User:
    """An active account, in the group `role` when given, a member of `units` (codes)."""
    number = next(_counter)
    fields.setdefault("username", f"nguoi{number}")
    fields.setdefault("email", f"{fields['username']}@example.org")
    user = User.objects.create_user(password=PASSWORD, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    for code in units:
        Membership.objects.create(user=user, unit=make_unit(code))
    return user


def make_editor() -> User:
    """Who writes drafts."""
    return make_user(roles.EDITOR, units=("KTRA",))


def make_approver() -> User:
    """Who approves what others wrote."""
    return make_user(roles.APPROVER)


def make_unit(code: str = "KTRA", **fields: Any) -> Unit:
    """The unit `code`, made when it isn't there."""
    fields.setdefault("name", f"Phòng {code}")
    return Unit.objects.get_or_create(code=code, defaults=fields)[0]


def pdf_bytes(pages: int = 1) -> bytes:
    """A valid PDF of blank pages, different each time."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.docinfo["/Title"] = f"Văn bản thử {next(_counter)}"
    buffer = BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def make_file(name: str = "van-ban.pdf", data: bytes | None = None) -> Any:
    """An uploaded file."""
    return get_document_model().objects.create(
        title=name, file=ContentFile(data or pdf_bytes(), name=name)
    )


def index_of(kind: str) -> DisclosureIndexPage:
    """The list of a kind of disclosure."""
    return DisclosureIndexPage.objects.get(lists=kind)


def make_conclusion(
    *, author: User | None = None, answers: tuple[str, ...] | None = None, **fields: Any
) -> InspectionConclusionPage:
    """A complete draft of a check conclusion with one recommendation.

    `answers` are keys `duty|case`; by default KLKT for its own case, and none of what is not for
    everybody: that duty asks for the web.
    """
    set_up()
    number = next(_counter)
    fields.setdefault("title", f"Kết luận kiểm tra an toàn bức xạ tại cơ sở số {number}")
    fields.setdefault("slug", f"ket-luan-{number}")
    fields.setdefault("number", f"{number}/KL-SKHCN")
    fields.setdefault("signed_on", date(2026, 3, 10))
    fields.setdefault("signer", "Nguyễn Văn Mẫu")
    fields.setdefault("body_inspected", "Cơ sở X-quang mẫu")
    fields.setdefault("subject", "Chấp hành pháp luật về an toàn bức xạ")
    fields.setdefault("summary", "Cơ sở chấp hành tốt; cần đo kiểm xạ lại phòng số 2.")
    fields.setdefault("unit", make_unit())
    if "file" not in fields:
        fields["file"] = make_file(f"ket-luan-{number}.pdf")
    page = InspectionConclusionPage(live=False, owner=author, **fields)
    page.recommendations = [
        Recommendation(text="Đo kiểm xạ lại phòng số 2.", due_on=date(2026, 6, 30))
    ]
    index_of(page.kind).add_child(instance=page)
    if answers is None:
        answers = (f"KLKT|{page.case_key}",) if page.audience == Audience.PUBLIC else ()
    give_answers(page, list(answers))
    page.save()
    page.save_revision(user=author or make_editor(), clean=False)
    record_checks(page)
    return page


def make_procedure(*, author: User | None = None, **fields: Any) -> ProcedurePage:
    """A complete draft of a procedure, in force since 01/03/2026."""
    set_up()
    number = next(_counter)
    field, _new = ProcedureField.objects.get_or_create(
        code="atbx", defaults={"name": "An toàn bức xạ và hạt nhân"}
    )
    fields.setdefault("title", f"Cấp giấy phép sử dụng thiết bị X-quang số {number}")
    fields.setdefault("code", f"2.{number:06d}")
    fields.setdefault("slug", fields["code"].replace(".", "-"))
    fields.setdefault("field", field)
    fields.setdefault("unit", make_unit("VP"))
    fields.setdefault("time_limit", "25 ngày kể từ khi nhận đủ hồ sơ")
    fields.setdefault("time_amount", 25)
    fields.setdefault("time_unit", "day")
    fields.setdefault("subjects", "Cơ sở y tế có máy X-quang")
    fields.setdefault("agency_deciding", "Sở Khoa học và Công nghệ")
    fields.setdefault("agency_receiving", "Trung tâm Phục vụ hành chính công tỉnh")
    fields.setdefault("decision_number", "101/QĐ-UBND")
    fields.setdefault("decision_signed_on", date(2026, 2, 20))
    fields.setdefault("in_force_from", date(2026, 3, 1))
    page = ProcedurePage(live=False, owner=author, **fields)
    page.steps = [ProcedureStep(title="Nộp hồ sơ", text="Nộp tại Trung tâm.")]
    page.filing_ways = [ProcedureFilingWay(channel="in_person", amount=25, unit="day")]
    page.dossier_lines = [ProcedureDossierLine(name="Đơn đề nghị", originals=1)]
    ProcedureIndexPage.objects.get().add_child(instance=page)
    give_answers(page, [f"TTHC-ND|{page.code}"])
    page.save()
    page.save_revision(user=author or make_editor(), clean=False)
    record_checks(page)
    return page


def make_fee(*, author: User | None = None, **fields: Any) -> FeePage:
    """A complete draft of a fee of 2.000.000 đồng, in force since 01/01/2026."""
    set_up()
    number = next(_counter)
    fields.setdefault("title", f"Phí thẩm định cấp giấy phép số {number}")
    fields.setdefault("slug", f"phi-{number}")
    fields.setdefault("payer", "Cơ sở đề nghị cấp giấy phép")
    fields.setdefault("payment", "Chuyển khoản hoặc nộp tại quầy")
    fields.setdefault("basis", "Thông tư số 287/2016/TT-BTC")
    fields.setdefault("no_reduction", True)
    fields.setdefault("unit", make_unit("VP"))
    page = FeePage(live=False, owner=author, **fields)
    page.rates = [FeeRate(amount=2_000_000, unit="thiết bị", valid_from=date(2026, 1, 1))]
    FeeIndexPage.objects.get().add_child(instance=page)
    give_answers(page, [f"PHI-LP|{page.case_key}"])
    page.save()
    page.save_revision(user=author or make_editor(), clean=False)
    record_checks(page)
    return page


def record_checks(page: Any) -> None:
    """Both units have looked at the latest draft for secrets, where that is asked."""
    if page.four_eyes:
        unit, focal = _checker(roles.EDITOR), _checker(roles.APPROVER)
        publishing.record_checks(page, unit=unit, focal=focal)


def _checker(role: str) -> User:
    """Who records checks in tests, made once."""
    name = f"ra-soat-{list(roles.PERMISSIONS).index(role)}"
    return User.objects.filter(username=name).first() or make_user(role, username=name)


def publish_page(page: Any, *, approver: User | None = None, **options: Any) -> Any:
    """Publish the latest revision with a second person's approval; returns the ledger's event."""
    record_checks(page)
    if is_published(page) and not page.get_latest_revision_as_object().change_note:
        options.setdefault("change_note", "Sửa theo bản ký (thử)")
    event = publishing.publish(page, actor=approver or make_approver(), approved=True, **options)
    page.refresh_from_db()
    return event
