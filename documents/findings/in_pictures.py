"""What a picture says of itself: where it was taken, and by whom."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from .values import Finding, FindingKind

_ARTIST, _GPS, _OWNER = 0x013B, 0x8825, 0xA430


def find_in_picture(path: Path) -> list[Finding]:
    """Raises what Pillow raises for a file that is no picture."""
    found = []
    with Image.open(path) as picture:
        exif = picture.getexif()
        if exif.get_ifd(_GPS):
            found.append(Finding(FindingKind.GPS))
        author = str(exif.get(_ARTIST) or exif.get(_OWNER) or "").strip()
        if author:
            found.append(Finding(FindingKind.AUTHOR, author[:80]))
    return found
