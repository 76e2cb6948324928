"""The admin's door for plans: who may pass, what is refused, checking, correcting, accepting."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from disclosures.models import Plan, PlanDraft, PlanImport, PlanTask
from disclosures.plan_import.source import MAX_BYTES
from disclosures.plans.directory import load_units
from portal import roles
from portal.models import Unit
from tests.factories import make_user
from tests.unit.disclosures.plan_documents import (
    HEADER_LINES,
    PLAN_ROWS,
    SIGNATURE_LINES,
    markdown_table,
    task,
)

pytestmark = pytest.mark.django_db
IMPORT = "/quan-tri/plans/import/"
PLANS = "/quan-tri/disclosures/plan/"
TASKS = "/quan-tri/disclosures/plantask/"


def plan_text(rows: list[dict[str, str]] = PLAN_ROWS) -> bytes:
    return "\n\n".join([*HEADER_LINES, markdown_table(rows), *SIGNATURE_LINES]).encode()


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


@pytest.fixture
def office() -> Client:
    load_units()
    return signed_in(roles.OFFICE)


def upload(client: Client, data: bytes, name: str = "ke-hoach.md") -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def fields_of(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send from the page: the form's fields as they are shown."""
    forms = {"header_form": None, "unit_forms": None, "groups": None}
    context = client.get(address).context
    assert all(name in context for name in forms)
    data: dict[str, Any] = {"seen": context["seen"]}
    shown = [context["header_form"], *context["unit_forms"]]
    shown += [each["form"] for group in context["groups"] for each in group["rows"]]
    for form in shown:
        for field in form:
            value = field.value()
            if hasattr(value, "isoformat"):
                value = value.isoformat()
            if value not in (None, False, ""):
                data[field.html_name] = value
    return data


def draft_of(client: Client, data: bytes = b"") -> str:
    answer = upload(client, data or plan_text())
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


# -- who -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "imports", "reads", "lists"),
    [
        (roles.EDITOR, 403, 200, 403),
        (roles.APPROVER, 403, 403, 403),
        (roles.OFFICE, 200, 200, 200),
        (roles.LEADER, 403, 200, 200),
        (roles.AUDITOR, 403, 200, 200),
        (roles.ADMINISTRATOR, 200, 200, 200),
    ],
)
def test_who_may_import_and_who_may_read(role: str, imports: int, reads: int, lists: int) -> None:
    load_units()
    office = signed_in(roles.OFFICE)
    draft = draft_of(office)
    accepted = office.post(draft, {**fields_of(office, draft), "accept": "1"})
    client = signed_in(role)
    assert client.get(IMPORT).status_code == imports
    assert upload(client, plan_text()).status_code == (302 if imports == 200 else 403)
    for address, answer in ((PLANS, reads), (TASKS, lists), (accepted.url, reads)):
        # modeladmin leads away who may not list: the same as a refusal
        expected = {200} if answer == 200 else {302, 403}
        assert client.get(address).status_code in expected


def test_a_visitor_is_asked_to_sign_in() -> None:
    for address in (IMPORT, f"{IMPORT}1/", f"{IMPORT}1/discard/", PLANS, TASKS):
        assert Client().get(address).status_code == 302


@pytest.mark.parametrize("action", ["create", "edit", "delete"])
def test_nobody_writes_in_a_register(office: Client, action: str) -> None:
    plan = Plan.objects.create(number="1/KH", signed_on="2024-01-02", year=2024)
    args = [] if action == "create" else [plan.pk]
    address = reverse(f"disclosures_plan_modeladmin_{action}", args=args)
    for client in (office, signed_in(roles.ADMINISTRATOR)):
        assert client.post(address).status_code in {302, 403}
    assert Plan.objects.get() == plan


def test_a_draft_is_its_owners(office: Client) -> None:
    draft = draft_of(office)
    other = signed_in(roles.OFFICE)
    assert other.get(draft).status_code == 404
    other.post(draft, {"accept": "1"})
    other.post(f"{draft}discard/")
    assert PlanDraft.objects.count() == 1
    assert not Plan.objects.exists()


