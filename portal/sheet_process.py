"""The process that makes one PDF: `python -I sheet_process.py FOLDER TEMPLATE FONTS SECONDS`, data
as JSON on standard input, the PDF on standard output.

It stands alone (no Django, no settings, nothing of the environment) and limits itself: a document
that would take more time or memory than a sheet may is its own end, not the server's.
`portal.sheets` starts it.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

#: Address space, bytes: a list of 5,000 procedures takes about a tenth.
MEMORY = 2 * 1024**3
#: A letter that none of the fonts has. PDF/UA allows no such letter; a box in its place is better
#: than no sheet.
NO_GLYPH = "could not be displayed"


def main(folder: str, template: str, fonts: str, seconds: str) -> int:
    """Write the PDF; 1, and why on standard error, when typst can't make it."""
    _limit(int(seconds))
    import typst

    data, _, stamp = sys.stdin.buffer.read().decode().partition("\0")
    arguments = {
        "root": folder,
        "font_paths": [fonts],
        "ignore_system_fonts": True,
        "format": "pdf",
        "sys_inputs": {"data": data},
        "timestamp": int(stamp),
    }
    source = Path(folder, template)
    try:
        try:
            pdf = typst.compile(source, pdf_standards=["ua-1"], **arguments)
        except typst.TypstError as error:
            if NO_GLYPH not in str(error):
                raise
            pdf = typst.compile(source, **arguments)
    except typst.TypstError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


def _limit(seconds: int) -> None:
    with contextlib.suppress(ImportError):  # no such limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
