"""`make demo`: throw the demonstration away and make it anew, relative to today.

Only a database that is marked as a demonstration is ever thrown away, and only the embedded one:
the ledger is append-only, so making anew means beginning with an empty file.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

from scripts import processes, serving
from scripts.datafolder import data_folder, in_use
from scripts.installation import in_one_line
from scripts.system import Stop, finish, say


def main() -> None:
    processes.turn_signals_into_exit()
    env = serving.environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", serving.DEFAULT_SETTINGS)
    with in_use(data_folder()):
        with in_one_line():
            django.setup()
            _throw_away()
        serving.prepare(env)
    say("The demonstration is new as of today. `make run` serves it.")


def _throw_away() -> None:
    """Remove the embedded database, files and index; Stop when it is not a demonstration."""
    if connection.vendor != "sqlite":
        raise Stop(
            "`make demo` makes the embedded database anew; on PostgreSQL create an empty database "
            "and run: manage.py migrate, then manage.py load_demo."
        )
    database = Path(settings.DATABASES["default"]["NAME"])
    if not database.exists():
        return
    if not _is_demonstration():
        raise Stop(f"{database} is not marked as a demonstration: it stays. Remove it yourself.")
    connection.close()
    for part in ("", "-wal", "-shm"):
        database.with_name(database.name + part).unlink(missing_ok=True)
    index = settings.SEARCH_URL.partition("tantivy://")[2]
    for folder in (settings.MEDIA_ROOT, settings.PRIVATE_FILES_ROOT, index):
        if folder and Path(folder).is_relative_to(settings.PORTAL_DATA_DIR):
            shutil.rmtree(folder, ignore_errors=True)


def _is_demonstration() -> bool:
    """Whether `load_demo` made this database; a database without any account is nobody's either."""
    site = apps.get_model("portal", "PortalSettings")
    try:
        return (
            site.objects.filter(demonstration_made_on__isnull=False).exists()
            or not apps.get_model("portal", "User").objects.exists()
        )
    except DatabaseError:  # the tables are not there: a migration never ran to its end
        return not connection.introspection.table_names()


if __name__ == "__main__":
    finish(main)
