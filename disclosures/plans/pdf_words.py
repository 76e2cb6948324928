"""The words of a plan's PDF, read in the process that `documents.sandbox` starts for it.

A scan is recognised by OCR, some seconds a page: by the command as long as it takes, in the admin
only where somebody can wait for it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from disclosures.plan_import import PlanRefused
from documents import sandbox
from documents.filetypes import FileType
from documents.readers import ReaderRefused, Trouble
from documents.wire import page_from_json
from documents.words import PageWords, TextSource

#: So many pages of a scan are read while somebody waits in the admin.
PAGES_WAITED_FOR = 15
_REFUSALS = {
    Trouble.ENCRYPTED: "encrypted",
    Trouble.NO_OCR: "no_ocr",
    Trouble.TOO_LONG: "took_too_long",
    Trouble.TOO_MUCH_MEMORY: "took_too_long",
}


def words_of_pdf(data: bytes, *, most_pages_by_ocr: int | None = None) -> Sequence[PageWords]:
    """The words of each page of the PDF `data`. Raises PlanRefused.

    `most_pages_by_ocr`: a scan with more pages is refused.
    """
    with tempfile.TemporaryDirectory(prefix="plan-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "plan.pdf"
        path.write_bytes(data)
        try:
            return _read(path, most_pages_by_ocr)
        except ReaderRefused as refused:
            raise PlanRefused(_REFUSALS.get(refused.code, "damaged")) from refused
        except (KeyError, TypeError, ValueError) as error:  # an answer of another shape than ours
            raise PlanRefused("damaged") from error


def in_the_admin() -> Callable[[bytes], Sequence[PageWords]]:
    """`words_of_pdf` for a person who waits."""
    return partial(words_of_pdf, most_pages_by_ocr=PAGES_WAITED_FOR)


def _read(path: Path, most_pages_by_ocr: int | None) -> list[PageWords]:
    pages: list[PageWords] = []
    notes: list[str] = []
    values = sandbox.run(
        "read",
        path,
        {"file_type": FileType.PDF.value, "with_ocr": True, "with_copy": False},
        limits=sandbox.OCR,
    )
    try:
        for value in values:
            if "whole" in value:
                notes = list(value["whole"]["notes"])
                by_ocr = int(value["whole"]["to_recognise"])
                if most_pages_by_ocr is not None and by_ocr > most_pages_by_ocr:
                    raise PlanRefused("scan_too_long", pages=by_ocr)
            elif "page" in value:
                pages.append(page_from_json(value["page"]))
    finally:
        values.close()
    if Trouble.NO_OCR.value in notes and all(page.source is TextSource.NONE for page in pages):
        raise PlanRefused("no_ocr")
    return pages
