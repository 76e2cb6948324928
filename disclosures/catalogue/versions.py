"""Another version of one duty's rule, entered by the office: from a day on, or in place of a text
that was wrong. What was known before stays as it was known (disclosures/catalogue/loading.py)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from disclosures.catalogue.loading import EDITED, follow, version_columns
from disclosures.catalogue.rules import read_versions
from disclosures.counting.duties import Duty
from disclosures.models import Obligation, ObligationVersion
from portal.permissions import may

ONE_DAY = timedelta(days=1)
#: What a version of the catalogue says (the header of the catalogue file), as columns of its row.
COLUMNS = {
    "from": "valid_from", "to": "valid_to", "rule": "rule", "exposure": "exposure",
    "applies": "applies", "why": "why", "legal_basis": "legal_basis", "source_url": "source_url",
    "verified": "verified", "verification": "verification",
}  # fmt: skip


def in_force(obligation: Obligation) -> list[dict[str, Any]]:
    """The versions that stand, in their order, as the catalogue writes them."""
    rows = obligation.versions.filter(superseded_at=None)
    ordered = sorted(rows, key=lambda one: (one.valid_from is not None, one.valid_from))
    return [{key: getattr(one, column) for key, column in COLUMNS.items()} for one in ordered]


def with_another(
    versions: Sequence[Mapping[str, Any]], new: Mapping[str, Any], *, corrects: bool
) -> list[dict[str, Any]]:
    """`versions` with `new` after the last one, which ends the day before; or, with `corrects`, in
    the place of the last one, holding from the same day."""
    *former, last = map(dict, versions)
    if corrects:
        return [*former, {**new, "from": last["from"]}]
    return [*former, {**last, "to": new["from"] - ONE_DAY}, dict(new)]


def duty_with(duty: Duty, versions: Sequence[Mapping[str, Any]]) -> Duty:
    """The duty under those versions, for a preview. Raises ValueError for what doesn't hold
    together."""
    return replace(duty, versions=read_versions(list(versions)))


@transaction.atomic
def enter(
    obligation: Obligation, new: Mapping[str, Any], *, corrects: bool, actor: Any
) -> ObligationVersion:
    """Write the version to the register, not confirmed. Raises PermissionDenied, ValueError; then
    nothing is written."""
    if not may(actor, "act_for_any_unit"):
        raise PermissionDenied(_("You may not enter rules."))
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    versions = with_another(in_force(obligation), new, corrects=corrects)
    wanted = [
        version_columns(data, value)
        for data, value in zip(versions, read_versions(versions), strict=True)
    ]
    _changed, rows = follow(obligation, wanted, timezone.now())
    ObligationVersion.objects.bulk_create(rows)
    standing = obligation.versions.filter(superseded_at=None)
    # What says the same was put right in place: then the one that is open is meant.
    entered = rows[-1] if rows else standing.get(valid_to=None)
    said = json.dumps(wanted, default=str, sort_keys=True)
    obligation.source = f"{EDITED}:{hashlib.sha256(said.encode()).hexdigest()}"
    obligation.save()
    log(
        instance=obligation,
        action="disclosures.version_entered",
        user=actor,
        data={"version": entered.pk, "rule": entered.rule, "legal_basis": entered.legal_basis},
    )
    return entered
