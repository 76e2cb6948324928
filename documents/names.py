"""File names as people send them (pure).

A name is shown to readers, put into addresses and headers, and saved on their machines. So
a name that hides something (folders, control characters, letters that turn the reading
direction round so that `exe.pdf` shows as `fdp.exe`) is refused, not repaired: a repaired
name would be one nobody gave. Only two things are done silently because they change nothing
a person can see: Unicode composition (NFC) and blanks at the ends.
"""

from __future__ import annotations

import unicodedata

from documents.refusals import FileRefused, Refusal

#: Invisible or unpaired: format characters (zero width, reading direction), halves of a
#: character, line and paragraph separators.
_HIDDEN_CATEGORIES = frozenset({"Cf", "Cs", "Zl", "Zp"})


def clean_name(name: str, *, max_length: int) -> str:
    """The name to keep for `name` as the sender gave it.

    `max_length` is counted in characters after composition. Raises `FileRefused`.
    """
    composed = unicodedata.normalize("NFC", name or "").strip(" ")
    shown = printable(composed)
    if not composed:
        raise FileRefused(Refusal.NAME_MISSING)
    if "/" in composed or "\\" in composed:
        raise FileRefused(Refusal.NAME_HAS_PATH, name=shown)
    categories = {unicodedata.category(char) for char in composed}
    if "Cc" in categories:
        raise FileRefused(Refusal.NAME_HAS_CONTROL, name=shown)
    if categories & _HIDDEN_CATEGORIES:
        raise FileRefused(Refusal.NAME_HAS_HIDDEN, name=shown)
    if composed.startswith("."):
        raise FileRefused(Refusal.NAME_LEADING_DOT, name=shown)
    if len(composed) > max_length:
        raise FileRefused(
            Refusal.NAME_TOO_LONG, name=shown, length=len(composed), max_length=max_length
        )
    return composed


def printable(name: str, *, width: int = 60) -> str:
    """`name` made safe to repeat in a message: hidden characters as �, at most `width` long."""
    seen = "".join(
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(char) in _HIDDEN_CATEGORIES | {"Cc", "Co", "Cn"}
        else char
        for char in name[: width + 1]
    )
    return seen if len(seen) <= width else seen[: width - 1] + "…"
