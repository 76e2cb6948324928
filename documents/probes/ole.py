"""Old Office files (.doc, .xls) are OLE compound files: a small file system (pure).

Only its directory is read, to learn which program's streams are inside: [MS-CFB] §2 for the
layout, [MS-DOC] §2.5.1 (FibBase) for the encryption flag of a Word document. Every chain is
followed with a bound: a chain that bites its tail is damage, not work.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from documents.filetypes import FileType
from documents.probes import OLE
from documents.refusals import FileRefused, Refusal

_HEADER = 512
_ENTRY = 128
_END_OF_CHAIN = 0xFFFFFFFE
_MAX_REGULAR = 0xFFFFFFFA
_STREAM = 2
_WORD_MAGIC = 0xA5EC
_WORD_ENCRYPTED = 0x0100
#: 64 MB of directory would be half a million entries.
_MAX_CHAIN = 1 << 17


def kind_of_ole(stream: BinaryIO) -> str:
    """Which program's file this is: `FileType.DOC`, "xls", "ppt", "msg" or OLE.

    Raises `FileRefused`: damaged, encrypted (an encrypted DOCX or XLSX is an OLE file too).
    """
    try:
        return _Compound(stream).kind()
    except FileRefused:
        raise
    except Exception as error:
        # struct.error, index and value errors: the file's own numbers lead outside it.
        raise FileRefused(Refusal.DAMAGED) from error


class _Compound:
    """A compound file opened for reading its directory."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        stream.seek(0)
        header = stream.read(_HEADER)
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in (9, 12):
            raise FileRefused(Refusal.DAMAGED)
        self.sector_size = 1 << shift
        self.directory_start = struct.unpack_from("<L", header, 48)[0]
        self.mini_cutoff = struct.unpack_from("<L", header, 56)[0]
        self.fat_sectors = self._fat_sectors(header)

    def kind(self) -> str:
        streams = dict(self._streams())
        if "EncryptedPackage" in streams:
            raise FileRefused(Refusal.ENCRYPTED)
        if "WordDocument" in streams:
            self._check_word(*streams["WordDocument"])
            return FileType.DOC
        if streams.keys() & {"Workbook", "Book"}:
            return "xls"
        if "PowerPoint Document" in streams:
            return "ppt"
        if any(name.startswith("__properties") for name in streams):
            return "msg"
        return OLE

    def _check_word(self, start: int, size: int) -> None:
        if size < self.mini_cutoff:
            # Word never writes so short a main stream; nothing sensible is in it.
            raise FileRefused(Refusal.DAMAGED)
        magic, flags = struct.unpack("<H8xH", self._sector(start)[:12])
        if magic != _WORD_MAGIC:
            raise FileRefused(Refusal.DAMAGED)
        if flags & _WORD_ENCRYPTED:
            raise FileRefused(Refusal.ENCRYPTED)
        sectors = list(self._chain(start))
        if len(sectors) * self.sector_size < size:
            raise FileRefused(Refusal.DAMAGED)
        self._sector(sectors[-1], whole=False)

    def _streams(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """(name, (first sector, size)) of every stream in the directory."""
        for sector in self._chain(self.directory_start):
            block = self._sector(sector)
            for at in range(0, len(block), _ENTRY):
                entry = block[at : at + _ENTRY]
                length, kind = struct.unpack_from("<HB", entry, 64)
                if kind == _STREAM and 2 <= length <= 64:
                    name = entry[: length - 2].decode("utf-16-le")
                    yield name, struct.unpack_from("<LL", entry, 116)

    def _fat_sectors(self, header: bytes) -> list[int]:
        """Where the allocation table lies: 109 places in the header, the rest chained."""
        sectors = list(struct.unpack_from("<109L", header, 76))
        following, count = struct.unpack_from("<LL", header, 68)
        for _ in range(min(count, _MAX_CHAIN // self.sector_size)):
            if following > _MAX_REGULAR:
                break
            *more, following = struct.unpack(f"<{self.sector_size // 4}L", self._sector(following))
            sectors += more
        return [sector for sector in sectors if sector <= _MAX_REGULAR]

    def _chain(self, start: int) -> Iterator[int]:
        per_sector = self.sector_size // 4
        sector, cached_at, cached = start, -1, b""
        for _ in range(_MAX_CHAIN):
            if sector == _END_OF_CHAIN:
                return
            yield sector
            table, place = divmod(sector, per_sector)
            if table != cached_at:
                cached_at, cached = table, self._sector(self.fat_sectors[table])
            sector = struct.unpack_from("<L", cached, place * 4)[0]
        raise FileRefused(Refusal.DAMAGED)

    def _sector(self, number: int, *, whole: bool = True) -> bytes:
        """One sector; the file's very last may be short, which `whole=False` allows."""
        self.stream.seek((number + 1) * self.sector_size)
        block = self.stream.read(self.sector_size)
        if not block or (whole and len(block) < self.sector_size):
            raise FileRefused(Refusal.DAMAGED)
        return block
