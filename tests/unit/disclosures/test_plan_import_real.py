"""The real plan, and another of another shape, read from the shared material (R1)."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosures.plan_import import DraftPlan, KnownUnit, read_plan, to_json

from .plan_documents import HEADINGS, DocxPlan, Row, merge_down

FIELDS = {
    "order": "order",
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


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    return yaml.safe_load((shared / "domain" / "plan_tasks.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def units(expected: dict[str, Any]) -> list[KnownUnit]:
    return [
        KnownUnit(
            unit["code"],
            unit["canonical"],
            tuple(unit["names_printed"]),
            unit["kind"],
            valid_to=date.fromisoformat(unit["valid_to"]) if "valid_to" in unit else None,
        )
        for unit in expected["units"]
    ]


@pytest.fixture(scope="module")
def source(shared: Path) -> bytes:
    return (shared / "domain" / "plan-14-KH-SKHCN.md").read_bytes()


def transcribed(expected: dict[str, Any]) -> list[dict[str, Any]]:
    return [{ours: row[theirs] for theirs, ours in FIELDS.items()} for row in expected["tasks"]]


def read_as_rows(draft: DraftPlan) -> list[dict[str, Any]]:
    return [{name: row[name] for name in FIELDS.values()} for row in to_json(draft)["tasks"]]


def test_every_row_equals_the_transcription(source, units, expected):
    draft = read_plan(source, "plan.md", units)
    assert len(draft.tasks) == expected["row_count"] == 28
    assert read_as_rows(draft) == transcribed(expected)


def test_the_header_is_as_printed(source, units, expected):
    plan = to_json(read_plan(source, "plan.md", units))["plan"]
    printed = expected["plan"]
    assert plan["number"] == printed["number_normalised"]
    for key in ("signed_on", "title", "signer", "signer_title", "place"):
        assert plan[key] == printed[key]


def test_an_issuer_the_file_does_not_print_is_null(source, units):
    """The conversion lost the letterhead; "của Sở KH&CN" in the annex is only a hint."""
    plan = to_json(read_plan(source, "plan.md", units))["plan"]
    assert (plan["agency"], plan["agency_hint"]) == (None, "Sở KH&CN")


def test_the_groups_and_the_order_to_report_are_read(source, units, expected):
    data = to_json(read_plan(source, "plan.md", units))
    assert [(s["section"], s["number"], s["title"]) for s in data["sections"]] == [
        (s["code"], s["number_printed"], s["title_printed"]) for s in expected["sections"]
    ]
    cycle = expected["report_cycle"]
    assert data["plan"]["report_cycle"] == {"text": cycle["text_printed"], "due": cycle["due"]}


def test_no_unit_of_the_plan_is_unknown_and_odd_rows_are_pointed_out(source, units):
    draft = read_plan(source, "plan.md", units)
    assert draft.unknown_units == ()
    assert [notice.code for notice in draft.warnings] == [
        "row_joined",
        "row_joined",
        "row_joined",
        "number_repeated",
        "task_unnumbered",
    ]


def test_without_a_directory_the_names_are_offered_and_nothing_is_guessed(source, expected):
    draft = read_plan(source, "plan.md", ())
    assert {task.lead_unit for task in draft.tasks} == {None}
    printed = {name for unit in expected["units"] for name in unit["names_printed"]}
    assert {unit.name for unit in draft.unknown_units} <= printed
    assert "Các phòng, đơn vị thuộc Sở" in {unit.name for unit in draft.unknown_units}


def test_keys_are_unique_though_a_number_is_printed_twice(source, units):
    keys = [task.key for task in read_plan(source, "plan.md", units).tasks]
    assert len(set(keys)) == 28
    assert {"II.3/3.2/1", "II.3/3.2/2", "II.8/-/1"} <= set(keys)


def test_reading_takes_less_than_two_seconds(source, units):
    started = time.perf_counter()
    read_plan(source, "plan.md", units)
    assert time.perf_counter() - started < 2


# -- the same annex in Word ----------------------------------------------------------------------


def annex_tables(source: bytes) -> list[list[Row]]:
    """The printed tables, cut at their strokes: another reading than the one under test."""
    tables: list[list[Row]] = []
    for line in source.decode().splitlines():
        if not line.startswith("|"):
            continue
        bold = "<b>" in line
        texts = [c.strip() for c in line.strip("|").split("|")]
        for tag in ("<b>", "</b>", "<i>", "</i>"):
            texts = [text.replace(tag, "") for text in texts]
        if texts[0] == "TT":
            tables.append([])
        elif not line.startswith("|--"):
            row = dict(zip(HEADINGS, texts, strict=True))
            tables[-1].append(row | ({"bold": "yes"} if bold else {}))
    return tables


def word_annex() -> DocxPlan:
    plan = DocxPlan()
    plan.line("PHỤ LỤC", bold=True)
    return plan.line("(Kèm theo Kế hoạch số:14 /KH-SKHCN ngày 26 tháng 01 năm 2022 của Sở KH&CN)")


def test_the_annex_as_word_gives_the_same_rows(source, units, expected):
    plan = word_annex()
    for rows in annex_tables(source):
        plan.table(rows)
        plan.line("")
    draft = read_plan(plan.content(), "annex.docx", units)
    assert read_as_rows(draft) == transcribed(expected)
    assert (draft.number, draft.signed_on) == ("14/KH-SKHCN", date(2022, 1, 26))


@pytest.mark.parametrize("bold", [True, False])
def test_the_annex_as_one_word_table_with_merged_group_titles(source, units, expected, bold):
    plan = word_annex()
    rows: list[Row] = []
    for table in annex_tables(source):
        rows += [*table, HEADINGS]
    plan.table(rows[:-1], merge_groups=True, bold_groups=bold)
    assert read_as_rows(read_plan(plan.content(), "a.docx", units)) == transcribed(expected)


def test_the_annex_in_word_with_nothing_bold_or_merged(source, units, expected):
    plan = word_annex()
    plan.table([row for table in annex_tables(source) for row in table], bold_groups=False)
    assert read_as_rows(read_plan(plan.content(), "a.docx", units)) == transcribed(expected)


def test_the_annex_in_word_with_cells_merged_down_where_they_repeat(source, units, expected):
    plan = word_annex()
    whole = [row for row in transcribed(expected) if row["section"] == "II.5"]
    rows = [{key: row[key] or "" for key in HEADINGS} for row in whole]
    table = plan.table(rows)
    merge_down(table, 3, 1, 3)
    merge_down(table, 4, 1, 3)
    draft = read_plan(plan.content(), "a.docx", units)
    assert [(t.cooperating, t.schedule) for t in draft.tasks] == [
        (row["cooperating"], row["schedule"]) for row in whole
    ]


# -- another plan: six columns ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def other(shared: Path) -> DraftPlan:
    path = shared / "data" / "plans" / "nq03-2025_phu-luc-2_ban-du-thao.md"
    return read_plan(path.read_bytes(), path.name, ())


def test_another_plan_of_six_columns_is_read_by_its_headings(other):
    assert [task.number for task in other.tasks] == [f"{n}." for n in range(1, 141)]
    assert [section.number for section in other.sections] == [
        "I.", "II.", "III.", "IV.", "V.", "VI.", "VII.",
    ]  # fmt: skip
    assert other.tasks[0].result == "Quyết định của Thủ tướng Chính phủ"
    assert other.tasks[0].schedule == "6/2025"
    assert other.tasks[76].section == "IV"


def test_its_three_broken_rows_are_joined_to_the_task_above(other):
    joined = [n.params["task"] for n in other.warnings if n.code == "row_joined"]
    assert joined == [108, 110, 128]
    assert "(4) Xây dựng sàn giao dịch bất động sản; (5) Ứng dụng" in other.tasks[107].content


def test_its_stray_text_is_said_and_left_out(other):
    stray = [n.params for n in other.warnings if n.code == "stray_text"]
    assert [(n["section"], n["text"]) for n in stray] == [("IV", "năm tiếp theo")]


def test_its_number_is_null_because_the_line_leaves_it_blank(other):
    assert other.number is None
    assert other.signed_on == date(2025, 1, 1)
    assert other.title is not None
    assert other.title.startswith("DANH MỤC CÁC NHIỆM VỤ")


def test_its_empty_cells_stay_empty(other):
    cells = to_json(other)["tasks"]
    assert sum(not task["cooperating"] for task in cells) == 32  # 33 printed, one of them a rest
    assert [task["order"] for task in cells if not task["schedule"]] == [42]
    assert all(task["cadence"] for task in cells if task["schedule"])


def test_names_with_and_or_commas_inside_are_offered_whole(other):
    names = {unit.name for unit in other.unknown_units}
    assert {"Bộ Khoa học và Công nghệ", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Nội vụ"} <= names
