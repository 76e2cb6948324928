"""manage.py fetch_feeds: ask the sources of new legal documents."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosures.feeds import taking_in
from disclosures.models import FeedSource
from portal.command_line import RepeatingCommand


class Command(RepeatingCommand):
    """Asks each source whose pause is over (with --source: that one, now). What a source did wrong
    is printed and recorded and stops no other. Exit status 1 when any failed."""

    help = "Ask the feeds for new legal documents; what is new waits for an editor."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--source", metavar="NAME", help="only this one, pause or not")
        parser.add_argument("--json", action="store_true", help="print the run as JSON")
        super().add_arguments(parser)

    def run_once(self, options: dict[str, Any]) -> None:
        sources = None
        if options["source"]:
            sources = list(FeedSource.objects.filter(name=options["source"]))
            if not sources:
                names = ", ".join(FeedSource.objects.values_list("name", flat=True)) or "–"
                raise CommandError(
                    _("There is no source “%(name)s”; there are: %(names)s")
                    % {"name": options["source"], "names": names}
                )
        outcomes = taking_in.run(sources)
        if options["json"]:
            self.stdout.write(
                json.dumps([taking_in.as_json(one) for one in outcomes], ensure_ascii=False)
            )
        else:
            for one in outcomes:
                line = _("%(name)s: %(new)s new, %(known)s known") % {
                    "name": one.source.name,
                    "new": one.new,
                    "known": one.known,
                }
                self.stdout.write(f"{line}  {one.words}".rstrip())
            if not outcomes:
                self.stdout.write(taking_in.nothing_due())
        failed = [one for one in outcomes if one.fault]
        if failed:
            names = "; ".join(f"{one.source.name}: {one.fault}" for one in failed)
            raise CommandError(
                ngettext(
                    "%(count)s source failed: %(names)s",
                    "%(count)s sources failed: %(names)s",
                    len(failed),
                )
                % {"count": len(failed), "names": names}
            )
