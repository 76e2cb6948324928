"""Reading documents: speed, memory, and what is stopped

Through the sandbox, its start included, as the portal reads an upload; beside the plain program for
the same pages. *Native*: a hundred pages of the labelled gazettes put together. *OCR*: the first
four pages of a scan, with the searchable copy. Memory is the greatest resident size of any process
that was at work. The last rows are files made to do harm: what is said, and after how long.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

from benchmarks.documents_accuracy import FOLDER, why_not
from documents import sandbox
from documents.readers import ReaderRefused
from tests.unit.documents import hostile

__all__ = ["run", "why_not"]
PAGES, SCANNED = 100, 4


def run() -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        native, scan = folder / "native.pdf", folder / "scan.pdf"
        _joined(("vb-003.pdf", "vb-008.pdf", "vb-013.pdf"), PAGES, native)
        _joined(("vb-014.pdf",), SCANNED, scan)
        return list(_rows(folder, native, scan))


def _rows(folder: Path, native: Path, scan: Path) -> Iterator[dict[str, object]]:
    yield _row(f"native, {PAGES} pages", lambda: _read(native))
    text = ["pdftotext", "-layout", native, folder / "text.txt"]
    yield _row(f"pdftotext, {PAGES} pages", lambda: _program(text))
    yield _row(f"OCR, {SCANNED} pages, a core each", lambda: _read(scan))
    yield _row(f"pdftoppm and tesseract, {SCANNED} pages, one core", lambda: _plain(folder, scan))
    for name, make in (
        ("20,000 pages", hostile.many_pages),
        ("stream of two gigabytes", hostile.stream_bomb),
        ("form that draws itself", hostile.form_loop),
    ):
        path = folder / "hostile.pdf"
        path.write_bytes(make())
        yield _row(name, lambda path=path: _refused(path))


def _row(what: str, do: Callable[[], str]) -> dict[str, object]:
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    said = do()
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "what": what,
        "seconds": round(seconds, 1),
        "processor seconds": round(busy, 1),
        "peak MB so far": after.ru_maxrss // 1024,
        "result": said,
    }


def _read(path: Path) -> str:
    words = pages = 0
    for value in sandbox.run("read", path, {"file_type": "pdf"}, limits=sandbox.OCR):
        if "page" in value:
            pages += 1
            words += len(value["page"]["words"])
    return f"{pages} pages, {words} words"


def _refused(path: Path) -> str:
    answer = sandbox.call("examine", path, {"name": "a.pdf", "limits": {}}, limits=sandbox.LOOKING)
    if "refusal" in answer:
        return f"refused at the gate: {answer['refusal']}"
    try:
        return f"read: {_read(path)}"
    except ReaderRefused as refusal:
        return f"stopped: {refusal.code.value}"


def _program(command: list[object]) -> str:
    subprocess.run(command, check=True, capture_output=True)
    return "done"


def _plain(folder: Path, scan: Path) -> str:
    subprocess.run(["pdftoppm", "-r", "300", "-png", scan, folder / "page"], check=True)
    for picture in sorted(folder.glob("page*.png")):
        subprocess.run(
            ["tesseract", picture, "-", "-l", "vie"],
            check=True,
            capture_output=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    return "done"


def _joined(names: tuple[str, ...], count: int, target: Path) -> None:
    with pikepdf.new() as whole:
        for name in names:
            with pikepdf.open(FOLDER / "files" / name) as pdf:
                left = min(count - len(whole.pages), len(pdf.pages))
                whole.add_pages_from(pdf, range(left))
        whole.save(target)
