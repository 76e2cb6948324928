"""DOCX: paragraphs and tables in order, with the numbers Word prints and alignment, by python-docx.

Insertions nobody has accepted yet are read, deletions are not: that is what Word prints. Text set
in fonts of TCVN3 or VNI is converted. Notes, headers and footers come behind the text: they belong
to what is found by search and looked at before publishing. Comments are not the document's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from documents.legacy import font_encoding, to_unicode
from documents.readers import ReaderRefused, Trouble
from documents.readers.docx_aside import Notes, margins
from documents.readers.docx_numbering import ListLabels
from documents.typeset import Align, Grid, Paragraph, Piece

_TAGS = """
    p tbl tr tc r t tab br cr noBreakHyphen sym del moveFrom ins moveTo sdt sdtContent smartTag
    hyperlink fldSimple customXml txbxContent pPr rPr pStyle rStyle jc b sz rFonts ind val ascii
    hAnsi gridCol w tblPr tblBorders tblStyle tcPr gridSpan vMerge styleId style basedOn outlineLvl
    firstLine tblGrid docDefaults rPrDefault type default
"""
_W = {name: qn(f"w:{name}") for name in _TAGS.split()}
_INSIDE = {
    _W[name]
    for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "hyperlink", "fldSimple")
} | {_W["customXml"]}
_BREAKS = {_W["br"], _W["cr"]}
_ALIGN = {"center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}
_OFF = {"0", "false", "off", "none", "nil"}
MAX_PARAGRAPHS = 60_000
_MAX_DEPTH = 8
_MAX_COLUMNS = 60


def read_docx(path: Path) -> list[Piece]:
    """What the document says, piece by piece. Raises `ReaderRefused`."""
    try:
        document = docx.Document(str(path))
        body = document.element.body
        paragraphs = sum(1 for _ in body.iter(_W["p"]))
        if paragraphs <= MAX_PARAGRAPHS:
            return list(_Reader(document).whole())
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # python-docx lets whatever its parsers meet go through
        raise ReaderRefused(Trouble.DAMAGED) from error
    raise ReaderRefused(Trouble.TOO_LARGE, paragraphs=paragraphs)


class _Reader:
    """One reading of one document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._labels = ListLabels(document)
        self._notes = Notes(document)
        styles = document.styles.element
        self._styles = {
            style.get(_W["styleId"], ""): style for style in styles.findall(_W["style"])
        }
        self._default_style = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(_W["type"]) == "paragraph"
                and style.get(_W["default"]) in {"1", "true"}
            ),
            "",
        )
        defaults = styles.find(f"{_W['docDefaults']}/{_W['rPrDefault']}/{_W['rPr']}")
        self._defaults = [] if defaults is None else [defaults]

    def whole(self) -> Iterator[Piece]:
        """The text, then its notes with their numbers, then headers and footers."""
        yield from self.pieces(self._document.element.body)
        for label, note in self._notes:
            found = [one for one in self.pieces(note) if isinstance(one, Paragraph)]
            text = " ".join(one.text for one in found)
            if text:
                yield replace(found[0], text=f"{label} {text}")
        for margin in margins(self._document):
            yield from self.pieces(margin)

    def pieces(self, parent: Any, depth: int = 0) -> Iterator[Piece]:
        """Paragraphs and tables directly in `parent`, those in content controls included."""
        if depth > _MAX_DEPTH:
            return
        for element in parent:
            if element.tag == _W["p"]:
                yield from self._paragraphs(element, depth)
            elif element.tag == _W["tbl"]:
                grid = self._grid(element, depth)
                if grid.rows:
                    yield grid
            elif element.tag in _INSIDE:
                yield from self.pieces(element, depth + 1)

    def _paragraphs(self, element: Any, depth: int) -> Iterator[Paragraph]:
        """The paragraph, then what stands in text boxes anchored in it."""
        properties = element.find(_W["pPr"])
        text = "".join(self._text(element, self._run_sources(properties))).strip()
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
        label = self._labels.label(element)
        if label and text:
            text = f"{label} {text}"
        if text:
            yield self._styled(element, properties, text)
        for box in _boxes(element):
            yield from (one for one in self.pieces(box, depth + 1) if isinstance(one, Paragraph))

    def _styled(self, element: Any, properties: Any, text: str) -> Paragraph:
        sources = [
            one for one in [properties, *self._style_parts(properties, "pPr")] if one is not None
        ]
        align = next((found for one in sources if (found := _val(one, "jc"))), "")
        outline = next((found for one in sources if (found := _val(one, "outlineLvl"))), "")
        indent = next(
            (one.find(_W["ind"]) for one in sources if one.find(_W["ind"]) is not None), None
        )
        run = next((r for r in element.iter(_W["r"]) if r.find(_W["t"]) is not None), None)
        own = None if run is None else run.find(_W["rPr"])
        run_sources = [one for one in [own, *self._run_sources(properties)] if one is not None]
        bold = next(
            (one.find(_W["b"]) for one in run_sources if one.find(_W["b"]) is not None), None
        )
        size = next((found for one in run_sources if (found := _val(one, "sz"))), "26")
        return Paragraph(
            text,
            _ALIGN.get(align, Align.LEFT),
            bold is not None and bold.get(_W["val"], "1") not in _OFF,
            int(size) / 2 if size.isdecimal() and len(size) < 4 else 13.0,
            int(outline) + 1 if outline in {"0", "1", "2", "3"} else 0,
            indent is not None and (indent.get(_W["firstLine"]) or "0") not in {"0", ""},
        )

    def _style_parts(self, properties: Any, part: str) -> list[Any]:
        """That part of the paragraph's style and of those it is based on."""
        name = (_val(properties, "pStyle") if properties is not None else "") or self._default_style
        parts = []
        for _step in range(_MAX_DEPTH):
            style = self._styles.get(name)
            if style is None:
                break
            if (found := style.find(_W[part])) is not None:
                parts.append(found)
            name = _val(style, "basedOn")
        return parts

    def _run_sources(self, properties: Any) -> list[Any]:
        """Where the looks of a paragraph's letters come from, the nearest first."""
        return [*self._style_parts(properties, "rPr"), *self._defaults]

    def _text(self, parent: Any, sources: list[Any]) -> Iterator[str]:
        for element in parent:
            if element.tag == _W["r"]:
                own = element.find(_W["rPr"])
                yield self._run_text(element, sources if own is None else [own, *sources])
            elif element.tag in _INSIDE:
                yield from self._text(element, sources)

    def _run_text(self, run: Any, sources: list[Any]) -> str:
        pieces = []
        for element in run:
            if element.tag == _W["t"]:
                pieces.append(element.text or "")
            elif element.tag == _W["tab"]:
                pieces.append("\t")
            elif element.tag in _BREAKS:
                pieces.append("\n")
            elif element.tag == _W["noBreakHyphen"]:
                pieces.append("-")
            else:
                pieces.append(self._notes.label(element))
        text = "".join(pieces)
        if text.isascii():
            return text
        font = next((found for one in sources if (found := _font(one))), "")
        encoding = font_encoding(font)
        if encoding is None:
            return text
        return to_unicode(text, encoding, capitals=font.endswith("H") and font.startswith(".Vn"))

    def _grid(self, element: Any, depth: int) -> Grid:
        widths = [
            float(width) if width.isdecimal() else 1.0
            for column in element.iterfind(f"{_W['tblGrid']}/{_W['gridCol']}")
            if (width := column.get(_W["w"], "1")) is not None
        ][:_MAX_COLUMNS]
        rows = []
        for row in _children(element, "tr"):
            cells: list[tuple[Paragraph, ...]] = []
            for cell in _children(row, "tc"):
                properties = cell.find(_W["tcPr"])
                span = _val(properties, "gridSpan") if properties is not None else ""
                wide = int(span) if span.isdecimal() and len(span) < 3 else 1
                merged = properties is not None and properties.find(_W["vMerge"]) is not None
                goes_on = merged and _val(properties, "vMerge") != "restart"
                cells.append(() if goes_on else tuple(self._cell(cell, depth)))
                cells += [()] * (wide - 1)
            if any(cells):
                rows.append(tuple(cells[:_MAX_COLUMNS]))
        return Grid(tuple(rows), tuple(widths), is_layout=_has_no_lines(element, rows))

    def _cell(self, cell: Any, depth: int) -> Iterator[Paragraph]:
        """The paragraphs of a cell; of a table within it, its cells one after the other."""
        for piece in self.pieces(cell, depth + 1):
            if isinstance(piece, Paragraph):
                yield piece
            else:
                yield from (one for row in piece.rows for inner in row for one in inner)


