"""A kind of 50,000 items

Answers to feedback, 50,000 of them published, in a database made for it (SQLite). *ms* is asked of
the real server (granian, one worker process) on a kept-alive connection, the pages in turns with a
bare Django view of the same server, uncached. *queries* of one answer and *memory MB*, by how much
the peak of the process rose in that row, are those of Django itself. Files of all are read to their
end in pieces.
"""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts import serving
from scripts.system import PROJECT_DIR, Stop

ITEMS = 50_000
ROUNDS, WARM_UP = 100, 5
_STEPS = """
import json, resource, sys, time
from datetime import date, timedelta
import django
django.setup()
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from disclosures.models import DisclosureIndexPage, FeedbackAnswerPage
from portal.models import PublicationEvent, Unit

call_command("migrate", verbosity=0)
call_command("setup_site", verbosity=0)
settings.DEBUG = False
items = int(sys.argv[1])
parent = DisclosureIndexPage.objects.get(lists="feedback_answer")
unit, _new = Unit.objects.get_or_create(code="VP", defaults={"name": "Văn phòng"})
own_type = ContentType.objects.get_for_model(FeedbackAnswerPage)
now, today = timezone.now(), timezone.localdate()
first = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1

def made(number):
    day = today - timedelta(days=number % 3000)
    slug, title = f"pa-{number}", f"Trả lời phản ánh số {number} về thủ tục cấp phép"
    return FeedbackAnswerPage(
        pk=first + number, page_ptr_id=first + number, title=title, draft_title=title, slug=slug,
        content_type=own_type, depth=parent.depth + 1,
        path=FeedbackAnswerPage._get_path(parent.path, parent.depth + 1, number + 1), numchild=0,
        url_path=f"{parent.url_path}{slug}/", live=True, first_published_at=now,
        last_published_at=now, locale=parent.locale, unit=unit, summary="Đã xử lý.",
        reference=f"{number}/PA", received_on=day, handled_on=day, dated_on=day,
        question="Hỏi về thủ tục.", answer="Đã trả lời.", body="",
    )

def event(page):
    return PublicationEvent(
        kind="published", happened_on=page.dated_on, recorded_at=now, title=page.title,
        unit_code="VP", answers=[{"duty": "PAKN", "case": page.reference}], page_id=page.pk,
        page_kind="feedback_answer", url_path=page.url_path, version=1,
    )

base = Page._meta.local_concrete_fields
own = FeedbackAnswerPage._meta.local_concrete_fields
with transaction.atomic():
    for start in range(0, items, 500):
        pages = [made(number) for number in range(start, min(items, start + 500))]
        Page._base_manager._insert(pages, fields=base, using="default")
        FeedbackAnswerPage._base_manager._insert(pages, fields=own, using="default")
        PublicationEvent.objects.bulk_create(map(event, pages))
    Page.objects.filter(pk=parent.pk).update(numchild=items)

client = Client(headers={"host": "localhost"})
def held():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
def ask(path):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    if answer.streaming:
        return sum(len(piece) for piece in answer.streaming_content)
    return len(answer.content)

pages = {
    "bare Django view": "/_bare/",
    "list, first page": parent.url,
    "list, a year and a unit": f"{parent.url}?nam={today.year - 1}&don-vi=VP",
    "list, page 500": f"{parent.url}?trang=500",
    "API, first page": "/du-lieu/api/v1/items?kind=feedback_answer",
    "API, in the middle":
        f"/du-lieu/api/v1/items?kind=feedback_answer&cursor={first + items // 2}",
    "Atom": "/du-lieu/feedback_answer.atom",
    "CSV of all": "/du-lieu/feedback_answer.csv",
    "JSON of all": "/du-lieu/feedback_answer.json",
}
rows = []
for name, path in pages.items():
    whole = name.endswith("of all")
    before = held()
    if not whole:
        ask(path)
    begun = time.perf_counter()
    size = ask(path)
    taken = (time.perf_counter() - begun) * 1000
    peak = held()
    with CaptureQueriesContext(connection) as seen:
        seen = seen if whole else (ask(path), seen)[1]
    rows.append({
        "page": name, "path": path, "ms": round(taken, 1), "queries": "" if whole else len(seen),
        "kB": round(size / 1000), "memory MB": round(peak - before),
    })
print(json.dumps(rows))
"""


def run() -> list[dict[str, object]]:
    """One row a page."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        changes = {"PORTAL_DATA_DIR": folder, "DATABASE_URL": "", "SEARCH_URL": ""}
        env = serving.environment(PORTAL_BENCH="1", **changes)
        done = subprocess.run(
            [sys.executable, "-c", _STEPS, str(ITEMS)],
            cwd=PROJECT_DIR,
            env=env,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        rows = json.loads(done.stdout.splitlines()[-1])
        pages = [row["path"] for row in rows if row["queries"] != ""]
        with (
            Path(folder, "log").open("wb") as log,
            serving.serving(serving.free_port(), env, output=log) as portal,
        ):
            times = _asked_in_turns(portal.port, pages)
    bare = times[pages[0]]
    for row in rows:
        taken = times.get(row.pop("path"))
        row["ms"] = round(taken, 1) if taken else row["ms"]
        row["× bare"] = round(taken / bare, 1) if taken else ""
    return rows


def _asked_in_turns(port: int, paths: list[str]) -> dict[str, float]:
    """The median of each, in milliseconds."""
    connection = http.client.HTTPConnection(serving.HOST, port, timeout=60)
    times: dict[str, list[float]] = {path: [] for path in paths}
    for turn in range(WARM_UP + ROUNDS):
        for path in paths:
            begun = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise Stop(f"{path} answers {answer.status} instead of 200.")
            if turn >= WARM_UP:
                times[path].append((time.perf_counter() - begun) * 1000)
    connection.close()
    return {path: statistics.median(taken) for path, taken in times.items()}
