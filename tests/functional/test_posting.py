"""Posting sheets: right letters, a QR code that leads to this very version, and that they hang."""

from __future__ import annotations

import io
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import publishing, roles
from portal.events import EventKind
from portal.models import PublicationEvent
from procedures.models import ProcedureDossierLine, ProcedureVersion
from procedures.posting.sheets import Paper, list_sheet, procedure_sheets
from tests.factories import (
    make_editor,
    make_procedure,
    make_user,
    pdf_bytes,
    publish_page,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
SIZES = {Paper.A4: (595, 842), Paper.A3: (842, 1191)}


@pytest.fixture
def version() -> ProcedureVersion:
    page = make_procedure(
        title="Cấp giấy phép tiến hành công việc bức xạ – sử dụng thiết bị X-quang chẩn đoán",
        conditions="Có #panic(1) chứng chỉ $x$ ắ ằ ẵ ặ ữ ợ",
    )
    publish_page(page)
    return page.versions.get()


def published_again(page: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def codes_in(pdf: bytes) -> list[str]:
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        found += [one.text for one in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    return found


def path_of(version: ProcedureVersion) -> str:
    return f"/tt/{version.page.code}/{version.number}/"


@pytest.mark.parametrize("paper", list(Paper))
def test_a_sheet_has_the_procedure_and_a_code_for_this_very_version(
    version: ProcedureVersion, paper: Paper, settings: Any
) -> None:
    settings.SITE_URL = "https://congkhai.example.gov.vn"
    pdf = procedure_sheets([version], paper, TODAY)
    words = text_of(pdf)
    assert version.value().title.split(" – ")[0] in words
    assert "#panic(1) chứng chỉ $x$ ắ ằ ẵ ặ ữ ợ" in words
    assert f"congkhai.example.gov.vn/tt/{version.page.code}/1" in words
    assert codes_in(pdf) == [f"https://congkhai.example.gov.vn{path_of(version)}"]
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert (round(width), round(height)) == SIZES[paper]
    assert b"pdfuaid" in pdf and pdf == procedure_sheets([version], paper, TODAY)


def test_many_sheets_stand_in_one_file_and_the_list_has_them_all(
    version: ProcedureVersion,
) -> None:
    other = make_procedure(title="Thủ tục thứ hai")
    publish_page(other)
    versions = [version, other.versions.get()]
    assert len(codes_in(procedure_sheets(versions, Paper.A4, TODAY))) == 2
    words = text_of(list_sheet(versions, Paper.A3, TODAY))
    assert all(one.page.code in words for one in versions)


def test_a_long_procedure_goes_over_many_pages(version: ProcedureVersion) -> None:
    page = version.page
    page.dossier_lines = [
        ProcedureDossierLine(name=f"Giấy tờ số {n}: " + "nội dung rất dài " * 60, sort_order=n)
        for n in range(20)
    ]
    published_again(page, conditions="Điều kiện " * 5000)
    pdf = procedure_sheets([page.versions.first()], Paper.A4, TODAY)
    assert len(pypdfium2.PdfDocument(pdf)) > 8 and "Giấy tờ số 19" in text_of(pdf)


# Where the address on a sheet leads


def test_the_address_of_a_sheet_says_that_it_is_in_force(
    version: ProcedureVersion, client: Client
) -> None:
    answer = client.get(path_of(version), follow=True)
    assert answer.status_code == 200 and "hôm nay" in answer.content.decode()
    assert answer.context["standing"] == "in_force"
    long = path_of(version).replace(version.page.code, f"{version.page.code}.000.00.00.H45")
    assert client.get(long, follow=True).context["version"] == version


def test_an_old_sheet_says_what_replaced_it(version: ProcedureVersion, client: Client) -> None:
    published_again(version.page, decision_number="202/QĐ-UBND", in_force_from=date(2026, 5, 1))
    context = client.get(path_of(version), follow=True).context
    assert (context["standing"], context["successor"].number) == ("replaced", 2)


def test_the_sheet_of_a_repealed_procedure_says_so(
    version: ProcedureVersion, client: Client
) -> None:
    published_again(
        version.page, is_repealed=True, decision_number="3/QĐ", in_force_from=date(2026, 6, 1)
    )
    assert client.get(path_of(version), follow=True).context["standing"] == "repealed"


def test_the_sheet_of_what_was_withdrawn_and_of_what_never_was(
    version: ProcedureVersion, client: Client
) -> None:
    assert client.get(f"/tt/{version.page.code}/99/").status_code == 404
    assert client.get("/tt/9.999999/1/").status_code == 404
    draft = make_procedure()
    assert client.get(f"/tt/{draft.code}/1/").status_code == 404
    leader = make_user(roles.LEADER)
    publishing.withdraw(
        version.page, actor=leader, reason="Đăng nhầm thủ tục", override_reason="Đăng nhầm"
    )
    answer = client.get(path_of(version), follow=True)
    assert answer.status_code == 410 and "Đăng nhầm thủ tục" in answer.content.decode()


# The admin's screen


@pytest.fixture
def editor(client: Client) -> Any:
    call_command("load_obligations", stdout=StringIO())
    user = make_user("Biên tập viên", units=("VP",))
    client.force_login(user)
    return user


SCREEN = "procedures_posting"


def test_the_screen_prints_what_was_chosen(
    version: ProcedureVersion, editor: Any, client: Client
) -> None:
    url = reverse(SCREEN)
    assert client.get(url).status_code == 200
    answer = client.get(
        url, {"what": "sheets", "paper": "a3", "code": version.page.code, "print": "1"}
    )
    assert answer["Content-Type"] == "application/pdf"
    assert codes_in(answer.content)
    assert client.get(url, {"what": "list", "paper": "a4", "print": "1"}).content[:4] == b"%PDF"
    one = client.get(reverse("procedures_posting_sheet", args=[version.page_id, "a4"]))
    assert one.content[:4] == b"%PDF"


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "sheets", "paper": "a5"},
        {"what": "x", "paper": "a4"},
        {"what": "list", "paper": "a4", "code": "9.999999"},
        {"what": "list", "paper": "a4", "field": "không có"},
        {"what": "list", "paper": "a4", "code": "a" * 999},
    ],
)
def test_a_choice_that_makes_no_sense_is_said(
    asked: dict[str, str], version: ProcedureVersion, editor: Any, client: Client
) -> None:
    answer = client.get(reverse(SCREEN), {**asked, "print": "1"})
    assert answer.status_code == 200 and "text/html" in answer["Content-Type"]
    assert answer.context["form"].errors


