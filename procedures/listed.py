"""Several values kept in one column: `province,commune`. Pure."""

from __future__ import annotations


def listed(value: str) -> tuple[str, ...]:
    """The values, in the order kept."""
    return tuple(one for one in value.split(",") if one)
