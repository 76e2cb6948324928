"""Byte ranges: what a viewer may ask for, and what it gets."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ranges import RangeNotSatisfiable, parse_range, read_range


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("bytes=0-0", (0, 0)),
        ("bytes=2-5", (2, 5)),
        ("bytes=2-", (2, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("bytes=5-99", (5, 9)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,3-4", None),
        ("pages=0-1", None),
        ("bytes=٣-", None),
        ("bytes=" + "9" * 400 + "-", None),
    ],
)
def test_a_range_is_read_or_the_whole_file_is_served(header: str, answer: object) -> None:
    assert parse_range(header, 10) == answer


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=999-1000", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_range(header, 10)


@given(data=st.binary(min_size=1, max_size=300), header=st.text(max_size=20) | st.builds(
    "bytes={}-{}".format, st.integers(0, 400) | st.just(""), st.integers(0, 400) | st.just("")
))  # fmt: skip
def test_what_is_read_is_what_was_asked_for(data: bytes, header: str) -> None:
    try:
        wanted = parse_range(header, len(data))
    except RangeNotSatisfiable:
        return
    if wanted is None:
        return
    first, last = wanted
    assert 0 <= first <= last < len(data)
    assert b"".join(read_range(io.BytesIO(data), first, last)) == data[first : last + 1]
