"""The catalogue of procedures with 5,000 of them

Made-up procedures with 20 papers, 8 steps and 3 ways of filing each, in 40 fields, SQLite; two
versions for every third. *Queries* with every cache empty and milliseconds (median of five, once
warm) of the public list with its facets, the list of one need, the table of fees and one
procedure's page, each as a whole request; and of the staff's listing. Asked for were fewer than 20
queries for a list and at most 12 for a page.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from typing import Any

from scripts.system import PROJECT_DIR, Stop

PROCEDURES, FIELDS, PAPERS, STEPS = 5_000, 40, 20, 8
ROUNDS = 5


def run() -> list[dict[str, object]]:
    """One row an address: queries, milliseconds, kilobytes as sent before compression."""
    with tempfile.TemporaryDirectory(prefix="catalogue-bench-") as folder:
        env = {
            **os.environ,
            "PORTAL_DATA_DIR": folder,
            "DATABASE_URL": "",
            "SEARCH_URL": "",
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.catalogue"],
            cwd=PROJECT_DIR, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise Stop(f"The catalogue could not be measured: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _measure_all() -> list[dict[str, object]]:
    import django

    django.setup()
    from django.core.management import call_command

    from portal.site import set_up

    call_command("migrate", verbosity=0)
    set_up()
    user = _fill()
    page = _page_with_two_versions()
    addresses = (
        ("list", "/thu-tuc/", None),
        (
            "list, four filters",
            "/thu-tuc/?linh-vuc=f7&cap=province&doi-tuong=cong-dan&xep=moi",
            None,
        ),
        ("list of a need", "/thu-tuc/?nhu-cau=do-luong", None),
        ("table of fees", "/phi-le-phi/", None),
        ("a procedure", page, None),
        ("the staff's listing", "/quan-tri/procedures/?order=day-du", user),
    )
    return [_measure(name, address, who) for name, address, who in addresses]


def _fill() -> Any:
    """The procedures, written past the verbs: what is measured is reading them."""
    from django.utils import timezone
    from wagtail.models import Page

    from portal.models import Unit, User
    from procedures.content import (
        DossierLine,
        Fee,
        FilingWay,
        LegalBasis,
        ProcedureContent,
        Step,
    )
    from procedures.filling import fill
    from procedures.importing.drafts import create_drafts
    from procedures.models import (
        ProcedureField,
        ProcedureIndexPage,
        ProcedurePage,
        ProcedureVersion,
    )
    from procedures.models.stated_fees import keep_fees_of

    user = User.objects.create_superuser("bench", "bench@example.org", "bench-bench-2026")
    unit = Unit.objects.create(code="VP", name="Văn phòng")
    fields = [
        ProcedureField.objects.create(code=f"f{n}", name=f"Lĩnh vực {n}") for n in range(FIELDS)
    ]
    index, now = ProcedureIndexPage.objects.get(), timezone.now()
    for first in range(0, PROCEDURES, 500):
        drafts = []
        for number in range(first, min(first + 500, PROCEDURES)):
            content = ProcedureContent(
                code=f"9.{number:06d}",
                title=f"Cấp giấy phép hoạt động đo lường, kiểm định loại {number}",
                level="province",
                for_citizens=number % 2 == 0,
                for_businesses=True,
                online_level=("full", "partial", "information")[number % 3],
                steps=tuple(Step(f"Bước {n}", "Nộp và chờ kết quả. " * 20) for n in range(STEPS)),
                filing_ways=tuple(
                    FilingWay(way, 5, "working_day") for way in ("online", "in_person", "post")
                ),
                dossier_lines=tuple(DossierLine("", f"Giấy tờ {n}", 1, 0) for n in range(PAPERS)),
                time_limit="05 ngày làm việc",
                time_amount=5,
                time_unit="working_day",
                subjects="Tổ chức",
                agency_deciding="Sở",
                fees=(Fee(f"Lệ phí loại {number % 900}", 100_000 + number % 900, basis="TT 1"),),
                legal_bases=(LegalBasis("Luật 18/2008/QH12", "18/2008/QH12"),),
            )
            page = ProcedurePage(code=content.code, slug=content.code.replace(".", "-"))
            fill(page, content, fields[number % FIELDS])
            page.unit = unit
            page.decision_number = f"{number % 50}/QĐ-UBND"
            page.decision_signed_on, page.in_force_from = date(2025, 1, 1), date(2025, 1, 10)
            drafts.append((page, content))
        create_drafts(index, drafts, now=now, user=user)
        made = [page for page, _content in drafts]
        Page.objects.filter(pk__in=[page.pk for page in made]).update(
            live=True, last_published_at=now
        )
        versions = [
            ProcedureVersion(
                page=page,
                kind="content",
                decision_number=page.decision_number,
                decision_signed_on=page.decision_signed_on,
                in_force_from=date(2025, 1, 10) if number == 1 else date(2025, 6, 1),
                content=content.to_json(),
                sha256=content.sha256(),
                event_id=10 * page.pk + number,
                number=number,
            )
            for page, content in drafts
            for number in ((1, 2) if page.pk % 3 == 0 else (1,))
        ]
        for version in ProcedureVersion.objects.bulk_create(versions):
            keep_fees_of(version)
    return user


def _page_with_two_versions() -> str:
    from django.db.models import Count

    from procedures.models import ProcedurePage

    page = ProcedurePage.objects.annotate(n=Count("versions")).filter(n=2).first()
    return page.url


def _measure(name: str, address: str, user: Any) -> dict[str, object]:
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    if user is not None:
        client.force_login(user)
    client.get(address)
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    queries = len(asked)  # counted now: the next request begins a new log
    if response.status_code != 200:
        raise Stop(f"{address} answers {response.status_code}.")
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        client.get(address)
        times.append(time.perf_counter() - begun)
    return {
        "what": name,
        "procedures": PROCEDURES,
        "queries": queries,
        "ms": round(statistics.median(times) * 1000),
        "kB": round(len(response.content) / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(_measure_all()))
