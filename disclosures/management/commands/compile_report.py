"""manage.py compile_report: a plan's progress report as text, Word, Excel or JSON (R9)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures.models import ReportPeriod
from disclosures.reporting import words
from disclosures.reporting.compiling import compiled
from disclosures.reporting.docx_report import docx_of
from disclosures.reporting.xlsx_report import xlsx_of
from portal.command_line import PortalCommand, reason_of
from portal.text import normal_number


class Command(PortalCommand):
    """Changes nothing: an open period is compiled as it stands, a sent one shown as it was sent."""

    requires_system_checks = ()  # they are for who deploys; here they would be a third of the time
    help = "Compile the progress report of a period (2026-Q1, 2026-Q2, 2026-Q3 or 2026)."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("period", help="a quarter, 2026-Q1 to 2026-Q3, or a year, 2026")
        parser.add_argument("--plan", help="number of the plan; needed when several report then")
        parser.add_argument("--docx", type=Path, metavar="FILE", help="write the Word file here")
        parser.add_argument("--xlsx", type=Path, metavar="FILE", help="write the workbook here")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        period = _period(options["period"].upper(), options["plan"])
        report = compiled(period, timezone.now())
        for target, make in ((options["docx"], docx_of), (options["xlsx"], xlsx_of)):
            if target is not None:
                _write(target, make(report, site=settings.SITE_URL))
        if options["json"]:
            frozen = period.frozen if period.is_sent else None
            sent = frozen and {
                "at": frozen.frozen_at.isoformat(),
                "sha256": frozen.sha256,
                "intact": frozen.is_intact,
                "corrections": [
                    {"text": one.text, "reason": one.reason, "at": one.recorded_at.isoformat()}
                    for one in frozen.corrections.all()
                ],
            }
            self.stdout.write(json.dumps({**report, "sent": sent}, ensure_ascii=False))
            return
        self.stdout.write(words.subject(report))
        for sentence in (*words.task_sentences(report), *words.register_sentences(report)):
            self.stdout.write(sentence)
        for task in report["tasks"]:
            self.stdout.write(
                f"{task['section']:<6} {task['number']:<5} {words.state(task['state']):<18} "
                f"{task['content'][:60]}"
            )
        for target in (options["docx"], options["xlsx"]):
            if target is not None:
                self.stdout.write(f"→ {target}")


def _period(code: str, plan: str | None) -> ReportPeriod:
    found = ReportPeriod.objects.select_related("plan").filter(code=code)
    if plan:
        found = found.filter(plan__number=normal_number(plan))
    there = list(found)
    if not there:
        known = ", ".join(
            ReportPeriod.objects.order_by("units_due").values_list("code", flat=True).distinct()
        )
        missing = (
            _("There is no reporting period %(code)s of the plan %(plan)s; there are: %(known)s.")
            if plan
            else _("There is no reporting period %(code)s; there are: %(known)s.")
        )
        raise CommandError(missing % {"code": code, "plan": plan, "known": known or _("none yet")})
    if len(there) > 1:
        plans = ", ".join(one.plan.number for one in there)
        raise CommandError(
            _("Several plans report on %(code)s: %(plans)s. Say which with --plan.")
            % {"code": code, "plans": plans}
        )
    return there[0]


def _write(target: Path, content: bytes) -> None:
    """The whole file or none: a name that is there is replaced at the end."""
    draft = target.with_name(f"{target.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CommandError(
            _("%(file)s cannot be written: %(reason)s")
            % {"file": target, "reason": reason_of(error)}
        ) from error
