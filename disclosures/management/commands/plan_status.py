"""manage.py plan_status: how the tasks of plans stand at a moment, and why (R14)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from disclosures.models import Plan
from disclosures.plans.progress import PlanProgress, TaskRow, progress_of_all
from disclosures.plans.task_words import sentence, value_words
from portal.command_line import PortalCommand, moment
from portal.text import normal_number


class Command(PortalCommand):
    """The status is computed, never stored: from the duties of each task and the units' answers."""

    requires_system_checks = ()  # they are for who deploys; here they would be a third of the time
    help = "Print the status of every task of the plans, and why it is that."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--plan", help="only the plans of this number, such as 14/KH-SKHCN")
        parser.add_argument("--at", type=moment, help="a day (its end) or a moment; default: now")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plans = Plan.objects.latest_years()
        if options["plan"] is not None:
            known = sorted(set(plans.values_list("number", flat=True)))
            plans = plans.filter(number=normal_number(options["plan"]))
            if not plans:
                raise CommandError(
                    _("There is no plan %(number)s; there are: %(known)s.")
                    % {"number": options["plan"], "known": ", ".join(known) or _("none yet")}
                )
        if not plans:
            raise CommandError(_("There are no plans yet; run: manage.py import_plan FILE"))
        found = progress_of_all(list(plans), options["at"])
        if options["json"]:
            rows = [_row(one, row) for one in found for row in one.rows]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for one in found:
            self._say(one)

    def _say(self, progress: PlanProgress) -> None:
        names = _names(progress)
        self.stdout.write(f"{progress.plan.number} ({progress.plan.year})")
        for row in progress.rows:
            number = row.task.number or "-"
            words = value_words(row.status.value)
            self.stdout.write(f"  {number:<5} {words:<16} {sentence(row.status, names)}")
        counts = Counter(row.status.value for row in progress.rows)
        self.stdout.write(
            "  " + ", ".join(f"{value_words(value)} {n}" for value, n in counts.most_common())
        )


def _row(progress: PlanProgress, row: TaskRow) -> dict[str, Any]:
    task, lead = row.task, progress.units.get(row.task.lead_unit_id)
    answer = row.status.answer
    return {
        "plan": progress.plan.number,
        "year": progress.plan.year,
        "section": task.section.path if task.section else None,
        "number": task.number or None,
        "key": task.key,
        "content": task.content,
        "lead_unit": lead.code if lead else None,
        "responsible_units": [one.code for one in row.leads],
        "cooperating_units": [one.code for one in row.helpers],
        "status": row.status.value,
        "why": sentence(row.status, _names(progress)),
        "reason": row.status.as_json(),
        "duties": [{"code": one.code, "status": one.value.value} for one in row.duties],
        "answer": {"unit": answer.unit, "period": answer.period, "state": answer.state}
        if answer
        else None,
        "period": progress.period.code if progress.period else None,
        "not_answered": [one.code for one in row.silent],
    }


def _names(progress: PlanProgress) -> dict[str, str]:
    return {one.code: one.name for one in progress.units.values()}
