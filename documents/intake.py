"""Intake: what comes in passes the gate, and is then read from end to end, without a database.

The gate is `safety` with this installation's limits. Reading goes the same road from the untouched
original, with results kept beside it (`documents.readings`). What is read comes from plain
functions, path or words in and frozen dataclasses of plain values out; whatever opens the file runs
in the process of `documents.sandbox`:

    documents.readers.whole                               -> PageWords        the words of each page
    documents.nd30.read_metadata(pages)                   -> nd30.Metadata    pure, of the words
    documents.signatures.read_signatures(path, now=…)     -> [Signature]      of the original bytes
    documents.findings.find(path, file_type, pages)       -> [Finding]        bytes and words

Each of the last three modules has `to_json(result)`, which gives what is stored and printed. Every
step stands alone: what one can't say is a trouble of that step, the others go on.

    with tempfile.TemporaryDirectory() as folder:
        read = read_document(path, facts.type, Path(folder))
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from documents import sandbox
from documents.blocks import Block, text_of
from documents.filetypes import FileType
from documents.layout import blocks_of_pages
from documents.names import printable
from documents.readers import ReaderRefused, Trouble, office
from documents.safety import FileFacts, FileRefused, Limits, Refusal, examine
from documents.text_layer import confidence_of, source_of
from documents.wire import page_from_json, page_to_json
from documents.words import PageWords, TextSource

log = logging.getLogger(__name__)

#: Attribute on an uploaded file: its name as the browser sent it (`documents.uploads`).
CLIENT_NAME = "client_name"


def limits() -> Limits:
    """The bounds in force: WAGTAILDOCS_MAX_UPLOAD_SIZE (bytes), the rest by default."""
    return Limits(
        max_bytes=getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", None) or Limits().max_bytes
    )


def client_name(upload: Any) -> str:
    """The name its sender gave the file, as far as it is known."""
    name = getattr(upload, CLIENT_NAME, None)
    # Files opened by a script carry their path as name: that is ours, not the sender's.
    return name if name is not None else os.path.basename(upload.name or "")


def take_in(upload: Any) -> FileFacts:
    """The facts of an upload (a Django `File`). Raises `FileRefused`; stores nothing.

    The gate opens what strangers made, so it is asked in a process of its own; with
    DOCUMENTS_GATE_APART off (most tests) in this one.
    """
    name = client_name(upload)
    if not settings.DOCUMENTS_GATE_APART:
        return examine(upload, name, limits())
    with tempfile.TemporaryDirectory(prefix="gate-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as copied:
            upload.seek(0)
            shutil.copyfileobj(upload, copied, 1 << 20)
            upload.seek(0)
        return examine_apart(path, name)


def examine_apart(path: Path, name: str) -> FileFacts:
    """The gate's answer about the file at `path`, asked in the sandbox. Raises `FileRefused`."""
    try:
        answer = sandbox.call(
            "examine", path, {"name": name, "limits": asdict(limits())}, limits=sandbox.LOOKING
        )
        if "refusal" in answer:
            raise FileRefused(Refusal(answer["refusal"]), **answer["params"])
        facts = answer["facts"]
        return FileFacts(**{**facts, "type": FileType(facts["type"])})
    except (ReaderRefused, KeyError, TypeError, ValueError) as error:
        # The parser was ended by its bounds, or by the file.
        raise FileRefused(Refusal.NOT_EXAMINED, name=printable(name)) from error


#: Seconds after which whoever waits is told that the reader is still at it.
BEAT = 2.0
_OFFICE = frozenset(office.BECOMES)
_IMAGES = frozenset({FileType.PNG, FileType.JPEG})


class Step(StrEnum):
    """The steps of a reading."""

    TEXT = "text"
    METADATA = "metadata"
    SIGNATURES = "signatures"
    FINDINGS = "findings"


class Cancelled(Exception):
    """Somebody asked for the reading to be stopped."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page: its words, what it is made of, how sure the reader is (0 to 1, None if empty)."""

    number: int
    words: PageWords | None
    blocks: tuple[Block, ...]
    source: TextSource
    confidence: float | None

    @property
    def text(self) -> str:
        """The page as plain text, for search: as it is laid out, nothing left out."""
        return text_of(self.blocks)


