"""A plan in a PDF (R1): its table rebuilt from where the words stand, native and scanned."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Cm, Pt

from disclosures.plan_import import KnownUnit, PlanRefused, read_plan, to_json
from disclosures.plan_import.blocks import Grid, Line
from disclosures.plan_import.ocr_slips import mended_number
from disclosures.plan_import.read_markdown import read_markdown
from disclosures.plan_import.read_words import read_words
from disclosures.plan_import.rows import bands_of
from disclosures.plans import pdf_words
from documents.readers import ReaderRefused, Trouble
from documents.readers.pdf import PdfReader
from documents.words import PageWords, TextSource, Word
from scripts import libreoffice
from tests.unit.documents.printed import Printed, as_scan, page

from .test_plan_import_real import read_as_rows, transcribed

PDF = b"%PDF-1.7\n"
WIDTHS = (1.2, 6.6, 3.0, 3.0, 2.7)


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


def _as_word(markdown: bytes, path: Path, aligned: Any) -> None:
    """The plan's Markdown as a Word file, the cells of its tables `aligned`, no room between."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    for block in read_markdown(markdown):
        if isinstance(block, Line):
            document.add_paragraph().add_run(block.text).bold = block.strong
            continue
        table = document.add_table(rows=0, cols=block.width)
        table.style, table.autofit = "Table Grid", False
        for column, width in zip(table.columns, WIDTHS, strict=True):
            column.width = Cm(width)
        for row in block.rows:
            for cell, given, width in zip(table.add_row().cells, row, WIDTHS, strict=True):
                cell.width, cell.vertical_alignment = Cm(width), aligned
                cell.paragraphs[0].paragraph_format.space_after = Pt(0)
                run = cell.paragraphs[0].add_run(given.text)
                run.bold, run.font.size = given.strong, Pt(12)
    document.save(str(path))


@pytest.fixture(scope="module")
def printed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[PageWords]]:
    """The words of two PDFs that LibreOffice makes of the plan: numbers at the top of their rows,
    and in the middle of them."""
    if reason := libreoffice.why_not():
        pytest.skip(f"LibreOffice: {reason}")
    folder = tmp_path_factory.mktemp("plan")
    markdown = (shared / "domain" / "plan-14-KH-SKHCN.md").read_bytes()
    for name in ("TOP", "CENTER"):
        _as_word(markdown, folder / f"{name}.docx", WD_CELL_VERTICAL_ALIGNMENT[name])
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *map(str, folder.glob("*.docx"))],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    found = {}
    for name in ("TOP", "CENTER"):
        with PdfReader(folder / f"{name}.pdf") as pdf:
            found[name] = [pdf.words(number) for number in range(1, len(pdf) + 1)]
    return found


def read(pages: Sequence[PageWords], units: Sequence[KnownUnit] = ()) -> Any:
    return read_plan(PDF, "plan.pdf", units, words_of=lambda data: pages)


@pytest.mark.parametrize("aligned", ["TOP", "CENTER"])
def test_every_row_of_the_real_plan_is_rebuilt(
    printed: dict[str, list[PageWords]],
    units: list[KnownUnit],
    expected: dict[str, Any],
    aligned: str,
) -> None:
    draft = read(printed[aligned], units)
    assert read_as_rows(draft) == transcribed(expected)
    plan = to_json(draft)["plan"]
    assert plan["number"] == expected["plan"]["number_normalised"]
    for key in ("signed_on", "title", "signer", "signer_title", "place"):
        assert plan[key] == expected["plan"][key]
    cycle = expected["report_cycle"]
    assert plan["report_cycle"] == {"text": cycle["text_printed"], "due": cycle["due"]}


def test_the_same_scanned_askew(
    printed: dict[str, list[PageWords]], units: list[KnownUnit], expected: dict[str, Any]
) -> None:
    draft = read(as_scan(printed["TOP"], slope=0.01), units)
    assert read_as_rows(draft) == transcribed(expected)
    assert draft.warnings[0].code == "read_by_ocr"


# Small tables of our own

HEADING = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian")
AT = (60.0, 95.0, 300.0, 390.0, 480.0)


def table(*rows: Sequence[str], y: float = 100.0, step: float = 16.0) -> list[Printed]:
    """Rows of a table, a line of print each; "" leaves a cell of that line empty."""
    return [
        Printed(y + step * at, text, None, size=11, x=x)
        for at, row in enumerate(rows)
        for text, x in zip(row, AT, strict=True)
        if text
    ]


