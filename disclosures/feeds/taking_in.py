"""One run over the sources: ask each, keep what is new, note how it went.

A source that fails is written down and stops no other; what one source gave is kept in one
transaction, nothing slow inside it. Servers are left alone between visits: a source for its own
pause, all sources of one host for a moment.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures.feeds import fetching, parsing
from disclosures.feeds.addresses import address_of, link_key
from disclosures.feeds.parsing import Entry, ParsedFeed
from disclosures.feeds.recognising import recognise
from disclosures.feeds.states import FeedRefused
from disclosures.models import FeedItem, FeedKey, FeedSighting, FeedSource
from portal.models import ScheduleRun
from portal.models.schedule import FEEDS
from portal.scheduling import alone
from portal.text import number_key

#: Seconds between two requests to one host.
HOST_PAUSE = 2.0
#: Decided items that no source has shown for so long are forgotten with their keys.
FORGET_AFTER = timedelta(days=730)


@dataclass(slots=True)
class Outcome:
    """What a visit to one source brought: how many new, how many known, entries without title and
    link (`refused`); `fault` ("" for none) and its detail."""

    source: FeedSource
    new: int = 0
    known: int = 0
    refused: int = 0
    unchanged: bool = False
    fault: str = ""
    detail: str = ""

    @property
    def words(self) -> str:
        """The fault for people; "" for none."""
        if not self.fault:
            return ""
        said = self.source.get_fault_display()
        return f"{said} ({self.detail})" if self.detail else str(said)


@dataclass(slots=True)
class _Hosts:
    """When each host was last asked."""

    wait: Callable[[float], None]
    asked: dict[str, float] = field(default_factory=dict)

    def before(self, url: str) -> None:
        host = address_of(url).host
        last = self.asked.get(host)
        if last is not None:
            self.wait(max(0.0, last + HOST_PAUSE - time.monotonic()))
        self.asked[host] = time.monotonic()


def run(
    sources: Iterable[FeedSource] | None = None,
    *,
    fetch: Callable[..., fetching.Fetched] = fetching.fetch,
    wait: Callable[[float], None] = time.sleep,
) -> list[Outcome]:
    """Ask `sources` (default: those whose pause is over) and record the run as the heartbeat.

    Nothing is done, and [] given, while another run is at work.
    """
    with alone(FEEDS) as is_alone:
        return _run(sources, fetch, wait) if is_alone else []


def _run(
    sources: Iterable[FeedSource] | None,
    fetch: Callable[..., fetching.Fetched],
    wait: Callable[[float], None],
) -> list[Outcome]:
    begun = timezone.now()
    record = ScheduleRun.objects.create(job=FEEDS, started_at=begun)
    hosts, outcomes = _Hosts(wait), []
    for source in list(FeedSource.objects.to_ask(begun) if sources is None else sources):
        outcomes.append(visit(source, fetch=fetch, before=hosts.before))
    FeedItem.objects.forgettable(begun - FORGET_AFTER).delete()
    record.finished_at = timezone.now()
    record.failures = [
        {"title": one.source.name, "reason": one.words} for one in outcomes if one.fault
    ]
    record.save()
    return outcomes


def visit(
    source: FeedSource,
    *,
    fetch: Callable[..., fetching.Fetched] = fetching.fetch,
    before: Callable[[str], None] = lambda _url: None,
) -> Outcome:
    """Ask one source and keep what is new. Never raises for what the source did."""
    outcome = Outcome(source)
    retry_after, got, feed = None, fetching.Fetched(), ParsedFeed("", ())
    try:
        before(source.url)
        got = fetch(source.url, etag=source.etag, last_modified=source.last_modified)
        if not got.not_modified:
            feed = parsing.parse(got.body, url=source.url, content_type=got.content_type)
    except FeedRefused as refusal:
        outcome.fault, outcome.detail = refusal.fault.value, refusal.detail
        retry_after = refusal.retry_after
    except Exception as problem:  # one source's surprise is not the others' trouble
        outcome.fault, outcome.detail = "broken", type(problem).__name__
    now = timezone.now()
    outcome.unchanged, outcome.refused = got.not_modified, feed.left_out
    with transaction.atomic():
        source = outcome.source = FeedSource.objects.select_for_update().get(pk=source.pk)
        outcome.new = keep(feed.entries, source, now)
        outcome.known = len(feed.entries) - outcome.new
        _note(source, outcome, got, retry_after, now)
    return outcome


def keep(entries: Sequence[Entry], source: FeedSource, now: datetime) -> int:
    """Keep what is new of `entries` and note that `source` shows them. How many are new.

    Six queries or fewer, however many entries.
    """
    named = [_keys(entry, source, _shared_links(entries)) for entry in entries]
    wanted = {key for keys in named for key in keys}
    known = dict(FeedKey.objects.filter(key__in=wanted).values_list("key", "item_id"))
    fresh: list[FeedItem] = []
    shown: list[tuple[list[str], FeedItem | int]] = []
    owner: dict[str, FeedItem | int] = dict(known)
    for entry, keys in zip(entries, named, strict=True):
        found = next((owner[key] for key in keys if key in owner), None)
        if found is None:
            found = _new_item(entry, now)
            fresh.append(found)
        owner.update({key: found for key in keys if key not in owner})
        shown.append((keys, found))
    FeedItem.objects.bulk_create(fresh)
    ids = {key: found.pk if isinstance(found, FeedItem) else found for key, found in owner.items()}
    FeedKey.objects.bulk_create(
        [FeedKey(key=key, item_id=item) for key, item in ids.items() if key not in known]
    )
    seen = {ids[keys[0]] for keys, _found in shown}
    FeedItem.objects.filter(pk__in=seen).update(last_seen_at=now)
    FeedSighting.objects.bulk_create(
        [FeedSighting(source=source, item_id=item, seen_at=now) for item in seen],
        ignore_conflicts=True,
    )
    return len(fresh)


def _new_item(entry: Entry, now: datetime) -> FeedItem:
    said = recognise(entry.title)
    return FeedItem(
        title=entry.title,
        summary=entry.summary,
        link=entry.link,
        published_at=entry.published,
        number=said.number,
        document_type=said.document_type,
        issuer=said.issuer,
        signed_on=said.signed_on,
        first_seen_at=now,
        last_seen_at=now,
    )


def _shared_links(entries: Sequence[Entry]) -> frozenset[str]:
    """Links that several entries have: of a list or a home page, so they name no document."""
    counts = Counter(link_key(entry.link) for entry in entries)
    return frozenset(link for link, count in counts.items() if count > 1)


def _keys(entry: Entry, source: FeedSource, shared: frozenset[str]) -> list[str]:
    """The names of the document: the source's own id, the link, the number with its year. A number
    without a year begins anew every January, so alone it names nothing."""
    said = recognise(entry.title)
    is_own_id = link_key(entry.key) not in shared
    found = [
        _digest("id", str(source.pk), entry.key if is_own_id else f"{entry.key} {entry.title}")
    ]
    if (link := link_key(entry.link)) and link not in shared:
        found.append(_digest("link", link))
    moment = said.signed_on or entry.published
    if said.number and moment:
        found.append(_digest("number", number_key(said.number), str(moment.year), said.issuer))
    return found


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _note(
    source: FeedSource,
    outcome: Outcome,
    got: fetching.Fetched,
    retry_after: int | None,
    now: datetime,
) -> None:
    source.fetched_at = now
    source.fault, source.fault_detail = outcome.fault, outcome.detail
    source.failures = source.failures + 1 if outcome.fault else 0
    if not outcome.fault:
        source.succeeded_at = now
        source.etag, source.last_modified = (
            got.etag or (source.etag if got.not_modified else ""),
            got.last_modified or (source.last_modified if got.not_modified else ""),
        )
        if not got.not_modified:
            source.entries = outcome.new + outcome.known
        taken = FeedSource.objects.filter(url=got.moved_to).exclude(pk=source.pk)
        if got.moved_to and not taken.exists():
            source.url = got.moved_to
    source.not_before = now + source.pause(retry_after)
    source.save()


def as_json(outcome: Outcome) -> dict[str, Any]:
    """One source's part of `fetch_feeds --json`."""
    return {
        "source": outcome.source.name,
        "new": outcome.new,
        "known": outcome.known,
        "refused": outcome.refused,
        "unchanged": outcome.unchanged,
        "error": outcome.words or None,
        "fault": outcome.fault or None,
    }


def nothing_due() -> str:
    """What the command says when every source rests."""
    return _("No source is due.")
