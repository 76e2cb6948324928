"""What office files carry that isn't seen: changes, comments, hidden sheets, macros, names.

Read from the parts of the package itself, without running or laying anything out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from documents.filetypes import FileType

from .values import Finding, FindingKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_LARGEST = 60_000_000  # bytes of one part
_OFF = {"0", "false", "off", "none"}
_PROGRAMS = re.compile(
    r"^(?:python-docx|openpyxl|microsoft|libreoffice|admin|user|windows|pc|hp|dell|asus|lenovo|acer|unknown)\b",
    re.IGNORECASE,
)


def find_in_office(path: Path, file_type: FileType) -> list[Finding]:
    """Raises zipfile's and lxml's errors for a package that is none."""
    if file_type is FileType.DOC:
        return list(_old_word(path))
    with zipfile.ZipFile(path) as package:
        finders: dict[FileType, Callable[[zipfile.ZipFile], Iterator[Finding]]] = {
            FileType.DOCX: _word,
            FileType.XLSX: _excel,
            FileType.ODT: _open_document,
            FileType.ODS: _open_document,
        }
        return [*_any_package(package), *finders[file_type](package)]


def _part(package: zipfile.ZipFile, name: str) -> Any:
    """The root of an XML part; None where it isn't there. Entities are not followed."""
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    if info.file_size > _LARGEST:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(info), parser)


def _any_package(package: zipfile.ZipFile) -> Iterator[Finding]:
    names = package.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names) or any(
        re.match(r"(?:Basic|Scripts)/.+\.(?:xml|xba|py|js)$", name) for name in names
    ):
        yield Finding(FindingKind.MACROS)
    embedded = [name for name in names if re.search(r"(?:^|/)(?:embeddings|activeX)/[^/]+$", name)]
    embedded += [name for name in names if re.match(r"Object \d+/content\.xml$", name)]
    if embedded:
        yield Finding(
            FindingKind.EMBEDDED_FILE, embedded[0].rpartition("/")[2], count=len(embedded)
        )
    notes = [name for name in names if name.startswith("ppt/notesSlides/notesSlide")]
    if notes:
        yield Finding(FindingKind.SPEAKER_NOTES, count=len(notes))
    core = _part(package, "docProps/core.xml")
    if core is not None:
        people = {
            (core.findtext(tag) or "").strip() for tag in (f"{_DC}creator", f"{_CP}lastModifiedBy")
        }
        people = {one for one in people if one and not _PROGRAMS.match(one)}
        if people:
            yield Finding(FindingKind.AUTHOR, ", ".join(sorted(people))[:80])


