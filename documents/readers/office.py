"""DOC, ODT and ODS, which only LibreOffice reads well: it makes DOCX or XLSX of them, in a folder
of the job's own. Without LibreOffice `ReaderRefused(NO_OFFICE)`: the file stays usable."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from documents.filetypes import FileType
from documents.programs import environment
from documents.readers import ReaderRefused, Trouble

PROGRAM = "soffice"
SECONDS = 110
#: What each type becomes.
BECOMES = {FileType.DOC: "docx", FileType.ODT: "docx", FileType.ODS: "xlsx"}


def why_not() -> str:
    """What is missing for these types; "" when nothing is."""
    return "" if shutil.which(PROGRAM) else PROGRAM


def convert(path: Path, file_type: FileType, folder: Path) -> Path:
    """The file as DOCX or XLSX, in `folder`. Raises `ReaderRefused`."""
    if missing := why_not():
        raise ReaderRefused(Trouble.NO_OFFICE, missing=missing)
    # A name of our own: LibreOffice goes by the ending, and by nothing in the sender's name.
    source = folder / f"source.{file_type.value}"
    shutil.copyfile(path, source)
    target = folder / f"source.{BECOMES[file_type]}"
    command = [
        PROGRAM,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation=file://{folder}/office",
        "--convert-to",
        BECOMES[file_type],
        "--outdir",
        str(folder),
        str(source),
    ]
    try:
        subprocess.run(  # noqa: S603  (our own arguments, no shell)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env=environment(str(folder)),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReaderRefused(Trouble.TOO_LONG, seconds=SECONDS) from error
    if not target.is_file():
        raise ReaderRefused(Trouble.DAMAGED)
    return target
