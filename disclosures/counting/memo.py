"""What was worked out once and holds for the next question, too.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from disclosures.counting.cases import Cases
from disclosures.counting.journal import Entry
from disclosures.counting.rules import Rule
from disclosures.deadlines import Due


class Memo:
    """Deadlines counted before (by rule, case of it, and the days or the period counted from), and
    cases read before (by duty). For one calendar only.

    Many cases share a day, and one question follows another.
    """

    #: More than an office asks for in years; then it begins anew.
    LIMIT = 300_000

    def __init__(self) -> None:
        # A rule is known by its identity: it is kept here so that no other one gets its place.
        self._found: dict[tuple, tuple[Rule, Sequence[Due]]] = {}
        self._cases: dict[str, tuple[Sequence[Entry], Cases]] = {}

    def due_dates(
        self, rule: Rule, key: tuple, count: Callable[[], Sequence[Due]]
    ) -> Sequence[Due]:
        """What was counted for `rule` and `key`; counted now if it was not."""
        whole = (id(rule), key)
        kept = self._found.get(whole)
        if kept is None:
            if len(self._found) >= self.LIMIT:
                self._found.clear()
            kept = self._found[whole] = (rule, count())
        return kept[1]

    def cases(self, duty: str, rows: Sequence[Entry], day: date) -> Cases:
        """The cases of `rows`; those read before where they would say the same on `day`."""
        kept = self._cases.get(duty)
        if kept is None or kept[0] is not rows or day < kept[1].stable_from:
            kept = self._cases[duty] = (rows, Cases(rows, day))
        return kept[1]