# -- what is refused -------------------------------------------------------------------------------


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rong.md", b""),
        ("rong.docx", b""),
        ("khong.md", b"\x00" * 50),
        ("van-ban.docx", b"%PDF-1.7 ..."),
        ("cu.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
        ("hong.docx", b"PK\x03\x04 hong"),
        ("gia.docx", _zip(word=b"x")),
        ("bom.docx", _zip(word__document=b"0" * 9_000_000)),
        ("ghi-chu.md", "Không có bảng nào.".encode()),
        ("cp1258.md", "| Nội dung | Chủ trì | Thời gian |".encode("utf-16-le")),
        ("ke-hoach.exe", b"MZ"),
        ("ke-hoach", plan_text()),
        ("a/../../b.md", plan_text()),
        ("a\u202edm.md", plan_text()),
        ("x" * 300 + ".md", plan_text()),
    ],
)
def test_a_hostile_file_is_refused_in_words_and_nothing_is_kept(
    office: Client, name: str, data: bytes
) -> None:
    body, kind = _multipart(name, data)
    answer = office.post(IMPORT, body, content_type=kind)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not PlanDraft.objects.exists()


def _multipart(name: str, data: bytes) -> tuple[bytes, str]:
    """A request as a hostile client sends it: the name is not cleaned by anybody."""
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n--b--\r\n", "multipart/form-data; boundary=b"


def test_a_file_too_large_is_refused_without_being_read(office: Client) -> None:
    answer = upload(office, b"a" * (MAX_BYTES + 10))
    assert "MB" in str(answer.context["form"].errors["file"])


def test_no_file_at_all_is_said(office: Client) -> None:
    answer = office.post(IMPORT)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"seen": "x"},
        {"plan-number": "\x00", "plan-signed_on": "31/31/31"},
        {"plan-number": "x" * 10_000},
        {"plan-signed_on": "0001-01-01"},
        {"row-1-lead_unit": "NOBODY", "row-1-cadence": "never"},
        {"row-1-cooperating_units": ["new:99", "\x00"]},
        {"page": "99999999999999999999"},
    ],
)
def test_a_hostile_correction_is_no_server_error(office: Client, sent: dict[str, Any]) -> None:
    draft = draft_of(office)
    data = {**fields_of(office, draft), **sent, "accept": "1"} if sent else {}
    answer = office.post(draft, data)
    assert answer.status_code in {200, 302}
    office.get(f"{draft}?p=\x00-1")
    if "page" not in sent:
        assert not Plan.objects.exists()


# -- checking and accepting ------------------------------------------------------------------------


def test_accepting_stores_the_plan_and_takes_the_draft_away(office: Client) -> None:
    draft = draft_of(office)
    assert not Plan.objects.exists()
    answer = office.post(draft, {**fields_of(office, draft), "accept": "1"}, follow=True)
    assert answer.status_code == 200
    plan = Plan.objects.get()
    assert (plan.number, plan.tasks.count()) == ("7/KH-SKHCN", 6)
    assert plan.latest_import.imported_by is not None
    assert not PlanDraft.objects.exists()


def test_accepting_twice_does_it_once(office: Client) -> None:
    draft = draft_of(office)
    data = {**fields_of(office, draft), "accept": "1"}
    assert office.post(draft, data).status_code == 302
    again = office.post(draft, data)
    assert (again.status_code, again.url) == (302, IMPORT)
    assert (Plan.objects.count(), PlanImport.objects.count()) == (1, 1)


