"""Files made for the tests: good ones, and one for each way of being bad."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import cache

import pikepdf
from PIL import Image

_OOXML_MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
_MAIN_PART = {"docx": "word/document.xml", "docm": "word/document.xml"}


def pdf(pages: int = 1, *, text: str = "Trang", **save_options: object) -> bytes:
    """A PDF with that many A4 pages; `text` makes its bytes differ from another's."""
    document = pikepdf.new()
    for number in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        content = f"BT /F1 12 Tf 72 720 Td ({text} {number + 1}) Tj ET".encode("ascii", "replace")
        page.Contents = document.make_stream(content)
    target = io.BytesIO()
    document.save(target, **save_options)
    return target.getvalue()


def pdf_without_pages() -> bytes:
    """A well-formed PDF whose page tree is empty."""
    target = io.BytesIO()
    pikepdf.new().save(target)
    return target.getvalue()


def pdf_with_password(*, user: str = "mo", owner: str = "chu") -> bytes:
    """An encrypted PDF; with `user=""` it opens without a password but stays restricted."""
    return pdf(encryption=pikepdf.Encryption(user=user, owner=owner))


def package(kind: str = "docx", extra: dict[str, bytes] | None = None, body: bytes = b"") -> bytes:
    """A minimal Office package of that kind, with more members when given."""
    main = _MAIN_PART.get(kind, "xl/workbook.xml")
    members = {
        "[Content_Types].xml": (
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'content-types"><Override PartName="/{main}" ContentType="{_OOXML_MAIN[kind]}"/>'
            "</Types>"
        ).encode(),
        "_rels/.rels": b'<?xml version="1.0"?><Relationships/>',
        main: body or b'<?xml version="1.0"?><document/>',
        **(extra or {}),
    }
    return archive(members)


def opendocument(mime: str = "application/vnd.oasis.opendocument.text") -> bytes:
    """A minimal OpenDocument file."""
    return archive({"mimetype": mime.encode(), "content.xml": b'<?xml version="1.0"?><c/>'})


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return target.getvalue()


def zip_bomb(unpacked: int) -> bytes:
    """A DOCX a member of which unpacks to that many zero bytes."""
    return package(extra={"word/media/image1.bin": bytes(unpacked)})


def encrypted_members(data: bytes) -> bytes:
    """The archive with every member marked as encrypted."""
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data = data[: at + offset] + b"\x01" + data[at + offset + 1 :]
            at = data.find(signature, at + 4)
    return data


