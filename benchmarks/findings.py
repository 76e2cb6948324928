"""Findings before publishing

Precision and recall on the texts and files of `tests/unit/documents/finding_samples.py`: invented
people in ordinary sentences, and sentences of laws, letters and forms that only look like them. The
set was made beside the rules, so that it measures what they are meant to do and guards against
change; texts of an office will hold cases nobody thought of.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from documents.findings import find
from documents.findings.personal import hits_in
from tests.unit.documents.finding_samples import FILES, TEXTS, made


def run() -> list[dict[str, object]]:
    """One row for what is written and one for what is carried unseen."""
    written = [({hit.kind for hit in hits_in(text)}, kinds) for text, kinds in TEXTS]
    with tempfile.TemporaryDirectory() as folder:
        carried = []
        for name in FILES:
            path, file_type, kinds = made(name, Path(folder))
            carried.append(({one.kind for one in find(path, file_type, [])}, kinds))
    return [_row("personal data in texts", written), _row("unseen in files", carried)]


def _row(name: str, pairs: list[tuple[set[object], set[object]]]) -> dict[str, object]:
    right = sum(len(found & wanted) for found, wanted in pairs)
    found_all = sum(len(found) for found, _ in pairs)
    wanted_all = sum(len(wanted) for _, wanted in pairs)
    return {
        "what": name,
        "samples": len(pairs),
        "to be found": wanted_all,
        "precision": round(right / found_all, 3),
        "recall": round(right / wanted_all, 3),
    }
