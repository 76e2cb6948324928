"""Importing procedures: drafts, idempotent by code, each whole or not at all, by command."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from portal.forms import give_answers
from portal.models import PublicationEvent
from portal.site import set_up
from procedures.exchange.mapping import map_keys
from procedures.exchange.records import read_record, row_digest
from procedures.exchange.refusals import RowRefused
from procedures.exchange.unpacking import unpack
from procedures.exchange.writing import Item, as_json
from procedures.importing import importer
from procedures.importing.importer import Import, examine
from procedures.importing.report import Options, Report
from procedures.models import (
    ProcedureDossierLine,
    ProcedureFee,
    ProcedureField,
    ProcedureIndexPage,
    ProcedurePage,
    ProcedureSynchronisation,
)
from tests.factories import (
    make_approver,
    make_editor,
    make_fee,
    make_file,
    make_procedure,
    make_unit,
    publish_page,
)

pytestmark = pytest.mark.django_db

ROW = {
    "code": "2.000001.000.00.00.H45",
    "title": "Cấp giấy phép tiến hành công việc bức xạ",
    "field": "An toàn bức xạ",
    "level": "Cấp tỉnh, Cấp bộ",
    "agency": "Sở Khoa học và Công nghệ",
    "steps": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.",
    "dossier": "Đơn đề nghị (1 bản chính)\nBản sao hộ chiếu (0 bản chính,1 bản sao)",
    "time_limit": "Trực tiếp: 25 Ngày\nTrực tuyến: 25 Ngày",
    "fee": "Trực tiếp: Phí : 250000 Đồng\nTrực tuyến: Phí : 200000 Đồng",
    "legal_basis": "Nghị định 142/2020/NĐ-CP",
    "conditions": "Không",
    "result": "Giấy phép",
    "subjects": "Tổ chức, Công dân Việt Nam",
    "decision": "Quyết định số 101/QĐ-UBND",
}
FULL = {**ROW, "unit": "VP", "decision_signed_on": "20/02/2026", "in_force_from": "01/03/2026"}


@pytest.fixture(autouse=True)
def _site() -> None:
    set_up()


def imported(*rows: Any, **options: Any) -> Report:
    data = "\n".join(json.dumps(row) if isinstance(row, dict) else row for row in rows)
    unpacked = unpack(io.BytesIO(data.encode()), "thu-tuc.jsonl")
    with unpacked.stream:
        return Import(
            Options(now=timezone.now(), today=timezone.localdate(), source="thử", **options)
        ).run(unpacked)


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, len(report.rejected)


def latest(code: str = "2.000001") -> ProcedurePage:
    return ProcedurePage.objects.get(code=code).get_latest_revision_as_object()


# What comes of a row


def test_a_row_becomes_a_draft_with_its_parts() -> None:
    assert counts(imported(ROW)) == (1, 0, 0, 0)
    page = ProcedurePage.objects.get()
    content = page.content()
    assert not page.live and not PublicationEvent.objects.for_page(page.pk).exists()
    assert (page.code, page.code_printed) == ("2.000001", ROW["code"])
    assert (content.level, content.further_levels) == ("province", ("central",))
    assert [step.text for step in content.steps] == ["Nộp hồ sơ.", "Nhận kết quả."]
    assert [(line.originals, line.copies) for line in content.dossier_lines] == [(1, 0), (0, 1)]
    assert (content.time_amount, content.time_unit) == (25, "day")
    assert content.time_limit == ROW["time_limit"]
    assert [(way.channel, way.amount, way.fee_amount) for way in content.filing_ways] == [
        ("in_person", 25, 250_000),
        ("online", 25, 200_000),
    ]
    assert {fee.amount for fee in content.fees} == {250_000, 200_000}
    assert all(fee.printed for fee in content.fees)
    assert content.online_level == ""  # the file says nothing of it
    assert content.legal_bases[0].number == "142/2020/NĐ-CP"
    assert content.without == ("conditions",) and content.conditions == ""
    assert page.decision_number == "101/QĐ-UBND"
    assert (content.for_citizens, content.for_businesses) == (True, True)
    assert page.field == ProcedureField.objects.get(name="An toàn bức xạ")
    assert page.completeness > 50


def test_a_draft_of_an_import_is_what_wagtail_itself_would_have_written() -> None:
    editor = make_editor()
    imported(ROW, {**ROW, "code": "2.000002"}, author=editor)
    page = ProcedurePage.objects.get(code="2.000002")
    index = ProcedureIndexPage.objects.get()
    by_hand = ProcedurePage(title=page.title, slug="tay", code="2.999999", owner=editor, live=False)
    importer.fill(by_hand, page.content(), page.field)
    by_hand.code, by_hand.decision_number = "2.999999", page.decision_number
    index.add_child(instance=by_hand)
    by_hand.save_revision(user=editor, clean=False)

    assert not any(Page.find_problems())
    assert index.get_children().count() == ProcedureIndexPage.objects.get().numchild
    own = {
        "id", "page_ptr", "path", "slug", "url_path", "code", "code_printed", "translation_key",
        "latest_revision", "latest_revision_created_at", "last_published_at",
    }  # fmt: skip
    by_hand.refresh_from_db()
    for field in ProcedurePage._meta.concrete_fields:
        if field.name not in own:
            assert getattr(page, field.attname) == getattr(by_hand, field.attname), field.name
    assert page.url_path == f"{index.url_path}{page.slug}/"
    one, other = page.latest_revision, by_hand.latest_revision
    for name in ("content_type_id", "base_content_type_id", "user_id", "approved_go_live_at"):
        assert getattr(one, name) == getattr(other, name), name
    assert set(one.content) == set(other.content)
    assert latest("2.000002").content() == page.content()
    made = [
        PageLogEntry.objects.get(page_id=p.pk, action="wagtail.create") for p in (page, by_hand)
    ]
    for name in ("user_id", "content_type_id", "label"):
        assert getattr(made[0], name) == getattr(made[1], name), name


def test_the_same_again_changes_nothing_and_another_text_updates_its_part() -> None:
    imported(ROW)
    first = latest().latest_revision_id
    assert counts(imported(ROW)) == (0, 0, 1, 0)
    assert latest().latest_revision_id == first
    assert counts(imported({"code": "2.000001", "result": "Giấy phép mới"})) == (0, 1, 0, 0)
    page = latest()
    assert page.result == "Giấy phép mới" and len(page.content().steps) == 2
    assert counts(imported({"code": "2.000001", "result": "Giấy phép mới"})) == (0, 0, 1, 0)


def test_what_an_editor_changed_stays_until_the_source_changes() -> None:
    imported(ROW)
    page = latest()
    page.result = "Sửa tay"
    page.save_revision(clean=False)
    assert counts(imported(ROW)) == (0, 0, 1, 0)
    assert latest().result == "Sửa tay"
    imported({**ROW, "result": "Nguồn mới"})
    assert latest().result == "Nguồn mới"


def test_an_import_keeps_the_form_files_of_papers() -> None:
    imported(ROW)
    page = latest()
    file = make_file("mau.pdf")
    lines = list(page.dossier_lines.all())
    lines[0].form_file = file
    page.dossier_lines = lines
    page.save_revision(clean=False)
    imported({**ROW, "result": "Khác"})
    assert latest().dossier_lines.all()[0].form_file == file


def test_fees_of_the_register_stay_what_they_are() -> None:
    imported(ROW)
    fee_page, page = make_fee(), latest()
    page.fees = [ProcedureFee(fee_page=fee_page, sort_order=0)]
    page.save_revision(clean=False)
    imported({**ROW, "fee": None, "result": "Khác"})  # a file that says nothing of fees
    assert [row.fee_page for row in latest().fees.all()] == [fee_page]
    row = as_json(Item(latest().content(), {}))
    assert counts(imported({**row, "result": "Khác nữa"})) == (0, 1, 0, 0)
    assert [row.fee_page for row in latest().fees.all()] == [fee_page]


def test_what_is_public_stays_as_it_is_until_somebody_approves() -> None:
    page = make_procedure()
    publish_page(page)
    before = page.ruling_version.sha256
    assert counts(imported({"code": page.code, "title": "Tên mới"})) == (0, 1, 0, 0)
    page = ProcedurePage.objects.get(pk=page.pk)
    assert page.live and page.has_unpublished_changes and page.title != "Tên mới"
    assert page.ruling_version.sha256 == before
    assert latest(page.code).title == "Tên mới"


def test_an_export_of_a_page_changes_nothing() -> None:
    page = make_procedure(conditions=" Hai dòng\r\nliền nhau ", summary="Tóm tắt")
    page.dossier_lines = [ProcedureDossierLine(name="Đơn", form_file=make_file("m.pdf"))]
    page.save()
    page.save_revision(clean=False)
    row = as_json(Item(page.content(), {"unit": "VP", "decision_number": "101/QĐ-UBND"}))
    assert counts(imported(row)) == (0, 0, 1, 0)
    assert ProcedureSynchronisation.objects.get(page=page).source == "thử"


def test_a_long_name_is_kept_whole() -> None:
    title = "Thủ tục " + "rất dài " * 60
    imported({**ROW, "title": title})
    page = ProcedurePage.objects.get()
    assert len(page.title) <= 255 and page.full_title == title.strip()
    assert page.content().title == title.strip()


# What isn't taken


def test_duplicates_with_other_content_are_refused_and_the_same_twice_is_not() -> None:
    report = imported(ROW, ROW, {**ROW, "code": "2.000001", "title": "Tên khác"})
    assert counts(report) == (1, 0, 1, 1)
    assert report.rejected[0].row == 3 and "1" in report.rejected[0].reason


def test_bad_rows_leave_nothing_behind() -> None:
    report = imported(
        {**ROW, "code": ""},
        {**ROW, "code": "2.000002", "in_force_from": "31/02/2026"},
        {"code": "2.000003"},
        {**ROW, "code": "2.000004", "unit": "KHONGCO"},
        "{hỏng",
        ROW,
    )
    assert counts(report) == (1, 0, 0, 5)
    assert [one.row for one in report.rejected] == [1, 2, 3, 4, 5]
    assert list(ProcedurePage.objects.values_list("code", flat=True)) == ["2.000001"]


def test_a_draft_that_waits_for_approval_or_is_repealed_is_left_alone() -> None:
    waiting, ended = make_procedure(), make_procedure(is_repealed=True)
    waiting.get_workflow().start(waiting, waiting.latest_revision.user)
    report = imported(*({"code": p.code, "title": "Khác"} for p in (waiting, ended)))
    assert counts(report) == (0, 0, 0, 2)


def test_a_failure_of_the_database_takes_no_part_of_a_procedure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("đĩa đầy")

    monkeypatch.setattr("procedures.importing.drafts._log", fail)
    with pytest.raises(RuntimeError):
        imported(ROW)
    assert not ProcedurePage.objects.exists() and not Page.find_problems()[0]


def test_what_somebody_else_made_meanwhile_is_refused_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_procedure(code="2.000001")
    monkeypatch.setattr(importer.Existing, "has", lambda self, code: False)
    monkeypatch.setattr(importer.Existing, "page", lambda self, code: None)
    report = imported(ROW, {**ROW, "code": "2.000002"})
    assert counts(report) == (1, 0, 0, 1)


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    make_procedure(code="2.000009")
    rows = (ROW, {**ROW, "code": ""}, {"code": "2.000009", "title": "Khác"})
    dry = imported(*rows, dry_run=True)
    assert counts(dry) == (1, 1, 0, 1)
    assert ProcedurePage.objects.count() == 1 and not ProcedureSynchronisation.objects.exists()
    assert not ProcedureField.objects.filter(name="An toàn bức xạ").exists()
    assert counts(imported(*rows)) == counts(dry)


# Publishing


def test_publishing_leads_through_the_verb_in_the_approvers_name() -> None:
    make_unit("VP")
    author, approver = make_editor(), make_approver()
    report = imported(FULL, author=author, approver=approver)
    page = ProcedurePage.objects.get()
    assert (report.created, report.published, report.rejected) == (1, 1, [])
    event = PublicationEvent.objects.last_for_page(page.pk)
    assert page.live and event.actor_id == approver.pk
    again = imported(FULL, author=author, approver=approver)
    assert (again.unchanged, again.published) == (1, 0)


def test_an_imported_draft_is_approved_like_any_other() -> None:
    make_unit("VP")
    imported(FULL, author=make_editor())
    page = ProcedurePage.objects.get()
    page.full_clean()
    give_answers(page, [f"TTHC-ND|{page.code}"])
    page.save_revision(clean=False)
    publish_page(page)
    assert page.live and page.versions.count() == 1


def test_what_the_verb_refuses_leaves_nothing() -> None:
    make_unit("VP")
    editor = make_editor()
    report = imported(ROW, approver=make_approver())  # no unit, no days
    assert counts(report) == (0, 0, 0, 1) and len(report.rejected[0].reason) > 20
    assert counts(imported(FULL, author=editor, approver=editor)) == (0, 0, 0, 1)
    assert not ProcedurePage.objects.exists()


# The command


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, data: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def run(path: Path, *options: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_procedures", str(path), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def table(*rows: dict[str, Any]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_the_command_takes_every_format_and_reports_the_same(file: Any) -> None:
    text = table(ROW, {**ROW, "code": ""})
    for name, data, made in (
        ("a.csv", text, 1),
        ("a.csv.gz", gzip.compress(text.encode()), 0),
        ("a.json", json.dumps([ROW, {**ROW, "code": ""}]), 0),
        ("a.jsonl", f"{json.dumps(ROW)}\n{json.dumps({**ROW, 'code': ''})}\n", 0),
    ):
        report = run(file(name, data))
        assert (report["created"], report["unchanged"]) == (made, 1 - made), name
        assert [set(one) for one in report["rejected"]] == [{"row", "code", "reason"}]


def test_the_command_refuses_with_one_line_and_writes_nothing(file: Any) -> None:
    good = file("a.jsonl", json.dumps(ROW))
    broken = file("b.json", json.dumps([ROW])[:-1])
    nothing = file("d.csv", "code,title\n")
    half = file("c.jsonl", json.dumps(ROW) + "\n{hỏng")
    for path, *options in (
        (broken,),
        (nothing,),
        (half, "--all-or-nothing"),
        (good.with_name("khong-co.csv"),),
        (good, "--publish"),
        (good, "--publish", "--approver", "ai-đó"),
        (good, "--unit", "KHONGCO"),
        (good, "--mapping", "code"),
        (good.parent,),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("import_procedures", str(path), *options)
        assert "\n" not in str(refused.value)
    assert not ProcedurePage.objects.exists()
    call_command("import_procedures", str(good), "--dry-run", stdout=io.StringIO())
    assert not ProcedurePage.objects.exists()


# The real corpus


def test_every_real_row_is_taken_or_refused_for_its_reason(shared: Path) -> None:
    """What an import of all 3,354 says of its rows, without writing them."""
    rows: dict[str, set[str]] = {}
    refused: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    with gzip.open(shared / "data/corpus/procedures.jsonl.gz", "rb") as lines:
        for line in lines:
            row = json.loads(line)
            given = map_keys(row, {}).row(row)
            try:
                record = read_record(given, date(2026, 11, 29))
            except RowRefused as reasons:
                refused.update(reasons.reasons)
                continue
            rows.setdefault(record.code, set()).add(row_digest(given))
            notes.update(note.partition(":")[0] for note in record.notes)
    assert refused == {_("The code of the procedure is missing."): 59}
    assert (len(rows), sum(len(digests) - 1 for digests in rows.values())) == (3249, 46)
    assert notes == {"“Cấp thực hiện”": 137}


def test_real_procedures_of_every_source_come_in(
    shared: Path, django_assert_max_num_queries: Any
) -> None:
    """Every twentieth of 3,354, from all four sources; `make bench` imports the whole."""
    with gzip.open(shared / "data/corpus/procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [line for number, line in enumerate(lines) if number % 20 == 0]
    data = "".join(rows).encode()
    unpacked = unpack(io.BytesIO(data), "x.jsonl")
    with unpacked.stream:
        assert examine(unpacked, {}) == len(rows) == 168
        options = Options(now=timezone.now(), today=date(2026, 11, 29), source="thử")
        with django_assert_max_num_queries(3 * 168):
            report = Import(options).run(unpacked)
        assert counts(report) == (165, 0, 0, 3)
        codeless = [one for one in report.rejected if not one.code]
        assert len(codeless) == 3
        with django_assert_max_num_queries(40):
            assert counts(Import(options).run(unpacked)) == (0, 0, 165, 3)
    sources = {json.loads(line)["source"].partition("/")[0] for line in rows}
    assert sources == {"dvcqg_2026", "lamdong_2025", "bqp_207", "dvcqg_2021"}
    assert ProcedurePage.objects.filter(live=True).count() == 0
