"""How a file or one of its rows is refused: reasons for the person who chose it."""

from __future__ import annotations

from collections.abc import Iterable


class FileRefused(Exception):
    """The whole file can't be taken; nothing of it is. The message says why and what to do."""


class RowRefused(Exception):
    """A row can't be taken; `reasons` say why, each a sentence."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(str(reason) for reason in reasons)
        super().__init__(" ".join(self.reasons))
