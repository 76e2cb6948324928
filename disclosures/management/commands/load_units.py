"""manage.py load_units: make the office's own units that are missing."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import ngettext

from disclosures.plans.directory import load_units
from portal.command_line import PortalCommand


class Command(PortalCommand):
    """Idempotent: units that are there stay as the office made them."""

    help = "Make the office's own units (disclosures/data/units.yaml) that are missing."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="print the count as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        made = load_units()
        if options["json"]:
            self.stdout.write(json.dumps({"created": made}))
        else:
            self.stdout.write(
                ngettext("%(count)s unit was made.", "%(count)s units were made.", made)
                % {"count": made}
            )
