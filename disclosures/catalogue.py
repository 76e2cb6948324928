"""Reads the catalogue of duties (data/obligations.yaml) and refuses what does not hold together.

A mistake in it is a wrong deadline, so nothing is ignored or repaired: the first mistake stops the
reading with the file, the row and the reason. The format is in the header of the file itself.

Pure: reads the text it is given; no clock, no models.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from disclosures.duties import (
    CHANNELS,
    PORTAL,
    Audience,
    Cadence,
    Channels,
    Duty,
    DutyKind,
    Exposure,
    ResponseClock,
    RuleVersion,
    Until,
    Verification,
)
from disclosures.grammar import parse_rule
from disclosures.rules import RuleError

CATALOGUE = Path(__file__).parent / "data" / "obligations.yaml"
PAPI_DIMENSIONS = range(1, 9)
ONE_DAY = timedelta(days=1)
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

ENUMS: dict[str, type[StrEnum]] = {"kind": DutyKind, "cadence": Cadence, "audience": Audience}
TEXTS = frozenset(
    {
        "code", "title_vi", "title_en", "lead_unit", "plan_section", "responsible_level",
        "content_type", "succeeded_by", "export", "extra_instances_on", "links_to", "related",
        "sanction", "anchor_note", "channel_note", "note", "recheck",
    }
)  # fmt: skip
FLAGS = frozenset({"web_allowed", "event_register", "nil_report", "pausable", "needs_recheck"})
LISTS = frozenset(
    {
        "cooperating_units", "plan_task", "plan_task_ids", "required_parts", "required_fields",
        "redaction", "evidence_required", "publishable_on_web", "from_units", "forward_to",
    }
)  # fmt: skip
CHOICES = {"confirm_every": {"quarter"}, "version_by": {"fiscal_year"}}
OTHERS = frozenset(
    {"papi_dimension", "papi_related", "channels", "exposure", "versions", "response_clocks"}
)
NEEDED = frozenset(
    {"code", "kind", "title_vi", "title_en", "cadence", "audience", "lead_unit", "versions"}
)
KNOWN = frozenset(ENUMS) | TEXTS | FLAGS | LISTS | frozenset(CHOICES) | OTHERS
VERSION_KEYS = frozenset(
    {
        "from", "to", "rule", "exposure", "applies", "why", "legal_basis", "source_url",
        "verified", "verification",
    }
)  # fmt: skip


class CatalogueError(ValueError):
    """A mistake in the catalogue: which file, which row, what is wrong."""

    def __init__(self, file: str, row: str, reason: str) -> None:
        self.file, self.row, self.reason = file, row, reason
        super().__init__(f"{file}: {row}: {reason}" if row else f"{file}: {reason}")


class _Mistake(ValueError):
    """A mistake inside a row; the reader adds file and row."""


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key that is there twice: plain YAML would quietly keep the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                line = node.start_mark.line + 1
                raise _Mistake(f"the key {key!r} is there twice (mapping of line {line})")
        return super().construct_mapping(node, deep)


def load_catalogue(
    path: Path = CATALOGUE, known_units: Collection[str] | None = None
) -> tuple[Duty, ...]:
    """All duties of the file at `path`, in its order. Raises CatalogueError.

    `known_units` are the names and aliases that a row may use; None takes any name.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(path.name, "", f"cannot be read: {error}") from error
    return parse_catalogue(text, path.name, known_units)


def parse_catalogue(
    text: str, file: str = "catalogue", known_units: Collection[str] | None = None
) -> tuple[Duty, ...]:
    """All duties of a catalogue's text, in its order. Raises CatalogueError."""
    return tuple(duty for _row, duty in parse_rows(text, file, known_units))


