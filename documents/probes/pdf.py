"""Is this a whole, open PDF with pages? (pure)

The file is opened without qpdf's repair: a repaired file is not the one that was signed, and
every PDF of the labelled set opens as it is. Whoever has a damaged file still has the
original to save again.
"""

from __future__ import annotations

from typing import BinaryIO

import pikepdf

from documents.refusals import FileRefused, Refusal


def pages_of(stream: BinaryIO, *, max_pages: int) -> int:
    """The number of pages. Raises `FileRefused`: encrypted, damaged, no pages, too many."""
    stream.seek(0)
    try:
        with pikepdf.open(stream, attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                # Opens with an empty password, but forbids copying or printing what the
                # law wants copied and printed; and no signature survives removing it later.
                raise FileRefused(Refusal.ENCRYPTED)
            pages = len(pdf.pages)
            if pages == 0:
                raise FileRefused(Refusal.NO_PAGES)
            if pages > max_pages:
                raise FileRefused(Refusal.TOO_MANY_PAGES, pages=pages, max_pages=max_pages)
            for page in pdf.pages:
                _touch(page)
            return pages
    except FileRefused:
        raise
    except pikepdf.PasswordError as error:
        raise FileRefused(Refusal.ENCRYPTED) from error
    except Exception as error:
        # qpdf reports damage through many exception types, some of them its own C++ ones.
        raise FileRefused(Refusal.DAMAGED) from error


def _touch(page: pikepdf.Page) -> None:
    """Loads the page's own objects: qpdf reads lazily, and a cut file breaks only here."""
    if page.obj.get("/Type") not in (None, pikepdf.Name.Page):
        raise ValueError("the page tree leads to something that is not a page")
    contents = page.obj.get("/Contents")
    if isinstance(contents, pikepdf.Array):
        for part in contents:
            part.get("/Length") if isinstance(part, pikepdf.Stream) else None
    page.mediabox  # noqa: B018 — raises when the page has no size anywhere up the tree
