"""What a PDF carries that isn't on its pages: files, scripts, actions, remarks, names, and text
under black boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from .values import Finding, FindingKind, masked

_MOST_PAGES = 1_000
_MOST_OBJECTS = 20_000
_DARK = 90  # of 255, the brightest part of a colour that still covers
_REMARKS = frozenset(
    {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret",
     "/Stamp", "/Ink", "/Popup", "/Square", "/Circle", "/Line", "/Polygon"}
)  # fmt: skip
_LAUNCHES = frozenset({"/Launch", "/ImportData", "/SubmitForm"})


def find_in_pdf(path: Path) -> list[Finding]:
    """Raises what pikepdf raises for a file that is no PDF."""
    found: list[Finding] = []
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        found += _files(pdf)
        found += _actions(pdf)
        found += _remarks(pdf)
        found += _author(pdf)
        found += _layers(pdf)
    found += _covered(path)
    return found


def _files(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for name in list(pdf.attachments)[:50]:
        yield Finding(FindingKind.EMBEDDED_FILE, str(name)[:80])
    for number, page in enumerate(pdf.pages[:_MOST_PAGES], start=1):
        for annotation in _annotations(page):
            if annotation.get("/Subtype") in ("/FileAttachment", "/RichMedia", "/Screen", "/Movie"):
                yield Finding(FindingKind.EMBEDDED_FILE, page=number)


def _annotations(page: Any) -> Iterator[Any]:
    annotations = page.obj.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        for annotation in list(annotations)[:2_000]:
            if isinstance(annotation, pikepdf.Dictionary):
                yield annotation


def _actions(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield Finding(FindingKind.SCRIPT)
    yield from _action(pdf.Root.get("/OpenAction"), None)
    yield from _additional(pdf.Root, None)
    for number, page in enumerate(pdf.pages[:_MOST_PAGES], start=1):
        yield from _additional(page.obj, number)
        for annotation in _annotations(page):
            yield from _action(annotation.get("/A"), number)
            yield from _additional(annotation, number)


def _additional(owner: Any, page: int | None) -> Iterator[Finding]:
    actions = owner.get("/AA")
    if isinstance(actions, pikepdf.Dictionary):
        for key in actions:
            yield from _action(actions[key], page)


def _action(action: Any, page: int | None) -> Iterator[Finding]:
    for _ in range(20):  # actions go on to actions; a hostile file may go in circles
        if not isinstance(action, pikepdf.Dictionary):
            return
        kind = str(action.get("/S", ""))
        if kind == "/JavaScript" or "/JS" in action:
            yield Finding(FindingKind.SCRIPT, page=page)
        elif kind in _LAUNCHES:
            yield Finding(FindingKind.LAUNCH, kind.strip("/"), page=page)
        action = action.get("/Next")
        if isinstance(action, pikepdf.Array):
            action = action[0] if len(action) else None


def _remarks(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for number, page in enumerate(pdf.pages[:_MOST_PAGES], start=1):
        said = []
        unapplied = 0
        for annotation in _annotations(page):
            kind = str(annotation.get("/Subtype", ""))
            if kind == "/Redact":
                unapplied += 1
            elif kind in _REMARKS and str(annotation.get("/Contents", "")).strip():
                said.append(str(annotation["/Contents"]))
        if said:
            yield Finding(FindingKind.COMMENTS, said[0][:40], page=number, count=len(said))
        if unapplied:
            yield Finding(FindingKind.COVERED_TEXT, page=number, count=unapplied)


def _author(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    author = str(pdf.docinfo.get("/Author", "")).strip() if pdf.docinfo is not None else ""
    if not author:
        try:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                said = metadata.get("dc:creator")
            author = ", ".join(said) if isinstance(said, list) else str(said or "")
        except Exception:  # XMP that is no XML
            author = ""
    if author.strip():
        yield Finding(FindingKind.AUTHOR, author.strip()[:80])


def _layers(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Layers that are switched off: their text is in the file all the same."""
    layers = pdf.Root.get("/OCProperties")
    default = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    off = default.get("/OFF") if isinstance(default, pikepdf.Dictionary) else None
    if isinstance(off, pikepdf.Array) and len(off):
        yield Finding(FindingKind.HIDDEN_TEXT, count=len(off))


# --- text under black boxes ----------------------------------------------------------------------


def _covered(path: Path) -> Iterator[Finding]:
    pdf = pdfium.PdfDocument(path)
    try:
        for index in range(min(len(pdf), _MOST_PAGES)):
            page = pdf[index]
            try:
                yield from _covered_on(page, index + 1)
            finally:
                page.close()
    finally:
        pdf.close()


def _covered_on(page: Any, number: int) -> Iterator[Finding]:
    """Words below a dark box that was drawn over them: one sees a bar, a copy has the text."""
    boxes = list(_dark_boxes(page))
    if not boxes:
        return
    height = page.get_height()
    text = page.get_textpage()
    try:
        for left, bottom, right, top in boxes[:200]:
            under = text.get_text_bounded(left + 0.5, bottom + 0.5, right - 0.5, top - 0.5).strip()
            if sum(map(str.isalnum, under)) >= 3 and not _is_light(page, left, bottom, right, top):
                yield Finding(
                    FindingKind.COVERED_TEXT,
                    masked(" ".join(under.split()), keep=2),
                    page=number,
                    box=(left, height - top, right, height - bottom),
                )
    finally:
        text.close()


def _dark_boxes(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Filled dark shapes of the size of a bar over text, behind which text was drawn before."""
    written = False
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    for index in range(count):
        shape = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            written = True
        if not written or kind != raw.FPDF_PAGEOBJ_PATH or not _is_filled_dark(shape):
            continue
        edges = [raw.c_float() if hasattr(raw, "c_float") else _float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(shape, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if right - left >= 8 and 5 <= top - bottom <= 300:
            yield left, bottom, right, top


def _float() -> Any:
    import ctypes

    return ctypes.c_float()


def _is_filled_dark(shape: Any) -> bool:
    import ctypes

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(shape, mode, stroke) or mode.value == 0:
        return False
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(shape, *colour):
        return False
    red, green, blue, alpha = (part.value for part in colour)
    return max(red, green, blue) <= _DARK and alpha >= 230


def _is_light(page: Any, left: float, bottom: float, right: float, top: float) -> bool:
    """Whether the box shows light letters: the heading of a table, white on dark, can be read."""
    scale = 2.0
    picture = page.render(
        scale=scale,
        crop=(
            max(0.0, left + 1),
            max(0.0, bottom + 1),
            max(0.0, page.get_width() - right + 1),
            max(0.0, page.get_height() - top + 1),
        ),
        grayscale=True,
    ).to_pil()
    counted = Counter(picture.tobytes())
    light = sum(count for value, count in counted.items() if value > 160)
    return light > 0.02 * picture.width * picture.height