def parse_rows(
    text: str, file: str = "catalogue", known_units: Collection[str] | None = None
) -> tuple[tuple[Mapping[str, Any], Duty], ...]:
    """The rows of a catalogue's text as written, each with its duty. Raises CatalogueError."""
    try:
        rows = yaml.load(text, Loader=_StrictLoader)  # noqa: S506 (a SafeLoader)
    except (_Mistake, yaml.YAMLError, ValueError) as error:
        raise CatalogueError(file, "", f"is not readable YAML: {error}") from error
    if not isinstance(rows, list):
        raise CatalogueError(file, "", "must be a list of duties")
    duties: dict[str, Duty] = {}
    for number, row in enumerate(rows, start=1):
        name = str(row.get("code") or f"row {number}") if isinstance(row, dict) else f"row {number}"
        try:
            duty = read_duty(row, known_units)
        except (_Mistake, RuleError) as error:
            raise CatalogueError(file, name, str(error)) from error
        if duty.code in duties:
            raise CatalogueError(file, name, "this code is there twice")
        duties[duty.code] = duty
    for duty in duties.values():
        if duty.succeeded_by and duty.succeeded_by not in duties:
            reason = f"succeeded_by: there is no duty {duty.succeeded_by!r}"
            raise CatalogueError(file, duty.code, reason)
    return tuple(zip(rows, duties.values(), strict=True))


def read_duty(
    row: Any,
    known_units: Collection[str] | None = None,
    versions: tuple[RuleVersion, ...] | None = None,
) -> Duty:
    """The duty that one row says; `versions`, kept elsewhere, take the place of the row's own.

    Raises ValueError (a RuleError for a mistake in a rule).
    """
    _only(row, KNOWN, "")
    for key in sorted(NEEDED):
        if row.get(key) in (None, "", []) and (key != "versions" or versions is None):
            raise _Mistake(f"{key}: is missing")
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key in ENUMS:
            values[key] = _enum(value, ENUMS[key], key)
        elif key in TEXTS:
            values[key] = _text(value, key)
        elif key in FLAGS:
            values[key] = _flag(value, key)
        elif key in LISTS:
            values[key] = tuple(_text(one, key) for one in _list(value, key))
        elif key in CHOICES:
            values[key] = _choice(value, CHOICES[key], key)
    values["papi_dimension"] = _dimension(row.get("papi_dimension"), "papi_dimension")
    values["papi_related"] = tuple(
        _dimension(one, "papi_related")
        for one in _list(row.get("papi_related", []), "papi_related")
    )
    values["channels"] = _channels(row.get("channels", {}))
    values["exposure"] = read_exposure(row.get("exposure"), "exposure")
    values["versions"] = _versions(row["versions"]) if versions is None else versions
    values["response_clocks"] = tuple(
        _clock(one, f"response_clocks[{number}]")
        for number, one in enumerate(_list(row.get("response_clocks", []), "response_clocks"))
    )
    duty = Duty(**values)
    for unit in (duty.lead_unit, *duty.cooperating_units, *duty.from_units):
        if known_units is not None and unit not in known_units:
            raise _Mistake(f"unknown unit {unit!r}")
    channels = duty.channels
    if not duty.web_allowed and PORTAL in (*channels.all_of, *channels.any_of, *channels.also):
        raise _Mistake("channels: web_allowed is false, so the portal cannot be one of them")
    return duty


def _versions(data: Any) -> tuple[RuleVersion, ...]:
    versions = [_version(one, f"versions[{n}]") for n, one in enumerate(_list(data, "versions"))]
    for number, (before, after) in enumerate(pairwise(versions), start=1):
        place = f"versions[{number}]"
        if before.until is None:
            raise _Mistake(f"versions[{number - 1}].to: only the last version may be open")
        if after.since is None:
            raise _Mistake(f"{place}.from: only the first version may begin before we know")
        if after.since <= before.until:
            raise _Mistake(f"{place}.from: overlaps the version before (until {before.until})")
        if after.since != before.until + ONE_DAY:
            raise _Mistake(f"{place}.from: leaves a gap after {before.until}")
    if versions[-1].until is not None:
        raise _Mistake(f"versions[{len(versions) - 1}].to: the last version must be open")
    return tuple(versions)


