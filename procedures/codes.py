"""National codes of procedures: `2.002380`, printed also as `2.002380.000.00.00.H45`. Pure."""

from __future__ import annotations

import re

_CODE = re.compile(r"^(\d)\.(\d{6})(?:\.[0-9A-Z.]+)?$")


def normal_code(text: str) -> str:
    """The code as it identifies the procedure: blanks out, upper case, the local suffix left off.

    What doesn't look like a national code stays as it was entered (a province's own code).
    """
    code = "".join(text.split()).upper()
    match = _CODE.match(code)
    return f"{match[1]}.{match[2]}" if match else code


def code_list(text: str) -> tuple[str, ...]:
    """The codes named in `text`, parted by commas, semicolons or blanks; each once, as it
    identifies its procedure, in the order named."""
    return tuple(dict.fromkeys(normal_code(one) for one in re.split(r"[,;\s]+", text) if one))


def printed_code(text: str) -> str:
    """The code as the national database prints it, blanks out, upper case, with its suffix."""
    return "".join(text.split()).upper()