def _children(parent: Any, name: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == _W[name]:
            yield element
        elif element.tag in _INSIDE:
            yield from _children(element, name)


def _boxes(element: Any) -> Iterable[Any]:
    """Text boxes: Word writes each twice, for itself and for older programs."""
    boxes = list(element.iter(_W["txbxContent"]))
    seen: set[str] = set()
    for box in boxes:
        text = "".join(part.text or "" for part in box.iter(_W["t"]))
        if text and text not in seen:
            seen.add(text)
            yield box


def _has_no_lines(table: Any, rows: list[Any]) -> bool:
    """Whether a table only sets things side by side: two columns and no lines drawn."""
    columns = max((len(row) for row in rows), default=0)
    if columns > 2:
        return False
    properties = table.find(_W["tblPr"])
    borders = properties.find(_W["tblBorders"]) if properties is not None else None
    style = _val(properties, "tblStyle") if properties is not None else ""
    if borders is None:
        return "grid" not in style.lower()
    return all(edge.get(_W["val"], "nil") in _OFF for edge in borders)


def _font(properties: Any) -> str:
    fonts = properties.find(_W["rFonts"])
    if fonts is None:
        return ""
    return fonts.get(_W["ascii"]) or fonts.get(_W["hAnsi"]) or ""


def _val(parent: Any, name: str) -> str:
    element = parent.find(_W[name])
    return "" if element is None else element.get(_W["val"], "")
