"""Metadata of the labelled documents

Every file of ../shared/data/documents read from end to end (text layer or OCR), its fields compared
with the labels: share of files whose field is right. Titles count as right within a tenth of their
letters; agency, type and posts whatever the case. *Native* are PDFs with a text layer, *word* Word
files, *scan* pictures; an HTML page named .pdf is refused and not counted.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from documents.filetypes import FileType
from documents.nd30 import read_metadata, to_json
from documents.readers import ReaderRefused, whole
from documents.words import PageWords
from portal.text import normalise

FIELDS = ("number", "date", "agency", "agency_parent", "type", "title", "signer", "signer_title",
          "signer_capacity", "signer_rank")  # fmt: skip
_ANY_CASE = {"agency", "agency_parent", "type", "signer_title", "signer_capacity", "signer_rank"}


def run() -> list[dict[str, object]]:
    """One row a field: the share of files that are right, by kind."""
    from benchmarks.search import _shared

    return table(_words_by_file(_shared() / "data" / "documents"))


def table(read: list[tuple[dict[str, Any], list[PageWords]]]) -> list[dict[str, object]]:
    """The rows, from pairs of a label and the words of its file."""
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for label, pages in read:
        found = to_json(read_metadata(pages))
        for name in FIELDS:
            value = (found[name] or {}).get("value")
            right[name, _kind(label)].append(is_right(name, value, label))
    kinds = [kind for kind in ("native", "word", "scan") if any(k == kind for _, k in right)]
    return [
        {
            "field": name,
            **{kind: round(sum(r := right[name, kind]) / len(r), 2) for kind in kinds},
            "files": sum(len(right[name, kind]) for kind in kinds),
        }
        for name in FIELDS
    ]


def _kind(label: dict[str, Any]) -> str:
    if label["text_source_expected"] == "ocr":
        return "scan"
    return "native" if label["file"].endswith(".pdf") else "word"


def is_right(name: str, value: Any, label: dict[str, Any]) -> bool:
    """Whether a value read is what the label says."""
    wanted = label.get(name)
    if name == "date":
        return value == wanted or value in label.get("date_also", [])
    if name == "title":
        found, said = _title(value), _title(wanted)
        longer = max(len(found), len(said))
        return longer == 0 or _distance(found, said) <= 0.1 * longer
    if name in _ANY_CASE:
        return normalise(value or "").lower() == normalise(wanted or "").lower()
    return (value or None) == (wanted or None)


def _title(text: str | None) -> str:
    plain = normalise(text or "").lower()
    return re.sub(r"^(?:v/v|về việc|về)\s*:?\s*", "", plain).strip(" .")


def _distance(one: str, other: str) -> int:
    """How many letters to change, add or leave out."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        above, row = row, [at]
        for place, second in enumerate(other, 1):
            row.append(min(row[-1] + 1, above[place] + 1, above[place - 1] + (letter != second)))
    return row[-1]


def _words_by_file(folder: Path) -> list[tuple[dict[str, Any], list[PageWords]]]:
    read = []
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        path = folder / label["file"]
        with tempfile.TemporaryDirectory() as work:
            try:
                parts = list(
                    whole.read(path, FileType(path.suffix[1:]), Path(work), with_copy=False)
                )
            except ReaderRefused:
                continue
        read.append((label, [part for part in parts if isinstance(part, PageWords)]))
    return read
