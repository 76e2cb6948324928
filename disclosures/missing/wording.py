"""What a stranger writes, made fit to keep, and made fit to show.

Kept: one encoding, nothing invisible, no more than one empty line in a row. Shown: addresses of web
pages and e-mails and long numbers (telephone, identity papers, accounts) blanked out, because a
public page is no place for other people's data or for advertising.

Pure: no models, no clock.
"""

from __future__ import annotations

import re

from portal.text import compose

#: What stands where something was taken out.
BLANK = "[…]"
#: More addresses than this in a question are advertising, not a question.
MOST_LINKS = 2

_ENDING = r"(?:com|net|org|info|biz|vn|xyz|top|ru|cn|io|club|site|online|shop|link|me|co|app|dev)"
_LINK = re.compile(
    rf"(?:\b[a-z][a-z0-9+.-]{{1,9}}://|\bwww\.)\S+|(?<!\w)\w[\w.-]{{0,80}}\.{_ENDING}\b(?:/\S*)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s@<>()]{1,80}@[^\s@<>()]{1,200}")
#: Eight digits and more, with what people put between them; dates and document numbers are shorter.
_NUMBER = re.compile(r"(?<![\w/])\+?\d(?:[ .\-]?\d){7,}(?![\w/])")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BLANKS = re.compile(r"[^\S\n]+")
_ALONE = re.compile(r"^\d{1,2}[.\-]\d{1,2}[.\-]\d{4}$")


def kept(text: str) -> str:
    """`text` as it is stored: composed, blanks evened out, at most one empty line in a row."""
    lines = _BLANKS.sub(" ", compose(text).replace("\t", " "))
    lines = "\n".join(line.strip() for line in lines.split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip()


def links(text: str) -> int:
    """How many addresses of web pages are in `text`."""
    return len(_LINK.findall(_EMAIL.sub(" ", text)))


def masked(text: str) -> str:
    """`text` with web addresses, e-mail addresses and long numbers blanked out. Idempotent."""
    text = _EMAIL.sub(BLANK, text)
    text = _LINK.sub(BLANK, text)
    return _NUMBER.sub(_blank_number, text)


def _blank_number(found: re.Match[str]) -> str:
    return found[0] if _ALONE.match(found[0]) else BLANK
