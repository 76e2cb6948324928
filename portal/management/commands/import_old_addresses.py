"""manage.py import_old_addresses: addresses of the former site keep leading to their pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.utils.translation import gettext as _

from portal.command_line import PortalCommand, one_line
from portal.old_addresses.importing import take_over
from portal.old_addresses.reading import MOST_BYTES, ListRefused, rows_of


class Command(PortalCommand):
    """Repeatable: what is there already stays, what leads elsewhere now is changed."""

    help = "Take over a list of the former site's addresses (CSV: old address, new address)."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", help="the list; UTF-8 or UTF-16")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with Path(options["file"]).open("rb") as stream:
                rows = rows_of(stream.read(MOST_BYTES + 1))
        except (OSError, ListRefused) as error:
            raise CommandError(one_line(error)) from error
        outcome = take_over(rows, dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
            return
        for one in outcome.rejected:
            self.stderr.write(_("line %(row)s: %(old)s: %(reason)s") % one)
        self.stdout.write(
            _(
                "created %(created)s, updated %(updated)s, unchanged %(unchanged)s, rejected "
                "%(rejected)s"
            )
            % {
                "created": outcome.created,
                "updated": outcome.updated,
                "unchanged": outcome.unchanged,
                "rejected": len(outcome.rejected),
            }
        )
