"""`manage.py read_document FILE [--json]`: what the portal reads in a file; nothing is stored."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from documents.filetypes import FileType
from documents.intake import DocumentRead, Step, examine_apart, read_document
from documents.messages import message_for, trouble_message
from documents.safety import FileFacts, FileRefused
from documents.words import TextSource
from portal.command_line import PortalCommand


class Command(PortalCommand):
    """Reads one file from end to end: type, text, metadata, signatures, findings."""

    help = "Reads a file as the portal does and says what it found; stores nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--text", action="store_true", help="add the text of each page")
        parser.add_argument("--no-ocr", action="store_true", help="leave pictures unread")
        parser.add_argument(
            "--copy", type=Path, metavar="PDF", help="write the searchable copy of a scan there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            path.open("rb").close()  # a name that isn't there is no damaged file
            facts = examine_apart(path, path.name)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be opened (%(reason)s).")
                % {"file": path, "reason": error.strerror or error}
            ) from error
        except FileRefused as refusal:
            if options["json"]:
                self.stdout.write(json.dumps(refused(refusal), ensure_ascii=False))
            raise CommandError(message_for(refusal)) from refusal
        with tempfile.TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as folder:
            read = read_document(
                path,
                facts.type,
                Path(folder),
                with_ocr=not options["no_ocr"],
                with_copy=options["copy"] is not None,
            )
            if options["copy"] is not None and read.copy is not None:
                options["copy"].write_bytes(read.copy.read_bytes())
        if options["json"]:
            found = as_json(facts, read, with_text=options["text"])
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self._tell(facts, read)
        if Step.TEXT.value in read.troubles:
            raise CommandError(trouble_message(read.troubles[Step.TEXT.value]["code"]))

    def _tell(self, facts: FileFacts, read: DocumentRead) -> None:
        self.stdout.write(
            _("%(type)s, %(pages)s pages, text: %(source)s")
            % {
                "type": facts.type.value.upper(),
                "pages": facts.pages if facts.pages is not None else "–",
                "source": read.text_source.value,
            }
        )
        for name, field in (read.metadata or {}).items():
            if isinstance(field, dict) and "value" in field:
                self.stdout.write(f"  {name}: {field['value']} ({field['confidence']:.0%})")
        for step, trouble in read.troubles.items():
            self.stdout.write(f"  {step}: {trouble_message(trouble['code'])}")


def as_json(facts: FileFacts, read: DocumentRead, *, with_text: bool = False) -> dict[str, Any]:
    """What programs get: the keys of docs/architecture.md, and more."""
    found: dict[str, Any] = {
        "type": facts.type.value,
        "pages": facts.pages if facts.type is FileType.PDF else _picture_pages(facts.type),
        "sha256": facts.sha256,
        "text_source": read.text_source.value,
        "metadata": read.metadata or {},
        "signatures": read.signatures or [],
        "findings": read.findings or [],
        "page_sources": [
            {"page": page.number, "source": page.source.value, "confidence": page.confidence}
            for page in read.pages
        ],
        "notes": read.notes,
        "troubles": read.troubles,
    }
    if with_text:
        found["text"] = [{"page": page.number, "text": page.text} for page in read.pages]
    return found


def refused(refusal: FileRefused) -> dict[str, Any]:
    """The same keys for a file that may not come in: nothing was read."""
    return {
        "type": refusal.params.get("found") or None,
        "pages": None,
        "sha256": None,
        "text_source": TextSource.NONE.value,
        "metadata": {},
        "signatures": [],
        "findings": [],
        "refused": refusal.code.value,
        "error": message_for(refusal),
    }


def _picture_pages(file_type: FileType) -> int | None:
    return 1 if file_type in {FileType.PNG, FileType.JPEG} else None
