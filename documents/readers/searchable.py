"""A searchable copy of a scan: the same pages with tesseract's invisible text laid beneath.

The copy stands beside the original, never in its place: rewriting a file breaks its digital
signatures. So that nobody takes the copy for signed, what signatures show stays visible on the
page and the signatures themselves are left out (ADR 0014 says why this is not OCRmyPDF's work).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from documents.readers import ReaderRefused, Trouble


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of one page as a one-page PDF; `turn`: degrees clockwise by which the page had to
    be turned to be read."""

    path: Path
    turn: int = 0


def make(path: Path, layers: Mapping[int, Layer], target: Path) -> None:
    """Write to `target` the PDF at `path` with the text of `layers` (by page number from 1).

    Raises `ReaderRefused` when the file can't be rewritten.
    """
    try:
        with pikepdf.open(path) as pdf:
            # Appearances become part of the page; fields, and signatures with them, go.
            pdf.flatten_annotations("all")
            if "/AcroForm" in pdf.Root:
                del pdf.Root.AcroForm
            for name in ("/Perms", "/DSS"):
                if name in pdf.Root:
                    del pdf.Root[name]
            for number, layer in layers.items():
                _lay(pdf, pdf.pages[number - 1], layer)
            pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PdfError as error:
        raise ReaderRefused(Trouble.DAMAGED) from error


def _lay(pdf: pikepdf.Pdf, page: pikepdf.Page, layer: Layer) -> None:
    if layer.turn:
        page.rotate(layer.turn, relative=True)
    with pikepdf.open(layer.path) as text:
        page.add_underlay(text.pages[0], pikepdf.Rectangle(page.cropbox))
