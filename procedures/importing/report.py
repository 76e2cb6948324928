"""What an import is asked, and what it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from portal.models import Unit


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken, its code as far as it could be read, and every reason."""

    row: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something of a row that was left out while the rest was taken."""

    row: int
    code: str
    note: str


@dataclass(slots=True)
class Report:
    """What an import did, or would do."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    published: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    ignored_columns: tuple[str, ...] = ()
    fields_made: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The shape of `import_procedures --json`."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "published": self.published,
            "rejected": [
                {"row": one.row, "code": one.code, "reason": one.reason} for one in self.rejected
            ],
            "notes": [{"row": one.row, "code": one.code, "note": one.note} for one in self.notes],
            "ignored_columns": list(self.ignored_columns),
            "fields_made": self.fields_made,
        }


@dataclass(frozen=True, slots=True)
class Options:
    """How to import. `author` wrote the drafts (None: a program did); `approver` publishes them;
    `unit` is in charge of what the file names no unit for; `source` is shown as where they came
    from; `mapping`: columns to fields."""

    now: datetime
    today: date
    source: str
    author: Any = None
    approver: Any = None
    unit: Unit | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
