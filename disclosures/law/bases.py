"""The validity of legal bases: from the database, in words, and the project's own list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from disclosures.bases import Validity, instruments
from disclosures.counting.duties import Duty
from disclosures.models import LegalBasis
from disclosures.words.wording import day_words

#: What was found about the laws that the project's catalogue names (its header says how far it was
#: checked: by nobody of the office).
PROJECT_LIST = Path(__file__).parent.parent / "data" / "legal_bases.yaml"


def validities() -> dict[str, Validity]:
    """What is known of each instrument, by key. One query."""
    return {one.key: one.as_value() for one in LegalBasis.objects.all()}


def ensure_legal_bases() -> None:
    """A step of `registry.site_steps`: what the project's list has and the database lacks. What the
    office entered stays."""
    known = set(LegalBasis.objects.values_list("key", flat=True))
    LegalBasis.objects.bulk_create(one for one in read_list() if one.key not in known)


def read_list(path: Path = PROJECT_LIST) -> list[LegalBasis]:
    """The rows of a list of legal bases, not saved. Raises ValueError for a name that is none."""
    found = []
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = row.pop("name")
        [law] = instruments(name)
        found.append(LegalBasis(key=law.key, name=name, **row))
    return found


def rows_of_bases(
    duties: Iterable[Duty], day: date, known: Mapping[str, Validity]
) -> list[dict[str, Any]]:
    """Every instrument that a rule in force on `day` names, or that is known: key, name, validity
    in words, whether it has ended, and how many duties rest on it. Those that ended come first."""
    names: dict[str, str] = {one.key: one.name for one in known.values()}
    resting: Counter[str] = Counter()
    for duty in duties:
        version = duty.version_on(day)
        if version is None or not version.applies:
            continue
        for law in instruments(version.legal_basis):
            names.setdefault(law.key, law.name)
            resting[law.key] += 1
    rows = [
        {
            "key": key,
            "name": name,
            "validity": validity_words(known.get(key)),
            "has_ended": key in known and known[key].has_ended_by(day),
            "duties": resting[key],
        }
        for key, name in names.items()
    ]
    return sorted(rows, key=lambda row: (not (row["has_ended"] and row["duties"]), row["name"]))


def validity_words(one: Validity | None) -> str:
    """From when to when an instrument is in force; empty when nobody has said."""
    if one is None:
        return ""
    since, until = day_words(one.since), day_words(one.until)
    if since and until:
        words = _("in force from %(since)s until %(until)s") % {"since": since, "until": until}
    elif until:
        words = _("in force until %(until)s") % {"until": until}
    else:
        words = _("in force from %(since)s") % {"since": since} if since else ""
    if one.replaced_by:
        replaced = _("replaced by %(name)s") % {"name": one.replaced_by}
        words = f"{words}; {replaced}" if words else replaced
    return words


def ended_words(one: Validity) -> str:
    """`NĐ 42/2022/NĐ-CP is no longer in force since 01/07/2026; replaced by …`."""
    if one.until:
        words = _("%(name)s: in force until %(until)s") % {
            "name": one.name,
            "until": day_words(one.until),
        }
    else:
        words = one.name
    if not one.replaced_by:
        return words
    mark = "; " if one.until else ": "
    return words + mark + _("replaced by %(name)s") % {"name": one.replaced_by}
