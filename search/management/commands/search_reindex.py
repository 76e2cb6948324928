"""`search_reindex [--if-needed] [--json]`: build the index anew from live pages, while serving."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.command_line import PortalCommand
from search import outbox
from search.engines import EngineBusy, EngineUnavailable, get_engine
from search.tasks import drain_again


class Command(PortalCommand):
    help = "Rebuild the search index from all live pages; searches go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="an index that is whole only gets what waits in the outbox",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            indexed = _update() if options["if_needed"] else outbox.rebuild(get_engine())
            # What was published or withdrawn meanwhile, by people who found the index busy.
            if outbox.drain(get_engine()).left:
                drain_again()
        except EngineBusy as problem:
            raise CommandError(
                _("%(problem)s; try again when it has finished") % {"problem": problem}
            ) from problem
        except (EngineUnavailable, OSError) as problem:
            raise CommandError(
                _("The index cannot be written: %(problem)s") % {"problem": problem}
            ) from problem
        seconds = round(time.monotonic() - begun, 2)
        if options["json"]:
            self.stdout.write(json.dumps({"indexed": indexed, "seconds": seconds}))
        else:
            self.stdout.write(
                ngettext(
                    "%(count)s page indexed in %(seconds)s s.",
                    "%(count)s pages indexed in %(seconds)s s.",
                    indexed,
                )
                % {"count": indexed, "seconds": localize(seconds)}
            )


def _update() -> int:
    """Drain; rebuild only if the index still isn't what the database says."""
    written = outbox.drain(get_engine()).written
    return written if outbox.is_current(get_engine()) else outbox.rebuild(get_engine())
