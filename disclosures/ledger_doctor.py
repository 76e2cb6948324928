"""The register's part of `manage.py doctor`: ledger and catalogue speak of the same duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from disclosures.register import snapshot
from portal.doctor import Finding

#: Codes named in one finding.
MOST_NAMED = 10


def answered_duties_are_known(now: datetime) -> Iterator[Finding]:
    """Every duty that the ledger names is in the catalogue: what names another closes nothing."""
    found = snapshot()
    known = {duty.code for duty in found.duties}
    strange = sorted(set(found.journal.by_duty) - known) if found.journal else []
    if strange:
        yield Finding(
            "disclosures.duty-unknown",
            _("The ledger names duties that the catalogue doesn't have: they close nothing."),
            ", ".join(strange[:MOST_NAMED]) + (" …" if len(strange) > MOST_NAMED else ""),
            _("Load the catalogue that has them (load_obligations), or declare the entries void."),
        )