def test_corrections_are_kept_and_stored(office: Client) -> None:
    draft = draft_of(office)
    data = fields_of(office, draft)
    data |= {
        "plan-title": "Tên đã sửa",
        "row-1-content": "Xây dựng kế hoạch năm của Sở",
        "row-2-lead_unit": "KHTC",
        "row-2-cadence": "yearly",
        "row-2-cooperating_units": ["VP", "TTRA"],
        "row-6-skip": "on",
    }
    office.post(draft, data)
    kept = fields_of(office, draft)
    assert (kept["plan-title"], kept["row-2-lead_unit"]) == ("Tên đã sửa", "KHTC")
    office.post(draft, {**kept, "accept": "1"})
    plan = Plan.objects.get()
    tasks = {task.order: task for task in plan.tasks.all()}
    assert plan.title == "Tên đã sửa"
    assert sorted(tasks) == [1, 2, 3, 4, 5]
    assert tasks[1].content == "Xây dựng kế hoạch năm của Sở"
    assert (tasks[2].lead_unit.code, tasks[2].cadence) == ("KHTC", "yearly")
    assert set(tasks[2].cooperating_units.values_list("code", flat=True)) == {"VP", "TTRA"}


def test_a_row_without_text_is_not_stored(office: Client) -> None:
    draft = draft_of(office)
    data = {**fields_of(office, draft), "row-3-content": " ", "accept": "1"}
    answer = office.post(draft, data)
    assert answer.status_code == 200
    assert b'id="row-3" open' in answer.content
    assert not Plan.objects.exists()


def test_an_annex_without_a_number_waits_until_somebody_writes_it(office: Client) -> None:
    draft = draft_of(office, markdown_table(PLAN_ROWS).encode())
    data = {**fields_of(office, draft), "accept": "1"}
    assert office.post(draft, data).url.startswith(draft)
    assert not Plan.objects.exists()
    data |= {"plan-number": "9 /kh-skhcn", "plan-signed_on": "2025-02-03"}
    office.post(draft, data)
    assert Plan.objects.get().number == "9/KH-SKHCN"


@pytest.mark.parametrize("decision", ["leave", "create", "match:KHTC"])
def test_a_name_nobody_bears_is_offered_and_never_guessed(office: Client, decision: str) -> None:
    rows = [*PLAN_ROWS, task("9", "Làm mới", "Phòng Mới Lập", cooperating="Văn phòng")]
    draft = draft_of(office, plan_text(rows))
    data = fields_of(office, draft)
    assert data["unit-0-decision"] == "leave"
    units = Unit.objects.count()
    office.post(draft, {**data, "unit-0-decision": decision})
    assert Unit.objects.count() == units  # nothing before it is accepted
    office.post(draft, {**fields_of(office, draft), "accept": "1"})
    lead = PlanTask.objects.get(content="Làm mới").lead_unit
    if decision == "leave":
        assert lead is None
    elif decision == "create":
        assert lead.name == "Phòng Mới Lập"
    else:
        assert lead.code == "KHTC"
        assert "Phòng Mới Lập" in lead.aliases
    assert Unit.objects.count() == units + (decision == "create")


def test_a_unit_to_be_made_can_be_chosen_and_then_not_made_after_all(office: Client) -> None:
    rows = [*PLAN_ROWS, task("9", "Làm mới", "Phòng Mới Lập", cooperating="Văn phòng")]
    draft = draft_of(office, plan_text(rows))
    office.post(draft, {**fields_of(office, draft), "unit-0-decision": "create"})
    office.post(draft, {**fields_of(office, draft), "row-1-lead_unit": "new:0"})
    data = fields_of(office, draft)
    assert data["row-1-lead_unit"] == "new:0"
    office.post(draft, {**data, "unit-0-decision": "leave"})
    office.post(draft, {**fields_of(office, draft), "accept": "1"})
    assert PlanTask.objects.get(order=1).lead_unit.code == "VP"


