"""Addressees, legal bases and annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from portal.text import compose, find_numbers

from .letterhead import is_furniture
from .lines import Line, hull, split
from .title import clean
from .values import Annex, Basis

_BASIS = re.compile(r"^\W{0,4}can cu\b")
_ENDS = re.compile(r"[;.]\s*$")
_NEW_PARAGRAPH = re.compile(
    r"^\W*(?:can cu\b|theo de nghi|xet\b|dieu \d|chuong [ivx\d]|quyet dinh\W*$"
    r"|thuc hien\b|[ivx]+\.|\d+\.)"
)
_LONGEST_BASIS = 8  # lines
_BASES_WITHIN = 80  # lines of the beginning
_ANNEX = re.compile(
    r"^\W*(?P<label>phu luc(?:\s+(?:so\s*)?:?\s*[\divxlc]{1,5}[a-z]?(?!\w))?"
    r"|mau so\s*:?\s*[\divxlc]{1,5}[a-z]?(?!\w))\s*[.:]?\s*(?P<rest>.{0,200})$"
)
_REFERENCE = re.compile(r"^\W*\(?\s*(?:ban hanh )?kem theo\b")
_ADDRESSED = re.compile(r"^\W*k[ií]nh\s+g[uứừửữựư]i\s*:?\s*", re.IGNORECASE)
_TOP_LINES = 6  # of a page, where the label of an annex stands


def bases_in(lines: Sequence[Line]) -> Iterator[Basis]:
    """The bases a document begins with: paragraphs "Căn cứ …" before its first article."""
    index = 0
    lines = [line for line in lines[:_BASES_WITHIN] if not is_furniture(line)]
    while index < len(lines):
        line = lines[index]
        if re.match(r"^\W*(?:dieu 1\b|chuong i\b)", line.folded):
            return
        if not _BASIS.match(line.folded):
            index += 1
            continue
        taken = [line]
        index += 1
        while (
            index < len(lines)
            and len(taken) < _LONGEST_BASIS
            and not _ENDS.search(taken[-1].text)
            and not _NEW_PARAGRAPH.match(lines[index].folded)
        ):
            taken.append(lines[index])
            index += 1
        text = clean(" ".join(one.text for one in taken)).rstrip(" ;.,")
        # Several texts of law in one paragraph are one basis each only where each says "Căn cứ".
        numbers = tuple(dict.fromkeys(number for _, _, number in find_numbers(text)))
        yield Basis(text, numbers, hull(taken))


def addressees_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Whom a letter is addressed to ("Kính gửi"), on the first page."""
    for index, line in enumerate(lines):
        found = _ADDRESSED.match(compose(line.text).lstrip())
        if not found:
            continue
        behind = compose(line.text).lstrip()[found.end() :].strip(" :-–")
        items = [behind] if behind else []
        last = line
        for below in lines[index + 1 : index + 25]:
            text = below.text
            dashed = re.match(r"^\s*[-–—•*+]\s*", text)
            if below.y0 - last.y1 > 1.6 * last.height:
                break
            if dashed:
                items.append(text[dashed.end() :])
            elif items and not re.search(r"[.;]\s*$", items[-1]) and below.x0 > line.x0:
                items[-1] = f"{items[-1]} {text}"
            else:
                break
            last = below
        return tuple(item for item in (re.sub(r"[\s;.,:]+$", "", one) for one in items) if item)
    return ()


def annexes_in(pages: Sequence[Sequence[Line]], after_page: int) -> Iterator[Annex]:
    """Annexes and forms whose label stands at the top of a page, or right behind the signature."""
    for lines in pages:
        if not lines or lines[0].page < after_page:
            continue
        shown = [line for line in lines if not is_furniture(line)]
        for index, line in enumerate(shown):
            piece = _labelled(line)
            if piece is None:
                continue
            found = _ANNEX.match(piece.folded)
            if found is None or not (piece.bold or piece.capitals or index < _TOP_LINES):
                continue
            if len(found["rest"]) > 120 or re.match(
                r"^(?:nay|kem theo|cua|ban hanh)\b", found["rest"]
            ):
                continue
            label = compose(piece.text)[found.start("label") : found.end("label")]
            title = [piece.text[found.start("rest") :]] if found["rest"].strip() else []
            for below in shown[index + 1 : index + 6]:
                if _REFERENCE.match(below.folded) or not (below.capitals or below.bold):
                    break
                if not 0.25 < below.middle < 0.75 or "cong hoa xa hoi" in below.folded:
                    break
                title.append(below.text)
            yield Annex(label.strip(), clean(" ".join(title)), piece.place)


def _labelled(line: Line) -> Line | None:
    for piece in split(line, 2.0):
        if _ANNEX.match(piece.folded):
            return piece
    return None
