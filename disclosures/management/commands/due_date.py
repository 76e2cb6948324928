"""manage.py due_date: the deadline that a rule sets, by the office's calendar."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.db.utils import OperationalError, ProgrammingError
from django.utils.translation import gettext as _

from disclosures.counting.grammar import parse_rule
from disclosures.counting.rules import Rule, RuleError
from disclosures.deadlines import ANCHORS, DeadlineError, Due, due_dates
from disclosures.words.mistakes import mistake_words
from portal.calendar import Calendar
from portal.command_line import PortalCommand, within_years, year
from portal.models import office_calendar


def anchor(text: str) -> tuple[str, date]:
    """NAME=YYYY-MM-DD from the command line."""
    name, sign, day = text.partition("=")
    if not sign or name not in ANCHORS:
        raise ArgumentTypeError(
            _("“%(text)s” names no anchor; write NAME=YYYY-MM-DD with one of the names: %(known)s")
            % {"text": text, "known": ", ".join(sorted(ANCHORS))}
        )
    try:
        return name, within_years(date.fromisoformat(day), day)
    except ValueError:
        raise ArgumentTypeError(
            _("“%(text)s” is no date; write %(name)s=YYYY-MM-DD") % {"text": day, "name": name}
        ) from None


class Command(PortalCommand):
    """One deadline prints {"due": …}; several print {"instances": [{"anchor", "due"}, …]}."""

    requires_system_checks = ()  # they are for who deploys; here they would be most of the time
    help = "Count the deadline that a rule of the grammar (disclosures/data) sets."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--rule", required=True, help="the rule as JSON")
        parser.add_argument(
            "--anchor", type=anchor, action="append", default=[], metavar="NAME=DATE",
            help="what happened when; may be given several times",
        )  # fmt: skip
        parser.add_argument("--year", type=year, help="the period, for rules that need no event")
        parser.add_argument("--when", help="a case that the rule names")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        calendar = self._calendar()
        try:
            dues = due_dates(
                _rule(options["rule"]),
                dict(options["anchor"]),
                calendar,
                period=options["year"],
                when=options["when"],
            )
        except (RuleError, DeadlineError) as error:
            words = _("This deadline cannot be counted: %(why)s")
            raise CommandError(words % {"why": mistake_words(error)}) from error
        for number in sorted({each for one in dues for each in one.counted.years}):
            if not calendar.is_known(number):
                self.stderr.write(
                    _(
                        "The days off of %(year)s are not known, Tết among them: enter them in the "
                        "calendar and confirm the year."
                    )
                    % {"year": number}
                )
        if options["json"]:
            self.stdout.write(json.dumps(_shape(dues)))
            return
        for one in dues:
            self.stdout.write(f"{one.due}" if len(dues) == 1 else f"{_name(one)}: {one.due}")

    def _calendar(self) -> Calendar:
        try:
            return office_calendar()
        except (OperationalError, ProgrammingError):
            self.stderr.write(_("There is no database yet: counted by the public holidays alone."))
            return Calendar()


def _rule(text: str) -> Rule:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CommandError(_("--rule is not readable JSON: %(why)s") % {"why": error}) from error
    return parse_rule(data)


def _shape(dues: list[Due]) -> dict[str, Any]:
    if len(dues) == 1:
        return {"due": dues[0].due.isoformat()}
    return {
        "instances": [
            {"anchor": one.anchor, "due": one.due.isoformat(), "period": one.period or None}
            for one in dues
        ]
    }


def _name(due: Due) -> str:
    return due.period or due.anchor