@dataclass
class DocumentRead:
    """All that was read. `pages` are the readable ones (one, number 0, for a file without pages of
    its own); `words` are what metadata were read from; `troubles` say which step failed and why."""

    type: FileType
    pages: list[PageRead] = field(default_factory=list)
    words: list[PageWords] = field(default_factory=list)
    is_paged: bool = True
    text_source: TextSource = TextSource.NONE
    notes: list[str] = field(default_factory=list)
    troubles: dict[str, dict[str, Any]] = field(default_factory=dict)
    metadata: dict[str, Any] | None = None
    signatures: list[Any] | None = None
    findings: list[Any] | None = None
    copy: Path | None = None


#: Told how many pages are read, of how many (None: nobody knows yet); raises `Cancelled` to stop.
Progress = Callable[[int, int | None], None]


def read_document(
    path: Path,
    file_type: FileType,
    folder: Path,
    *,
    progress: Progress = lambda done, total: None,
    with_ocr: bool = True,
    with_copy: bool = True,
) -> DocumentRead:
    """Read the file at `path`, which the gate has taken for `file_type`.

    `folder` is where the searchable copy is left. Never raises for what is in the file; `Cancelled`
    from `progress` goes through, and ends the process that was at work.
    """
    read = DocumentRead(file_type)
    with _step(read, Step.TEXT):
        _read_text(read, path, folder, progress, with_ocr=with_ocr, with_copy=with_copy)
    with _step(read, Step.METADATA):
        from documents import nd30

        read.metadata = nd30.to_json(nd30.read_metadata(read.words))
    if file_type is FileType.PDF:
        with _step(read, Step.SIGNATURES):
            read.signatures = sandbox.call(
                "signatures",
                path,
                {
                    "trusted": str(settings.DOCUMENTS_TRUSTED_CAS),
                    "now": timezone.now().isoformat(),
                },
                limits=sandbox.LOOKING,
            )
    progress(len(read.pages), len(read.pages))
    with _step(read, Step.FINDINGS):
        read.findings = sandbox.call(
            "findings",
            path,
            {"file_type": file_type.value, "pages": [page_to_json(page) for page in read.words]},
            limits=sandbox.OFFICE if file_type in _OFFICE else sandbox.LOOKING,
        )
    return read


class _step:
    """A step whose failure is noted and stops nothing else."""

    def __init__(self, read: DocumentRead, step: Step) -> None:
        self.read, self.step = read, step

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, at: Any) -> bool:
        if error is None:
            return False
        if isinstance(error, ReaderRefused):
            trouble = {"code": error.code.value, "params": error.params}
        elif isinstance(error, Exception) and not isinstance(error, Cancelled):
            # A fault of ours, met in a file nobody foresaw: the file stays usable all the same.
            log.exception("The step %s failed", self.step)
            trouble = {"code": Trouble.CRASHED.value, "params": {}}
        else:
            return False
        self.read.troubles[self.step.value] = trouble
        return True


def _read_text(
    read: DocumentRead,
    path: Path,
    folder: Path,
    progress: Progress,
    *,
    with_ocr: bool,
    with_copy: bool,
) -> None:
    limits = sandbox.OFFICE if read.type in _OFFICE else sandbox.READING
    if with_ocr and (read.type is FileType.PDF or read.type in _IMAGES):
        limits = sandbox.OCR
    total: int | None = None
    blocks: tuple[Block, ...] | None = None
    values = sandbox.run(
        "read",
        path,
        {"file_type": read.type.value, "with_ocr": with_ocr, "with_copy": with_copy},
        limits=limits,
        keep_in=folder,
        beat=BEAT,
    )
    try:
        for value in values:
            if value is None:
                pass
            elif "whole" in value:
                total = value["whole"]["pages"]
                read.is_paged = bool(value["whole"]["is_paged"])
                read.notes += [str(note) for note in value["whole"]["notes"]]
            elif "page" in value:
                read.words.append(page_from_json(value["page"]))
            elif "blocks" in value:
                blocks = tuple(Block.from_json(one) for one in value["blocks"])
            elif "copy" in value:
                read.copy = folder / Path(str(value["copy"])).name
            progress(len(read.words), total)
    except ValueError as error:  # something of another shape than ours
        raise ReaderRefused(Trouble.CRASHED) from error
    finally:
        values.close()  # ends the process when this reading is stopped
        _put_together(read, blocks)


def _put_together(read: DocumentRead, blocks: tuple[Block, ...] | None) -> None:
    read.text_source = source_of(read.words)
    if not read.is_paged:
        if blocks:
            read.pages = [PageRead(0, None, blocks, read.text_source, 1.0)]
        return
    read.pages = [
        PageRead(words.number, words, found, words.source, confidence_of(words))
        for words, found in zip(read.words, blocks_of_pages(read.words), strict=True)
    ]
