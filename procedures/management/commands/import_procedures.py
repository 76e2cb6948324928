"""manage.py import_procedures: a file of procedures into the catalogue (T5).

The file is read to its end before anything is written. Rows that can't be taken are left out and
reported with their reasons, each procedure is written whole or not at all; `--all-or-nothing`
writes nothing as long as one row is refused.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.command_line import PortalCommand
from portal.models import Unit, User
from procedures.exchange.mapping import parse_choices
from procedures.exchange.refusals import FileRefused
from procedures.exchange.unpacking import Unpacked, unpack
from procedures.importing.importer import Import, examine
from procedures.importing.report import Note, Options, Rejected, Report
from procedures.models import ProcedureIndexPage


class Command(PortalCommand):
    """Exit status 1 and one line on stderr when the file can't be read, or nothing was written
    because of `--all-or-nothing`."""

    requires_system_checks = ()
    help = "Import procedures from CSV, XLSX, JSON or JSON Lines (each also .gz) as drafts."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", metavar="FILE", help="the file; its ending says its format")
        parser.add_argument("--dry-run", action="store_true", help="say it, write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument(
            "--all-or-nothing",
            action="store_true",
            help="write nothing as long as one row is refused",
        )
        parser.add_argument(
            "--mapping",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help="which field a column holds, where its heading doesn't say it",
        )
        parser.add_argument(
            "--unit", metavar="CODE", help="the unit in charge of what the file names none for"
        )
        parser.add_argument("--author", metavar="USERNAME", help="who wrote the drafts")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish what can be published, in the name of --approver",
        )
        parser.add_argument("--approver", metavar="USERNAME", help="the second person who approves")

    def handle(self, *args: Any, **options: Any) -> None:
        if not ProcedureIndexPage.objects.exists():
            raise CommandError(_("There is no list of procedures yet; run: manage.py setup_site"))
        path = Path(options["file"])
        prepared = self._options(path, options)
        try:
            unpacked = _unpacked(path)
            with unpacked.stream:
                report = self._import(unpacked, prepared, options)
        except FileRefused as refused:
            raise CommandError(f"{path.name}: {refused}") from refused
        if options["json"]:
            self.stdout.write(
                json.dumps({**report.as_json(), "dry_run": options["dry_run"]}, ensure_ascii=False)
            )
        else:
            self._tell(report, dry_run=options["dry_run"])

    def _options(self, path: Path, options: dict[str, Any]) -> dict[str, Any]:
        if options["publish"] and not options["approver"]:
            raise CommandError(
                _(
                    "--publish needs --approver: what one person wrote another person approves, "
                    "and the ledger keeps who."
                )
            )
        try:
            mapping = parse_choices(options["mapping"])
        except FileRefused as refused:
            raise CommandError(str(refused)) from refused
        return {
            "now": timezone.now(),
            "today": timezone.localdate(),
            "source": path.name,
            "author": _user(options["author"]),
            "approver": _user(options["approver"]) if options["publish"] else None,
            "unit": _unit(options["unit"]),
            "mapping": mapping,
        }

    def _import(
        self, unpacked: Unpacked, prepared: dict[str, Any], options: dict[str, Any]
    ) -> Report:
        examine(unpacked, prepared["mapping"])
        if options["all_or_nothing"] and not options["dry_run"]:
            report = Import(Options(**prepared, dry_run=True)).run(unpacked)
            if report.rejected:
                first = report.rejected[0]
                raise CommandError(
                    _("%(count)s rows are refused, nothing was written; row %(row)s: %(reason)s")
                    % {"count": len(report.rejected), "row": first.row, "reason": first.reason}
                )
        return Import(Options(**prepared, dry_run=options["dry_run"])).run(unpacked)

    def _tell(self, report: Report, *, dry_run: bool) -> None:
        for one in report.rejected:
            self.stdout.write(f"  ✗ {_where(one)}: {one.reason}")
        for note in report.notes:
            self.stdout.write(f"  ! {_where(note)}: {note.note}")
        if report.ignored_columns:
            self.stdout.write(
                _("Columns left out: %(columns)s") % {"columns": ", ".join(report.ignored_columns)}
            )
        self.stdout.write(
            _(
                "created %(created)s, updated %(updated)s, unchanged %(unchanged)s, published "
                "%(published)s, rejected %(rejected)s"
            )
            % {**report.as_json(), "rejected": len(report.rejected)}
        )
        if dry_run:
            self.stdout.write(_("Nothing was written (--dry-run)."))


def _where(one: Rejected | Note) -> str:
    row = _("row %(row)s") % {"row": one.row}
    return f"{row}, {one.code}" if one.code else row


def _unpacked(path: Path) -> Unpacked:
    try:
        with path.open("rb") as source:
            return unpack(source, path.name)
    except OSError as error:
        reasons = {
            FileNotFoundError: _("there is no such file"),
            IsADirectoryError: _("it is a folder; name the file in it"),
            PermissionError: _("this account may not read it"),
        }
        unknown = _("error %(number)s of the system") % {"number": error.errno}
        reason = reasons.get(type(error), unknown)
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s") % {"file": path, "reason": reason}
        ) from error


def _user(username: str | None) -> User | None:
    if not username:
        return None
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise CommandError(_("There is no active account %(name)s.") % {"name": username})
    return found


def _unit(code: str | None) -> Unit | None:
    if not code:
        return None
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise CommandError(_("There is no unit %(code)s.") % {"code": code})
    return found
