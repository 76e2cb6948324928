"""A cleaned copy: the same document without what can be taken out safely.

Names of authors, comments, tracked changes (as accepted), macros and embedded files go; text,
layout and figures stay. Hidden sheets and rows stay too: others may count on them, and showing or
deleting them is the editor's. A signed PDF is never cleaned: its signature would break.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree
from PIL import Image

from documents.filetypes import FileType
from documents.readers import ReaderRefused, Trouble

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DROPPED = re.compile(
    r"(?:docProps/(?:core|app|custom)\.xml|word/comments[^/]*\.xml|word/people\.xml"
    r"|xl/comments[^/]*\.xml|xl/comments/.*|xl/threadedComments/.*|xl/persons/.*"
    r"|(?:word|xl)/embeddings/.*|.*vbaProject[^/]*\.bin|.*vbaData\.xml)$"
)
# What was before a change: it goes when the change is accepted.
_OLD_TAGS = ("del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "tcPrChange",
             "trPrChange", "sectPrChange")  # fmt: skip
_REMARK_TAGS = ("commentRangeStart", "commentRangeEnd", "commentReference")


class CannotClean(Exception):
    """No cleaned copy can be made: `reason` is "signed" or "type"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def can_clean(file_type: FileType, *, is_signed: bool) -> bool:
    """Whether `clean` makes a copy of such a file."""
    kinds = {FileType.PDF, FileType.DOCX, FileType.XLSX, FileType.PNG, FileType.JPEG}
    return file_type in kinds and not is_signed


def clean(path: Path, file_type: FileType, target: Path) -> None:
    """Writes the cleaned copy of the file at `path` to `target`; `path` stays as it is.

    Raises `CannotClean` and `ReaderRefused` (damaged); then nothing is left at `target`.
    """
    if not can_clean(file_type, is_signed=False):
        raise CannotClean("type")
    try:
        if file_type is FileType.PDF:
            _clean_pdf(path, target)
        elif file_type in {FileType.PNG, FileType.JPEG}:
            _clean_picture(path, file_type, target)
        else:
            _clean_package(path, target)
    except CannotClean:
        raise
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        target.unlink(missing_ok=True)
        raise ReaderRefused(Trouble.DAMAGED) from error


def _clean_pdf(path: Path, target: Path) -> None:
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        if _is_signed(pdf):
            raise CannotClean("signed")
        for key in ("/Metadata", "/OpenAction", "/AA", "/PieceInfo"):
            if key in pdf.Root:
                del pdf.Root[key]
        names = pdf.Root.get("/Names")
        if isinstance(names, pikepdf.Dictionary):
            for key in ("/JavaScript", "/EmbeddedFiles"):
                if key in names:
                    del names[key]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for page in pdf.pages:
            if "/AA" in page.obj:
                del page.obj["/AA"]
            annotations = page.obj.get("/Annots")
            if isinstance(annotations, pikepdf.Array):
                kept = [one for one in annotations if _stays(one)]
                page.obj["/Annots"] = pikepdf.Array(kept)
        pdf.remove_unreferenced_resources()
        pdf.save(target)


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    flags = int(form.get("/SigFlags", 0)) if isinstance(form, pikepdf.Dictionary) else 0
    return bool(flags & 1) or "/Perms" in pdf.Root


def _stays(annotation: Any) -> bool:
    """Links to the web or within the document stay, and what is filled into a form."""
    if not isinstance(annotation, pikepdf.Dictionary):
        return False
    kind = str(annotation.get("/Subtype", ""))
    action = annotation.get("/A")
    does = str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
    if kind == "/Widget":
        for key in ("/A", "/AA"):
            if key in annotation:
                del annotation[key]
        return True
    return kind == "/Link" and does in {"", "/URI", "/GoTo"}


def _clean_picture(path: Path, file_type: FileType, target: Path) -> None:
    with Image.open(path) as picture:
        plain = picture.copy()  # what it says of itself is not written unless asked for
        plain.info.clear()
        if file_type is FileType.JPEG:
            plain.save(target, "JPEG", quality=95)
        else:
            plain.save(target, "PNG")


def _clean_package(path: Path, target: Path) -> None:
    with (
        zipfile.ZipFile(path) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as cleaned,
    ):
        names = [info.filename for info in package.infolist()]
        dropped = {name for name in names if _DROPPED.match(name)}
        for name in names:
            if name in dropped:
                continue
            data = package.read(name)
            if name == "[Content_Types].xml":
                data = _without_types(data, dropped)
            elif name.endswith(".rels"):
                data = _without_relations(data, name, dropped)
            elif re.match(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$", name):
                data = _without_changes(data)
            elif re.match(r"xl/worksheets/[^/]+\.xml$", name):
                data = _without_old_comments(data)
            cleaned.writestr(name, data)


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _without_types(data: bytes, dropped: set[str]) -> bytes:
    root = _parsed(data)
    for one in list(root):
        if str(one.get("PartName", "")).lstrip("/") in dropped:
            root.remove(one)
    return _written(root)


def _without_relations(data: bytes, name: str, dropped: set[str]) -> bytes:
    root = _parsed(data)
    folder = name.partition("_rels/")[0]
    for one in list(root):
        target = str(one.get("Target", ""))
        whole = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
        if whole in dropped:
            root.remove(one)
    return _written(root)


def _joined(folder: str, target: str) -> str:
    parts = [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _without_changes(data: bytes) -> bytes:
    """Changes as if accepted, comments gone, embedded objects as the picture they show."""
    root = _parsed(data)
    gone = [f"{_W}{tag}" for tag in (*_REMARK_TAGS, *_OLD_TAGS)]
    for one in list(root.iter(*gone)):
        _remove(one)
    for one in list(root.iter(f"{_W}ins", f"{_W}moveTo")):
        parent = one.getparent()
        if parent is None:
            continue
        at = parent.index(one)
        for child in reversed(list(one)):
            parent.insert(at, child)
        parent.remove(one)
    for one in list(root.iter("{urn:schemas-microsoft-com:office:office}OLEObject")):
        _remove(one)
    return _written(root)


def _without_old_comments(data: bytes) -> bytes:
    root = _parsed(data)
    for one in list(
        root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}legacyDrawing")
    ):
        _remove(one)
    return _written(root)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