def test_importing_again_shows_before_and_after_then_applies_it(office: Client) -> None:
    draft = draft_of(office)
    office.post(draft, {**fields_of(office, draft), "accept": "1"})
    ids = set(PlanTask.objects.values_list("pk", flat=True))
    rows = [dict(row) for row in PLAN_ROWS]
    rows[1]["schedule"] = "Quý II/2022"
    del rows[-1]
    again = draft_of(office, plan_text(rows))
    page = office.get(again)
    assert page.context["proposal"].counts["changed"] == 1
    text = page.content.decode()
    assert re.search(r"<del>.*?Quý I/2022</del>\s*<ins>.*?Quý II/2022</ins>", text, re.DOTALL)
    assert "Vận hành Cổng thông tin điện tử" in text
    office.post(again, {**fields_of(office, again), "accept": "1"})
    assert set(PlanTask.objects.values_list("pk", flat=True)) == ids
    assert PlanTask.objects.current().count() == len(ids) - 1
    assert PlanTask.objects.get(order=1).schedule == "Quý II/2022"


def test_two_windows_and_another_import_are_noticed(office: Client) -> None:
    draft = draft_of(office)
    seen = fields_of(office, draft)
    office.post(draft, {**seen, "plan-title": "Từ cửa sổ khác"})
    office.post(draft, {**seen, "accept": "1"})
    assert not Plan.objects.exists()
    other = draft_of(office)
    fresh = fields_of(office, draft)
    office.post(other, {**fields_of(office, other), "accept": "1"})
    office.post(draft, {**fresh, "accept": "1"})
    assert PlanImport.objects.count() == 1
    assert PlanDraft.objects.count() == 1


def test_a_draft_can_be_thrown_away_and_old_ones_are(office: Client) -> None:
    draft = draft_of(office)
    assert office.get(f"{draft}discard/").status_code == 405
    office.post(f"{draft}discard/")
    office.post(f"{draft}discard/")
    assert not PlanDraft.objects.exists()
    draft_of(office)
    PlanDraft.objects.update(created_at=timezone.now() - timedelta(days=30))
    draft_of(office)
    assert PlanDraft.objects.count() == 1


def test_a_long_plan_is_corrected_page_by_page_and_nothing_is_lost(office: Client) -> None:
    rows = [task(str(n), f"Nhiệm vụ thứ {n} của năm") for n in range(1, 121)]
    draft = draft_of(office, plan_text(rows))
    data = {**fields_of(office, draft), "row-2-cadence": "weekly", "page": "3"}
    answer = office.post(draft, data)
    assert answer.url == f"{draft}?p=3"
    data = {**fields_of(office, answer.url), "row-120-cadence": "monthly", "accept": "1"}
    office.post(answer.url, data)
    cadences = dict(PlanTask.objects.values_list("order", "cadence"))
    assert (len(cadences), cadences[2], cadences[120]) == (120, "weekly", "monthly")


def test_the_register_is_listed_filtered_and_searched(office: Client) -> None:
    draft = draft_of(office)
    plan = office.post(draft, {**fields_of(office, draft), "accept": "1"})
    assert office.get(plan.url).status_code == 200
    for query in (
        "",
        "?q=Cổng",
        "?cadence__exact=yearly",
        "?q=%00",
        "?p=zz",
        "?lead_unit__id__exact=zz",
        "?zz__gt=1",
        "?o=99.zz",
    ):
        assert office.get(TASKS + query).status_code in {200, 302}
    found = office.get(TASKS, {"q": "khiếu nại"})
    assert b"khi\xe1\xba\xbfu n\xe1\xba\xa1i" in found.content
    assert "Đăng tải thủ tục".encode() not in found.content
    task_id = PlanTask.objects.first().pk
    inspected = reverse("disclosures_plantask_modeladmin_inspect", args=[task_id])
    assert office.get(inspected).url == reverse("disclosures_task", args=[task_id])


def test_the_list_of_tasks_needs_a_fixed_number_of_queries(
    office: Client, django_assert_max_num_queries: Any
) -> None:
    rows = [task(str(n), f"Nhiệm vụ thứ {n} của năm") for n in range(1, 41)]
    draft = draft_of(office, plan_text(rows))
    with django_assert_max_num_queries(60):
        office.post(draft, {**fields_of(office, draft), "accept": "1"})
    with django_assert_max_num_queries(35):
        office.get(TASKS)
