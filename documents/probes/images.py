"""Is this a whole picture of a bearable size? (pure, through Pillow)"""

from __future__ import annotations

import warnings
from typing import BinaryIO

from PIL import Image

from documents.filetypes import FileType
from documents.refusals import FileRefused, Refusal


def check_image(stream: BinaryIO, file_type: FileType, *, max_pixels: int) -> None:
    """Raises `FileRefused` for a damaged or truncated picture or one of too many pixels.

    A PNG is verified by its checksums; a JPEG has none, so it is decoded at an eighth of its
    size, which finds a cut file at little cost.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = _open(stream, file_type, max_pixels)
            if file_type is FileType.PNG:
                image.verify()
            else:
                image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
                image.load()
    except FileRefused:
        raise
    except Image.DecompressionBombError as error:
        raise FileRefused(Refusal.TOO_MANY_PIXELS, max_pixels=max_pixels) from error
    except Exception as error:
        # Pillow's decoders raise whatever their format's arithmetic raises.
        raise FileRefused(Refusal.DAMAGED) from error


def _open(stream: BinaryIO, file_type: FileType, max_pixels: int) -> Image.Image:
    stream.seek(0)
    image = Image.open(stream, formats=[file_type.value.upper()])
    if image.width * image.height > max_pixels:
        raise FileRefused(Refusal.TOO_MANY_PIXELS, max_pixels=max_pixels)
    return image
