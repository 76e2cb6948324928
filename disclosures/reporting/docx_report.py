"""A compiled report as a Word file in the layout of NĐ 30/2020/NĐ-CP (docx_layout.py).

The document is for Vietnamese offices: its words are Vietnamese whatever the reader's language. The
tasks are an annex lying down, with page numbers of its own. Figures link to what they rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from disclosures.reporting import docx_layout as layout
from disclosures.reporting import words
from disclosures.reporting.asked import Part

#: Columns of the annex and their widths, mm: together the width of a lying page's text.
WIDTHS = (12, 54, 30, 25, 60, 71)
#: Above and below the text of a cell, mm.
CELL_PADDING = 0.8
NUMERALS = ("I", "II", "III", "IV", "V")
#: More units that have not answered are counted, but for the lead.
MOST_NAMED = 3
#: A longer row may break over pages: kept together it would leave half a page empty. Characters of
#: its entry, paragraphs of its figures.
LONG_ENTRY, MANY_FIGURES = 700, 8
#: Links named under a task; the XLSX has them all.
MOST_LINKS = 3


def docx_of(report: Mapping[str, Any], *, site: str = "") -> bytes:
    """The file. `site` is the portal's address (https://…) that links to evidence begin with."""
    with translation.override("vi"):
        document = _document(report, site.rstrip("/"))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _document(report: Mapping[str, Any], site: str) -> Any:
    head, text = report["head"], report["text"]
    about = words.subject(report)
    kind = _("Report")
    document = layout.new_document(title=f"{kind}: {about}", author=head["agency"], subject=about)
    layout.head(
        document,
        superior=head["superior"],
        agency=head["agency"],
        number=words.full_number(report),
        place_and_day=place_and_day(head["place"], text["signed_on"]),
    )
    layout.kind_and_subject(document, kind, about)
    if text["addressees"]:
        layout.addressed_to(document, text["addressees"])
    layout.grounds(document, text["grounds"])
    _body(document, report)
    layout.foot(
        document, post=text["signer_title"], name=text["signer"], recipients=text["recipients"]
    )
    _annex(document, report, site)
    return document


def place_and_day(place: str, signed_on: str | None) -> str:
    """`Quảng Trị, ngày 05 tháng 02 năm 2026`: days below 10 and the months 1 and 2 with a nought
    (NĐ 30/2020 Phụ lục I); dots for a day that isn't known."""
    if not signed_on:
        return f"{place}, ngày … tháng … năm …"
    on = date.fromisoformat(signed_on)
    month = f"{on.month:02}" if on.month <= 2 else str(on.month)
    return f"{place}, ngày {on.day:02} tháng {month} năm {on.year}"


def _body(document: Any, report: Mapping[str, Any]) -> None:
    text = report["text"]
    for paragraph in _paragraphs(text["opening"]):
        layout.body(document, paragraph)
    parts = [
        (_("General"), [*_paragraphs(text["assessment"]), *words.task_sentences(report)]),
        (
            _("Publication, from the register"),
            [
                *words.register_sentences(report),
                _("How each task stands is in the annex to this report."),
            ],
        ),
        (_("Difficulties"), [*_paragraphs(text["difficulties"]), *_told(report, "difficulty")]),
        (_("Work ahead"), _paragraphs(text["next_steps"])),
        (_("Proposals"), [*_paragraphs(text["proposals"]), *_told(report, "proposal")]),
    ]
    parts = [(title, list(rows)) for title, rows in parts if rows]
    last = None
    for numeral, (title, rows) in zip(NUMERALS, parts, strict=False):
        layout.heading(document, numeral, title)
        for row in rows:
            last = layout.body(document, row)
    if last is not None:
        last.runs[-1].text = last.runs[-1].text.rstrip(" ./") + layout.END


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]


def _told(report: Mapping[str, Any], name: str) -> list[str]:
    """What units said in `name`, each thing once, with who said it."""
    said: dict[str, list[str]] = {}
    for task in report["tasks"]:
        for answer in task["answers"]:
            if answer[name]:
                said.setdefault(" ".join(answer[name].split()), []).append(answer["name"])
    return [f"- {', '.join(dict.fromkeys(names))}: {text}" for text, names in said.items()]


# The annex


