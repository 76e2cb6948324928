"""Markdown to blocks. mistune finds paragraphs, headings and tables; nothing is parsed by hand.

Only the block structure of the whole text is parsed; the inside of a line (bold, line breaks,
escapes) only where it is short enough to be a heading, a header line or a cell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import mistune
from mistune.plugins.table import table, table_in_list, table_in_quote

from .blocks import Block, Cell, Grid, Line, grid_of, one_line
from .errors import PlanRefused
from .source import MAX_ROWS, text_of

_MAX_INLINE = 20_000
_MAX_LINES = 20_000
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_DELIMITER = re.compile(r"^[ \t]*\|?[ \t:|-]*-[ \t:|-]*$")
_TAG = re.compile(r"^</?([a-z][a-z0-9]*)\b[^>]*>$", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{0,500}>")
_BOLD_TAGS = frozenset({"b", "strong"})
_PLAIN = "a abbr center code del div em font i ins mark p s small span sub sup u"
_PLAIN_TAGS = frozenset(_PLAIN.split())


def read_markdown(data: bytes) -> list[Block]:
    """The blocks of a Markdown file. Raises PlanRefused (encoding, size, broken table)."""
    text = text_of(data)
    if sum(1 for line in text.splitlines() if "|" in line) > MAX_ROWS:
        raise PlanRefused("too_many_rows", rows=MAX_ROWS)
    return list(_Reader().blocks(text))


class _Reader:
    """One reading: the parser, and how many lines have been kept."""

    def __init__(self) -> None:
        self._markdown = mistune.create_markdown(
            renderer=None, plugins=[table, table_in_list, table_in_quote]
        )
        self._lines = 0

    def blocks(self, text: str) -> Iterator[Block]:
        yield from self._walk(self._tokens(text))

    def _tokens(self, text: str) -> list[dict[str, Any]]:
        state = self._markdown.block.state_cls()
        state.process(text.replace("\r\n", "\n").replace("\r", "\n") + "\n")
        self._markdown.block.parse(state)
        return state.tokens

    def _walk(self, tokens: list[dict[str, Any]]) -> Iterator[Block]:
        for token in tokens:
            kind = token["type"]
            if kind == "table":
                yield self._grid(token)
            elif kind in {"paragraph", "block_text", "heading"}:
                yield from self._paragraph(token)
            elif kind == "block_html":
                for line in _ANY_TAG.sub("\n", token["raw"]).splitlines():
                    yield from self._kept([Line(one_line(html.unescape(line)))])
            elif kind == "block_code":
                yield from self._kept([Line(one_line(row)) for row in token["raw"].splitlines()])
            elif "children" in token:
                yield from self._walk(token["children"])

    def _paragraph(self, token: dict[str, Any]) -> Iterator[Block]:
        text = token["text"]
        mended = _mended_table(text) if token["type"] == "paragraph" else None
        if mended is not None:
            yield from self._walk(self._tokens(mended))
            return
        strong = token["type"] == "heading"
        lines = [Line(line.text, line.strong or strong) for line in self._inline(text)]
        yield from self._kept(lines)

    def _kept(self, lines: list[Line]) -> Iterator[Line]:
        for line in lines:
            if line.text and self._lines < _MAX_LINES:
                self._lines += 1
                yield line

    def _grid(self, token: dict[str, Any]) -> Grid:
        head, body = token["children"]
        return grid_of(
            [Cell(tuple(self._inline(cell["text"]))) for cell in row["children"]]
            for row in [head, *body["children"]]
        )

    def _inline(self, text: str) -> list[Line]:
        if len(text) > _MAX_INLINE:
            return [Line(one_line(text))]
        runs: list[tuple[str, bool]] = []
        _collect(self._markdown.inline(text, {}), runs, [0])
        lines: list[list[tuple[str, bool]]] = [[]]
        for run, strong in runs:
            first, *others = run.split("\n")
            lines[-1].append((first, strong))
            lines.extend([(other, strong)] for other in others)
        return [line for line in (_line(line) for line in lines) if line.text]


def _line(runs: list[tuple[str, bool]]) -> Line:
    written = [strong for run, strong in runs if run.strip()]
    return Line(one_line("".join(run for run, _ in runs)), bool(written) and all(written))


def _collect(tokens: list[dict[str, Any]], runs: list[tuple[str, bool]], bold: list[int]) -> None:
    """Flattens inline tokens to (text, is bold); `bold` counts how deep in bold we are."""
    for token in tokens:
        kind = token["type"]
        if kind in {"linebreak", "softbreak"}:
            runs.append(("\n", False))
        elif kind == "inline_html":
            _collect_tag(token["raw"], runs, bold)
        elif kind == "text":
            runs.append((html.unescape(token["raw"]), bold[0] > 0))
        elif kind == "strong":
            bold[0] += 1
            _collect(token["children"], runs, bold)
            bold[0] -= 1
        elif "children" in token:
            _collect(token["children"], runs, bold)
        elif "raw" in token:
            runs.append((token["raw"], bold[0] > 0))


def _collect_tag(raw: str, runs: list[tuple[str, bool]], bold: list[int]) -> None:
    found = _TAG.match(raw)
    name = found[1].lower() if found else ""
    if name == "br":
        runs.append(("\n", False))
    elif name in _BOLD_TAGS:
        bold[0] = max(0, bold[0] + (-1 if raw.startswith("</") else 1))
    elif name not in _PLAIN_TAGS and not raw.startswith("<!--"):
        runs.append((raw, bold[0] > 0))  # not a tag people format with: it is text


def _mended_table(text: str) -> str | None:
    """The table a paragraph was meant to be, its short rows filled up; None if it is just text.

    mistune takes a table with one ragged row for a paragraph. Cells missing at the end of a row
    are empty cells (as GitHub reads them); cells too many mean an unescaped stroke, and then
    nobody can say which column a text belongs to.
    """
    lines = text.strip("\n").split("\n")
    if len(lines) < 2 or "|" not in lines[0] or not _DELIMITER.match(lines[1]):
        return None
    width = _cells(lines[0])
    if width < 2 or _cells(lines[1]) != width:
        return None
    mended = [lines[0], lines[1]]
    for row, line in enumerate(lines[2:], start=1):
        missing = width - _cells(line)
        if missing < 0:
            raise PlanRefused("row_too_long", row=row, cells=_cells(line), columns=width)
        filled = line.rstrip()
        if not (filled.endswith("|") and not filled.endswith("\\|")):
            filled += " |"
        mended.append(filled + " |" * missing)
    repaired = "\n".join(mended)
    return None if repaired == "\n".join(lines) else repaired


def _cells(line: str) -> int:
    stripped = line.strip()
    pipes = len(_PIPE.findall(stripped))
    opened = stripped.startswith("|")
    closed = pipes > int(opened) and stripped.endswith("|") and not stripped.endswith("\\|")
    return pipes + 1 - int(opened) - int(closed)
