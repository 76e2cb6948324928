"""Reading numbers out of addresses: whatever makes no sense is nothing, never an error."""

from __future__ import annotations

#: Nothing in an address counts higher; a longer run of digits is noise.
LARGEST = 1_000_000


def positive_int(text: str | None) -> int | None:
    """`text` as a number from 1 to `LARGEST`, or None. Only ASCII digits count."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if 1 <= number <= LARGEST else None
