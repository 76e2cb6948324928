"""Which files are public follows from the ledger, and from it alone."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from documents.listings import apply_event, is_public, rebuild
from documents.models import FileNotAsRecorded, OfficialFile, PublishedFile
from portal.models import PublicationEvent
from tests.unit.documents import samples
from tests.unit.documents.store import live_page, official_file, record, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_root")]


def test_a_file_is_public_while_a_live_page_lists_it() -> None:
    page, file = live_page(), official_file()
    assert not is_public(file)
    record("published", page, [file])
    assert is_public(file)
    record("withdrawn", page)
    assert not is_public(file)
    record("published", page, [file])
    assert is_public(file)


@pytest.mark.parametrize("kind", ["withdrawn", "expired"])
def test_what_leaves_the_web_takes_its_files_along(kind: str) -> None:
    page, file = live_page(), official_file()
    record("published", page, [file])
    record(kind, page)
    assert not is_public(file)
    assert file.is_listed


def test_a_correction_replaces_the_pages_list() -> None:
    page, old, new = live_page(), official_file("cu.pdf"), official_file("moi.pdf")
    record("published", page, [old])
    record("corrected", page, [new])
    assert (is_public(old), is_public(new)) == (False, True)


def test_a_file_listed_by_two_pages_stays_public_while_one_holds_it() -> None:
    one, two, file = live_page("Một"), live_page("Hai"), official_file()
    record("published", one, [file])
    record("published", two, [file])
    record("withdrawn", one)
    assert is_public(file)
    record("withdrawn", two)
    assert not is_public(file)


def test_a_page_that_is_not_live_makes_nothing_public_whatever_the_ledger_says() -> None:
    page, file = live_page(live=False), official_file()
    record("published", page, [file])
    assert not is_public(file)


def test_a_restricted_page_makes_nothing_public() -> None:
    page, file = live_page(), official_file()
    record("published", page, [file])
    restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)
    PageViewRestriction.objects.bulk_create([restriction])  # past the portal's own refusal
    assert not is_public(file)


def test_evidence_is_kept_from_change_but_not_public() -> None:
    file = official_file("bien-ban.pdf")
    record("evidence_given", None, [file])
    assert file.is_listed
    assert not is_public(file)


def test_a_guard_overridden_changes_nothing_about_files() -> None:
    page, file = live_page(), official_file()
    record("published", page, [file])
    record("guard_overridden", page)
    assert is_public(file)


def test_taking_down_removes_the_bytes_and_leaves_the_fingerprint(
    files_root: Path, django_capture_on_commit_callbacks
) -> None:
    page, old, new = live_page(), official_file("Nguyễn Văn A.pdf"), official_file("moi.pdf")
    elsewhere, shared_file = live_page("Nơi khác"), official_file("chung.pdf", samples.pdf(2))
    record("published", page, [old, shared_file])
    record("corrected", page, [new, shared_file])
    record("published", elsewhere, [shared_file])
    with django_capture_on_commit_callbacks(execute=True):
        event = record("taken_down", page)
    assert [path.read_bytes() for path in stored(files_root)] == [samples_of(shared_file)]
    old.refresh_from_db()
    assert (old.file.name, old.original_name, old.removed_by_event) == ("", "", event.pk)
    assert "Nguyễn" not in old.title
    assert len(old.sha256) == 64
    assert old.url
    assert is_public(shared_file)


def samples_of(file: OfficialFile) -> bytes:
    with file.file.storage.open(file.file.name) as stream:
        return stream.read()


def test_entries_that_make_no_sense_are_passed_over() -> None:
    page, file = live_page(), official_file()
    event = record("published", page, [file])
    event.files = [{"id": "x"}, {}, {"id": 10**12}, *event.files]
    assert apply_event(event) == 1
    assert is_public(file)


def test_an_event_about_other_bytes_than_those_stored_is_undone() -> None:
    page, file = live_page(), official_file()
    event = record("published", page, [file])
    event.files = [{**event.files[0], "sha256": "0" * 64}]
    with pytest.raises(FileNotAsRecorded):
        apply_event(event)


def test_the_command_rebuilds_from_the_ledger_what_was_lost() -> None:
    page, old, new = live_page(), official_file("cu.pdf"), official_file("moi.pdf")
    record("published", page, [old])
    record("corrected", page, [new])
    PublishedFile.objects.all().delete()
    assert not is_public(new)
    out = StringIO()
    call_command("rebuild_published_files", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"listings": 2, "current": 1, "missing": 0}
    assert (is_public(old), is_public(new)) == (False, True)
    call_command("rebuild_published_files", stdout=out)


def test_a_rebuild_locks_the_pages_as_the_verbs_do_before_it_throws_anything_away() -> None:
    """On PostgreSQL a publication would otherwise come between the deletion and the ledger."""
    page, file = live_page(), official_file()
    record("published", page, [file])
    with CaptureQueriesContext(connection) as captured:
        rebuild()
    statements = [query["sql"] for query in captured.captured_queries]
    deleted = next(n for n, sql in enumerate(statements) if sql.startswith("DELETE"))
    locks = [sql for sql in statements[:deleted] if 'FROM "wagtailcore_page"' in sql]
    assert locks
    assert all("FOR UPDATE" in sql for sql in locks) or connection.vendor == "sqlite"


_EVENTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["published", "corrected", "withdrawn", "expired", "evidence_given", "guard_overridden"]
        ),
        st.integers(0, 1),
        st.sets(st.integers(0, 2)),
    ),
    min_size=1,
    max_size=16,
)


def test_following_the_ledger_and_rebuilding_from_it_agree() -> None:
    """Pages and files are made once; each example writes its events and takes them back."""
    pages = [live_page(f"Trang {number}") for number in range(2)]
    files = [official_file(f"{number}.pdf") for number in range(3)]

    @settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
    @given(events=_EVENTS)
    def follow(events: list) -> None:
        with transaction.atomic():
            _follow(events, pages, files)
            transaction.set_rollback(True)

    follow()


def _follow(events: list, pages: list[Page], files: list[OfficialFile]) -> None:
    holding: dict[int, set[int]] = {0: set(), 1: set()}
    for kind, page, listed in events:
        record(kind, pages[page], [files[number] for number in sorted(listed)])
        if kind in {"published", "corrected"}:
            holding[page] = listed
        elif kind in {"withdrawn", "expired"}:
            holding[page] = set()
        expected = [number in holding[0] | holding[1] for number in range(3)]
        assert [is_public(file) for file in files] == expected
    followed = set(PublishedFile.objects.values_list("file_id", "event_id", "is_current"))
    rebuild()
    assert set(PublishedFile.objects.values_list("file_id", "event_id", "is_current")) == followed
    assert PublicationEvent.objects.count() >= len(events)
