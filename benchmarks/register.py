"""The register of duties beside a bare read of its ledger

A made-up office (`benchmarks/register_data.py`): duties in the proportions of the catalogue, five
years of a ledger about them, 100 rows a duty, SQLite. *Bare read* fetches the register's columns of
every row through Django and does nothing with them. *New process* is what a process asks that keeps
nothing yet: duties, calendar and ledger are read and the status of every duty on a day is computed,
the ledger from where `publish_scheduled` kept it (`disclosures/ledger_start.py`) and what came
since (Python's modules are there: a server brings them in when it starts). *Nothing kept* is the
same before it was ever kept: the whole ledger is read. *Another moment* asks about other days once
the ledger has been read; *one row more* is the register of now after somebody signed one act;
*nothing new* the same question once more. What was asked for is the status of a thousand duties
within a second. Medians of five, in the processor time of the process, so that what else the
machine does counts for less (on a busy one it still counts for something: the bare read is there
to compare with).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any

from benchmarks.register_data import MOMENT, rows_of
from scripts.system import PROJECT_DIR, Stop

#: Duties; each has a hundred rows.
SIZES = (250, 500, 1000)
ROUNDS = 5


def run() -> list[dict[str, object]]:
    """One row a size: seconds by question, and queries."""
    with tempfile.TemporaryDirectory(prefix="register-bench-") as folder:
        env = {
            **os.environ,
            "PORTAL_DATA_DIR": folder,
            "DATABASE_URL": "",
            "SEARCH_URL": "",
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.register"],
            cwd=PROJECT_DIR, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise Stop(f"The register could not be measured: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _measure_all() -> list[dict[str, object]]:
    import django

    django.setup()
    from django.core.management import call_command

    from disclosures.catalogue.loading import load

    call_command("migrate", verbosity=0)
    load()
    _track()
    rows = []
    before = 0
    for size in SIZES:
        _fill(before, size)
        rows.append(_measure(size))
        before = size
    return rows


def _measure(size: int) -> dict[str, object]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from disclosures import ledger_start
    from disclosures.ledger import COLUMNS, KeptJournal, database
    from disclosures.register import forget, snapshot
    from portal.models import PublicationEvent

    def cold() -> None:
        _every_status(snapshot(MOMENT))

    def bare() -> None:
        for _row in PublicationEvent.objects.values_list(*COLUMNS).iterator(5000):
            pass

    days = cycle(MOMENT + timedelta(days=n) for n in range(ROUNDS))
    times = {name: [] for name in ("bare", "whole", "new")}
    forget()
    ledger_start.forget()
    for _ in range(ROUNDS):  # in turns, so that both share the machine's moods
        for name, question in (("bare", bare), ("whole", cold)):
            forget()  # to free what was kept is not the question's work
            times[name].append(_time(question))
    if not ledger_start.keep(database(), KeptJournal().read(database(), None)):
        raise Stop("The ledger was not kept.")
    for _ in range(ROUNDS):
        forget()
        times["new"].append(_time(cold))
    forget()
    with CaptureQueriesContext(connection) as asked:
        cold()
    snapshot()
    other = [_time(lambda: _every_status(snapshot(next(days)))) for _ in range(ROUNDS)]
    again = [_time(snapshot) for _ in range(ROUNDS)]
    more = []
    for number in range(ROUNDS):
        _sign(number)
        more.append(_time(snapshot))
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    return {
        "duties": size,
        "rows": PublicationEvent.objects.count(),
        "queries": len(asked),
        "bare read, s": round(middle["bare"], 2),
        "new process, s": round(middle["new"], 2),
        "nothing kept, s": round(middle["whole"], 2),
        "another moment, s": round(statistics.median(other), 2),
        "one row more, ms": round(statistics.median(more) * 1000, 1),
        "nothing new, ms": round(statistics.median(again) * 1000, 1),
    }


def _every_status(found: Any) -> None:
    """A past day's statuses are computed once they are looked at: look at all of them."""
    if len(dict(found.statuses)) != len(found.duties):
        raise Stop("A status is missing.")


def _time(question: Callable[[], Any]) -> float:
    begun = time.process_time()
    question()
    return time.process_time() - begun


def _track() -> None:
    from wagtail.models import Site

    from portal.models import PortalSettings

    office = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    office.tracked_from = date(2021, 1, 1)
    office.save()


def _fill(first: int, last: int) -> None:
    """Duties number `first` to `last` and their rows, the catalogue's duties over and over."""
    from disclosures.models import Obligation, ObligationVersion
    from portal.models import PublicationEvent

    known = [one for one in Obligation.objects.order_by("position") if "~" not in one.code]
    versions = {one.pk: list(one.versions.all()) for one in known}
    new: list[tuple[Any, Any]] = []
    for number, one in enumerate(islice(cycle(known), last)):
        if number < first or number < len(known):
            continue
        code = f"{one.code}~{number}"
        values = {
            field.name: getattr(one, field.name)
            for field in Obligation._meta.concrete_fields
            if field.name != "id"
        }
        row = {**one.row, "code": code}
        new.append((one, Obligation(**{**values, "code": code, "row": row, "position": number})))
    Obligation.objects.bulk_create([copy for _one, copy in new])
    ObligationVersion.objects.bulk_create(
        _copy(version, copy) for one, copy in new for version in versions[one.pk]
    )
    duties = list(Obligation.objects.order_by("position", "code"))[:last]
    for number, one in enumerate(duties):
        if number < first:
            continue
        anchors = sorted(one.as_value().anchors - {"period_end"})
        PublicationEvent.objects.bulk_create(
            PublicationEvent(**row) for row in rows_of(one.code, number + 1, one.cadence, anchors)
        )


def _copy(version: Any, obligation: Any) -> Any:
    names: Iterable[str] = [
        field.attname
        for field in version._meta.concrete_fields
        if field.attname not in ("id", "obligation_id")
    ]
    return type(version)(
        obligation_id=obligation.pk, **{name: getattr(version, name) for name in names}
    )


def _sign(number: int) -> None:
    from datetime import UTC, datetime

    from portal.models import PublicationEvent

    today = datetime.now(tz=UTC)
    PublicationEvent.objects.create(
        kind="confirmed_current", happened_on=today.date(), recorded_at=today,
        answers=[{"duty": "TTHC-ND", "case": ""}], title=f"{number}",
    )  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(_measure_all()))