def test_who_does_not_work_with_procedures_prints_nothing(
    version: ProcedureVersion, client: Client
) -> None:
    sheet = reverse("procedures_posting_sheet", args=[version.page_id, "a4"])
    for url in (reverse(SCREEN), sheet):
        assert client.get(url).status_code == 302  # to the sign-in
    client.force_login(make_user("Công chức, viên chức"))
    for url in (reverse(SCREEN), sheet):
        assert client.get(url).status_code in (302, 403)


def hang(client: Client, version: ProcedureVersion, **values: Any) -> Any:
    url = f"{reverse(SCREEN)}?what=sheets&paper=a4&code={version.page.code}"
    data = {"place": "Bộ phận Một cửa", "hung_on": timezone.localdate().isoformat(), **values}
    return client.post(url, data)


def test_hanging_is_evidence_for_the_duty_to_post(
    version: ProcedureVersion, editor: Any, client: Client
) -> None:
    upload = io.BytesIO(pdf_bytes())
    upload.name = "bien-ban.pdf"
    assert hang(client, version, evidence=upload).status_code == 302
    event = PublicationEvent.objects.get(kind=EventKind.EVIDENCE_GIVEN)
    assert (event.channel, event.unit_code) == ("one_stop_posting", "VP")
    assert event.details["sheets"] == {version.page.code: 1}
    assert "TTHC-NY" in {one.duty for one in event.as_value().answers}
    assert {one.case for one in event.as_value().answers} == {version.page.code}
    assert len(event.files) == 1 and event.actor_id == editor.pk

    from disclosures.register import snapshot

    status = snapshot().statuses["TTHC-NY"]
    assert status.value.value not in ("never_published", "unknown")


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": ""},
        {"hung_on": ""},
        {"hung_on": "31/02/2026"},
        {"hung_on": (timezone.localdate() + timedelta(days=3)).isoformat()},
    ],
)
def test_what_cannot_be_is_not_signed(
    wrong: dict[str, str], version: ProcedureVersion, editor: Any, client: Client
) -> None:
    assert hang(client, version, **wrong).status_code == 200
    assert not PublicationEvent.objects.filter(kind=EventKind.EVIDENCE_GIVEN).exists()


def test_who_may_not_sign_for_the_unit_signs_nothing(
    version: ProcedureVersion, client: Client
) -> None:
    call_command("load_obligations", stdout=StringIO())
    client.force_login(make_user("Biên tập viên", units=("KHAC",)))
    hang(client, version)
    assert not PublicationEvent.objects.filter(kind=EventKind.EVIDENCE_GIVEN).exists()
