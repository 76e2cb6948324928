"""manage.py rebuild_limited_items: derive again from the ledger what is shown to a limited
audience."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import ngettext

from portal import limited
from portal.command_line import PortalCommand


class Command(PortalCommand):
    """For after a restore, or when the doctor says that the items and the ledger disagree."""

    help = "Derive the items for a limited audience again from the ledger."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        items = limited.rebuild()
        if options["json"]:
            self.stdout.write(json.dumps({"items": items}))
            return
        self.stdout.write(
            ngettext("%(count)s item is shown.", "%(count)s items are shown.", items)
            % {"count": items}
        )
