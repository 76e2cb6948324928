"""The files of a progress report: the layout of NĐ 30/2020 in the Word file, measured in its XML
and drawn by LibreOffice; a workbook in which nothing typed becomes a formula."""

from __future__ import annotations

import json
import re
import subprocess
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl import load_workbook

from disclosures.reporting import docx_layout
from disclosures.reporting.answers import Said
from disclosures.reporting.compiling import compiled
from disclosures.reporting.docx_report import docx_of, place_and_day
from disclosures.reporting.xlsx_report import xlsx_of
from scripts import libreoffice
from tests.unit.disclosures.register_samples import load_catalogue
from tests.unit.disclosures.report_samples import TOO_LATE, Sample, make_sample

SITE = "https://congkhai.example.gov.vn"


@pytest.fixture
def sample(db: None) -> Sample:
    load_catalogue()
    found = make_sample()
    found.answer(1, said=Said("under_way", "Đã công khai.", "Thiếu máy quét", "Mua máy quét"))
    return found


@pytest.fixture
def report(sample: Sample) -> dict[str, Any]:
    found = compiled(sample.period, TOO_LATE)
    found["text"] |= {"number": "5", "signed_on": "2026-02-03", "grounds": ["Luật A", "Luật B"]}
    return found


def opened(report: dict[str, Any]) -> Any:
    return Document(BytesIO(docx_of(report, site=SITE)))


