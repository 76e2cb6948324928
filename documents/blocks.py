"""What a readable page is made of: headings, paragraphs, list items, tables (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class BlockKind(StrEnum):
    """Kinds of block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page.

    `level` is a heading's (1 to 4) or an item's depth (1 to 4); `centred` says how the paper sets a
    paragraph; `rows` are a table's cells as text. A list's own marks ("a)", "-") stay in the text:
    citations go by them.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    centred: bool = False
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def plain(self) -> str:
        """Its text, a table's cells by tabs and lines."""
        if self.kind is BlockKind.TABLE:
            return "\n".join("\t".join(row) for row in self.rows)
        return self.text

    def to_json(self) -> dict[str, Any]:
        """Plain values; what is empty is left out."""
        found: dict[str, Any] = {"kind": self.kind.value}
        if self.text:
            found["text"] = self.text
        if self.level:
            found["level"] = self.level
        if self.centred:
            found["centred"] = True
        if self.rows:
            found["rows"] = [list(row) for row in self.rows]
        return found

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Self:
        """The block of which `to_json` made `found`. Raises ValueError or TypeError for others."""
        return cls(
            BlockKind(found["kind"]),
            str(found.get("text", "")),
            min(max(int(found.get("level", 0)), 0), 4),
            bool(found.get("centred", False)),
            tuple(tuple(str(cell) for cell in row) for row in found.get("rows", ())),
        )


def text_of(blocks: Iterable[Block]) -> str:
    """All text, a block to a line."""
    return "\n".join(block.plain for block in blocks)