def broken_member() -> bytes:
    """A DOCX whose text no longer matches its checksum."""
    data = bytearray(package(body=b"<x>" + bytes(range(32, 127)) * 9 + b"</x>"))
    at = data.index(b"word/document.xml") + 60
    data[at] ^= 0xFF
    return bytes(data)


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file with these streams, each padded to whole sectors of 512 bytes."""
    sectors: list[bytes] = []
    table: list[int] = []

    def add(content: bytes) -> int:
        start = len(sectors)
        blocks = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        for number, block in enumerate(blocks):
            sectors.append(block)
            last = number == len(blocks) - 1
            table.append(0xFFFFFFFE if last else len(sectors))
        return start

    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        entries.append(_entry(name, 2, add(content), len(content)))
    directory = add(b"".join(entries))
    fat = len(sectors)
    table.append(0xFFFFFFFD)
    sectors.append(b"".join(struct.pack("<L", n) for n in table).ljust(512, b"\xff"))
    header = struct.pack(
        "<8s16sHHHHH6xLLLLLLLLLL", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16),
        0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, fat,
    )  # fmt: skip
    return header.ljust(512, b"\xff") + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBB12s36xLLL", encoded, len(encoded), kind, 1, b"\xff" * 12, start, size, 0
    )


def doc(*, encrypted: bool = False) -> bytes:
    """An old Word document as far as its directory and first header go."""
    flags = 0x0100 if encrypted else 0
    return compound({"WordDocument": struct.pack("<H8xH", 0xA5EC, flags), "1Table": b"t"})


def picture(kind: str = "PNG", size: tuple[int, int] = (32, 24)) -> bytes:
    """A picture of that kind."""
    target = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(target, kind)
    return target.getvalue()


#: An error page as servers send it instead of a file.
HTML = b"\n<!DOCTYPE html><html><head><title>404</title></head><body>Not found</body></html>"
TEXT = "Tiếng Việt\n".encode()
CSV = "STT,Tên\r\n1,Thủ tục\r\n".encode()

#: Good files by name.
GOOD: dict[str, Callable[[], bytes]] = {
    "ket-luan.pdf": lambda: pdf(3),
    "Quyết định.docx": package,
    "cu.doc": doc,
    "bang.xlsx": lambda: package("xlsx"),
    "mo.odt": opendocument,
    "mo.ods": lambda: opendocument("application/vnd.oasis.opendocument.spreadsheet"),
    "bang.csv": lambda: CSV,
    "ghi chú.txt": lambda: TEXT,
    "co-dau.txt": lambda: b"\xef\xbb\xbf" + "Có BOM".encode(),
    "unicode.txt": lambda: "Tiếng Việt".encode("utf-16"),
    "anh.png": picture,
    "anh.JPG": lambda: picture("JPEG"),
}


@cache
def good(name: str) -> bytes:
    """The content of a good file: the same bytes each time (a PDF has a random id in it)."""
    return GOOD[name]()


#: Bad files: what each is, its name, its content, the code it is refused with.
BAD: tuple[tuple[str, str, Callable[[], bytes], str], ...] = (
    ("empty", "a.pdf", lambda: b"", "empty"),
    ("blank text", "a.txt", lambda: b" \n\t ", "empty"),
    ("zeros only", "a.pdf", lambda: bytes(3 << 20), "only_zeros"),
    ("zeros only as text", "a.txt", lambda: bytes(1), "only_zeros"),
    ("a web page as PDF", "a.pdf", lambda: HTML, "web_page"),
    ("a web page as text", "a.txt", lambda: HTML, "web_page"),
    ("a picture as PDF", "a.pdf", picture, "wrong_type"),
    ("text as PDF", "a.pdf", lambda: b"hello", "wrong_type"),
    ("a PDF as DOCX", "a.docx", pdf, "wrong_type"),
    ("a DOCX as XLSX", "a.xlsx", package, "wrong_type"),
    ("a plain archive as DOCX", "a.docx", lambda: archive({"a.txt": b"a"}), "wrong_type"),
    ("an old DOC as DOCX", "a.docx", doc, "wrong_type"),
    ("a DOCX as DOC", "a.doc", package, "wrong_type"),
    ("an old XLS as DOC", "a.doc", lambda: compound({"Workbook": b"x"}), "wrong_type"),
    ("a presentation as DOCX", "a.docx", lambda: package("pptx"), "wrong_type"),
    ("a program as PDF", "a.pdf", lambda: b"MZ" + bytes(100), "wrong_type"),
    ("binary as text", "a.txt", lambda: bytes(range(256)), "wrong_type"),
    ("a program by name", "a.pdf.exe", pdf, "unknown_type"),
    ("no ending", "ket-luan", pdf, "no_extension"),
    ("PDF without pages", "a.pdf", pdf_without_pages, "no_pages"),
    ("PDF with a password", "a.pdf", pdf_with_password, "encrypted"),
    ("restricted PDF", "a.pdf", lambda: pdf_with_password(user=""), "encrypted"),
    ("PDF cut in half", "a.pdf", lambda: pdf(9)[: len(pdf(9)) // 2], "damaged"),
    ("PDF without its end", "a.pdf", lambda: pdf(3)[:-30], "damaged"),
    ("only a PDF's first line", "a.pdf", lambda: b"%PDF-1.7\n", "damaged"),
    ("DOCX cut off", "a.docx", lambda: package()[:-40], "damaged"),
    ("DOCX with a broken member", "a.docx", broken_member, "damaged"),
    ("encrypted DOCX", "a.docx", lambda: compound({"EncryptedPackage": b"x"}), "encrypted"),
    ("encrypted member", "a.docx", lambda: encrypted_members(package()), "encrypted"),
    ("encrypted DOC", "a.doc", lambda: doc(encrypted=True), "encrypted"),
    ("DOC cut off", "a.doc", lambda: doc()[:2000], "damaged"),
    ("macros in a DOCX", "a.docx", lambda: package(extra={"word/vbaProject.bin": b"x"}), "macros"),
    ("a DOCM renamed", "a.docx", lambda: package("docm"), "macros"),
    ("a DOCM", "a.docm", lambda: package("docm"), "macros"),
    ("XML bomb", "a.docx",
     lambda: package(body=b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "b">]><l/>'),
     "unsafe_xml"),
    ("ZIP bomb", "a.docx", lambda: zip_bomb(30 << 20), "unpacks_too_large"),
    ("PNG cut off", "a.png", lambda: picture()[:-20], "damaged"),
    ("JPEG cut off", "a.jpg", lambda: picture("JPEG", (64, 64))[:-400], "damaged"),
    ("old Vietnamese encoding", "a.txt", lambda: b"Ti\xd5ng Vi\xd6t", "text_encoding"),
    ("cut character", "a.csv", lambda: "ế".encode()[:2], "text_encoding"),
)  # fmt: skip

#: File names that are refused, with the code.
BAD_NAMES: tuple[tuple[str, str], ...] = (
    ("", "name_missing"),
    ("   ", "name_missing"),
    ("../../etc/passwd.pdf", "name_has_path"),
    ("C:\\Users\\a.pdf", "name_has_path"),
    ("thu muc/a.pdf", "name_has_path"),
    ("a\x00.pdf", "name_has_control"),
    ("a\r\nSet-Cookie: x.pdf", "name_has_control"),
    ("a\x7f.pdf", "name_has_control"),
    ("anh\u202efdp.exe.pdf", "name_has_hidden"),
    ("a\u200b.pdf", "name_has_hidden"),
    ("a\ud800.pdf", "name_has_hidden"),
    (".htaccess.pdf", "name_leading_dot"),
    ("..pdf", "name_leading_dot"),
    ("ă" * 197 + ".pdf", "name_too_long"),
)
