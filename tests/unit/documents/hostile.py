"""The fuzz corpus: files made to harm whoever reads them. Each is small; what it would unpack to,
draw or loop through is not."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.unit.documents import reading_samples, samples


def _saved(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target, compress_streams=False)
    return target.getvalue()


def _packed(piece: bytes, times: int) -> bytes:
    """What zlib makes of `times` pieces, without packing each: a block after a full flush knows
    nothing of those before it."""
    packer = zlib.compressobj(9)
    start = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    head, block = start[:2], start[2:]
    check = 1
    for _ in range(times):
        check = zlib.adler32(piece, check)
    return head + block * times + b"\x03\x00" + struct.pack(">I", check)


def many_pages(count: int = 20_000) -> bytes:
    """A PDF of that many pages in little room: a tree whose nodes all name the same page."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842)).obj
    root = document.Root.Pages
    left = count - 1
    while left > 0:
        kids = [page] * min(left, 2000)
        node = document.make_indirect(
            Dictionary(Type=Name.Pages, Kids=Array(kids), Count=len(kids), Parent=root)
        )
        root.Kids.append(node)
        left -= len(kids)
    root.Count = count
    return _saved(document)


def stream_bomb(megabytes: int = 2000) -> bytes:
    """A page whose content unpacks to gigabytes of operators."""
    packed = _packed(b"0 0 m 1 1 l S " * 75_000, megabytes)
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.Contents = pikepdf.Stream(document, packed, {"/Filter": Name.FlateDecode})
    return _saved(document)


def picture_bomb() -> bytes:
    """A page with a picture of 60,000 by 60,000 pixels that packs to almost nothing."""
    packed = _packed(b"\0" * 60_000 * 20, 3_000)
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    picture = pikepdf.Stream(
        document,
        packed,
        {
            "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 60_000, "/Height": 60_000,
            "/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 8, "/Filter": Name.FlateDecode,
        },
    )  # fmt: skip
    page.Resources = Dictionary(XObject=Dictionary(Im0=picture))
    page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
    return _saved(document)


def form_loop() -> bytes:
    """A form that draws itself."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    form = document.make_stream(b"/F Do /F Do")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    page.Resources = Dictionary(XObject=Dictionary(F=form))
    page.Contents = document.make_stream(b"/F Do")
    return _saved(document)


def page_tree_loop() -> bytes:
    """A page tree that holds itself."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    root = document.Root.Pages
    root.Kids.append(root)
    root.Count = 50
    return _saved(document)


def huge_page() -> bytes:
    """A page two kilometres wide."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842)).MediaBox = Array([0, 0, 6_000_000, 6_000_000])
    return _saved(document)


def polyglot() -> bytes:
    """A PDF that is a ZIP archive too."""
    target = io.BytesIO(reading_samples.text_pdf(1))
    target.seek(0, 2)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return target.getvalue()


def no_unicode_map() -> bytes:
    """A page of glyphs without any word about what letters they are."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    glyph = document.make_stream(b"500 0 0 0 500 500 d1 0 0 400 400 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=65, LastChar=70,
        Widths=Array([500] * 6), CharProcs=Dictionary(g1=glyph),
        Encoding=Dictionary(Differences=Array([65, *[Name("/g1")] * 6])), Resources=Dictionary(),
    )  # fmt: skip
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = document.make_stream(b"BT /F1 20 Tf 72 700 Td (ABCDEF FEDCBA) Tj ET")
    return _saved(document)


def zip_bomb() -> bytes:
    """A DOCX whose text unpacks to a thousand times its size."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(io.BytesIO(reading_samples.word_file())) as good:
            for name in good.namelist():
                if name != "word/document.xml":
                    archive.writestr(name, good.read(name))
        with archive.open("word/document.xml", "w", force_zip64=True) as text:
            for _ in range(64):
                text.write(b" " * (1 << 20))
    return target.getvalue()


def xml_bomb() -> bytes:
    """A DOCX with entities that multiply (a billion laughs)."""
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10)
    )
    body = f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><d>&a9;</d>'
    return samples.package("docx", body=body.encode())


def nested_tables(depth: int = 3000) -> bytes:
    """A DOCX of tables within tables."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    opened = "<w:tbl><w:tr><w:tc>" * depth
    closed = "</w:tc></w:tr></w:tbl>" * depth
    body = f"<w:document {space}><w:body>{opened}<w:p/>{closed}</w:body></w:document>"
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        zipfile.ZipFile(io.BytesIO(reading_samples.word_file())) as good,
    ):
        for name in good.namelist():
            data = body.encode() if name == "word/document.xml" else good.read(name)
            archive.writestr(name, data)
    return target.getvalue()


def endless_sheet() -> bytes:
    """An XLSX that says it has a million rows and sixteen thousand columns."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "một"
    book.active["XFD1048576"] = "cuối"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def pixel_bomb() -> bytes:
    """A PNG of 8,000 by 8,000 pixels that packs to a few kilobytes."""
    side = 8_000

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = _packed(b"\0" * (side + 1) * 100, side // 100)
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


#: By name: what it claims to be, and what makes it.
CORPUS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "page tree loop": ("pdf", page_tree_loop),
    "form loop": ("pdf", form_loop),
    "huge page": ("pdf", huge_page),
    "polyglot": ("pdf", polyglot),
    "no unicode map": ("pdf", no_unicode_map),
    "cut": ("pdf", lambda: _cut(reading_samples.text_pdf(1))),
    "web page": ("pdf", lambda: b"<!DOCTYPE html><title>404</title>"),
    "old word named docx": ("docx", samples.doc),
    "xml bomb": ("docx", xml_bomb),
    "nested tables": ("docx", nested_tables),
    "cut docx": ("docx", lambda: _cut(reading_samples.word_file())),
    "endless sheet": ("xlsx", endless_sheet),
}


@cache
def content(name: str) -> bytes:
    """The bytes of that file."""
    return CORPUS[name][1]()


def mutations(content: bytes, times: int, seed: int) -> Iterator[bytes]:
    """Files like `content` with bytes changed, left out or doubled; the same for the same seed."""
    dice = random.Random(seed)
    for _ in range(times):
        data = bytearray(content)
        for _ in range(dice.randint(1, 30)):
            at = dice.randrange(len(data))
            kind = dice.randrange(4)
            if kind == 0:
                data[at] = dice.randrange(256)
            elif kind == 1:
                del data[at : at + dice.randint(1, 64)]
            elif kind == 2:
                data[at:at] = data[at : at + dice.randint(1, 64)]
            else:
                data[at : at + 4] = b"9999"
        yield bytes(data)
