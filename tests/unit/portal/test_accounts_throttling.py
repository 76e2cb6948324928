"""Limits: never more acts in any window than allowed, never longer locked than a window."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts import throttling
from portal.accounts.addresses import UNKNOWN, address_of
from portal.accounts.throttling import Limit, judge

limits = st.builds(Limit, times=st.integers(1, 6), seconds=st.integers(1, 3600))
gaps = st.lists(st.floats(0, 4000, allow_nan=False), min_size=1, max_size=60)


def _play(limit: Limit, moments: list[float]) -> list[bool]:
    """Whether each of the acts tried at `moments` was permitted."""
    slots: list[float | None] = [None] * limit.times
    answers = []
    for now in moments:
        verdict = judge(slots, limit, now)
        if verdict.slot is not None:
            slots[verdict.slot] = now
        answers.append(verdict.allowed)
    return answers


def _moments(steps: list[float]) -> list[float]:
    now, moments = 1_700_000_000.0, []
    for step in steps:
        now += step
        moments.append(now)
    return moments


@given(limits, gaps)
def test_no_window_wherever_it_begins_holds_more_acts_than_allowed(
    limit: Limit, steps: list[float]
) -> None:
    moments = _moments(steps)
    permitted = [at for at, yes in zip(moments, _play(limit, moments), strict=True) if yes]
    for start in permitted:
        inside = [at for at in permitted if start <= at < start + limit.seconds]
        assert len(inside) <= limit.times


@given(limits, gaps)
def test_an_act_is_refused_only_when_the_window_is_full(limit: Limit, steps: list[float]) -> None:
    moments = _moments(steps)
    permitted: list[float] = []
    for now, yes in zip(moments, _play(limit, moments), strict=True):
        if yes:
            permitted.append(now)
        else:
            assert len([at for at in permitted if now - limit.seconds < at]) == limit.times


@given(limits, st.data())
def test_the_wait_that_is_announced_is_enough_and_at_most_a_window(
    limit: Limit, data: st.DataObject
) -> None:
    now = 1_700_000_000.0
    ages = st.floats(-1000, limit.seconds - 0.001, allow_nan=False)
    taken = [now - data.draw(ages) for _ in range(limit.times)]
    verdict = judge(taken, limit, now)
    if not verdict.allowed:
        assert 1 <= verdict.retry_after <= limit.seconds
        reachable = [at for at in taken if at <= now]
        if len(reachable) == len(taken):
            assert judge(taken, limit, now + verdict.retry_after).allowed


@given(limits, st.lists(st.none() | st.floats(0, 2e9, allow_nan=False), max_size=8))
def test_as_many_slots_as_the_limit_or_an_error(limit: Limit, taken: list[float | None]) -> None:
    if len(taken) == limit.times:
        judge(taken, limit, 1e9)
    else:
        with pytest.raises(ValueError, match="slots"):
            judge(taken, limit, 1e9)


@pytest.mark.parametrize(("times", "seconds"), [(0, 60), (1, 0), (-1, 60)])
def test_a_limit_of_nothing_is_refused(times: int, seconds: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        Limit(times, seconds)


def test_the_shared_cache_keeps_the_count_and_says_how_long_to_wait() -> None:
    limit = Limit(2, 60)
    assert [throttling.take("test", "a@example.vn", limit).allowed for _ in range(3)] == [
        True,
        True,
        False,
    ]
    assert 0 < throttling.take("test", "a@example.vn", limit).retry_after <= 60
    assert throttling.take("test", "b@example.vn", limit).allowed
    assert throttling.take("other", "a@example.vn", limit).allowed


def test_what_is_counted_lies_in_the_shared_cache_and_not_where_it_may_be_lost() -> None:
    limit = Limit(1, 60)
    assert throttling.take("test", "x", limit).allowed
    caches["default"].clear()
    assert not throttling.take("test", "x", limit).allowed
    caches["shared"].clear()
    assert throttling.take("test", "x", limit).allowed


@pytest.mark.django_db
def test_the_table_in_the_database_counts_alike_and_culls_nothing() -> None:
    from portal.settings import base

    table = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache_of_this_test",
        "OPTIONS": {"MAX_ENTRIES": base.SHARED_CACHE_ENTRIES},
    }
    limit = Limit(2, 60)
    with override_settings(CACHES={**settings.CACHES, "shared": table}):
        call_command("createcachetable", table["LOCATION"], verbosity=0)
        assert [throttling.take("test", "x", limit).allowed for _ in range(3)] == [
            True,
            True,
            False,
        ]
        for number in range(310):  # the backend's own limit is 300: then it throws a third away
            assert throttling.take("test", f"stranger {number}", Limit(1, 60)).allowed
        assert not throttling.blocked("test", "x", limit).allowed
        throttling.release("test", "x", limit)
        assert throttling.blocked("test", "x", limit).allowed


def test_looking_counts_nothing_and_releasing_forgets() -> None:
    limit = Limit(1, 60)
    assert throttling.blocked("test", "x", limit).allowed
    assert throttling.take("test", "x", limit).allowed
    assert not throttling.blocked("test", "x", limit).allowed
    throttling.release("test", "x", limit)
    assert throttling.take("test", "x", limit).allowed


def test_a_slot_that_somebody_else_took_first_is_not_taken_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What another process does between our look and our claim."""
    limit = Limit(2, 60)
    assert throttling.take("race", "x", limit).allowed
    monkeypatch.setattr(caches["shared"], "get_many", lambda keys: {}, raising=False)
    assert throttling.take("race", "x", limit).slot == 1
    assert not throttling.take("race", "x", limit).allowed


@given(st.text(max_size=300))
def test_no_subject_is_readable_in_the_cache_or_too_long_for_a_key(subject: str) -> None:
    for key in throttling._keys("reset-to", f"secret-{subject}", Limit(1, 1)):
        assert "secret" not in key
        assert len(key) < 100
        assert key.isascii()


@pytest.mark.parametrize(
    ("meta", "proxies", "address"),
    [
        ({"REMOTE_ADDR": "203.0.113.9"}, 0, "203.0.113.9"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}, 0, "10.0.0.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}, 1, "198.51.100.7"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 9.9.9.9"}, 1, "9.9.9.9"),
        ({"REMOTE_ADDR": "::1", "HTTP_X_FORWARDED_FOR": "6.6.6.6,9.9.9.9,10.0.0.2"}, 2, "9.9.9.9"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "9.9.9.9"}, 2, "10.0.0.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "<script>"}, 1, "10.0.0.1"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, 0, "2001:db8:1:2::"),
        ({"REMOTE_ADDR": "::ffff:203.0.113.9"}, 0, "203.0.113.9"),
        ({"REMOTE_ADDR": ""}, 0, UNKNOWN),
        ({}, 3, UNKNOWN),
    ],
)  # fmt: skip
def test_the_address_is_the_one_our_own_proxies_vouch_for(
    meta: dict[str, str], proxies: int, address: str
) -> None:
    assert address_of(meta, proxies) == address


@given(st.text(max_size=80), st.text(max_size=40), st.integers(0, 4))
def test_whatever_the_headers_say_an_address_comes_out(
    forwarded: str, remote: str, proxies: int
) -> None:
    from ipaddress import ip_address

    ip_address(address_of({"HTTP_X_FORWARDED_FOR": forwarded, "REMOTE_ADDR": remote}, proxies))


@given(st.text(max_size=80))
def test_nothing_forged_changes_the_address_without_proxies(forged: str) -> None:
    meta = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": forged}
    assert address_of(meta, 0) == "203.0.113.9"
