"""DOCX to blocks: python-docx opens the package, the body is walked element by element.

python-docx's own `Paragraph.text` and `Row.cells` leave out what Word puts into content controls
and insertions, and repeat merged cells; a plan must lose nothing and repeat nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import docx
from docx.oxml.ns import qn

from documents.readers.docx_numbering import ListLabels

from .blocks import Block, Cell, Grid, Line, grid_of, one_line
from .errors import PlanRefused
from .source import MAX_ROWS, MAX_UNPACKED, check_package

_TAGS = """
    b br cr del gridBefore gridSpan ins moveFrom moveTo noBreakHyphen p pPr pStyle r rPr sdt
    sdtContent t tab tbl tc tcPr tr trPr txbxContent val vMerge
"""
_W = {name: qn(f"w:{name}") for name in _TAGS.split()}
_SKIPPED = {_W["del"], _W["moveFrom"], _W["txbxContent"], _W["tbl"], _W["pPr"], _W["rPr"]}
_BREAKS = {_W["br"], _W["cr"]}
_MAX_COLUMNS = 60
_MAX_PARAGRAPHS = 30_000
_OFF = {"0", "false", "off", "none"}


def read_docx(data: bytes) -> tuple[list[Block], bool]:
    """The blocks of a DOCX, and whether it holds changes nobody has accepted yet.

    Insertions are read, deletions are not. Raises PlanRefused.
    """
    check_package(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        if sum(1 for _ in body.iter(_W["tr"])) > MAX_ROWS:
            raise PlanRefused("too_many_rows", rows=MAX_ROWS)
        if sum(1 for _ in body.iter(_W["p"])) > _MAX_PARAGRAPHS:
            raise PlanRefused("unpacks_too_large", megabytes=MAX_UNPACKED // 1_000_000)
        reader = _Reader(document)
        blocks = list(reader.blocks(body))
    except PlanRefused:
        raise
    except Exception as error:  # python-docx lets whatever its parsers meet go through
        raise PlanRefused("damaged") from error
    return blocks, reader.has_changes


class _Reader:
    """One reading of one document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._labels = ListLabels(document)
        self._bold_by_style: dict[str, bool] = {}

    @cached_property
    def has_changes(self) -> bool:
        body = self._document.element.body
        return next(body.iter(_W["ins"], _W["del"], _W["moveFrom"], _W["moveTo"]), None) is not None

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Paragraphs and tables directly in `parent`, those in content controls included."""
        for element in parent:
            if element.tag == _W["p"]:
                yield from self._paragraph(element)
            elif element.tag == _W["tbl"]:
                grid = self._grid(element)
                if grid.width:
                    yield grid
            elif element.tag in {_W["sdt"], _W["sdtContent"], _W["ins"], _W["moveTo"]}:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        runs: list[tuple[str, bool]] = []
        self._runs(paragraph, self._style_is_bold(paragraph), runs)
        label = self._labels.label(paragraph)
        if label:
            runs.insert(0, (f"{label} ", bool(runs) and runs[0][1]))
        line: list[tuple[str, bool]] = []
        for text, strong in [*runs, ("\n", False)]:
            if text != "\n":
                line.append((text, strong))
                continue
            written = [bold for part, bold in line if part.strip()]
            whole = one_line("".join(part for part, _ in line))
            if whole:
                yield Line(whole, bool(written) and all(written))
            line = []

    def _runs(self, element: Any, strong: bool, runs: list[tuple[str, bool]]) -> None:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == _W["t"]:
                runs.append((child.text or "", strong))
            elif tag == _W["tab"]:
                runs.append((" ", strong))
            elif tag in _BREAKS:
                runs.append(("\n", False))
            elif tag == _W["noBreakHyphen"]:
                runs.append(("-", strong))
            elif tag == _W["r"]:
                self._runs(child, _own_bold(child.find(_W["rPr"]), strong), runs)
            else:
                self._runs(child, strong, runs)

    def _style_is_bold(self, paragraph: Any) -> bool:
        properties = paragraph.find(_W["pPr"])
        named = properties.find(_W["pStyle"]) if properties is not None else None
        if named is None:
            return False
        style_id = named.get(_W["val"], "")
        if style_id not in self._bold_by_style:
            self._bold_by_style[style_id] = self._look_up_bold(style_id)
        return self._bold_by_style[style_id]

    def _look_up_bold(self, style_id: str) -> bool:
        style = next((one for one in self._document.styles if one.style_id == style_id), None)
        for _ in range(12):  # styles are based on styles; a damaged file may go in circles
            if style is None:
                return False
            if (style.name or "").lower().startswith(("heading", "title")):
                return True
            if style.font.bold is not None:
                return bool(style.font.bold)
            style = style.base_style
        return False

    def _grid(self, table: Any) -> Grid:
        return grid_of(self._row(row) for row in _children(table, "tr"))

    def _row(self, row: Any) -> list[Cell]:
        properties = row.find(_W["trPr"])
        cells = [Cell() for _ in range(_number(properties, "gridBefore", 0))]
        for element in _children(row, "tc"):
            settings = element.find(_W["tcPr"])
            merge = settings.find(_W["vMerge"]) if settings is not None else None
            continues = merge is not None and merge.get(_W["val"], "continue") != "restart"
            inside = list(self.blocks(element))
            lines = tuple(block for block in inside if isinstance(block, Line))
            inner = tuple(block for block in inside if isinstance(block, Grid))
            cells.append(Cell(lines, continues=continues, inner=inner))
            covered = Cell(covered=True, continues=continues)
            cells += [covered] * (max(1, _number(settings, "gridSpan", 1)) - 1)
        return cells[:_MAX_COLUMNS]


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those wrapped in a content control."""
    for element in parent:
        if element.tag == _W[name]:
            yield element
        elif element.tag in {_W["sdt"], _W["sdtContent"]}:
            yield from _children(element, name)


def _number(properties: Any, name: str, default: int) -> int:
    element = properties.find(_W[name]) if properties is not None else None
    value = element.get(_W["val"], "") if element is not None else ""
    return min(int(value), _MAX_COLUMNS) if value.isdecimal() else default


def _own_bold(properties: Any, inherited: bool) -> bool:
    bold = properties.find(_W["b"]) if properties is not None else None
    return inherited if bold is None else bold.get(_W["val"], "1").lower() not in _OFF
