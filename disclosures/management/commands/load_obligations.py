"""manage.py load_obligations [FILE] [--preview] [--json]: duties into the database."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosures.catalogue.loading import load
from disclosures.catalogue.reading import CATALOGUE, CatalogueError
from disclosures.catalogue.reading import load_catalogue as read_catalogue
from disclosures.law.changes import in_words, what_changes
from disclosures.register import snapshot
from disclosures.words.mistakes import mistake_words
from disclosures.words.wording import day_words
from portal.command_line import PortalCommand


class Command(PortalCommand):
    """Idempotent. A mistake in the file is one line (file, row, reason) and nothing is written.

    A changed rule supersedes the version it changes; duties that the file no longer has stay.
    """

    help = "Load the catalogue of duties: the project's own file, or FILE."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", nargs="?", help="a catalogue (YAML); default: the project's")
        parser.add_argument(
            "--preview",
            action="store_true",
            help="load nothing; say which deadlines and statuses would change",
        )
        parser.add_argument("--json", action="store_true", help="print what happened as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"]).expanduser() if options["file"] else CATALOGUE
        if options["preview"]:
            self._preview(path, as_json=options["json"])
            return
        try:
            loaded = load(path)
        except CatalogueError as error:
            raise CommandError(mistake_words(error)) from error
        if options["json"]:
            counts = {name: len(codes) for name, codes in asdict(loaded).items()}
            counts["updated_codes"], counts["kept_codes"] = loaded.updated, loaded.kept
            self.stdout.write(json.dumps(counts, ensure_ascii=False))
            return
        self.stdout.write(
            _("Duties: %(created)s new, %(updated)s changed, %(unchanged)s as they were.")
            % {
                "created": len(loaded.created),
                "updated": len(loaded.updated),
                "unchanged": len(loaded.unchanged),
            }
        )
        if loaded.edited:
            self.stdout.write(
                _("Entered by the office, left alone: %(codes)s")
                % {"codes": ", ".join(loaded.edited)}
            )
        if loaded.kept:
            self.stdout.write(
                _("Not in the file, kept: %(codes)s") % {"codes": ", ".join(loaded.kept)}
            )

    def _preview(self, path: Path, *, as_json: bool) -> None:
        try:
            duties = read_catalogue(path)
        except CatalogueError as error:
            raise CommandError(mistake_words(error)) from error
        found = what_changes(snapshot(), duties)
        if as_json:
            rows = [one.as_json() for one in found]
            self.stdout.write(json.dumps({"changes": rows}, ensure_ascii=False))
            return
        for one in map(in_words, found):
            self.stdout.write(
                f"{one['duty']:<12} {one['case'] or '–'!s:<24} "
                f"{_day(one['due_before']):<10} → {_day(one['due_after']):<10}  "
                f"{one['before']} → {one['after']}"
            )
        self.stdout.write(
            ngettext(
                "%(count)s deadline or status would change; nothing was loaded.",
                "%(count)s deadlines or statuses would change; nothing was loaded.",
                len(found),
            )
            % {"count": len(found)}
        )


def _day(day: date | None) -> str:
    return day_words(day) if day else "–"
