"""`manage.py clean_document FILE COPY`: a copy without comments, changes, macros, names."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from documents import sandbox
from documents.filetypes import FileType
from documents.intake import examine_apart
from documents.messages import message_for, trouble_message
from documents.readers import ReaderRefused
from documents.safety import FileRefused
from portal.command_line import PortalCommand


class Command(PortalCommand):
    """Makes a cleaned copy; the file itself stays as it is."""

    help = "Makes a copy of FILE without what should not go public; a signed PDF is refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("copy", type=Path, metavar="COPY")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path, copy = options["file"], options["copy"]
        try:
            path.open("rb").close()
            if copy.exists():
                raise CommandError(_("%(file)s is there already.") % {"file": copy})
            facts = examine_apart(path, path.name)
            made = _cleaned(path, facts.type, copy)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be opened (%(reason)s).")
                % {"file": error.filename or path, "reason": error.strerror or error}
            ) from error
        except FileRefused as refusal:
            raise CommandError(message_for(refusal)) from refusal
        except ReaderRefused as refused:
            raise CommandError(trouble_message(refused.code.value)) from refused
        if made == "signed":
            raise CommandError(
                _("%(file)s is signed: a cleaned copy would lose its signature.") % {"file": path}
            )
        if made == "type":
            raise CommandError(_("Files of this type cannot be cleaned here."))
        if options["json"]:
            self.stdout.write(json.dumps({"copy": str(copy), "size": copy.stat().st_size}))
        else:
            self.stdout.write(_("%(file)s is made.") % {"file": copy})


def _cleaned(path: Path, file_type: FileType, copy: Path) -> str:
    """Writes the copy; "" or the reason why there is none."""
    with tempfile.TemporaryDirectory(prefix="clean-", ignore_cleanup_errors=True) as folder:
        arguments = {"file_type": file_type.value}
        [answer] = sandbox.run(
            "clean", path, arguments, limits=sandbox.OFFICE, keep_in=Path(folder)
        )
        if answer["reason"]:
            return str(answer["reason"])
        copy.write_bytes((Path(folder) / "cleaned").read_bytes())
        return ""
