"""What the sandboxed process can be asked to do. Each job takes the path of a file, a folder of its
own and arguments, and yields JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from documents.filetypes import FileType
from documents.wire import page_from_json, page_to_json

Job = Callable[..., Iterator[Any]]


def run(name: str, path: str, folder: str, arguments: dict[str, Any]) -> Iterator[Any]:
    """The values of the job called `name`. Raises `ReaderRefused`; KeyError for an unknown one."""
    return JOBS[name](Path(path), Path(folder), **arguments)


def isolation(path: Path, folder: Path) -> Iterator[Any]:
    """Nothing: the process itself says by what means it gave up the network."""
    return iter(())


def read(path: Path, folder: Path, *, file_type: str, **options: Any) -> Iterator[Any]:
    """{"whole"}, {"page"} …, {"blocks"}, {"copy"}: the parts of `documents.readers.whole`."""
    from documents.readers import whole

    for part in whole.read(path, FileType(file_type), folder, **options):
        if isinstance(part, whole.Whole):
            yield {"whole": asdict(part)}
        elif isinstance(part, whole.Blocks):
            yield {"blocks": [block.to_json() for block in part.blocks]}
        elif isinstance(part, whole.Copy):
            yield {"copy": part.path.name}
        else:
            yield {"page": page_to_json(part)}


def picture(
    path: Path, folder: Path, *, file_type: str, page: int, dpi: int, turn: int = 0
) -> Iterator[Any]:
    """Writes `page.png` into the folder: one page for the eye; yields its size in pixels."""
    from documents.readers.pictures import draw

    target = folder / "page.png"
    yield draw(path, FileType(file_type), page, dpi, target, turn=turn)


def examine(path: Path, folder: Path, *, name: str, limits: dict[str, int]) -> Iterator[Any]:
    """{"facts"} or {"refusal"}: what the gate (`documents.safety`) says of the file."""
    from documents.safety import FileRefused, Limits
    from documents.safety import examine as ask

    try:
        yield {"facts": asdict(ask(path, name, Limits(**limits)))}
    except FileRefused as refusal:
        yield {"refusal": refusal.code.value, "params": refusal.params}


def signatures(path: Path, folder: Path, *, now: str, **options: Any) -> Iterator[Any]:
    """What the digital signatures of a PDF say (`documents.signatures`)."""
    from documents import signatures as module

    yield module.to_json(module.read_signatures(path, now=datetime.fromisoformat(now), **options))


def findings(path: Path, folder: Path, *, file_type: str, pages: list[Any]) -> Iterator[Any]:
    """What should be looked at before publishing (`documents.findings`)."""
    from documents import findings as module

    words = [page_from_json(page) for page in pages]
    yield module.to_json(module.find(path, FileType(file_type), words))


def clean(path: Path, folder: Path, *, file_type: str) -> Iterator[Any]:
    """Writes `cleaned` into the folder, the file without what should not go public; yields
    {"reason"}: "" or why there is no copy."""
    from documents.findings.cleaning import CannotClean
    from documents.findings.cleaning import clean as make

    try:
        make(path, FileType(file_type), folder / "cleaned")
    except CannotClean as refused:
        yield {"reason": refused.reason}
    else:
        yield {"reason": ""}


JOBS: dict[str, Job] = {
    "isolation": isolation,
    "read": read,
    "picture": picture,
    "examine": examine,
    "signatures": signatures,
    "findings": findings,
    "clean": clean,
}
