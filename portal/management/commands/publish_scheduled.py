"""manage.py publish_scheduled: publish what is due, end what has expired; takes the place of
Wagtail's command of that name."""

from __future__ import annotations

import contextlib
import json
import time
from typing import Any

from django.core.management.base import CommandError
from django.db import connections

from portal.command_line import PortalCommand, positive
from portal.models import ScheduleRun
from portal.scheduling import run


class Command(PortalCommand):
    """One transaction per page: a page that fails doesn't stop the others. Exit status 1 on
    failure.

    Run it every five minutes; every run is recorded, so that a timer that died is seen.
    """

    help = "Publish and expire pages whose time has come; failures are recorded and shown."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="print the run as JSON")
        parser.add_argument(
            "--every",
            type=positive,
            metavar="SECONDS",
            help="go on, with a run every so many seconds (where there is no timer)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        while options["every"]:
            with contextlib.suppress(CommandError):  # recorded and shown; the next run goes on
                self._run(options)
            connections.close_all()
            time.sleep(options["every"])
        self._run(options)

    def _run(self, options: dict[str, Any]) -> None:
        outcome = run() or ScheduleRun()  # another run is at work: there was nothing left for us
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "published": outcome.published,
                        "expired": outcome.expired,
                        "failures": outcome.failures,
                    },
                    ensure_ascii=False,
                )
            )
        if outcome.failures:
            names = "; ".join(f"{row['title']}: {row['reason']}" for row in outcome.failures)
            raise CommandError(f"{len(outcome.failures)} page(s) failed: {names}")
        if not options["json"]:
            self.stdout.write(f"published {outcome.published}, expired {outcome.expired}")
