"""Files of procedures in the admin and as public downloads: preview, decision, progress, export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import roles
from portal.site import set_up
from procedures.exchange.unpacking import unpack
from procedures.exports import items_in_force
from procedures.importing.importer import Import
from procedures.importing.report import Options
from procedures.models import ImportState, ProcedureImport, ProcedurePage
from tests.factories import make_procedure, make_unit, make_user, publish_page

pytestmark = pytest.mark.django_db
UPLOAD = "procedures_import"
ROWS = [
    {"code": "2.000001", "title": "Một", "time_limit": "5 ngày"},
    {"code": "", "title": "Không mã"},
    {"code": "2.000002", "title": "Hai"},
]
LINES = "\n".join(json.dumps(row) for row in ROWS)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.PORTAL_DATA_DIR = tmp_path
    set_up()


@pytest.fixture
def writer(client: Client) -> Any:
    make_unit("VP", kinds=["procedure"])
    user = make_user(roles.UNIT_EDITOR, units=("VP",))
    client.force_login(user)
    return user


@pytest.fixture
def post(client: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    def send(name: str, *args: Any, **data: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(name, args=args), data)

    return send


def file(data: bytes | str = LINES, name: str = "a.jsonl") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def uploads(tmp_path: Path) -> list[Path]:
    return [one for one in (tmp_path / "imports").glob("*") if one.is_file()]


def test_a_file_is_read_shown_and_written_when_its_owner_says_so(
    writer: Any, post: Any, client: Client, tmp_path: Path
) -> None:
    assert client.get(reverse(UPLOAD)).status_code == 200
    assert post(UPLOAD, file=file()).status_code == 302
    found = ProcedureImport.objects.get()
    assert (found.state, found.total, found.done) == (ImportState.CHECKED, 3, 3)
    assert (found.report["created"], found.report["rejected_count"]) == (2, 1)
    assert not ProcedurePage.objects.exists()
    page = client.get(reverse("procedures_import_one", args=[found.pk])).content.decode()
    assert "Thiếu mã thủ tục" in page and 'name="keep_good"' in page

    post("procedures_import_act", found.pk, "write")  # without saying that the good rows do
    assert not ProcedurePage.objects.exists()
    post("procedures_import_act", found.pk, "write", keep_good="1")
    found.refresh_from_db()
    assert found.state == ImportState.DONE and found.report["created"] == 2
    assert not found.file and not uploads(tmp_path)
    drafts = ProcedurePage.objects.all()
    assert {page.owner for page in drafts} == {writer} and not drafts.live().exists()
    post("procedures_import_act", found.pk, "write", keep_good="1")  # twice is once
    assert drafts.count() == 2
    page = client.get(reverse("procedures_import_one", args=[found.pk])).content.decode()
    assert "Xem các bản nháp" in page


def test_a_file_of_which_nothing_could_be_taken_offers_nothing_to_write(
    writer: Any, post: Any, client: Client
) -> None:
    post(UPLOAD, file=file("code,title\n,Không mã\n", "a.csv"))
    found = ProcedureImport.objects.get()
    page = client.get(reverse("procedures_import_one", args=[found.pk])).content.decode()
    assert "Không có gì để ghi." in page and "Thiếu mã thủ tục" in page
    assert reverse("procedures_import_act", args=[found.pk, "write"]) not in page


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("code,title\n1.000001,b\n".encode("utf-16"), "a.csv"),
        (b"\x1f\x8b\x08\x00hong", "a.csv.gz"),
        (b"PK\x03\x04", "a.xlsx"),
        (b"MZ", "virus.exe"),
        (b"[{", "a.json"),
        (b"ten\nx\n", "a.csv"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_goes(
    data: bytes, name: str, writer: Any, post: Any, client: Client, tmp_path: Path
) -> None:
    post(UPLOAD, file=file(data, name))
    found = ProcedureImport.objects.get()
    assert found.state == ImportState.REFUSED and found.refusal and not uploads(tmp_path)
    page = client.get(reverse("procedures_import_one", args=[found.pk]))
    assert found.refusal in page.content.decode().replace("&quot;", '"')
    post("procedures_import_act", found.pk, "write", keep_good="1")
    assert not ProcedurePage.objects.exists()


def test_a_form_that_makes_no_sense_is_shown_again(writer: Any, post: Any) -> None:
    for data in ({}, {"file": file(b"")}, {"file": file(), "mapping": "code"}, {"file": "chữ"}):
        assert post(UPLOAD, **data).status_code == 200
    assert not ProcedureImport.objects.exists()


def test_an_upload_is_its_owners_and_can_be_thrown_away(
    writer: Any, post: Any, client: Client, tmp_path: Path
) -> None:
    post(UPLOAD, file=file())
    found = ProcedureImport.objects.get()
    client.force_login(make_user(roles.UNIT_EDITOR, units=("VP",)))
    for verb in ("write", "discard"):
        assert post("procedures_import_act", found.pk, verb).status_code == 404
    assert client.get(reverse("procedures_import_one", args=[found.pk])).status_code == 404
    client.force_login(writer)
    post("procedures_import_act", found.pk, "discard")
    assert not ProcedureImport.objects.exists() and not uploads(tmp_path)


def test_a_running_import_shows_its_progress_and_asks_again(writer: Any, client: Client) -> None:
    found = ProcedureImport.objects.create(
        owner=writer, file_name="a.csv", state=ImportState.WRITING, total=200, done=50
    )
    page = client.get(reverse("procedures_import_one", args=[found.pk])).content.decode()
    assert 'http-equiv="refresh"' in page and 'value="25"' in page


def test_nobody_imports_for_a_unit_that_is_not_theirs(writer: Any, post: Any) -> None:
    theirs = make_procedure(unit=make_unit("KHAC"))
    rows = [
        {"code": theirs.code, "title": "Chiếm"},
        {"code": "2.000007", "title": "Mới", "unit": "KHAC"},
        {"code": "2.000008", "title": "Của mình", "unit": "VP"},
    ]
    post(UPLOAD, file=file("\n".join(json.dumps(row) for row in rows)))
    report = ProcedureImport.objects.get().report
    assert (report["created"], report["updated"], report["rejected_count"]) == (1, 0, 2)


@pytest.mark.parametrize("role", [roles.APPROVER, roles.OFFICE, roles.AUDITOR])
def test_who_writes_no_procedures_imports_none(role: str, client: Client) -> None:
    client.force_login(make_user(role))
    assert client.get(reverse(UPLOAD)).status_code in (302, 403)
    assert client.post(reverse(UPLOAD), {"file": file()}).status_code in (302, 403)
    assert not ProcedureImport.objects.exists()


# Downloads


def read(ending: str, data: bytes) -> list[str]:
    """The codes in an export."""
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        return [row[0] for row in rows[1:]]
    if ending == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.values
        return [row[0] for row in list(rows)[1:]]
    if ending == "json":
        return [row["code"] for row in json.loads(data)]
    return [json.loads(line)["code"] for line in data.decode().splitlines()]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "jsonl"])
def test_everybody_downloads_what_is_in_force(ending: str, client: Client, tmp_path: Path) -> None:
    public, _draft = make_procedure(), make_procedure()
    publish_page(public)
    ended = make_procedure(is_repealed=True)
    publish_page(ended)
    url = reverse("procedures:export", args=[ending])
    answer = client.get(url)
    data = b"".join(answer.streaming_content)
    assert read(ending, data) == [public.code]
    assert client.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    publish_page(make_procedure())
    assert len(read(ending, b"".join(client.get(url).streaming_content))) == 2
    assert len(list((tmp_path / "exports").iterdir())) == 1  # the old one is gone
    assert client.get(reverse("procedures:export", args=["exe"])).status_code == 404
    assert url in client.get("/thu-tuc/").content.decode() or ending == "json"


def test_reading_the_public_export_back_changes_nothing(client: Client) -> None:
    page = make_procedure()
    publish_page(page)
    data = b"".join(client.get(reverse("procedures:export", args=["csv"])).streaming_content)
    unpacked = unpack(io.BytesIO(data), "a.csv")
    with unpacked.stream:
        report = Import(Options(now=timezone.now(), today=timezone.localdate(), source="thử")).run(
            unpacked
        )
    assert (report.created, report.updated, report.unchanged) == (0, 0, 1)
    assert not report.rejected


def test_an_export_costs_the_same_for_any_number(django_assert_max_num_queries: Any) -> None:
    for _number in range(3):
        publish_page(make_procedure())
    with django_assert_max_num_queries(3):
        assert len(list(items_in_force(date(2026, 11, 29)))) == 3


def test_drafts_are_exported_to_those_who_work_with_them(writer: Any, client: Client) -> None:
    mine, other = make_procedure(unit=make_unit("VP")), make_procedure(unit=make_unit("KHAC"))
    url = reverse("procedures_export", args=["jsonl"])
    codes = read("jsonl", b"".join(client.get(url).streaming_content))
    assert codes == [mine.code] and other.code not in codes
    client.force_login(make_user(roles.APPROVER))
    assert client.get(url).status_code in (200, 302, 403)
    assert Client().get(url).status_code == 302
