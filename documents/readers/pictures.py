"""One page for the eye, beside the fields that were read from it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

from documents.filetypes import FileType
from documents.readers import ReaderRefused, Trouble
from documents.readers.pdf import PdfReader

_LARGEST = (3000, 3000)


def draw(
    path: Path, file_type: FileType, page: int, dpi: int, target: Path, *, turn: int = 0
) -> list[int]:
    """Write the page as PNG to `target`; width and height in pixels. `turn`: degrees clockwise.

    Raises `ReaderRefused`: damaged, or NOT_READ when the type has no pages to draw.
    """
    if file_type is FileType.PDF:
        with PdfReader(path) as pdf:
            if not 1 <= page <= len(pdf):
                raise ReaderRefused(Trouble.NOT_READ, page=page)
            picture = pdf.picture(page, dpi, grey=False)
    elif file_type in {FileType.PNG, FileType.JPEG}:
        picture = _picture(path)
    else:
        raise ReaderRefused(Trouble.NOT_READ, page=page)
    if turn:
        picture = picture.rotate(-turn, expand=True)
    picture.thumbnail(_LARGEST)
    # A palette is a third of the size, and a page is mostly black and white.
    picture.convert("RGB").quantize(64).save(target, "PNG")
    return list(picture.size)


def _picture(path: Path) -> Image.Image:
    try:
        with Image.open(path) as opened:
            opened.draft("RGB", _LARGEST)
            return ImageOps.exif_transpose(opened).convert("RGB")
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # Pillow's decoders raise what their format's arithmetic raises
        raise ReaderRefused(Trouble.DAMAGED) from error
