"""The states of a notice that something is missing, and what may follow what.

`waiting` → `answered` (its sender reads the answer) → `released` (everybody does). `declined`: no
question about what must be public; closed with a word to its sender. `set_apart`: it concerns a
person; nobody reads it but who holds the permission, and nothing leads back.

Pure: no models, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class MissingState(StrEnum):
    """How it stands with a notice."""

    WAITING = "waiting"
    ANSWERED = "answered"
    RELEASED = "released"
    DECLINED = "declined"
    SET_APART = "set_apart"


#: What may follow: an answer may be reworded until it is public; anything may be set apart.
NEXT: Mapping[MissingState, frozenset[MissingState]] = {
    MissingState.WAITING: frozenset(
        {MissingState.ANSWERED, MissingState.DECLINED, MissingState.SET_APART}
    ),
    MissingState.ANSWERED: frozenset(
        {MissingState.ANSWERED, MissingState.RELEASED, MissingState.SET_APART}
    ),
    MissingState.RELEASED: frozenset({MissingState.SET_APART}),
    MissingState.DECLINED: frozenset({MissingState.ANSWERED, MissingState.SET_APART}),
    MissingState.SET_APART: frozenset(),
}


def may_become(state: str, other: str) -> bool:
    """Whether a notice in `state` may become `other`."""
    return MissingState(other) in NEXT[MissingState(state)]
