"""The nested parts of a row of the catalogue of duties: rule versions, clocks, channels, exposure.

Pure: no clock, no models.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from disclosures.catalogue.values import Mistake, a_day, a_flag, a_list, a_text, an_enum, only
from disclosures.counting.duties import (
    CHANNELS,
    Channels,
    Exposure,
    ResponseClock,
    RuleVersion,
    Until,
    Verification,
)
from disclosures.counting.grammar import parse_rule

ONE_DAY = timedelta(days=1)
VERSION_KEYS = frozenset(
    {
        "from", "to", "rule", "exposure", "applies", "why", "legal_basis", "source_url",
        "verified", "verification",
    }
)  # fmt: skip


def read_versions(data: Any) -> tuple[RuleVersion, ...]:
    """The versions of a rule, without gap or overlap, the last one open. Raises ValueError."""
    versions = [_version(one, f"versions[{n}]") for n, one in enumerate(a_list(data, "versions"))]
    for number, (before, after) in enumerate(pairwise(versions), start=1):
        place = f"versions[{number}]"
        if before.until is None:
            raise Mistake(f"versions[{number - 1}].to: only the last version may be open")
        if after.since is None:
            raise Mistake(f"{place}.from: only the first version may begin before we know")
        if after.since <= before.until:
            raise Mistake(f"{place}.from: overlaps the version before (until {before.until})")
        if after.since != before.until + ONE_DAY:
            raise Mistake(f"{place}.from: leaves a gap after {before.until}")
    if versions[-1].until is not None:
        raise Mistake(f"versions[{len(versions) - 1}].to: the last version must be open")
    return tuple(versions)


def _version(data: Any, place: str) -> RuleVersion:
    only(data, VERSION_KEYS, place)
    for key in ("from", "rule", "legal_basis", "verified", "verification"):
        if key not in data:
            raise Mistake(f"{place}.{key}: is missing")
    since, until = a_day(data["from"], f"{place}.from"), a_day(data.get("to"), f"{place}.to")
    if since and until and until < since:
        raise Mistake(f"{place}.to: {until} is before {since}")
    rule = data["rule"]
    return RuleVersion(
        since=since,
        until=until,
        rule=None if rule is None else parse_rule(rule, f"{place}.rule"),
        applies=a_flag(data.get("applies", True), f"{place}.applies"),
        why=a_text(data.get("why"), f"{place}.why"),
        exposure=read_exposure(data.get("exposure"), f"{place}.exposure"),
        legal_basis=a_text(data["legal_basis"], f"{place}.legal_basis"),
        source_url=a_text(data.get("source_url"), f"{place}.source_url"),
        verified=a_flag(data["verified"], f"{place}.verified"),
        verification=an_enum(data["verification"], Verification, f"{place}.verification"),
    )


def read_clock(data: Any, place: str) -> ResponseClock:
    """The clock of one step of an answer. Raises ValueError."""
    only(data, {"step", "rule", "basis"}, place)
    step = a_text(data.get("step"), f"{place}.step")
    rule = parse_rule(data.get("rule"), f"{place}.rule")
    return ResponseClock(step, rule, a_text(data.get("basis"), f"{place}.basis"))


def read_channels(data: Any) -> Channels:
    """Where a duty is to be public. Raises ValueError."""
    only(data, {"all_of", "any_of", "also"}, "channels")
    for key, names in data.items():
        for name in a_list(names, f"channels.{key}"):
            if not isinstance(name, str) or name not in CHANNELS:
                raise Mistake(f"channels.{key}: unknown channel {name!r}")
    return Channels(**{key: tuple(names) for key, names in data.items()})


def read_exposure(data: Any, place: str = "exposure") -> Exposure | None:
    """The exposure that a mapping of the format says; None for none. Raises ValueError."""
    if data is None:
        return None
    only(data, {"days", "consecutive", "until", "channel", "show"}, place)
    if ("days" in data) == ("until" in data):
        raise Mistake(f"{place}: says either days or until")
    days = data.get("days")
    if days is not None and (not isinstance(days, int) or isinstance(days, bool) or days < 1):
        raise Mistake(f"{place}.days: {days!r} is not a number of days")
    channel = data.get("channel", "")
    if channel and (not isinstance(channel, str) or channel not in CHANNELS):
        raise Mistake(f"{place}.channel: unknown channel {channel!r}")
    return Exposure(
        days=days,
        consecutive=a_flag(data.get("consecutive", False), f"{place}.consecutive"),
        until=an_enum(data["until"], Until, f"{place}.until") if "until" in data else None,
        channel=channel,
        show=a_text(data.get("show"), f"{place}.show"),
    )