def _word(package: zipfile.ZipFile) -> Iterator[Finding]:
    comments = _part(package, "word/comments.xml")
    if comments is not None:
        said = list(comments.iter(f"{_W}comment"))
        if said:
            text = "".join(said[0].itertext()).strip()
            yield Finding(FindingKind.COMMENTS, text[:40], count=len(said))
    changes = hidden = 0
    for name in package.namelist():
        if not re.match(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$", name):
            continue
        root = _part(package, name)
        if root is None:
            continue
        changes += sum(
            1
            for tag in ("ins", "del", "moveFrom", "moveTo")
            for one in root.iter(f"{_W}{tag}")
            if "".join(one.itertext()).strip()
        )
        hidden += sum(1 for run in root.iter(f"{_W}r") if _is_hidden_run(run))
    if changes:
        yield Finding(FindingKind.TRACKED_CHANGES, count=changes)
    if hidden:
        yield Finding(FindingKind.HIDDEN_TEXT, count=hidden)


def _is_hidden_run(run: Any) -> bool:
    properties = run.find(f"{_W}rPr")
    vanish = properties.find(f"{_W}vanish") if properties is not None else None
    if vanish is None or vanish.get(f"{_W}val", "1").lower() in _OFF:
        return False
    return bool("".join(text.text or "" for text in run.iter(f"{_W}t")).strip())


def _excel(package: zipfile.ZipFile) -> Iterator[Finding]:
    workbook = _part(package, "xl/workbook.xml")
    names: dict[str, str] = {}
    if workbook is not None:
        relations = _part(package, "xl/_rels/workbook.xml.rels")
        targets = {
            one.get("Id"): str(one.get("Target"))
            for one in (relations if relations is not None else ())
        }
        for sheet in workbook.iter(f"{_S}sheet"):
            name = str(sheet.get("name"))
            key = next((value for tag, value in sheet.attrib.items() if tag.endswith("}id")), None)
            target = targets.get(key, "")
            names[f"xl/{target.removeprefix('/xl/').removeprefix('xl/')}"] = name
            if sheet.get("state") in {"hidden", "veryHidden"}:
                yield Finding(FindingKind.HIDDEN_SHEET, where=name)
    for part in package.namelist():
        if re.match(r"xl/worksheets/[^/]+\.xml$", part):
            yield from _hidden_in_sheet(package, part, names.get(part, part.rpartition("/")[2]))
        elif re.match(r"xl/(?:comments\d*|threadedComments/[^/]+|comments/[^/]+)\.xml$", part):
            root = _part(package, part)
            said = [
                one
                for one in root.iter()
                if str(one.tag).endswith(("}comment", "}threadedComment"))
            ]
            if said:
                yield Finding(
                    FindingKind.COMMENTS, "".join(said[0].itertext())[:40], count=len(said)
                )
    links = [one for one in package.namelist() if re.match(r"xl/externalLinks/[^/]+\.xml$", one)]
    if links:
        yield Finding(FindingKind.EXTERNAL_LINK, count=len(links))


def _hidden_in_sheet(package: zipfile.ZipFile, part: str, sheet: str) -> Iterator[Finding]:
    root = _part(package, part)
    if root is None:
        return
    rows = [
        row
        for row in root.iter(f"{_S}row")
        if row.get("hidden", "0") in {"1", "true"} and row.find(f"{_S}c/{_S}v") is not None
    ]
    columns = [
        column
        for column in root.iter(f"{_S}col")
        if column.get("hidden", "0") in {"1", "true"}
        and int(column.get("max", "0")) - int(column.get("min", "0")) < 1_000
    ]
    if rows:
        where = f"{sheet}, {rows[0].get('r')}–{rows[-1].get('r')}"
        yield Finding(FindingKind.HIDDEN_ROWS, where=where, count=len(rows))
    if columns and next(root.iter(f"{_S}v"), None) is not None:
        yield Finding(FindingKind.HIDDEN_ROWS, where=f"{sheet}, ↔", count=len(columns))


def _open_document(package: zipfile.ZipFile) -> Iterator[Finding]:
    meta = _part(package, "meta.xml")
    if meta is not None:
        people = {
            (one.text or "").strip()
            for one in meta.iter()
            if str(one.tag).endswith(("}creator", "}initial-creator"))
        }
        people = {one for one in people if one and not _PROGRAMS.match(one)}
        if people:
            yield Finding(FindingKind.AUTHOR, ", ".join(sorted(people))[:80])
    content = _part(package, "content.xml")
    if content is None:
        return
    said = list(content.iter(f"{_OFFICE}annotation"))
    if said:
        yield Finding(FindingKind.COMMENTS, "".join(said[0].itertext())[:40], count=len(said))
    changes = list(content.iter(f"{_T}changed-region"))
    if changes:
        yield Finding(FindingKind.TRACKED_CHANGES, count=len(changes))
    rows = [
        row
        for row in content.iter(f"{_TABLE}table-row")
        if row.get(f"{_TABLE}visibility") in {"collapse", "filter"}
        and "".join(row.itertext()).strip()
    ]
    if rows:
        yield Finding(FindingKind.HIDDEN_ROWS, count=len(rows))
    styles = {
        style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name")
        for style in content.iter("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}style")
        if any(one.get(f"{_TABLE}display") == "false" for one in style)
    }
    for sheet in content.iter(f"{_TABLE}table"):
        if sheet.get(f"{_TABLE}style-name") in styles:
            yield Finding(FindingKind.HIDDEN_SHEET, where=str(sheet.get(f"{_TABLE}name")))
    hidden = list(content.iter(f"{_T}hidden-text", f"{_T}hidden-paragraph"))
    if hidden:
        yield Finding(FindingKind.HIDDEN_TEXT, count=len(hidden))


def _old_word(path: Path) -> Iterator[Finding]:
    """Of an old Word file only what its directory tells: whether there are macros or objects."""
    data = path.read_bytes()[:_LARGEST]
    if "_VBA_PROJECT".encode("utf-16-le") in data or "Macros".encode("utf-16-le") in data:
        yield Finding(FindingKind.MACROS)
    if "ObjectPool".encode("utf-16-le") in data and "\x01Ole".encode("utf-16-le") in data:
        yield Finding(FindingKind.EMBEDDED_FILE)
