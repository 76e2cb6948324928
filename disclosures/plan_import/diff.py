"""What a plan read again would change: tasks added, removed, changed, unchanged.

A task keeps its identity, and so its answers, when it is renumbered, moved or reworded a little.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from portal.text import fold

from .blocks import one_line
from .sections import bare

#: What is printed. Units and cadence are derived from it, and people may have corrected them.
PRINTED_FIELDS = ("section", "number", "content", "lead", "cooperating", "schedule", "result")

_SAME_PLACE = 0.5  # how alike two texts must be under the same number of the same group
_ANYWHERE = 0.75  # … and anywhere else
_MOST_COMPARISONS = 40_000


class PlanTaskLike(Protocol):
    """What is compared: a draft task, or a stored one that names its fields alike."""

    @property
    def section(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def content(self) -> str: ...


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One task in both plans, and the fields that differ."""

    old: Any
    new: Any
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """`added` in the order of the new plan, `removed` in that of the old; `unchanged` in pairs."""

    added: tuple[Any, ...]
    removed: tuple[Any, ...]
    changed: tuple[TaskChange, ...]
    unchanged: tuple[tuple[Any, Any], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def diff_plans(
    old_tasks: Sequence[PlanTaskLike],
    new_tasks: Sequence[PlanTaskLike],
    fields: Sequence[str] = PRINTED_FIELDS,
) -> PlanDiff:
    """Pairs the tasks of two plans and compares `fields` of each pair (None equals "").

    Pairs, surest first: same group, number and text; same text; same group and number with like
    text; like text. A different text under an old number is another task: removed and added.
    """
    pairs = _Pairing(old_tasks, new_tasks).pairs()
    changed, unchanged = [], []
    for old_at, new_at in sorted(pairs.items(), key=lambda pair: pair[1]):
        old, new = old_tasks[old_at], new_tasks[new_at]
        differing = tuple(
            FieldChange(name, getattr(old, name, None), getattr(new, name, None))
            for name in fields
            if (getattr(old, name, None) or "") != (getattr(new, name, None) or "")
        )
        if differing:
            changed.append(TaskChange(old, new, differing))
        else:
            unchanged.append((old, new))
    taken = set(pairs.values())
    return PlanDiff(
        added=tuple(task for at, task in enumerate(new_tasks) if at not in taken),
        removed=tuple(task for at, task in enumerate(old_tasks) if at not in pairs),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
    )


class _Pairing:
    """Pairs old and new positions, each used once."""

    def __init__(self, old: Sequence[PlanTaskLike], new: Sequence[PlanTaskLike]) -> None:
        self._old, self._new = old, new
        self._texts = ([_text(task) for task in old], [_text(task) for task in new])
        self._pairs: dict[int, int] = {}
        self._free_new = dict.fromkeys(range(len(new)))

    def pairs(self) -> dict[int, int]:
        """{position in old: position in new}."""
        self._match(lambda side, at: (_place(self._task(side, at)), self._texts[side][at]))
        self._match(lambda side, at: self._texts[side][at] or None)
        self._match_alike(_SAME_PLACE, same_place=True)
        self._match_alike(_ANYWHERE, same_place=False)
        return self._pairs

    def _task(self, side: int, at: int) -> PlanTaskLike:
        return (self._old, self._new)[side][at]

    def _free_old(self) -> list[int]:
        return [at for at in range(len(self._old)) if at not in self._pairs]

    def _take(self, old_at: int, new_at: int) -> None:
        self._pairs[old_at] = new_at
        del self._free_new[new_at]

    def _match(self, key: Callable[[int, int], Hashable]) -> None:
        """Pairs equal keys, the first with the first."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for at in self._free_new:
            waiting[key(1, at)].append(at)
        for at in self._free_old():
            same = waiting.get(found) if (found := key(0, at)) is not None else None
            if same:
                self._take(at, same.pop(0))

    def _match_alike(self, least: float, *, same_place: bool) -> None:
        old, new = self._free_old(), list(self._free_new)
        if not same_place and len(old) * len(new) > _MOST_COMPARISONS:
            return
        by_place: dict[Hashable, list[int]] = defaultdict(list)
        for at in new:
            by_place[_place(self._new[at]) if same_place else None].append(at)
        scored = []
        for old_at in old:
            place = _place(self._old[old_at]) if same_place else None
            for new_at in by_place.get(place, ())[:50] if same_place else new:
                likeness = _likeness(self._texts[0][old_at], self._texts[1][new_at], least)
                if likeness >= least:
                    scored.append((-likeness, old_at, new_at))
        for _, old_at, new_at in sorted(scored):
            if old_at not in self._pairs and new_at in self._free_new:
                self._take(old_at, new_at)


def _place(task: PlanTaskLike) -> tuple[str, str]:
    return (task.section or "", bare(task.number or ""))


def _text(task: PlanTaskLike) -> str:
    return fold(one_line(task.content or "")).strip(" .;")


def _likeness(before: str, after: str, least: float) -> float:
    matcher = difflib.SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()