def test_numbers_at_the_top_begin_their_rows() -> None:
    rows = table(
        HEADING,
        ("1", "Rà soát thủ tục", "Văn phòng", "Thanh tra", "Quý I"),
        ("", "hành chính của Sở", "", "", ""),
        ("2", "Đăng tải kết luận", "Thanh tra", "Văn phòng", "Quý II"),
    )
    draft = read([page(*rows)])
    assert [task.content for task in draft.tasks] == [
        "Rà soát thủ tục hành chính của Sở",
        "Đăng tải kết luận",
    ]


def test_a_row_broken_by_the_page_goes_on_without_a_heading() -> None:
    first = table(HEADING, ("1", "Rà soát thủ tục", "Văn phòng", "Các phòng", "Quý I"), y=780)
    second = table(
        ("", "hành chính của Sở", "", "thuộc Sở", ""),
        ("2", "Đăng tải kết luận", "Thanh tra", "Văn phòng", "Quý II"),
        y=60,
    )
    draft = read([page(*first), page(*second, number=2)])
    assert [(task.content, task.cooperating) for task in draft.tasks] == [
        ("Rà soát thủ tục hành chính của Sở", "Các phòng thuộc Sở"),
        ("Đăng tải kết luận", "Văn phòng"),
    ]


def test_a_group_over_all_columns_and_text_behind_the_table() -> None:
    group = "Công tác chỉ đạo điều hành và tuyên truyền trong toàn tỉnh năm nay của Sở"
    behind = "Văn phòng theo dõi, đôn đốc các phòng, đơn vị thực hiện Kế hoạch này và báo cáo"
    rows = [
        *table(HEADING),
        Printed(120, "I", None, size=11, x=60),
        Printed(120, group, None, size=11, x=95),
        *table(("1", "Rà soát", "Văn phòng", "Thanh tra", "Quý I"), y=140),
        *[Printed(200 + 18 * at, behind, None, x=60) for at in range(3)],
    ]
    blocks = read_words([page(*rows)])
    [grid] = [block for block in blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in row][:2] for row in grid.rows[1:]] == [
        ["I", group],
        ["1", "Rà soát"],
    ]
    assert any(isinstance(block, Line) and "theo dõi" in block.text for block in blocks)


def test_rows_need_no_words() -> None:
    assert bands_of([], [], at_the_top=True) == []
    word = Word("chữ", 10, 10, 30, 20)
    [band] = bands_of([word], [1], at_the_top=False)
    assert band.top < 15 < band.bottom


@pytest.mark.parametrize(
    ("read_as", "number"),
    [
        ("H", "II"),
        ("2.2.", "2.2"),
        ("l.l", "1.1"),
        ("IV", "IV"),
        ("3", "3"),
        ("a)", "a)"),
        ("", ""),
    ],
)
def test_numbers_that_ocr_misreads(read_as: str, number: str) -> None:
    assert mended_number(read_as) == number


# Refused


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ([], "no_table"),
        ([PageWords(1, 595, 842, (), TextSource.NONE)], "no_table"),
        ([page(Printed(100, "KẾ HOẠCH", 300))], "no_table"),
        ([page(*table(HEADING))], "no_tasks"),
    ],
)
def test_a_pdf_without_a_plan_is_refused_like_other_files(
    pages: list[PageWords], code: str
) -> None:
    with pytest.raises(PlanRefused) as refused:
        read(pages)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (Trouble.ENCRYPTED, "encrypted"),
        (Trouble.DAMAGED, "damaged"),
        (Trouble.NO_OCR, "no_ocr"),
        (Trouble.TOO_LONG, "took_too_long"),
    ],
)
def test_what_the_reader_cannot_do_is_said(
    monkeypatch: pytest.MonkeyPatch, trouble: Trouble, code: str
) -> None:
    def run(*args: Any, **options: Any) -> Any:
        raise ReaderRefused(trouble)
        yield

    monkeypatch.setattr(pdf_words.sandbox, "run", run)
    with pytest.raises(PlanRefused) as refused:
        pdf_words.words_of_pdf(PDF)
    assert refused.value.code == code


def test_a_thick_scan_is_not_waited_for_in_the_admin(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*args: Any, **options: Any) -> Any:
        yield {"whole": {"pages": 40, "to_recognise": 40, "is_paged": True, "notes": []}}

    monkeypatch.setattr(pdf_words.sandbox, "run", run)
    with pytest.raises(PlanRefused) as refused:
        pdf_words.in_the_admin()(PDF)
    assert refused.value.params == {"pages": 40}
    assert pdf_words.words_of_pdf(PDF) == []
