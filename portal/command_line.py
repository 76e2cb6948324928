"""Every way a management command refuses: one clear line, an exit status, and no traceback.

`run` is what manage.py calls: an installation that isn't ready (a setting that means nothing, a
database that is away or not migrated) is said in one line instead of where in the code it was
noticed; `--traceback` still shows the whole. A fault of ours stays a traceback. `PortalCommand` is
the base of our commands: what was mistyped is one line, without the lines of usage before it.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: The years a command takes: beyond them a date is a slip of the fingers, not a question.
YEARS = range(1900, 2201)
Day = TypeVar("Day", bound=date)
INTERRUPTED = 130  # what a shell expects after Ctrl-C
CUT_OFF = 141  # and when the reader of a pipe has gone

#: PostgreSQL's codes for a table and a column that isn't there, and SQLite's words for the same.
_NOT_MIGRATED_CODES = {"42P01", "42703"}
_NOT_MIGRATED_WORDS = re.compile(r"no such (table|column)|has no column named")

#: What argparse says (English, whatever the language) and how we say it. Lazy: nothing here may ask
#: for the settings before a command has said which ones.
_ARGPARSE = (
    (r"the following arguments are required: (?P<names>.+)", gettext_lazy("missing: %(names)s")),
    (r"unrecognized arguments: (?P<names>.+)", gettext_lazy("unknown arguments: %(names)s")),
    (
        r"argument (?P<name>.+?): expected (?:one|at least one) argument",
        gettext_lazy("%(name)s needs a value"),
    ),
    (
        r"argument (?P<name>.+?): invalid int value: (?P<value>.+)",
        gettext_lazy("%(name)s must be a whole number, not %(value)s"),
    ),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)",
        gettext_lazy("%(name)s can't be %(value)s; there are: %(known)s"),
    ),
    (
        r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)",
        gettext_lazy("%(name)s takes no value, and was given %(value)s"),
    ),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        gettext_lazy("%(name)s doesn't go with %(other)s"),
    ),
    (
        r"ambiguous option: (?P<name>.+?) could match (?P<known>.+)",
        gettext_lazy("%(name)s can mean several things: %(known)s"),
    ),
    (r"argument (?P<name>.+?): (?P<reason>.+)", gettext_lazy("%(name)s: %(reason)s")),
)


def run(argv: Sequence[str]) -> None:
    """Run the command that `argv` names (argv[0]: this program). Ends the process with 1 and one
    line on standard error when the installation isn't ready."""
    try:
        execute_from_command_line(list(argv))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # whoever read us has enough (head): nothing more can be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CUT_OFF)
    except Exception as problem:
        said = explain(problem)
        if said is None or "--traceback" in argv:
            raise
        sys.stderr.write(f"{said}\n")
        sys.exit(1)


def explain(problem: Exception) -> str | None:
    """One line about what the installation lacks; None when `problem` is a fault of the code."""
    if isinstance(problem, ImproperlyConfigured):
        return one_line(problem)
    if isinstance(problem, ModuleNotFoundError) and not settings.configured:
        return f"The settings cannot be loaded: {one_line(problem)} (see DJANGO_SETTINGS_MODULE)."
    if isinstance(problem, DatabaseError | InterfaceError):
        return _explain_database(problem)
    if type(problem).__module__ == "redis.exceptions":
        return _("The cache cannot be used (%(reason)s); look at REDIS_URL.") % {
            "reason": one_line(problem)
        }
    return None


def _explain_database(problem: Exception) -> str | None:
    code = getattr(problem.__cause__, "sqlstate", None)
    if code in _NOT_MIGRATED_CODES or _NOT_MIGRATED_WORDS.search(str(problem)):
        return _("The database lacks tables or columns; run: manage.py migrate")
    # Exactly these: a broken constraint or a wrong query is a fault of ours.
    if type(problem) in (OperationalError, InterfaceError, DatabaseError):
        return _("The database cannot be used (%(reason)s); look at DATABASE_URL.") % {
            "reason": one_line(problem)
        }
    return None


def one_line(problem: Exception) -> str:
    """The first line of what `problem` says, never empty."""
    return next(iter(str(problem).strip().splitlines()), "") or type(problem).__name__


def reason_of(error: OSError) -> str:
    """Why a file can't be read or written: the system itself says it in English, whatever the
    language."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _("there is no such file")
    if isinstance(error, IsADirectoryError):
        return _("it is a folder")
    if isinstance(error, PermissionError):
        return _("it is not permitted")
    return _("error %(number)s of the system") % {"number": error.errno}


class PortalCommand(BaseCommand):
    """The base of our commands (a test holds them to it): a mistyped one says so in one line."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:  # else Django raises CommandError, for `call_command`

            def refuse(message: str) -> NoReturn:
                parser.exit(2, f"{parser.prog}: {translated(message)} (--help)\n")

            parser.error = refuse  # type: ignore[method-assign]
        return parser


class RepeatingCommand(PortalCommand):
    """A job of a timer that can also go on by itself, where there is no timer: `--every SECONDS`.

    A run that failed has recorded it; the next one goes on.
    """

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--every",
            type=positive,
            metavar="SECONDS",
            help="go on, with a run every so many seconds (where there is no timer)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        while options["every"]:
            with contextlib.suppress(CommandError):
                self.run_once(options)
            connections.close_all()
            time.sleep(options["every"])
        self.run_once(options)

    def run_once(self, options: dict[str, Any]) -> None:
        """One run. Raises CommandError for what failed, after the rest was done."""
        raise NotImplementedError


def translated(message: str) -> str:
    """What argparse complains about, in our words and the user's language, on one line."""
    message = " ".join(message.split())
    for pattern, text in _ARGPARSE:
        found = re.fullmatch(pattern, message)
        if found:
            return str(text) % found.groupdict()
    return message


def day(text: str) -> date:
    """A day within YEARS, from the command line."""
    try:
        return within_years(date.fromisoformat(text), text)
    except ValueError:
        raise ArgumentTypeError(
            _("%(text)r is no date; write YYYY-MM-DD") % {"text": text}
        ) from None


def moment(text: str) -> date | datetime:
    """A day (its end is meant) or an aware moment within YEARS, from the command line."""
    try:
        return within_years(date.fromisoformat(text), text)
    except ValueError:
        pass
    try:
        found = within_years(datetime.fromisoformat(text), text)
    except ValueError:
        raise ArgumentTypeError(
            _("%(text)r is no date; write YYYY-MM-DD or YYYY-MM-DDTHH:MM") % {"text": text}
        ) from None
    return found if found.tzinfo else timezone.make_aware(found)


def within_years(found: Day, text: str) -> Day:
    """`found` itself. Raises ArgumentTypeError when its year is not one a command takes."""
    if found.year in YEARS:
        return found
    raise ArgumentTypeError(
        _("%(text)r is out of range; write a year from %(first)s to %(last)s")
        % {"text": text, "first": YEARS[0], "last": YEARS[-1]}
    )


def year(text: str) -> int:
    """A year within YEARS, from the command line."""
    if text.isascii() and text.isdecimal() and int(text[:6]) in YEARS:
        return int(text)
    raise ArgumentTypeError(
        _("%(text)r is no year; write %(first)s to %(last)s")
        % {"text": text, "first": YEARS[0], "last": YEARS[-1]}
    )


def positive(text: str) -> int:
    """A whole number from 1 on, from the command line."""
    if text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0:
        return int(text)
    raise ArgumentTypeError(_("%(text)r is no whole number from 1 on") % {"text": text})
