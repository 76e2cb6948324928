"""`manage.py rebuild_published_files`: derive again from the ledger which files are public."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from documents.listings import rebuild
from documents.models import FileNotAsRecorded
from portal.command_line import PortalCommand


class Command(PortalCommand):
    """Throws the derived table away and reads the ledger from its beginning."""

    help = "Derives again from the ledger which files are public."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rebuilt = asdict(rebuild())
        except FileNotAsRecorded as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["json"]:
            self.stdout.write(json.dumps(rebuilt))
        else:
            self.stdout.write(
                _(
                    "%(listings)s listings, %(current)s of them current; %(missing)s files that "
                    "the ledger lists are not known here."
                )
                % rebuilt
            )
