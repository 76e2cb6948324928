"""What a page gives to search, as a plain value.

Pages declare it (`BasePage.search_entry`), the search app turns it into the fields of its engines.
The value lives here because features may not know the search app.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """Text of one page of an attached file; `page` counts from 1, 0 when the format has no
    pages; `url` is where the file is read."""

    name: str
    page: int
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing a citizen can find.

    `id` is stable (`page:12`); `number` is shown with the hit, `numbers` are all numbers and codes
    it is found by; `keywords` are everyday words it is found by and that are never shown; `answers`
    holds ready answers by question (`fee`, `time`, `papers`, `place`, `form`, `who`), only where
    structured data gives them, and where they come from (`basis`, or `fee_basis` and the like).
    """

    id: str
    url: str
    kind: str
    title: str
    number: str = ""
    numbers: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    keywords: str = ""
    field: str = ""
    unit: str = ""
    year: int | None = None
    level: str = ""
    online_level: str = ""
    effect: str = ""
    date: date | None = None
    attachments: tuple[AttachmentText, ...] = ()
    answers: Mapping[str, str] = dataclass_field(default_factory=lambda: MappingProxyType({}))
