"""manage.py import_plan: a plan's file to tasks (R1).

The draft printed by --json is what the file says; what is stored of a plan imported before may
differ where people corrected it. A name that no unit bears stops nothing: its tasks are stored with
the name as printed and without a unit, and the name is offered again the next time.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosures.models import Plan
from disclosures.plan_import import DraftPlan, PlanRefused, message, read_plan, to_json
from disclosures.plan_import.source import MAX_BYTES
from disclosures.plans.accept import PlanNotAccepted, Source, accept
from disclosures.plans.directory import known_units
from disclosures.plans.pdf_words import words_of_pdf
from disclosures.plans.proposal import (
    CREATE,
    Corrections,
    Proposal,
    RowState,
    UnitDecision,
    header_of,
    propose,
)
from disclosures.plans.stored import stored_plan
from disclosures.plans.words import shown_changes
from disclosures.plans.writing import changes_json
from disclosures.words.wording import day_words
from portal.command_line import PortalCommand, day, reason_of
from portal.models import Unit


class Command(PortalCommand):
    """Reads FILE (.docx, .pdf or .md), stores the plan and its tasks in one transaction.

    A plan imported before (same number and day of signing) is brought up to date: tasks keep their
    identity. Exit status 1 and one line on stderr when nothing was written.
    """

    requires_system_checks = ()  # they are for who deploys; here they would be half of the time
    help = "Import a plan and its tasks from a Word (.docx), PDF or Markdown (.md) file."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", metavar="FILE", help="the plan, .docx, .pdf or .md")
        parser.add_argument("--dry-run", action="store_true", help="show it, write nothing")
        parser.add_argument("--json", action="store_true", help="print what was read as JSON")
        parser.add_argument(
            "--create-units",
            action="store_true",
            help="make a unit of every name that no unit bears (otherwise they are left open)",
        )
        parser.add_argument("--number", help="the plan's number, where the file doesn't print it")
        parser.add_argument(
            "--signed-on",
            type=day,
            metavar="YYYY-MM-DD",
            help="the day of signing, where the file doesn't print it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        data = _bytes_of(path)
        known = known_units()
        try:
            draft = read_plan(data, path.name, known, words_of=words_of_pdf)
        except PlanRefused as refused:
            raise CommandError(f"{path.name}: {message(refused)}") from refused
        corrections = _corrections(draft, options)
        header = header_of(draft, corrections)
        plan = Plan.objects.identified(header["number"], header["signed_on"])
        proposal = propose(draft, corrections, known, stored_plan(plan))
        if not options["dry_run"]:
            source = Source(path.name, hashlib.sha256(data).hexdigest())
            try:
                accept(proposal, source)
            except PlanNotAccepted as refused:
                raise CommandError(f"{path.name}: {refused}") from refused
        for name in _left_open(proposal):
            self.stderr.write(name)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(draft, proposal, options), ensure_ascii=False))
        else:
            self._tell(draft, proposal, dry_run=options["dry_run"])

    def _tell(self, draft: DraftPlan, proposal: Proposal, *, dry_run: bool) -> None:
        header, counts = proposal.header, proposal.counts
        signed_on = day_words(header["signed_on"]) if header["signed_on"] else "–"
        self.stdout.write(f"{header['number'] or '–'} · {signed_on}")
        self.stdout.write(header["title"] or "–")
        for notice in draft.warnings:
            self.stdout.write(f"  ! {message(notice)}")
        if proposal.stored:
            self._tell_changes(proposal)
        self.stdout.write(
            _(
                "added %(added)s, changed %(changed)s, unchanged %(unchanged)s, "
                "restored %(restored)s, dropped %(dropped)s"
            )
            % counts
        )
        if dry_run:
            self.stdout.write(_("Nothing was written (--dry-run)."))

    def _tell_changes(self, proposal: Proposal) -> None:
        units = dict(Unit.objects.values_list("code", "name"))
        for change in shown_changes(proposal.header_changes, units):
            self.stdout.write(f"  ~ {change.label}: {change.before} → {change.after}")
        for row in proposal.rows:
            if row.state is RowState.ADDED:
                self.stdout.write(f"  + {row.task.order}. {row.task.content}")
            for change in shown_changes(row.changes, units):
                self.stdout.write(
                    f"  ~ {row.task.order}. {change.label}: {change.before} → {change.after}"
                )
        for task in proposal.dropped:
            self.stdout.write(f"  - {task.now.order}. {task.now.content}")


def _bytes_of(path: Path) -> bytes:
    """At most a byte more than a plan may have. Raises CommandError."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s") % {"file": path, "reason": reason_of(error)}
        ) from error


def _corrections(draft: DraftPlan, options: dict[str, Any]) -> Corrections:
    header = {name: options[name] for name in ("number", "signed_on") if options[name] is not None}
    units = {}
    if options["create_units"]:
        units = {unit.name: UnitDecision(CREATE) for unit in draft.unknown_units}
    return Corrections(header=header, units=units)


def _left_open(proposal: Proposal) -> list[str]:
    names = [
        unit.name for unit in proposal.unknown if proposal.decisions[unit.name].action != CREATE
    ]
    if not names:
        return []
    return [
        ngettext(
            "%(count)s name is no unit we know; its tasks are left without one (--create-units "
            "makes it): %(names)s",
            "%(count)s names are no units we know; their tasks are left without one "
            "(--create-units makes them): %(names)s",
            len(names),
        )
        % {"count": len(names), "names": "; ".join(names)}
    ]


def _as_json(draft: DraftPlan, proposal: Proposal, options: dict[str, Any]) -> dict[str, Any]:
    return {
        **to_json(draft),
        "dry_run": options["dry_run"],
        "already_stored": proposal.stored is not None,
        "changes": changes_json(proposal),
    }