def paragraph(document: Any, text: str) -> Any:
    """The paragraph `text`, or the first that holds it, wherever it stands."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    everywhere = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    holding = [one for one in everywhere if text in one.text]
    return next((one for one in holding if one.text == text), holding[0])


# The page


def test_the_page_is_a4_with_the_prescribed_margins_and_numbers(report: dict[str, Any]) -> None:
    first, annex = opened(report).sections
    assert [round(side.mm) for side in (first.page_width, first.page_height)] == [210, 297]
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    for section in (first, annex):
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 20 <= round(section.bottom_margin.mm) <= 25
        assert 30 <= round(section.left_margin.mm) <= 35
        assert 15 <= round(section.right_margin.mm) <= 20
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        assert "PAGE" in section.header._element.xml
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_elements_of_a_section_stand_in_the_order_that_word_insists_on(
    report: dict[str, Any],
) -> None:
    document = opened(report)
    for section in document.sections:
        names = [child.tag.rpartition("}")[2] for child in section._sectPr]
        assert names.index("pgMar") < names.index("pgNumType") < names.index("cols")
    names = [child.tag.rpartition("}")[2] for child in document.tables[0]._tbl.tblPr]
    assert names.index("tblCellMar") < names.index("tblLook")


# The parts


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic"),
    [
        (docx_layout.NATION, 12, True, False),
        (docx_layout.MOTTO, 13, True, False),
        ("ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ", 12, False, False),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", 12, True, False),
        ("Số: 05/BC-SKHCN", 13, False, False),
        ("Quảng Trị, ngày 03 tháng 02 năm 2026", 13, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Kết quả thực hiện Kế hoạch số 20/KH-SKHCN", 14, True, False),
        ("Luật A;", 14, False, True),
        ("Luật B.", 14, False, True),
        ("I. TÌNH HÌNH CHUNG", 14, True, False),
        ("GIÁM ĐỐC", 14, True, False),
        ("Trần Văn Mẫu", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- Lưu: VT, VP.", 11, False, False),
        ("Phụ lục", 14, True, False),
        ("(Kèm theo Báo cáo số 05/BC-SKHCN", 14, False, True),
    ],
)
def test_every_part_has_its_size_and_style(
    report: dict[str, Any], text: str, size: int, bold: bool, italic: bool
) -> None:
    run = next(one for one in paragraph(opened(report), text).runs if one.text.strip())
    assert (run.font.size, bool(run.bold), bool(run.italic)) == (Pt(size), bold, italic)


def test_the_body_is_times_new_roman_14_justified_with_an_indent(report: dict[str, Any]) -> None:
    document = opened(report)
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert str(normal.font.color.rgb) == "000000"
    body = paragraph(document, "Thực hiện Kế hoạch số 20/KH-SKHCN").paragraph_format
    assert body.alignment == docx_layout.JUSTIFIED
    assert body.first_line_indent == Mm(12.7)
    assert body.space_after >= Pt(6)
    assert 1 <= body.line_spacing <= 1.5


def test_the_lines_under_agency_and_motto_have_the_prescribed_length(
    report: dict[str, Any],
) -> None:
    document = opened(report)
    rules = list(document.element.iter(qn("w:pBdr")))
    assert len(rules) == 3
    left, right = document.tables[0].rows[0].cells
    for cell, room, least, most in (
        (left, docx_layout.HEAD_COLUMNS[0], 64 / 3, 64 / 2),
        (right, docx_layout.HEAD_COLUMNS[1], 55, 57),
    ):
        drawn = cell.paragraphs[-1].paragraph_format
        assert least <= room - drawn.left_indent.mm - drawn.right_indent.mm <= most


def test_the_report_ends_as_it_must_and_the_head_of_the_table_repeats(
    report: dict[str, Any],
) -> None:
    document = opened(report)
    texts = [one.text for one in document.paragraphs if one.text]
    assert texts[texts.index("Phụ lục") - 1].endswith("./.")
    assert "w:tblHeader" in document.tables[-1].rows[0]._tr.xml


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-02-03", "ngày 03 tháng 02 năm 2026"),
        ("2026-03-03", "ngày 03 tháng 3 năm 2026"),
        ("2026-12-25", "ngày 25 tháng 12 năm 2026"),
        (None, "ngày … tháng … năm …"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_nought(day: str | None, words: str) -> None:
    assert place_and_day("Quảng Trị", day) == f"Quảng Trị, {words}"


def test_an_unnumbered_report_leaves_room_and_many_addressees_stand_below_each_other(
    report: dict[str, Any],
) -> None:
    report["text"] |= {"number": "", "signed_on": None, "addressees": ["A", "B"]}
    document = opened(report)
    assert re.search(r"Số: +/BC-SKHCN", paragraph(document, "Số:").text)
    assert [paragraph(document, one).text for one in ("- A", "- B")] == ["- A;", "- B."]


def test_evidence_is_linked_to_the_portal(report: dict[str, Any]) -> None:
    figure = report["tasks"][1]["figures"][0]
    figure |= {"published": 1}
    figure["evidence"] = [
        {
            "event": 1,
            "kind": "published",
            "on": "2026-03-01",
            "case": "",
            "title": "KL",
            "url": "/k/",
        }
    ]
    targets = {one.target_ref for one in opened(report).part.rels.values() if one.is_external}
    assert f"{SITE}/k/" in targets


# Hostile content


HOSTILE = '=cmd|"/c calc"!A1\x00\x0b\ud800 <b>&amp;</b> \u202e' + "Ệ" * 5000


def test_hostile_words_break_neither_file(report: dict[str, Any]) -> None:
    for task in report["tasks"]:
        task |= {"content": HOSTILE, "entry": HOSTILE, "lead": HOSTILE}
    report["text"] |= {"signer": HOSTILE, "opening": HOSTILE, "recipients": [HOSTILE]}
    assert "=cmd" in paragraph(opened(report), "=cmd").text
    book = load_workbook(BytesIO(xlsx_of(report, site=SITE)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    dangerous = [cell for cell in cells if str(cell.value or "").startswith("=")]
    assert dangerous
    assert all(cell.quotePrefix for cell in dangerous)


def test_the_workbook_keeps_its_head_in_sight_and_its_numbers_numbers(
    report: dict[str, Any],
) -> None:
    book = load_workbook(BytesIO(xlsx_of(report, site=SITE)))
    assert book.sheetnames == ["Nhiệm vụ", "Trả lời", "Số liệu", "Minh chứng"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(one.width for one in sheet.column_dimensions.values())
    figures = book["Số liệu"]
    assert figures["C2"].data_type == "n"
    assert book["Trả lời"]["F2"].value == "Đã công khai."


# Drawn


def test_libreoffice_opens_it_and_draws_the_first_page_as_prescribed(
    report: dict[str, Any], tmp_path: Path
) -> None:
    reason = libreoffice.why_not()
    if reason:
        pytest.skip(f"LibreOffice: {reason}")
    (tmp_path / "r.docx").write_bytes(docx_of(report, site=SITE))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "r.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    told = subprocess.run(
        ["pdfinfo", "-l", "9", str(tmp_path / "r.pdf")], check=True, capture_output=True, text=True
    ).stdout
    sizes = re.findall(r"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)", told)
    assert [round(float(side) / 72 * 25.4) for side in sizes[0]] == [210, 297]
    assert [round(float(side) / 72 * 25.4) for side in sizes[-1]] == [297, 210]
    text = subprocess.run(
        ["pdftotext", "-layout", "-l", "1", str(tmp_path / "r.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    # No number on the first page; number and day stand side by side.
    assert not lines[0].isdigit()
    assert any("BC-SKHCN" in line and "2026" in line for line in lines)


# The command


def test_the_command_writes_both_files_and_says_the_same_as_json(
    sample: Sample, tmp_path: Path, capsys: Any
) -> None:
    files = [tmp_path / "r.docx", tmp_path / "r.xlsx"]
    call_command("compile_report", "2026-q1", docx=files[0], xlsx=files[1], json=True)
    found = json.loads(capsys.readouterr().out)
    assert found["period"]["code"] == "2026-Q1"
    assert found["sent"] is None
    assert found["totals"]["answers"] == 1
    assert all(file.read_bytes()[:2] == b"PK" for file in files)
    assert sorted(tmp_path.iterdir()) == sorted(files)
    call_command("compile_report", "2026-Q1", plan="20 /kh-skhcn")
    assert "1.2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2026-Q4"], "2026-Q1"),
        (["2026-Q1", "--plan", "99/KH-SKHCN"], "99/KH-SKHCN"),
        (["2026-Q1", "--docx", "/khong/co/r.docx"], "Không ghi được"),
    ],
)
def test_the_command_refuses_in_one_line(sample: Sample, arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=re.escape(words)):
        call_command("compile_report", *arguments)


def test_two_plans_that_report_at_once_must_be_told_apart(sample: Sample) -> None:
    other = deepcopy(sample.plan)
    other.pk, other._state.adding, other.number = None, True, "21/KH-SKHCN"
    other.save()
    period = deepcopy(sample.period)
    period.pk, period._state.adding, period.plan = None, True, other
    period.save()
    with pytest.raises(CommandError, match="--plan"):
        call_command("compile_report", "2026-Q1")
