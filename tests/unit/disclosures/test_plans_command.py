"""`manage.py import_plan`: what it prints, what it writes, when it refuses (R1)."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from disclosures.models import Plan, PlanImport, PlanTask, TaskDuty
from disclosures.plans.directory import load_units
from portal.models import Unit

from .plan_documents import HEADER_LINES, PLAN_ROWS, SIGNATURE_LINES, markdown_table, task

pytestmark = pytest.mark.django_db
COMPARED = {
    "section": "section",
    "number_printed": "number",
    "content": "content",
    "lead": "lead",
    "cooperating": "cooperating",
    "schedule_printed": "schedule",
    "cadence_normalised": "cadence",
    "lead_code": "lead_unit",
    "cooperating_codes": "cooperating_units",
}


def run(file: Path, *options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_plan", str(file), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def run_json(file: Path, *options: str) -> dict[str, Any]:
    return json.loads(run(file, "--json", *options)[0])


def written(folder: Path, rows: list[dict[str, str]], name: str = "plan.md") -> Path:
    file = folder / name
    text = "\n\n".join([*HEADER_LINES, markdown_table(rows), *SIGNATURE_LINES])
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def real(shared: Path) -> Path:
    return shared / "domain" / "plan-14-KH-SKHCN.md"


@pytest.fixture
def transcription(shared: Path) -> dict[str, Any]:
    return yaml.safe_load((shared / "domain" / "plan_tasks.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    load_units()
    return written(tmp_path, PLAN_ROWS)


# -- the real plan -----------------------------------------------------------------------------


@pytest.mark.parametrize("units", ["none", "the office's own", "the demonstration's"])
def test_the_real_plan_equals_its_transcription_whatever_units_there_are(
    units: str, real: Path, transcription: dict[str, Any]
) -> None:
    if units != "none":
        load_units(examples=units == "the demonstration's")
    printed = run_json(real, "--dry-run")
    assert [{key: row[key] for key in COMPARED.values()} for row in printed["tasks"]] == [
        {ours: row[theirs] for theirs, ours in COMPARED.items()} for row in transcription["tasks"]
    ]
    header = transcription["plan"]
    assert printed["plan"]["number"] == header["number_normalised"]
    for key in ("signed_on", "title", "signer", "signer_title"):
        assert printed["plan"][key] == header[key]
    assert printed["plan"]["agency"] is None  # the file doesn't print it
    assert printed["unknown_units"] == []


def test_with_other_units_in_the_directory_names_stay_open_and_are_said(real: Path) -> None:
    Unit.objects.create(code="XYZ", name="Phòng nào đó")
    out, err = run(real, "--json")
    printed = json.loads(out)
    assert {row["lead_unit"] for row in printed["tasks"]} == {None}
    assert "Văn phòng" in {unit["name"] for unit in printed["unknown_units"]}
    assert "Văn phòng" in err
    assert PlanTask.objects.without_lead().count() == 28
    assert Unit.objects.count() == 1


def test_the_real_plan_is_stored_with_its_groups_units_and_duties(
    real: Path, transcription: dict[str, Any]
) -> None:
    run(real)
    plan = Plan.objects.get()
    assert (plan.number, plan.year, plan.signer) == ("14/KH-SKHCN", 2022, "Trần Ngọc Lân")
    tasks = list(plan.tasks.with_units())
    assert [task.content for task in tasks] == [row["content"] for row in transcription["tasks"]]
    assert [task.section.papi_dimension for task in tasks] == [
        row["papi_dimension"] for row in transcription["tasks"]
    ]
    assert [task.lead_unit.code for task in tasks] == [
        row["lead_code"] for row in transcription["tasks"]
    ]
    conclusions = TaskDuty.objects.filter(duty_code="KLKT").values_list("task__number", flat=True)
    assert "4.5" in conclusions


def test_the_inspectorates_tasks_are_answered_for_by_its_successor(real: Path) -> None:
    load_units(examples=True)
    run(real)
    task = PlanTask.objects.led_by("TTRA").first()
    days = (Plan.objects.get().signed_on, Unit.objects.get(code="KTRA").valid_from)
    assert [task.responsible_unit(day).code for day in days] == ["TTRA", "KTRA"]


# -- writing -----------------------------------------------------------------------------------


def test_a_dry_run_writes_nothing_not_even_units(real: Path) -> None:
    run(real, "--dry-run")
    assert (Plan.objects.count(), PlanTask.objects.count(), Unit.objects.count()) == (0, 0, 0)


def test_the_first_import_into_an_empty_directory_makes_the_offices_own_units(real: Path) -> None:
    run(real)
    assert set(Unit.objects.values_list("code", flat=True)) == {
        "BGD", "VP", "TTRA", "KHTC", "TTNC", "MOTCUA", "BTTND", "ALL_UNITS",
    }  # fmt: skip


def test_unknown_names_become_units_only_when_asked(tmp_path: Path) -> None:
    load_units()
    rows = [*PLAN_ROWS, task("9", "Làm mới", "Phòng Mới Lập")]
    file = written(tmp_path, rows)
    run(file)
    assert PlanTask.objects.get(content="Làm mới").lead_unit is None
    run(file, "--create-units")
    assert PlanTask.objects.get(content="Làm mới").lead_unit.name == "Phòng Mới Lập"


def test_importing_twice_changes_nothing_and_is_recorded_once(plan: Path) -> None:
    run(plan)
    before = list(PlanTask.objects.values_list("pk", "key", "content"))
    out, _err = run(plan)
    assert list(PlanTask.objects.values_list("pk", "key", "content")) == before
    assert PlanImport.objects.count() == 1
    assert f"{len(before)}" in out


# -- importing again -----------------------------------------------------------------------------


def test_a_changed_file_changes_adds_and_drops_and_tasks_stay_themselves(
    plan: Path, tmp_path: Path
) -> None:
    run(plan)
    ids = dict(PlanTask.objects.values_list("content", "pk"))
    rows = [dict(row) for row in PLAN_ROWS]
    rows[1]["schedule"] = "Quý II/2022"  # changed
    rows[2]["number"] = "3"  # renumbered
    rows[5:6] = [task("1.0", "Đưa lên Cổng danh mục mới của năm", "Văn phòng")]  # other task
    changed = written(tmp_path, rows, "changed.md")
    shown = run_json(changed, "--dry-run")["changes"]["counts"]
    assert (shown["changed"], shown["added"], shown["dropped"]) == (2, 1, 1)
    assert PlanTask.objects.current().count() == len(ids)
    run(changed)
    current = PlanTask.objects.current()
    assert current.get(content=rows[1]["content"]).schedule == "Quý II/2022"
    assert current.get(number="3").pk == ids[rows[2]["content"]]
    dropped = PlanTask.objects.exclude(dropped_by=None).get()
    assert dropped.pk == ids["Đăng tải thủ tục"]
    run(plan)
    assert PlanTask.objects.current().get(content="Đăng tải thủ tục").pk == dropped.pk


def test_what_people_corrected_stays_while_the_file_says_the_same(
    plan: Path, tmp_path: Path
) -> None:
    run(plan)
    corrected = PlanTask.objects.get(content="Tuyên truyền trong toàn Sở")
    corrected.lead_unit = Unit.objects.get(code="VP")
    corrected.content = "Tuyên truyền trong toàn Sở."
    corrected.save()
    assert run_json(plan)["changes"]["counts"]["changed"] == 0
    corrected.refresh_from_db()
    assert corrected.lead_unit.code == "VP"
    rows = [dict(row) for row in PLAN_ROWS]
    rows[2]["lead"] = "Thanh tra"
    run(written(tmp_path, rows, "other-lead.md"))
    corrected.refresh_from_db()
    assert (corrected.lead_unit.code, corrected.content) == ("TTRA", "Tuyên truyền trong toàn Sở.")


def test_what_a_file_does_not_print_takes_nothing_away(plan: Path, tmp_path: Path) -> None:
    run(plan)
    annex = tmp_path / "annex.md"
    lines = ["(Kèm theo Kế hoạch số 7/KH-SKHCN ngày 05 tháng 02 năm 2024 của Sở KH&CN)"]
    annex.write_text("\n\n".join([*lines, markdown_table(PLAN_ROWS)]), encoding="utf-8")
    run(annex)
    stored = Plan.objects.get()
    assert stored.signer == "Nguyễn Văn Mẫu"
    assert stored.title


# -- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.md", b""),
        ("notes.md", "Một ghi chép không có bảng.".encode()),
        ("table.md", b"| a | b |\n|---|---|\n| 1 | 2 |\n"),
        ("plan.docx", b"PK\x03\x04 broken"),
        ("plan.pdf", b"%PDF-1.7"),
        ("plan.exe", b"MZ"),
        ("nul.md", b"| TT |\x00"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_one_line(
    name: str, data: bytes, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        run(file)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Plan.objects.exists()
    assert not Unit.objects.exists()


@pytest.mark.parametrize("where", ["missing.md", "."])
def test_a_file_that_cannot_be_opened_is_said(where: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path / where)


def test_a_plan_without_number_needs_it_said(tmp_path: Path) -> None:
    file = tmp_path / "annex.md"
    file.write_text(markdown_table(PLAN_ROWS), encoding="utf-8")
    assert run_json(file, "--dry-run")["plan"]["number"] is None
    with pytest.raises(CommandError):
        run(file)
    assert not Unit.objects.exists()
    run(file, "--number", "9 /kh-skhcn", "--signed-on", "2025-02-03")
    assert Plan.objects.get().number == "9/KH-SKHCN"


def test_a_text_too_long_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    rows = [*PLAN_ROWS, task("9", "Làm mới", "Phòng " + "rất dài " * 60)]
    with pytest.raises(CommandError):
        run(written(tmp_path, rows), "--create-units")
    assert not Plan.objects.exists()
    assert not Unit.objects.exists()
