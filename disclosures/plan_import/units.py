"""Units recognised in the lead and co-operating cells, by their names and aliases.

A cell lists units with commas, semicolons and "và", all of which also occur inside names ("Các
phòng, đơn vị thuộc Sở", "Bộ Khoa học và Công nghệ"). So known names are looked for first, the
longest one at each place; only what is left is cut, and offered as it is printed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.text import fold, normalise

from .draft import KnownUnit

_TOKEN = re.compile(r"[^\s,;/+()\"“”]+|[,;/+()]")
_SEPARATORS = frozenset({",", ";", "/", "+"})
_AND = "và"
#: How names of units begin (folded): after a comma or "và" these begin another name.
_STARTS_NAME = re.compile(
    r"(?:ban|bo|cac|chi cuc|cuc|tong cuc|phong|so|truong|vien|tt|trung tam|to|ubnd|hdnd|uy ban"
    r"|hoi dong|van phong|thanh tra|thanh pho|cong an|cong doan|cong ty|ngan hang|bao hiem"
    r"|lien hiep|toa an|dang uy|doan thanh nien|dia phuong|quoc hoi|bo phan)\b"
)
_DASHES = re.compile(r"\s*[-–—‐‑−]\s*")
_AMPERSAND = re.compile(r"\s*&\s*")
_BULLET = re.compile(r"(?:^|(?<=[;,]))\s*[-–•+*]\s+")
_SIMILAR_ENOUGH = 0.75
_LONGEST_CELL = 2_000


def unit_key(name: str) -> str:
    """One spelling of a name: case, blanks, kinds of dashes, blanks around "&" don't matter."""
    text = _AMPERSAND.sub("&", _DASHES.sub("-", normalise(name)))
    return " ".join(_TOKEN.findall(text.casefold())).strip(" .:")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a cell says: codes in the order printed (each once), and names nobody bears.

    `first` is the code of the first name printed; None when that one is unknown.
    `ambiguous` holds names several units bear, `ended` codes of units not valid on the day.
    """

    first: str | None = None
    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


class UnitDirectory:
    """Looks names up as they were on one day (None: whenever)."""

    def __init__(self, units: Iterable[KnownUnit], on: date | None) -> None:
        self._on = on
        self._names: dict[str, list[KnownUnit]] = {}
        self._folded: dict[str, list[KnownUnit]] = {}
        self.longest = 0  # words of the longest name, signs between them counted
        for unit in units:
            names = (unit.name, *unit.aliases)
            for name in sorted({unit_key(name) for name in names} - {""}):
                self._names.setdefault(name, []).append(unit)
                self._folded.setdefault(fold(name), []).append(unit)
                signs = 2 * len(re.findall(r"[-&]", name))
                self.longest = max(self.longest, len(_TOKEN.findall(name)) + signs)

    def bearers(self, name: str) -> list[KnownUnit]:
        """Units of that name: as written; if none, without its accents. Valid ones, if any are."""
        key = unit_key(name)
        found = self._names.get(key) or self._folded.get(fold(key)) or []
        found = list({unit.code: unit for unit in found}.values())
        return [unit for unit in found if self.is_valid(unit)] or found

    def is_valid(self, unit: KnownUnit) -> bool:
        """True when the unit existed on the day."""
        return self._on is None or (
            (unit.valid_from is None or unit.valid_from <= self._on)
            and (unit.valid_to is None or self._on <= unit.valid_to)
        )

    def similar(self, name: str) -> tuple[str, ...]:
        """Codes of units whose name is close to this one: for a person to choose from."""
        key = fold(unit_key(name))
        close = difflib.get_close_matches(key, self._folded, n=3, cutoff=_SIMILAR_ENOUGH)
        return tuple(dict.fromkeys(unit.code for near in close for unit in self._folded[near]))

    def recognise(self, cell: str) -> Recognised:
        """The units a cell names; a cell far too long for names is one unknown name."""
        if len(cell) > _LONGEST_CELL:
            return Recognised(unknown=(cell[:200],))
        return _Cell(self, cell).read()


class _Cell:
    """One cell being read, word by word."""

    def __init__(self, directory: UnitDirectory, text: str) -> None:
        self._directory = directory
        self._words = _TOKEN.findall(_BULLET.sub(" ", text))
        self._keys = [word.casefold() for word in self._words]
        # Filled from the right: whether a name ends somewhere depends on what follows it.
        self._known: list[int | None] = [None] * len(self._words)
        for at in range(len(self._words) - 1, -1, -1):
            self._known[at] = self._longest_known(at)

    def read(self) -> Recognised:
        codes: list[str] = []
        unknown: list[str] = []
        ambiguous: list[str] = []
        ended: list[str] = []
        first: str | None = None
        named = 0
        at = 0
        while at < len(self._words):
            if self._keys[at] in _SEPARATORS or self._keys[at] == _AND:
                at += 1
                continue
            end = self._known[at]
            if end is None:
                end = self._unknown_until(at)
                unknown.append(self._printed(at, end))
            else:
                bearers = self._directory.bearers(self._text(at, end))
                if len(bearers) > 1:
                    ambiguous.append(self._printed(at, end))
                else:
                    codes.append(bearers[0].code)
                    first = bearers[0].code if not named else first
                    if not self._directory.is_valid(bearers[0]):
                        ended.append(bearers[0].code)
            named += 1
            at = end
        lists = (codes, filter(None, unknown), ambiguous, ended)
        return Recognised(first, *(tuple(dict.fromkeys(each)) for each in lists))

    def _text(self, at: int, end: int) -> str:
        return " ".join(self._words[at:end])

    def _longest_known(self, at: int) -> int | None:
        """Where the longest known name from `at` ends, if the text goes on with another name.

        "Văn phòng" is known, but in "Văn phòng Chính phủ" it is not what is meant.
        """
        if self._keys[at] in _SEPARATORS:
            return None
        for end in range(min(len(self._keys), at + self._directory.longest), at, -1):
            if (
                self._keys[end - 1] not in _SEPARATORS
                and self._ends_name(end)
                and self._directory.bearers(self._text(at, end))
            ):
                return end
        return None

    def _ends_name(self, end: int) -> bool:
        if end == len(self._keys) or self._keys[end] in _SEPARATORS:
            return True
        if self._keys[end] == _AND:
            return end + 1 < len(self._keys) and (
                self._known[end + 1] is not None or self._starts_name(end + 1)
            )
        return self._known[end] is not None

    def _starts_name(self, at: int) -> bool:
        return bool(_STARTS_NAME.match(fold(self._text(at, at + 3))))

    def _unknown_until(self, at: int) -> int:
        """Where an unknown name ends: at a separator, if a new name seems to begin after it."""
        for end in range(at + 1, len(self._keys)):
            key = self._keys[end]
            if key in {";", "+"}:
                return end
            if key in {",", "/", _AND} and self._begins_name(end + 1, after=key):
                return end
        return len(self._keys)

    def _begins_name(self, at: int, after: str) -> bool:
        if at >= len(self._keys) or self._known[at] is not None:
            return True
        capital = self._words[at][0].isupper()
        if self._starts_name(at):
            return capital or self._keys[at] == "các"
        # "Các bộ, ngành, địa phương" and "Bộ Văn hóa, Thể thao và Du lịch" are one name each.
        return after != _AND and capital and not self._lists_on(at)

    def _lists_on(self, at: int) -> bool:
        """True when "và" follows before the next separator, and no name begins after it."""
        for end in range(at, len(self._keys)):
            if self._keys[end] in _SEPARATORS:
                return False
            if self._keys[end] == _AND:
                return end + 1 < len(self._keys) and not self._starts_name(end + 1)
        return False

    def _printed(self, at: int, end: int) -> str:
        text = self._text(at, end).replace("( ", "(")
        return re.sub(r"\s+([,;)])", r"\1", text).strip(" ,;.:")
