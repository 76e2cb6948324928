"""manage.py load_obligations [FILE] [--json]: bring the catalogue of duties into the database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from disclosures.catalogue.loading import load
from disclosures.catalogue.reading import CATALOGUE, CatalogueError
from portal.command_line import PortalCommand


class Command(PortalCommand):
    """Idempotent. A mistake in the file is one line (file, row, reason) and nothing is written.

    A changed rule supersedes the version it changes; duties that the file no longer has stay.
    """

    help = "Load the catalogue of duties: the project's own file, or FILE."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", nargs="?", help="a catalogue (YAML); default: the project's")
        parser.add_argument("--json", action="store_true", help="print what happened as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"]).expanduser() if options["file"] else CATALOGUE
        try:
            loaded = load(path)
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            counts = {name: len(codes) for name, codes in asdict(loaded).items()}
            counts["updated_codes"], counts["kept_codes"] = loaded.updated, loaded.kept
            self.stdout.write(json.dumps(counts, ensure_ascii=False))
            return
        self.stdout.write(
            f"{len(loaded.created)} created, {len(loaded.updated)} updated, "
            f"{len(loaded.unchanged)} unchanged"
        )
        if loaded.kept:
            self.stdout.write(f"not in the file, kept: {', '.join(loaded.kept)}")
