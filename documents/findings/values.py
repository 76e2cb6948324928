"""What should be looked at before a file goes public (P8). Plain values; words: `finding_words`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FindingKind(StrEnum):
    """Every kind of finding."""

    # What is written in it.
    IDENTITY_NUMBER = "identity_number"
    BANK_ACCOUNT = "bank_account"
    BIRTH_DATE = "birth_date"
    HOME_ADDRESS = "home_address"
    PHONE = "phone"
    PHONE_LIST = "phone_list"
    EMAIL = "email"
    # What is in it and isn't seen.
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_TEXT = "hidden_text"
    COVERED_TEXT = "covered_text"
    COMMENTS = "comments"
    TRACKED_CHANGES = "tracked_changes"
    SPEAKER_NOTES = "speaker_notes"
    EMBEDDED_FILE = "embedded_file"
    EXTERNAL_LINK = "external_link"
    MACROS = "macros"
    SCRIPT = "script"
    LAUNCH = "launch"
    AUTHOR = "author"
    GPS = "gps"
    # What readers can't read.
    PICTURE_ONLY = "picture_only"


class Mend(StrEnum):
    """How a finding is mended: by a cleaned copy that we can make, or by the editor."""

    CLEANED_COPY = "cleaned_copy"
    REDACT = "redact"
    SAVE_ANEW = "save_anew"
    TEXT = "text"


#: Kinds that hold publication back until they are mended or somebody who may states why.
BLOCKING = frozenset(
    {
        FindingKind.IDENTITY_NUMBER,
        FindingKind.BANK_ACCOUNT,
        FindingKind.BIRTH_DATE,
        FindingKind.HOME_ADDRESS,
        FindingKind.PHONE_LIST,
        FindingKind.HIDDEN_ROWS,
        FindingKind.HIDDEN_SHEET,
        FindingKind.HIDDEN_TEXT,
        FindingKind.COVERED_TEXT,
        FindingKind.COMMENTS,
        FindingKind.TRACKED_CHANGES,
        FindingKind.SPEAKER_NOTES,
        FindingKind.EMBEDDED_FILE,
        FindingKind.MACROS,
        FindingKind.SCRIPT,
        FindingKind.LAUNCH,
    }
)
_REDACTED = frozenset(
    {
        FindingKind.IDENTITY_NUMBER,
        FindingKind.BANK_ACCOUNT,
        FindingKind.BIRTH_DATE,
        FindingKind.HOME_ADDRESS,
        FindingKind.PHONE,
        FindingKind.PHONE_LIST,
        FindingKind.EMAIL,
        FindingKind.COVERED_TEXT,
    }
)
_BY_HAND = frozenset({FindingKind.HIDDEN_ROWS, FindingKind.HIDDEN_SHEET, FindingKind.EXTERNAL_LINK})
_MOST = 200  # findings of one file that are listed
_LONGEST = 80  # characters of an excerpt


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: where it is (page from 1 with a box in points, or `where`: sheet, part), what it
    says with most of it masked, and how many of its kind are there."""

    kind: FindingKind
    excerpt: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    where: str = ""
    count: int = 1

    @property
    def blocks(self) -> bool:
        """Whether publication is held back."""
        return self.kind in BLOCKING

    @property
    def mend(self) -> Mend:
        """What to do about it."""
        if self.kind in _REDACTED:
            return Mend.REDACT
        if self.kind is FindingKind.PICTURE_ONLY:
            return Mend.TEXT
        return Mend.SAVE_ANEW if self.kind in _BY_HAND else Mend.CLEANED_COPY


def masked(text: str, *, keep: int = 3) -> str:
    """`text` with all but its first and last few letters hidden: findings are stored and shown."""
    letters = [at for at, letter in enumerate(text) if letter.isalnum()]
    hidden = set(letters[keep:-2] if len(letters) > keep + 2 else letters[1:])
    shown = "".join("•" if at in hidden else letter for at, letter in enumerate(text))
    return shown[:_LONGEST]


def to_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Plain values, the blocking ones first, not more than are worth listing."""
    ordered = sorted(findings, key=lambda one: (not one.blocks, one.page or 0))
    return [
        {
            "kind": one.kind.value,
            "blocks": one.blocks,
            "mend": one.mend.value,
            "excerpt": one.excerpt,
            "page": one.page,
            "box": [round(edge, 1) for edge in one.box] if one.box else None,
            "where": one.where,
            "count": one.count,
        }
        for one in ordered[:_MOST]
    ]