def _annex(document: Any, report: Mapping[str, Any], site: str) -> None:
    layout.annex_section(document, landscape=True)
    number, signed_on = words.full_number(report), report["text"]["signed_on"]
    layout.write(document.add_paragraph(), _("Annex"), bold=True, align=layout.CENTRE)
    layout.write(
        document.add_paragraph(),
        _("How the plan's tasks stand").upper(),
        bold=True,
        align=layout.CENTRE,
    )
    layout.write(
        document.add_paragraph(),
        _("(With the report %(number)s of %(day)s of %(agency)s)")
        % {
            "number": f"…{number.strip()}" if number.startswith(" ") else number,
            "day": words.day(signed_on) or "…/…/…",
            "agency": _sentence_case(report["head"]["agency"]),
        },
        italic=True,
        align=layout.CENTRE,
        after=10,
    )
    table = document.add_table(rows=1, cols=len(WIDTHS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    layout.padding(table, ("top", "bottom"), CELL_PADDING)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    titles = (
        _("No."),
        pgettext("of a plan", "Task"),
        _("Lead"),
        _("State"),
        _("Result"),
        _("Figures of the register"),
    )
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        layout.write(cell.paragraphs[0], title, layout.SMALL, bold=True, align=layout.CENTRE)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    section = None
    for task in report["tasks"]:
        if task["section"] != section:
            section = task["section"]
            _section_row(table, task)
        _task_row(document, table, task, site)
    for row in table.rows:
        for cell, width in zip(row._tr.tc_lst, WIDTHS, strict=False):
            if cell.grid_span == 1:
                cell.width = Mm(width)
    _legend(document, report)


def _legend(document: Any, report: Mapping[str, Any]) -> None:
    """What the codes in the last column stand for: whoever gets the report doesn't know them."""
    titles = {one["duty"]: one["title"] for task in report["tasks"] for one in task["figures"]}
    if not titles:
        return
    words = "; ".join(f"{code}: {title}" for code, title in sorted(titles.items()))
    text = _("Codes of the duties to publish: %(codes)s.") % {"codes": words}
    layout.write(document.add_paragraph(), text, layout.TINY, before=6)


def _sentence_case(agency: str) -> str:
    """An agency's name as running text writes it, where it is given in capitals."""
    known = {"SỞ KHOA HỌC VÀ CÔNG NGHỆ": "Sở Khoa học và Công nghệ"}
    return known.get(agency, agency if not agency.isupper() else agency.capitalize())


def _section_row(table: Any, task: Mapping[str, Any]) -> None:
    cells = table.add_row().cells
    layout.write(
        cells[0].paragraphs[0], task["section"], layout.SMALL, bold=True, align=layout.CENTRE
    )
    merged = cells[1].merge(cells[-1])
    layout.write(merged.paragraphs[0], task["section_title"], layout.SMALL, bold=True)
    for cell in (cells[0], merged):  # a heading alone at the foot of a page heads nothing
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _task_row(document: Any, table: Any, task: Mapping[str, Any], site: str) -> None:
    row = table.add_row()
    cells = row.cells
    layout.write(cells[0].paragraphs[0], task["number"], layout.SMALL, align=layout.CENTRE)
    layout.write(cells[1].paragraphs[0], task["content"], layout.SMALL)
    layout.write(cells[2].paragraphs[0], task["lead"], layout.SMALL)
    layout.write(cells[3].paragraphs[0], words.state(task["state"]), layout.SMALL)
    _fill(cells[4], [*_paragraphs(task["entry"]), *_silent(task)])
    _figures(document, cells[5], task["figures"], site)
    if len(task["entry"]) < LONG_ENTRY and len(cells[5].paragraphs) < MANY_FIGURES:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _silent(task: Mapping[str, Any]) -> Iterator[str]:
    missing = task["missing"]
    if len(missing) > MOST_NAMED:
        missing = [one for one in missing if one["part"] == Part.LEAD]
        yield _("No answer yet from %(count)s units.") % {"count": len(task["missing"])}
    if missing:
        yield _("No answer: %(units)s.") % {"units": words.unit_words(missing)}


def _fill(cell: Any, rows: Iterable[str]) -> None:
    for place, row in enumerate(rows):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        layout.write(paragraph, row, layout.SMALL)


def _figures(document: Any, cell: Any, figures: list[Mapping[str, Any]], site: str) -> None:
    told = [one for one in figures if any(one[name] for name in words.COUNTED)]
    quiet = [one["duty"] for one in figures if one not in told]
    lines = [(f"{one['duty']}: {'; '.join(words.figure_words(one))}", one) for one in told]
    if quiet:
        nothing = _("nothing in the ledger for this period")
        lines.append((f"{', '.join(quiet)}: {nothing}", {"evidence": ()}))
    for place, (line, figure) in enumerate(lines):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        layout.write(paragraph, line, layout.TINY)
        linked = [one for one in figure["evidence"] if one["url"]]
        for one in linked[:MOST_LINKS]:
            text = words.evidence_words(one)
            _link(document, cell.add_paragraph(), text, site + one["url"])


def _link(document: Any, paragraph: Any, text: str, address: str) -> None:
    """`text` that opens `address`; an address without a host is left out."""
    if not address.startswith("http"):
        layout.write(paragraph, text, layout.TINY)
        return
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"),
        document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
    )
    run = paragraph.add_run(layout.printable(text))
    run.font.size, run.font.underline = Pt(layout.TINY), True
    link.append(run._r)
    paragraph._p.append(link)
