"""A run over the sources: what is new is kept once, what fails stops nobody, and servers are left
alone between visits."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosures.feeds import fetching, health, taking_in
from disclosures.feeds.fetching import Fetched
from disclosures.feeds.states import FeedFault, FeedRefused
from disclosures.models import FeedItem, FeedKey, FeedSighting, FeedSource
from portal import scheduling
from portal.models import ScheduleRun
from portal.models.schedule import FEEDS
from tests.unit.disclosures.feed_server import item, rss

pytestmark = pytest.mark.django_db

DECREE = "Nghị định số 224/2026/NĐ-CP ngày 24/6/2026 của Chính phủ"


def make_source(name: str = "Công báo", **values: Any) -> FeedSource:
    defaults = {"url": f"https://feeds.example/{FeedSource.objects.count()}"}
    return FeedSource.objects.create(name=name, **{**defaults, **values})


def giving(*answers: Any) -> Any:
    """A fetcher that gives these in turn: bytes, a Fetched, or a refusal."""
    waiting = list(answers)

    def fetch(url: str, **known: str) -> Fetched:
        fetch.asked.append((url, known))
        answer = waiting.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Fetched) else Fetched(body=answer)

    fetch.asked = []
    return fetch


def run(*answers: Any, sources: list[FeedSource] | None = None) -> list[taking_in.Outcome]:
    return taking_in.run(sources, fetch=giving(*answers), wait=lambda _seconds: None)


def test_what_is_new_waits_with_what_its_title_says() -> None:
    make_source()
    [outcome] = run(rss(item(DECREE, "https://a.example/1", "1"), item("Tin khác", "", "2")))
    assert (outcome.new, outcome.known, outcome.fault) == (2, 0, "")
    found = FeedItem.objects.get(number="224/2026/NĐ-CP")
    assert (found.document_type, found.issuer) == ("Nghị định", "Chính phủ")
    assert f"{found.signed_on:%d/%m/%Y}" == "24/06/2026"
    assert found.is_waiting


def test_asked_again_nothing_is_there_twice() -> None:
    source = make_source()
    body = rss(item(DECREE, "https://a.example/1", "1"))
    run(body)
    [outcome] = run(body, sources=[source])
    assert (outcome.new, outcome.known) == (0, 1)
    assert FeedItem.objects.count() == FeedSighting.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        item("Tiêu đề khác", "http://www.a.example/1/?utm_source=x", "khác"),
        item("NĐ 224/2026/NĐ-CP của Chính phủ, ngày 24/6/2026", "https://b.example/9", "khác"),
        item("Tiêu đề khác", "https://b.example/9", "khác"),
    ],
)
def test_another_source_tells_of_the_same_document_by_link_or_number(other: str) -> None:
    make_source("Một")
    make_source("Hai")
    run(rss(item(DECREE, "https://a.example/1", "1")), rss(other))
    is_same = "a.example" in other or "224" in other
    assert FeedItem.objects.count() == (1 if is_same else 2)
    assert FeedSighting.objects.count() == 2


def test_one_feed_telling_the_same_twice_tells_it_once() -> None:
    make_source()
    run(rss(item(DECREE, "https://a.example/1", "1"), item(DECREE, "https://a.example/2", "2")))
    assert FeedItem.objects.count() == 1


def test_a_number_of_another_year_is_another_document() -> None:
    make_source()
    titles = [f"Quyết định 14/QĐ-UBND ngày 05/01/{year}" for year in (2025, 2026)]
    run(rss(*(item(title, f"https://a.example/{title[-4:]}", title) for title in titles)))
    assert FeedItem.objects.count() == 2


def test_entries_that_all_lead_to_one_page_stay_apart() -> None:
    make_source()
    run(rss(*(item(f"Văn bản {n}", "https://a.example/moi", f"g{n}") for n in range(3))))
    run_again = rss(*(item(f"Văn bản {n}", "https://a.example/moi", "") for n in range(3)))
    assert FeedItem.objects.count() == 3
    make_source("Không có mã")
    FeedSource.objects.filter(name="Công báo").update(is_active=False)
    run(run_again)
    assert FeedItem.objects.count() == 6  # nothing names them but their titles


def test_a_source_that_fails_is_said_and_stops_no_other() -> None:
    bad, odd, good = make_source("Hỏng"), make_source("Lạ"), make_source("Tốt")
    outcomes = run(
        FeedRefused(FeedFault.STATUS, "500"), RuntimeError("boom"), rss(item("A", "", "1"))
    )
    assert [one.fault for one in outcomes] == ["status", "broken", ""]
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.fault, bad.fault_detail, bad.failures, bad.succeeded_at) == (
        "status",
        "500",
        1,
        None,
    )
    assert (good.fault, good.failures, good.entries) == ("", 0, 1)
    run_record = ScheduleRun.objects.of(FEEDS).get()
    assert run_record.finished_at is not None
    assert [one["title"] for one in run_record.failures] == ["Hỏng", "Lạ"]
    assert odd.name == "Lạ"


def test_a_feed_that_is_none_keeps_what_was_there() -> None:
    source = make_source()
    run(rss(item("A", "", "1")))
    [outcome] = run(b"<html></html>", sources=[source])
    assert outcome.fault == "web_page"
    assert FeedItem.objects.count() == 1
    source.refresh_from_db()
    assert source.succeeded_at is not None


def test_what_has_not_changed_keeps_the_ways_to_ask() -> None:
    source = make_source()
    run(Fetched(body=rss(item("A")), etag='"1"', last_modified="Mon"))
    source.refresh_from_db()
    fetch = giving(Fetched(not_modified=True))
    [outcome] = taking_in.run([source], fetch=fetch, wait=lambda _: None)
    assert fetch.asked == [(source.url, {"etag": '"1"', "last_modified": "Mon"})]
    assert outcome.unchanged
    source.refresh_from_db()
    assert (source.etag, source.entries) == ('"1"', 1)


def test_a_source_rests_for_its_pause_and_longer_after_failures() -> None:
    source = make_source(pause_minutes=30)
    assert source.pause() == timedelta(minutes=30)
    source.failures = 3
    assert source.pause() == timedelta(hours=4)
    source.failures = 50
    assert source.pause() == timedelta(days=1)
    assert source.pause(seconds=3 * 86_400) == timedelta(days=3)
    now = timezone.now()
    run(rss(item("A")), sources=[source])
    assert list(FeedSource.objects.to_ask(now)) == []
    assert list(FeedSource.objects.to_ask(now + timedelta(hours=1))) == [source]


def test_sources_of_one_host_are_asked_with_a_pause_between() -> None:
    make_source("Một")
    make_source("Hai")
    make_source("Ba", url="https://another.example/rss")
    waits: list[float] = []
    taking_in.run(fetch=giving(*[rss(item("A"))] * 3), wait=waits.append)
    assert len(waits) == 1
    assert 0 < waits[0] <= taking_in.HOST_PAUSE


def test_an_address_that_moved_for_good_is_taken_over_unless_another_source_has_it() -> None:
    source = make_source()
    run(Fetched(body=rss(item("A")), moved_to="https://feeds.example/new"), sources=[source])
    source.refresh_from_db()
    assert source.url == "https://feeds.example/new"
    other = make_source("Khác")
    run(Fetched(body=rss(item("A")), moved_to="https://feeds.example/new"), sources=[other])
    other.refresh_from_db()
    assert other.url != "https://feeds.example/new"


def test_decided_documents_that_no_source_shows_any_more_are_forgotten_in_the_end() -> None:
    source = make_source()
    run(rss(item("Cũ", "", "1"), item("Chờ", "", "2")))
    long_ago = timezone.now() - timedelta(days=800)
    FeedItem.objects.update(last_seen_at=long_ago)
    FeedItem.objects.filter(title="Cũ").update(
        state="dismissed", reason="không liên quan", decided_at=long_ago
    )
    run(FeedRefused(FeedFault.EMPTY), sources=[source])
    assert [one.title for one in FeedItem.objects.all()] == ["Chờ"]
    assert {one.item.title for one in FeedKey.objects.all()} == {"Chờ"}


def test_keeping_five_hundred_costs_as_many_queries_as_keeping_five(
    django_assert_max_num_queries: Any,
) -> None:
    source = make_source()
    for count in (5, 500):
        body = rss(
            *(item(f"V {count} {n}", f"https://a.example/{count}/{n}") for n in range(count))
        )
        with django_assert_max_num_queries(25):
            run(body, sources=[source])


def test_the_database_refuses_a_decision_without_moment_page_or_reason() -> None:
    make_source()
    run(rss(item("A")))
    wrong: list[dict[str, Any]] = [
        {"state": "accepted", "page_id": 1},
        {"state": "accepted", "decided_at": timezone.now()},
        {"state": "dismissed", "decided_at": timezone.now()},
        {"state": "lost", "decided_at": timezone.now()},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            FeedItem.objects.update(**values)


@pytest.mark.parametrize("url", ["ftp://feeds.example/", "http://user:pw@feeds.example/", "x"])
def test_a_source_with_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        FeedSource(name="X", url=url).full_clean()
    assert "url" in refusal.value.message_dict


# --- the command ----------------------------------------------------------------------------------


def command(*args: str) -> tuple[str, str]:
    """What `fetch_feeds` prints, and the line it fails with ("" when it doesn't)."""
    out, said = StringIO(), ""
    try:
        call_command("fetch_feeds", *args, stdout=out)
    except CommandError as error:
        said = str(error)
    return out.getvalue(), said


def test_the_command_prints_each_source_and_fails_when_one_did(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_source("Hỏng")
    make_source("Tốt", url="https://another.example/")
    fetch = giving(FeedRefused(FeedFault.WEB_PAGE), rss(item("A")), rss(item("A")))
    monkeypatch.setattr(fetching, "fetch", fetch)
    monkeypatch.setattr(taking_in.run, "__kwdefaults__", {"fetch": fetch, "wait": lambda _: None})
    printed, said = command("--json")
    first, second = json.loads(printed)
    assert (first["source"], first["fault"], first["new"]) == ("Hỏng", "web_page", 0)
    assert first["error"]
    assert (second["source"], second["new"], second["known"], second["error"]) == (
        "Tốt",
        1,
        0,
        None,
    )
    assert "Hỏng" in said
    printed, said = command("--source", "Tốt")
    assert ("Tốt: 0 mới, 1 đã biết" in printed, said) == (True, "")
    assert "Không tên" in command("--source", "Không tên")[1]


def test_the_command_says_that_no_source_is_due() -> None:
    printed, said = command()
    assert printed.strip() == taking_in.nothing_due()
    assert said == ""


# --- is it well? ----------------------------------------------------------------------------------


def test_the_heartbeat_rings_when_sources_are_in_use_and_nobody_asks_them() -> None:
    now = timezone.now()
    assert not health.of_feeds(now).is_silent
    source = make_source()
    assert health.of_feeds(now).is_silent
    assert [one.id for one in health.feeds_are_read(now)] == ["disclosures.feeds-silent"]
    run(rss(item("A")), sources=[source])
    assert not health.of_feeds(timezone.now()).is_silent
    assert health.of_feeds(timezone.now() + timedelta(hours=27)).is_silent


def test_the_doctor_names_a_source_that_fails_again_and_again() -> None:
    source = make_source()
    for _turn in range(health.PATIENCE):
        run(FeedRefused(FeedFault.STATUS, "404"), sources=[source])
    [finding] = health.feeds_are_read(timezone.now())
    assert (finding.id, finding.where) == ("disclosures.feed-failing", "Công báo")


def test_two_runs_at_once_are_one() -> None:
    make_source()
    with scheduling.alone(FEEDS):
        assert run() == []
    assert not ScheduleRun.objects.of(FEEDS).exists()
