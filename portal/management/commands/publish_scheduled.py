"""manage.py publish_scheduled: publish what is due, end what has expired; takes the place of
Wagtail's command of that name."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.command_line import RepeatingCommand
from portal.models import ScheduleRun
from portal.scheduling import run


class Command(RepeatingCommand):
    """One transaction per page: a page that fails doesn't stop the others. Exit status 1 on
    failure.

    Run it every five minutes; every run is recorded, so that a timer that died is seen.
    """

    help = "Publish and expire pages whose time has come; failures are recorded and shown."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="print the run as JSON")
        super().add_arguments(parser)

    def run_once(self, options: dict[str, Any]) -> None:
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
            raise CommandError(
                ngettext(
                    "%(count)s page failed: %(names)s",
                    "%(count)s pages failed: %(names)s",
                    len(outcome.failures),
                )
                % {"count": len(outcome.failures), "names": names}
            )
        if not options["json"]:
            self.stdout.write(
                _("published: %(published)s, ended: %(expired)s")
                % {"published": outcome.published, "expired": outcome.expired}
            )
