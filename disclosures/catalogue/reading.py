"""Reads the catalogue of duties (data/obligations.yaml) and refuses what does not hold together.

A mistake in it is a wrong deadline, so nothing is ignored or repaired: the first mistake stops the
reading with the file, the row and the reason. The format is in the header of the file itself.

Pure: reads the text it is given; no clock, no models.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from disclosures.catalogue.rules import read_channels, read_clock, read_exposure, read_versions
from disclosures.catalogue.values import (
    Mistake,
    a_choice,
    a_dimension,
    a_flag,
    a_list,
    a_text,
    an_enum,
    only,
)
from disclosures.counting.duties import (
    PORTAL,
    Audience,
    Cadence,
    Duty,
    DutyKind,
    RuleVersion,
)
from disclosures.counting.rules import RuleError

CATALOGUE = Path(__file__).parent.parent / "data" / "obligations.yaml"

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


class CatalogueError(ValueError):
    """A mistake in the catalogue: which file, which row, what is wrong."""

    def __init__(self, file: str, row: str, reason: str) -> None:
        self.file, self.row, self.reason = file, row, reason
        super().__init__(f"{file}: {row}: {reason}" if row else f"{file}: {reason}")


class StrictLoader(yaml.SafeLoader):
    """Refuses a key that is there twice: plain YAML would quietly keep the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                line = node.start_mark.line + 1
                raise Mistake(f"the key {key!r} is there twice (mapping of line {line})")
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
        rows = yaml.load(text, Loader=StrictLoader)  # noqa: S506 (a SafeLoader)
    except (Mistake, yaml.YAMLError, ValueError) as error:
        raise CatalogueError(file, "", f"is not readable YAML: {error}") from error
    if not isinstance(rows, list):
        raise CatalogueError(file, "", "must be a list of duties")
    duties: dict[str, Duty] = {}
    for number, row in enumerate(rows, start=1):
        name = str(row.get("code") or f"row {number}") if isinstance(row, dict) else f"row {number}"
        try:
            duty = read_duty(row, known_units)
        except (Mistake, RuleError) as error:
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
    only(row, KNOWN, "")
    for key in sorted(NEEDED):
        if row.get(key) in (None, "", []) and (key != "versions" or versions is None):
            raise Mistake(f"{key}: is missing")
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key in ENUMS:
            values[key] = an_enum(value, ENUMS[key], key)
        elif key in TEXTS:
            values[key] = a_text(value, key)
        elif key in FLAGS:
            values[key] = a_flag(value, key)
        elif key in LISTS:
            values[key] = tuple(a_text(one, key) for one in a_list(value, key))
        elif key in CHOICES:
            values[key] = a_choice(value, CHOICES[key], key)
    values["papi_dimension"] = a_dimension(row.get("papi_dimension"), "papi_dimension")
    values["papi_related"] = tuple(
        a_dimension(one, "papi_related")
        for one in a_list(row.get("papi_related", []), "papi_related")
    )
    values["channels"] = read_channels(row.get("channels", {}))
    values["exposure"] = read_exposure(row.get("exposure"), "exposure")
    values["versions"] = read_versions(row["versions"]) if versions is None else versions
    values["response_clocks"] = tuple(
        read_clock(one, f"response_clocks[{number}]")
        for number, one in enumerate(a_list(row.get("response_clocks", []), "response_clocks"))
    )
    duty = Duty(**values)
    for unit in (duty.lead_unit, *duty.cooperating_units, *duty.from_units):
        if known_units is not None and unit not in known_units:
            raise Mistake(f"unknown unit {unit!r}")
    channels = duty.channels
    if not duty.web_allowed and PORTAL in (*channels.all_of, *channels.any_of, *channels.also):
        raise Mistake("channels: web_allowed is false, so the portal cannot be one of them")
    return duty
