"""manage.py doctor: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.command_line import PortalCommand
from portal.doctor import examine


class Command(PortalCommand):
    """Reads only. Exit status 1 when something is wrong; docs/operations.md explains every finding.

    JSON: {"ok": bool, "findings": [{"id", "what", "where", "do"}, …]}.
    """

    help = "Say what is wrong with the data: exit status 1 when anything is."
    # They are part of the answer instead of a reason to refuse one.
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = []
        for finding in examine(timezone.now()):
            findings.append(finding)
            if not options["json"]:  # as they come: reading many files takes a while
                self.stdout.write(f"{finding.id}\n  {finding.what}\n  {finding.where}")
                self.stdout.write(f"  → {finding.do}\n")
        if options["json"]:
            answer = {"ok": not findings, "findings": [asdict(finding) for finding in findings]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if findings:
            raise CommandError(
                ngettext("%(count)s finding", "%(count)s findings", len(findings))
                % {"count": len(findings)}
            )
        if not options["json"]:
            self.stdout.write(_("Nothing is wrong."))
