"""Sheets of paper: PDF by typst from a template and values (ADR 0013).

pdf = make_pdf("procedures/posting_sheet.typ", {"title": …, "qr": qr_svg(address)})

Templates are `.typ` files under `templates/`; `sheets/house.typ` gives the font, the look and
`data`. Values reach a template as JSON and are printed as values: a procedure whose text holds
typst's own signs cannot change the sheet. The project's font lies in `portal/fonts`, fonts of the
machine are never asked, and the same values make the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils.translation import gettext as _

from portal import sheet_process
from portal.symbols import with_real_signs

FONTS = Path(__file__).with_name("fonts")
TEMPLATES = settings.PROJECT_DIR / "templates"
#: Seconds that one sheet may take.
SECONDS = 60


class SheetFailed(Exception):
    """A PDF could not be made; the message is for the person who asked for it."""


def make_pdf(
    template: str, data: Mapping[str, Any], *, made_at: datetime, seconds: int = SECONDS
) -> bytes:
    """The PDF of `template` (a path under `templates/`) filled with `data` (JSON values).

    `made_at` (aware) is the document's date; nothing else of it depends on when it was made. It
    follows PDF/UA-1 (tagged, titled, every picture described) unless a text holds a letter that no
    font has. Raises SheetFailed.
    """
    stamp = int(made_at.timestamp())
    values = json.dumps(_printable(data), ensure_ascii=False)
    command = [sys.executable, "-I", sheet_process.__file__]
    try:
        done = subprocess.run(  # noqa: S603  (our own file, no shell)
            [*command, str(TEMPLATES), template, str(FONTS), str(seconds)],
            input=f"{values}\0{stamp}".encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise SheetFailed(
            _("The sheet takes more than %(seconds)s seconds; choose fewer items.")
            % {"seconds": seconds}
        ) from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise SheetFailed(_("The sheet could not be made: %(reason)s") % {"reason": _reason(done)})
    return done.stdout


def qr_svg(address: str) -> str:
    """A QR code that leads to `address`, as SVG with its quiet zone. A seventh of it may be torn or
    dirty (level M): it hangs on a wall for months."""
    picture = BytesIO()
    segno.make(address, error="m", boost_error=False, micro=False).save(
        picture, kind="svg", border=4, xmldecl=False, svgns=True
    )
    return picture.getvalue().decode()


def _printable(value: Any) -> Any:
    """`value` with every text fit to be printed: composed letters, no controls, and real signs for
    those of symbol fonts."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", with_real_signs(value))
        return "".join(
            letter if letter in "\n\t" or unicodedata.category(letter)[0] != "C" else ""
            for letter in text
        )
    if isinstance(value, Mapping):
        return {str(key): _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return said[-1][:300] if said else _("its process ended with status %s") % done.returncode
