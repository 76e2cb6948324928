"""Bring database, demonstration and search index up to date, in one process.

Prints the demonstration's accounts as JSON on standard output, progress on standard error.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django_tasks import task_backends

from scripts import serving
from scripts.installation import in_one_line
from scripts.system import Stop, finish

#: Loading a demonstration asks for a thousand small updates of indexes in the background. They are
#: counted instead of queued, and the indexes are built once at the end.
COUNTING = "django_tasks.backends.dummy.DummyBackend"


def main() -> None:
    with in_one_line():
        _prepare()


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", serving.DEFAULT_SETTINGS)
    settings.TASKS = {
        name: {**backend, "BACKEND": COUNTING} for name, backend in settings.TASKS.items()
    }
    django.setup()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise wants it to exist
    with _step("Database"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    said = io.StringIO()
    with _step("Demonstration", lines=True):
        call_command("load_demo", json=True, stdout=said, stderr=sys.stderr)
    with _step("Search index"):
        references = apps.get_model("wagtailcore", "ReferenceIndex")
        # None at all: an earlier run was ended before it came here.
        if task_backends["default"].results or not references.objects.exists():
            call_command("rebuild_references_index", verbosity=0, stdout=io.StringIO())
            call_command("update_index", verbosity=0, stdout=io.StringIO())
        call_command("search_reindex", if_needed=True, stdout=io.StringIO(), stderr=sys.stderr)
    sys.stdout.write(said.getvalue())


@contextmanager
def _step(name: str, *, lines: bool = False) -> Iterator[None]:
    """One line of progress with the time taken; `lines`: the step prints lines of its own."""
    started = time.monotonic()
    print(f"{name} …", end="\n" if lines else " ", file=sys.stderr, flush=True)
    try:
        yield
    except CommandError as error:
        print(file=sys.stderr)
        raise Stop(f"{name}: {error}") from None
    print(
        f"{f'{name} ' if lines else ''}ready ({time.monotonic() - started:.1f} s)", file=sys.stderr
    )


if __name__ == "__main__":
    finish(main)
