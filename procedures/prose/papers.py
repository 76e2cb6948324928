"""The lines of a dossier as printed: paper, number of originals and copies, form, case. Pure.

The national portal ends each paper with its numbers, in one of four writings: `(1 bản chính)`,
`(0 bản chính,1 bản sao)`, `(Bản chính: 1; Bản sao: 0)`, `(Bản chính: 1 - Bản sao: 0)`. Numbers
written otherwise are part of the paper's name and stay there; so do those that ran into a number
before them (`theo Mẫu số 18` and `1 bản chính` became `Mẫu số (181 bản chính)`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_NUMBERS = (
    re.compile(
        r"\s*\((?P<originals>\d{1,3})\s*bản\s*chính(?:\s*[,;]\s*(?P<copies>\d{1,3})\s*bản\s*sao)?\s*\)"
        r"\s*[.;]?\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\s*\(\s*bản\s*chính\s*:\s*(?P<originals>\d{1,3})\s*[;,-]\s*bản\s*sao\s*:\s*(?P<copies>\d{1,3})"
        r"\s*\)\s*[.;]?\s*$",
        re.IGNORECASE,
    ),
)
#: The file of a form, in square brackets at the end: `[Mus01.docx]`.
_FORM = re.compile(r"\s*\[(?P<form>[^\[\]\n]{1,400}\.(?:docx?|pdf|xlsx?|rtf|odt))\]\s*$", re.I)
#: The same without brackets, run into the paper's name: `…của pháp luật;Mẫu số 08.docx`. Only where
#: the file's name begins with a word that names forms, so that it can be told where.
_FORM_RAN_ON = re.compile(
    r"(?<=[^\s(\[“\"'/_-])(?P<form>(?:"
    r"M[ẫâa]u|M[ẪÂA]U|Bi[ểe]u[ _]?m[ẫa]u|Ph[ụu][ _]?l[ụu]c|PH[ỤU][ _]?L[ỤU]C|PL|"
    r"(?:M[uU]?[sS]?|P[hH][lL][cC])(?=[\dIVX])"  # their accents lost with their letters: Mus02
    r")(?![a-zà-ỹ])[^\n;]{0,400}?\.(?:docx?|pdf|xlsx?|rtf|odt))\s*$"
)
_NEXT_FILE = re.compile(r"(\.(?:docx?|pdf|xlsx?|rtf|odt))(?=[A-ZĐ])")
#: More papers of one kind nobody asks for: a number ran into another.
_MOST = 9
_RAN_IN = re.compile(r"(?:số|mẫu|phụ\s*lục|mục|điều|khoản|\d[./-])$", re.IGNORECASE)
#: A line that heads the papers beneath it: it ends with a colon and bears no numbers. It names a
#: case when it says so; "Hồ sơ gồm:" doesn't.
_HEAD = re.compile(r"^[-+*•\s]*(?P<head>\S.*?)\s*:\s*$")
_CASE = re.compile(r"trường\s*hợp|đối\s*với", re.IGNORECASE)
_LONGEST_CASE = 1000
_LONGEST_FORM = 500


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `case` is the heading it stands under (empty: none); `originals` and `copies` are
    0 where none are printed."""

    case: str
    name: str
    originals: int
    copies: int
    form: str


def read_papers(text: str) -> tuple[Paper, ...]:
    """The papers of a dossier's text, one a line, in its order. Headings that name no case, or
    stand over no paper, are papers without numbers: nothing that is printed gets lost."""
    papers: list[Paper] = []
    case, is_used = "", True
    for line in (*unicodedata.normalize("NFC", text).splitlines(), ""):
        line = line.strip()
        head = _HEAD.match(line)
        if (head or not line) and not is_used:
            papers.append(Paper("", f"{case}:", 0, 0, ""))  # a heading without papers
            is_used = True
        if head and _CASE.search(line) and len(head["head"]) <= _LONGEST_CASE:
            case, is_used = head["head"], False
        elif head:
            papers.append(Paper("", line, 0, 0, ""))
            case, is_used = "", True
        elif line:
            papers.append(_read(line, case))
            is_used = True
    return tuple(papers)


def _read(line: str, case: str) -> Paper:
    originals = copies = 0
    form = ""
    name = line
    for pattern in _NUMBERS:
        found = pattern.search(name)
        if found and _are_numbers(found, name):
            originals, copies = int(found["originals"]), int(found["copies"] or 0)
            name = name[: found.start()]
            break
    found = _FORM.search(name) or _FORM_RAN_ON.search(name)
    if found and found.start() > 0 and len(found["form"]) <= _LONGEST_FORM:
        form, name = _NEXT_FILE.sub(r"\1; ", found["form"].strip()), name[: found.start()]
    return Paper(case, name.strip() or line, originals, copies, form)


def _are_numbers(found: re.Match[str], name: str) -> bool:
    most = max(int(found["originals"]), int(found["copies"] or 0))
    return most <= _MOST and not _RAN_IN.search(name[: found.start()])
