"""manage.py send_reminders: mail each unit what is due, overdue or asked of it today."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from disclosures.reminders import sending
from disclosures.reminders.digests import Digest, Line, Plan, plan
from disclosures.reminders.message import message_of
from disclosures.words.wording import day_words
from portal.command_line import RepeatingCommand, day

#: What a dry run says of a digest.
WOULD_SEND = "would_send"
#: What became of a digest, in words.
OUTCOMES = {
    WOULD_SEND: lazy("would be sent"),
    sending.SENT: lazy("sent"),
    sending.FAILED: lazy("not sent"),
    sending.NO_ADDRESS: lazy("no address"),
    sending.TAKEN: lazy("taken"),
}


class Command(RepeatingCommand):
    """One mail per unit and day; run again it sends what is left and nothing twice. Exit status 1
    when a mail server refused; a unit without an address is said and is no failure.

    Run it every hour of the working day; every run is recorded, so that a timer that died is seen.
    """

    help = "Mail each unit what is due, overdue or asked of it; escalate what stays overdue."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="show what would be sent; send nothing"
        )
        parser.add_argument("--at", type=day, metavar="DATE", help="as on that day; default: today")
        parser.add_argument("--json", action="store_true", help="print the run as JSON")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"] and (options["at"] or options["dry_run"]):
            raise CommandError(_("--every goes with neither --at nor --dry-run."))
        super().handle(*args, **options)

    def run_once(self, options: dict[str, Any]) -> None:
        if options["dry_run"]:
            what = plan(options["at"])
            results = [
                (one, WOULD_SEND, "")
                if one.unit.email
                else (one, sending.NO_ADDRESS, sending.no_address_words())
                for one in what.digests
            ]
        else:
            done = sending.run(options["at"])
            if done is None:
                self._say_nothing(options)
                return
            what, results = done.plan, done.results
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(what, results, options), ensure_ascii=False))
        else:
            self._say(what, results)
        failed = [(one, why) for one, outcome, why in results if outcome == sending.FAILED]
        if failed:
            names = "; ".join(f"{one.unit.code}: {why}" for one, why in failed)
            raise CommandError(
                ngettext(
                    "%(count)s mail was not sent: %(names)s",
                    "%(count)s mails were not sent: %(names)s",
                    len(failed),
                )
                % {"count": len(failed), "names": names}
            )

    def _say_nothing(self, options: dict[str, Any]) -> None:
        """Another run is at work: there is nothing left for us."""
        if options["json"]:
            self.stdout.write(json.dumps({"day": None, "digests": [], "nobodys": 0}))
        else:
            self.stdout.write(_("Another run is at work."))

    def _say(self, what: Plan, results: list[tuple[Digest, str, str]]) -> None:
        for digest, outcome, why in results:
            line = f"{digest.unit.code:<10} {OUTCOMES[outcome]!s:<15} {digest.unit.email or '–'}"
            self.stdout.write(f"{line}  {len(digest.own)}+{len(digest.escalated)}  {why}".rstrip())
        if what.nobodys:
            self.stdout.write(
                ngettext(
                    "%(count)s thing that no unit answers for",
                    "%(count)s things that no unit answers for",
                    len(what.nobodys),
                )
                % {"count": len(what.nobodys)}
            )
        self.stdout.write(
            _("%(day)s: %(digests)s digests, %(sent)s of them sent")
            % {
                "day": day_words(what.day),
                "digests": len(results),
                "sent": sum(outcome == sending.SENT for _digest, outcome, _why in results),
            }
        )


def _as_json(
    what: Plan, results: list[tuple[Digest, str, str]], options: dict[str, Any]
) -> dict[str, Any]:
    return {
        "day": what.day.isoformat(),
        "dry_run": options["dry_run"],
        "digests": [
            {
                "unit": digest.unit.code,
                "name": digest.unit.name,
                "to": digest.unit.email or None,
                "outcome": outcome,
                "reason": why,
                "subject": message_of(digest, what).subject,
                "items": [_line(line) for line in digest.lines],
                "others": digest.others,
            }
            for digest, outcome, why in results
        ],
        "nobodys": len(what.nobodys),
    }


def _line(line: Line) -> dict[str, Any]:
    item = line.item
    return {
        "kind": item.kind.value,
        "duty": item.duty,
        "case": item.case,
        "due": item.due.isoformat() if item.due else None,
        "unit": item.unit or None,
        "step": line.step.name,
        "step_on": line.step.on.isoformat(),
        "title": item.title,
        "why": item.sentence,
    }