def _version(data: Any, place: str) -> RuleVersion:
    _only(data, VERSION_KEYS, place)
    for key in ("from", "rule", "legal_basis", "verified", "verification"):
        if key not in data:
            raise _Mistake(f"{place}.{key}: is missing")
    since, until = _day(data["from"], f"{place}.from"), _day(data.get("to"), f"{place}.to")
    if since and until and until < since:
        raise _Mistake(f"{place}.to: {until} is before {since}")
    rule = data["rule"]
    return RuleVersion(
        since=since,
        until=until,
        rule=None if rule is None else parse_rule(rule, f"{place}.rule"),
        applies=_flag(data.get("applies", True), f"{place}.applies"),
        why=_text(data.get("why"), f"{place}.why"),
        exposure=read_exposure(data.get("exposure"), f"{place}.exposure"),
        legal_basis=_text(data["legal_basis"], f"{place}.legal_basis"),
        source_url=_text(data.get("source_url"), f"{place}.source_url"),
        verified=_flag(data["verified"], f"{place}.verified"),
        verification=_enum(data["verification"], Verification, f"{place}.verification"),
    )


def _clock(data: Any, place: str) -> ResponseClock:
    _only(data, {"step", "rule", "basis"}, place)
    step = _text(data.get("step"), f"{place}.step")
    rule = parse_rule(data.get("rule"), f"{place}.rule")
    return ResponseClock(step, rule, _text(data.get("basis"), f"{place}.basis"))


def _channels(data: Any) -> Channels:
    _only(data, {"all_of", "any_of", "also"}, "channels")
    for key, names in data.items():
        for name in _list(names, f"channels.{key}"):
            if not isinstance(name, str) or name not in CHANNELS:
                raise _Mistake(f"channels.{key}: unknown channel {name!r}")
    return Channels(**{key: tuple(names) for key, names in data.items()})


def read_exposure(data: Any, place: str = "exposure") -> Exposure | None:
    """The exposure that a mapping of the format says; None for none. Raises ValueError."""
    if data is None:
        return None
    _only(data, {"days", "consecutive", "until", "channel", "show"}, place)
    if ("days" in data) == ("until" in data):
        raise _Mistake(f"{place}: says either days or until")
    days = data.get("days")
    if days is not None and (not isinstance(days, int) or isinstance(days, bool) or days < 1):
        raise _Mistake(f"{place}.days: {days!r} is not a number of days")
    channel = data.get("channel", "")
    if channel and (not isinstance(channel, str) or channel not in CHANNELS):
        raise _Mistake(f"{place}.channel: unknown channel {channel!r}")
    return Exposure(
        days=days,
        consecutive=_flag(data.get("consecutive", False), f"{place}.consecutive"),
        until=_enum(data["until"], Until, f"{place}.until") if "until" in data else None,
        channel=channel,
        show=_text(data.get("show"), f"{place}.show"),
    )


def _only(data: Any, allowed: Collection[str], place: str) -> None:
    if not isinstance(data, Mapping):
        raise _Mistake(f"{place or 'row'}: must be a mapping")
    for key in data:
        if key not in allowed:
            where = f"{place}.{key}" if place else str(key)
            raise _Mistake(f"{where}: unknown key; known: {', '.join(sorted(allowed))}")


def _list(value: Any, place: str) -> list:
    if not isinstance(value, list):
        raise _Mistake(f"{place}: must be a list")
    return value


def _text(value: Any, place: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _Mistake(f"{place}: {value!r} is not a text")
    return value


def _flag(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise _Mistake(f"{place}: {value!r} is neither true nor false")
    return value


def _choice(value: Any, known: Collection[str], place: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise _Mistake(f"{place}: {value!r} is not one of {', '.join(sorted(known))}")
    return value


def _enum(value: Any, kind: Callable[[str], Any], place: str) -> Any:
    return kind(_choice(value, [one.value for one in kind], place))


def _dimension(value: Any, place: str) -> int | None:
    if value is not None and (isinstance(value, bool) or value not in PAPI_DIMENSIONS):
        raise _Mistake(f"{place}: {value!r} is not a dimension of PAPI (1 to 8)")
    return value


def _day(value: Any, place: str) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(ISO_DAY.fullmatch(value)[0])
    except (TypeError, ValueError):
        raise _Mistake(f"{place}: {value!r} is no date; write YYYY-MM-DD") from None
