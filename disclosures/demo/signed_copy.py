"""A PDF that looks like a scanned conclusion, for the demonstration: a picture of the page."""

from __future__ import annotations

import textwrap
from datetime import date
from io import BytesIO

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

PAGE = (1240, 1754)  # A4 at 150 dpi, in pixels
MARGIN = 130
LINE = 42


def signed_copy(number: str, title: str, signed_on: date, signer: str, lines: list[str]) -> bytes:
    """One A4 page as PDF: head, title, text, signature line, and a mark that it is an example."""
    image = Image.new("L", PAGE, 255)
    draw = ImageDraw.Draw(image)
    text, bold = _font("400", 26), _font("600", 26)
    draw.text((MARGIN, 100), "SỞ KHOA HỌC VÀ CÔNG NGHỆ", font=bold, fill=0)
    draw.text((MARGIN, 145), f"Số: {number}", font=text, fill=0)
    draw.text((620, 100), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", font=bold, fill=0)
    draw.text(
        (620, 145),
        f"Quảng Trị, ngày {signed_on.day:02d} tháng {signed_on.month:02d} năm {signed_on.year}",
        font=text,
        fill=0,
    )
    y = 260
    for line in textwrap.wrap(title.upper(), 60):
        draw.text((PAGE[0] // 2, y), line, font=bold, fill=0, anchor="ma")
        y += LINE
    y += LINE
    for paragraph in lines:
        for line in textwrap.wrap(paragraph, 74):
            if y > PAGE[1] - 360:
                break
            draw.text((MARGIN, y), line, font=text, fill=0)
            y += LINE
        y += LINE // 3
    draw.text((760, PAGE[1] - 260), "ĐÃ KÝ (VÍ DỤ)", font=bold, fill=0)
    draw.text((760, PAGE[1] - 215), signer, font=text, fill=0)
    draw.text(
        (MARGIN, PAGE[1] - 90), "Bản trình diễn, không có giá trị pháp lý", font=text, fill=90
    )
    buffer = BytesIO()
    image.save(buffer, "PDF", resolution=150)
    return buffer.getvalue()


def as_upload(data: bytes, name: str) -> ContentFile:
    """The bytes as an upload called `name`."""
    return ContentFile(data, name=name)


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(finders.find(f"fonts/be-vietnam-pro-{weight}.woff2"), size)
