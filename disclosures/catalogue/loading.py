"""Brings the catalogue file into the database: idempotent, all or nothing, rewriting nothing.

A version whose substance changed (what it demands, from when to when, on what legal basis) is
superseded by a new one, so that what was known before can still be told; its confirmation counts
only for the text that was confirmed. What changed in the notes beside it is put right in place. A
row that is put right keeps how it read, so that past moments are told as they were known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from disclosures.catalogue.reading import CATALOGUE, CatalogueError, parse_rows
from disclosures.counting.duties import Duty, RuleVersion
from disclosures.models import Obligation, ObligationVersion

#: What a version demands; a change of any of it is a new text.
DEMANDS = ("rule", "exposure", "applies", "legal_basis")
#: What is said beside it.
NOTES = ("why", "source_url", "verified", "verification")
#: Where rows came from: the project's own file (replaced by an upgrade), one of the office, or a
#: version that the office entered by itself (`disclosures.catalogue.versions`).
PROJECT, OFFICE, EDITED = "project", "office", "edited"


@dataclass(slots=True)
class Loaded:
    """Codes by what happened to them; `kept` are in the database but not in the file, `edited` are
    in both, and the project's file leaves them as the office entered them."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)


def ensure_catalogue() -> None:
    """A step of `registry.site_steps`: the project's catalogue, unless the office loaded its own
    or this very file was loaded before."""
    sources = set(Obligation.objects.order_by().values_list("source", flat=True).distinct())
    text = CATALOGUE.read_text(encoding="utf-8")
    mine = {one for one in sources if not one.startswith(EDITED)}
    if mine == {_source(PROJECT, text)} or any(one.startswith(OFFICE) for one in sources):
        return
    load(CATALOGUE)


def load(path: Path = CATALOGUE) -> Loaded:
    """Load the catalogue file at `path`. Raises CatalogueError (file, row, reason); then nothing
    is written."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CatalogueError(path.name, "", f"cannot be read: {reason}") from error
    rows = _parsed(text, path.name)
    owner = PROJECT if path.resolve() == CATALOGUE.resolve() else OFFICE
    with transaction.atomic():
        edited = _edited() if owner == PROJECT else set()
        rows = [(row, duty) for row, duty in rows if duty.code not in edited]
        loaded = _write(rows, timezone.now(), edited)
        codes = [duty.code for _row, duty in rows]
        Obligation.objects.filter(code__in=codes).update(source=_source(owner, text))
    return loaded


@lru_cache(maxsize=2)
def _parsed(text: str, name: str) -> tuple[tuple[Mapping[str, Any], Duty], ...]:
    return parse_rows(text, name)


def _source(owner: str, text: str) -> str:
    return f"{owner}:{hashlib.sha256(text.encode()).hexdigest()}"


def _edited() -> set[str]:
    """The duties of which the office entered a version by itself."""
    return set(Obligation.objects.filter(source__startswith=EDITED).values_list("code", flat=True))


def _write(
    rows: Iterable[tuple[Mapping[str, Any], Duty]], now: datetime, edited: Collection[str]
) -> Loaded:
    known = {one.code: one for one in Obligation.objects.prefetch_related("versions")}
    is_first = not known
    loaded, versions = Loaded(), []
    for position, (row, duty) in enumerate(rows, start=1):
        values = _columns(row, duty)
        wanted = [
            version_columns(data, version)
            for data, version in zip(row["versions"], duty.versions, strict=True)
        ]
        obligation = known.pop(duty.code, None)
        if obligation is None:
            obligation = Obligation.objects.create(position=position, **values)
            entered = None if is_first else now
            versions += [_new(obligation, one, entered) for one in wanted]
            loaded.created.append(duty.code)
            continue
        has_changed = _update(obligation, values, position, now)
        new = follow(obligation, wanted, now)
        versions += new[1]
        has_changed = has_changed or new[0]
        (loaded.updated if has_changed else loaded.unchanged).append(duty.code)
    ObligationVersion.objects.bulk_create(versions)
    loaded.edited.extend(one for one in known if one in edited)
    loaded.kept.extend(one for one in known if one not in edited)
    return loaded


def _columns(row: Mapping[str, Any], duty: Duty) -> dict[str, Any]:
    return {
        "code": duty.code,
        "kind": duty.kind.value,
        "title_vi": duty.title_vi,
        "title_en": duty.title_en,
        "cadence": duty.cadence.value,
        "audience": duty.audience.value,
        "papi_dimension": duty.papi_dimension,
        "lead_unit_name": duty.lead_unit,
        "content_type": duty.content_type,
        "web_allowed": duty.web_allowed,
        "row": _plain({key: value for key, value in row.items() if key != "versions"}),
    }


def version_columns(data: Mapping[str, Any], version: RuleVersion) -> dict[str, Any]:
    """The columns of a version's row, from what the catalogue writes of it and its value."""
    return {
        "valid_from": version.since,
        "valid_to": version.until,
        "rule": _plain(data["rule"]),
        "exposure": _plain(data.get("exposure")),
        "applies": version.applies,
        "legal_basis": version.legal_basis,
        "why": version.why,
        "source_url": version.source_url,
        "verified": version.verified,
        "verification": version.verification.value,
    }


def _update(
    obligation: Obligation, values: Mapping[str, Any], position: int, now: datetime
) -> bool:
    """Put the row's columns right, and keep how it read; whether anything but its position
    changed."""
    has_changed = any(getattr(obligation, name) != value for name, value in values.items())
    if obligation.row != values["row"]:
        until = now.isoformat()
        obligation.former_rows = [*obligation.former_rows, {"row": obligation.row, "until": until}]
    if has_changed or obligation.position != position:
        for name, value in values.items():
            setattr(obligation, name, value)
        obligation.position = position
        obligation.save()
    return has_changed


def follow(
    obligation: Obligation, wanted: list[dict[str, Any]], now: datetime
) -> tuple[bool, list[ObligationVersion]]:
    """Make the versions in force what is `wanted` (columns): whether any changed, and the new ones,
    not yet saved."""
    current = {one.valid_from: one for one in obligation.versions.all() if not one.superseded_at}
    has_changed, new = False, []
    for values in wanted:
        have = current.pop(values["valid_from"], None)
        if have is None:
            new.append(_new(obligation, values, now))
            continue
        is_same_text = all(getattr(have, name) == values[name] for name in DEMANDS)
        # The one that was open is closed by its successor: that takes nothing back.
        is_same_time = have.valid_to in (values["valid_to"], None)
        if is_same_text and is_same_time:
            has_changed |= _note(have, values)
            continue
        _supersede(have, now)
        one = _new(obligation, values, now)
        if is_same_text:
            one.confirmed_at, one.confirmed_by = have.confirmed_at, have.confirmed_by
        new.append(one)
    for gone in current.values():
        _supersede(gone, now)
    return has_changed or bool(new) or bool(current), new


def _note(version: ObligationVersion, values: Mapping[str, Any]) -> bool:
    names = [name for name in (*NOTES, "valid_to") if getattr(version, name) != values[name]]
    for name in names:
        setattr(version, name, values[name])
    if names:
        version.save()
    return bool(names)


def _supersede(version: ObligationVersion, now: datetime) -> None:
    version.superseded_at = now
    version.save()


def _new(
    obligation: Obligation, values: Mapping[str, Any], entered_at: datetime | None
) -> ObligationVersion:
    return ObligationVersion(obligation=obligation, entered_at=entered_at, **values)


def _plain(value: Any) -> Any:
    """The same as JSON keeps it."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
