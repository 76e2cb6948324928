"""Where in the plan a task stands: groups numbered A, I, 1, 1.1 … and the path through them."""

from __future__ import annotations

import re

from .draft import DraftSection

_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_LETTER = re.compile(r"[A-ZĐ]")
_ARABIC = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_LABELLED = re.compile(
    r"(?P<number>(?:[IVXLC]{1,6}|[A-ZĐ])(?=[.)\s:])|\d{1,3}(?:\.\d{1,3})*(?=[.)\s:]))"
    r"[.)]?\s*[:–-]?\s*(?P<title>\S.*)"
)


def bare(number: str) -> str:
    """A number without the point or bracket after it: "I." → "I", "2.1)" → "2.1"."""
    return number.strip().rstrip(".):").strip()


def is_group_number(number: str) -> bool:
    """True for a Roman numeral or a capital letter: they number groups, not tasks."""
    text = bare(number)
    return bool(text) and bool(_ROMAN.fullmatch(text) or _LETTER.fullmatch(text))


def split_label(text: str) -> tuple[str, str]:
    """("I", "Công tác chỉ đạo") from "I. Công tác chỉ đạo"; ("", text) without a number."""
    found = _LABELLED.fullmatch(text)
    return (found["number"], found["title"]) if found else ("", text)


class Outline:
    """The groups met so far; knows the path of the one we are in."""

    def __init__(self) -> None:
        self.sections: list[DraftSection] = []
        self._open: list[tuple[str, str]] = []  # (kind of number, part of the path)
        self._nameless = 0

    @property
    def path(self) -> str:
        return ".".join(part for _, part in self._open)

    def open(self, number: str, title: str) -> DraftSection:
        """Enters a group. A kind of number seen among the open groups closes down to it."""
        label = bare(number)
        kind = self._kind(label)
        kinds = [kind_open for kind_open, _ in self._open]
        if kind in kinds:
            del self._open[kinds.index(kind) :]
        part = label
        if not label:
            self._nameless += 1
            part = f"*{self._nameless}"
        elif self._open and label.startswith(f"{self._open[-1][1]}."):
            part = label[len(self._open[-1][1]) + 1 :]
        self._open.append((kind, part))
        section = DraftSection(self.path, number or None, title)
        self.sections.append(section)
        return section

    def extend_title(self, piece: str) -> None:
        """Joins a piece of a title broken over a page."""
        last = self.sections[-1]
        self.sections[-1] = DraftSection(last.path, last.number, f"{last.title} {piece}")

    def _kind(self, label: str) -> str:
        if not label:
            return "nameless"
        if _ARABIC.fullmatch(label):
            return f"arabic{label.count('.')}"
        letters = [part for kind, part in self._open if kind == "letter"]
        follows_letter = letters and len(label) == 1 and ord(label) == ord(letters[-1]) + 1
        if _ROMAN.fullmatch(label) and not follows_letter:
            return "roman"
        return "letter"
