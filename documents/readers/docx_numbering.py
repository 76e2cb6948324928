"""Numbers Word prints without storing them: the labels of automatic lists ("2.1", "II.").

A plan typed in Word often has its first column numbered this way; read naively, every task would
be un-numbered. Labels are counted as Word counts them, level by level.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

_VAL = qn("w:val")
_LEVEL_NUMBER = re.compile(r"%([1-9])")
_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MAX_COUNT = 5_000


class ListLabels:
    """Counts the automatic numbers of one document, in the order its paragraphs are asked for."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        part = next(
            (
                relation.target_part
                for relation in document.part.rels.values()
                if not relation.is_external and relation.reltype.endswith("/numbering")
            ),
            None,
        )
        if part is not None:
            self._read(part.element)

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.findall(qn("w:abstractNum")):
            levels = {}
            for level in abstract.findall(qn("w:lvl")):
                index = _integer(level.get(qn("w:ilvl")), 0)
                levels[index] = (
                    _value(level, "w:numFmt", "decimal"),
                    _value(level, "w:lvlText", ""),
                    _integer(_value(level, "w:start", "1"), 1),
                )
            self._levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for num in numbering.findall(qn("w:num")):
            number_id = num.get(qn("w:numId"), "")
            self._abstract[number_id] = _value(num, "w:abstractNumId", "")

    def label(self, paragraph: Any) -> str:
        """The label Word prints before this paragraph; "" for none or a bullet."""
        properties = paragraph.find(qn("w:pPr"))
        listed = properties.find(qn("w:numPr")) if properties is not None else None
        if listed is None:
            return ""
        abstract = self._abstract.get(_value(listed, "w:numId", "0"), "")
        levels = self._levels.get(abstract, {})
        at = _integer(_value(listed, "w:ilvl", "0"), 0)
        if at not in levels or levels[at][0] in {"bullet", "none"}:
            return ""
        counts = self._counts[abstract]
        counts[at] = counts.get(at, levels[at][2] - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]

        def shown(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            form, _, start = levels.get(level, ("decimal", "", 1))
            return _written(counts.get(level, start), form)

        return _LEVEL_NUMBER.sub(shown, levels[at][1]).strip()


def _written(count: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"} and 0 < count < _MAX_COUNT:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (count // value)
            count %= value
        return roman if form == "upperRoman" else roman.lower()
    if form in {"upperLetter", "lowerLetter"} and 0 < count <= 26:
        return chr((ord("A") if form == "upperLetter" else ord("a")) + count - 1)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _value(parent: Any, name: str, default: str) -> str:
    element = parent.find(qn(name))
    return default if element is None else element.get(_VAL, default)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
