"""What a Word file holds beside its text: headers and footers, footnotes and endnotes.

Notes are numbered through in the order of the text, "[1]", as gazettes print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

_NOTES = {
    "footnote": (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnoteReference")),
    "endnote": (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnoteReference")),
}
_REFERENCES = {tag: kind for kind, (_relation, tag) in _NOTES.items()}
_ID, _TYPE = qn("w:id"), qn("w:type")
_MARGINS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_MOST_NOTES = 5000
#: A page number, alone or of how many: no text.
_NUMBER = re.compile(r"[-–\s]*(?:trang\s*)?\d{0,4}(?:\s*/\s*\d{0,4})?[-–\s]*$", re.IGNORECASE)


class Notes:
    """The notes of a document by what refers to them in its text."""

    def __init__(self, document: Any) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        for element in document.element.body.iter(*_REFERENCES):
            key = (_REFERENCES[element.tag], element.get(_ID, ""))
            if len(self._numbers) < _MOST_NOTES:
                self._numbers.setdefault(key, len(self._numbers) + 1)
        self._elements = dict(self._found(document)) if self._numbers else {}

    def _found(self, document: Any) -> Iterator[tuple[tuple[str, str], Any]]:
        for kind, (relation, _tag) in _NOTES.items():
            for part in _parts(document, relation):
                for note in parse_xml(part.blob).iterfind(qn(f"w:{kind}")):
                    if note.get(_TYPE, "normal") == "normal":
                        yield (kind, note.get(_ID, "")), note

    def label(self, reference: Any) -> str:
        """Its number, "[3]", where an element of the text refers to a note; "" elsewhere."""
        kind = _REFERENCES.get(reference.tag)
        key = (kind or "", reference.get(_ID, ""))
        return f"[{self._numbers[key]}]" if key in self._elements and key in self._numbers else ""

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Label and element of each note, in the order of the text."""
        for key, number in self._numbers.items():
            if key in self._elements:
                yield f"[{number}]", self._elements[key]


def margins(document: Any) -> Iterator[Any]:
    """The headers and footers, each once, whose text isn't a page number alone."""
    seen: set[str] = set()
    for relation in _MARGINS:
        for part in _parts(document, relation):
            text = " ".join("".join(one.text or "" for one in part.element.iter(qn("w:t"))).split())
            if text not in seen and not _NUMBER.match(text):
                seen.add(text)
                yield part.element


def _parts(document: Any, relation: str) -> Iterator[Any]:
    for one in document.part.rels.values():
        if one.reltype == relation and not one.is_external:
            yield one.target_part
