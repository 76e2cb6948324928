"""New documents in the admin: announced, taken over as a draft that is owed from then on, or said
to be there, or dismissed; and who may do which."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from disclosures.feeds import queue
from disclosures.feeds.states import FeedFault, FeedRefused, ItemState
from disclosures.models import FeedItem, FeedSource, Issuer, LegalDocumentPage
from disclosures.register import forget, snapshot
from portal import roles
from portal.models import PublicationEvent
from portal.site import set_up
from tests.factories import make_unit, make_user
from tests.unit.disclosures.feed_server import item as entry
from tests.unit.disclosures.feed_server import rss
from tests.unit.disclosures.register_samples import load_catalogue
from tests.unit.disclosures.test_feeds_taken_in import DECREE, make_source, run

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("feed queue")]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _office() -> None:
    forget()
    set_up()
    load_catalogue()
    make_unit("TTUD", name="TT NCUD & TT KH&CN")
    Issuer.objects.get_or_create(name="Chính phủ", defaults={"level": "central"})


@pytest.fixture
def office() -> Client:
    client = Client()
    client.force_login(make_user(roles.OFFICE, units=("VP",)))
    return client


def announced(said: str = DECREE, **values: Any) -> FeedItem:
    """A document that a source announced."""
    if not FeedSource.objects.exists():
        make_source()
    source = FeedSource.objects.get()
    run(rss(entry(said, f"https://a.example/{FeedItem.objects.count()}")), sources=[source])
    found = FeedItem.objects.latest("pk")
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    return found


def registered() -> Any:
    """The events that documents were issued."""
    return PublicationEvent.objects.filter(kind="event_registered")


def form(**changes: Any) -> dict[str, Any]:
    """The form of taking over as an editor sends it."""
    return {
        "title": "Nghị định quy định chi tiết Luật Chuyển đổi số",
        "number": "224/2026/NĐ-CP",
        "document_type": "decree",
        "issuer": Issuer.objects.get(name="Chính phủ").pk,
        "signed_on": "2026-06-24",
        "summary": "Quy định chi tiết một số điều.",
    } | changes


def decide(client: Client, found: FeedItem, verb: str, data: Any = None) -> Any:
    return client.post(reverse("disclosures_feed_decide", args=[found.pk, verb]), data or {})


def text_of(client: Client, found: FeedItem) -> str:
    return client.get(reverse("disclosures_feed_item", args=[found.pk])).content.decode()


def test_what_the_title_says_is_in_the_form_already(office: Client) -> None:
    shown = text_of(office, announced())
    assert 'value="224/2026/NĐ-CP"' in shown
    assert 'value="2026-06-24"' in shown
    shown_form = office.get(reverse("disclosures_feed_item", args=[FeedItem.objects.get().pk]))
    form = shown_form.context["forms"]["accept"]
    assert form["document_type"].value() == "decree"
    assert form["issuer"].value() == Issuer.objects.get(name="Chính phủ").pk


def test_taken_over_it_is_a_draft_and_owed_from_then_on(office: Client) -> None:
    found = announced()
    answer = decide(office, found, "accept", form())
    page = LegalDocumentPage.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.number, page.issuer.name) == (False, "224/2026/NĐ-CP", "Chính phủ")
    assert page.get_latest_revision() is not None
    found.refresh_from_db()
    assert (found.state, found.page_id) == (ItemState.ACCEPTED, page.pk)
    event = registered().get()
    assert event.answers == [{"duty": "VB-QPPL", "case": "224/2026/NĐ-CP@2026"}]
    assert event.anchors == {"issued_on": "2026-06-24"}
    status = snapshot().statuses["VB-QPPL"]
    [owed] = [one for one in status.instances if one.case == "224/2026/NĐ-CP@2026"]
    assert owed.status.value == "overdue"  # due at once, and nothing is public
    assert ModelLogEntry.objects.filter(action="disclosures.feed_item_accepted").exists()


def test_taken_over_twice_it_is_taken_over_once(office: Client) -> None:
    found = announced()
    decide(office, found, "accept", form())
    assert decide(office, found, "accept", form()).status_code == 400
    assert LegalDocumentPage.objects.count() == 1
    assert registered().count() == 1


def test_a_number_that_is_there_is_said_and_nothing_is_made(office: Client) -> None:
    decide(office, announced(), "accept", form())
    other = announced("Nghị định 224/2026/NĐ-CP về chuyển đổi số (bản khác)", signed_on=None)
    answer = decide(office, other, "accept", form(number="224 / 2026 / nđ-cp"))
    assert answer.status_code == 400
    assert LegalDocumentPage.objects.count() == 1
    other.refresh_from_db()
    assert other.is_waiting


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"number": ""}, "number"),
        ({"number": "1@2#3"}, "number"),
        ({"signed_on": "31/02/2026"}, "signed_on"),
        ({"signed_on": "2999-01-01"}, "signed_on"),
        ({"signed_on": "0001-01-01"}, "signed_on"),
        ({"issuer": "999999"}, "issuer"),
        ({"document_type": "poem"}, "document_type"),
        ({"title": ""}, "title"),
        ({"title": "a" * 256}, "title"),
    ],
)
def test_a_form_that_is_wrong_comes_back_with_what_it_had(
    office: Client, changes: dict[str, Any], named: str
) -> None:
    found = announced()
    answer = decide(office, found, "accept", form(summary="Giữ lại câu này", **changes))
    assert answer.status_code == 400
    assert named in answer.context["forms"]["accept"].errors
    assert "Giữ lại câu này" in answer.content.decode()
    assert not LegalDocumentPage.objects.exists()
    assert not registered().exists()


def test_a_document_that_is_there_already_is_named_by_suggestion_or_number(office: Client) -> None:
    decide(office, announced(), "accept", form())
    page = LegalDocumentPage.objects.get()
    again = announced("Toàn văn nghị định", number="224/2026/NĐ-CP", signed_on=date(2026, 6, 24))
    assert [one.pk for one in queue.suggestions(again)] == [page.pk]
    assert decide(office, again, "merge", {"page": page.pk}).status_code == 302
    again.refresh_from_db()
    assert (again.state, again.page_id) == (ItemState.MERGED, page.pk)
    other = announced("Văn bản không ghi số")
    assert decide(office, other, "merge", {"number": "9/KHONG"}).status_code == 400
    assert decide(office, other, "merge", {}).status_code == 400
    assert decide(office, other, "merge", {"number": "224/2026/nd-cp"}).status_code == 302


def test_dismissing_needs_a_reason_and_can_be_taken_back(office: Client) -> None:
    found = announced("Tin thể thao")
    assert decide(office, found, "dismiss", {"reason": "  "}).status_code == 400
    assert decide(office, found, "dismiss", {"reason": "Không thuộc lĩnh vực"}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.reason) == (ItemState.DISMISSED, "Không thuộc lĩnh vực")
    assert decide(office, found, "put-back").status_code == 302
    found.refresh_from_db()
    assert (found.is_waiting, found.reason, found.decided_by) == (True, "", None)
    assert decide(office, found, "put-back").status_code == 400


def test_what_a_draft_was_made_of_is_not_put_back(office: Client) -> None:
    found = announced()
    decide(office, found, "accept", form())
    assert decide(office, found, "put-back").status_code == 400
    assert decide(office, found, "explode").status_code == 404


def test_nothing_that_a_source_sent_is_markup_here(office: Client) -> None:
    found = announced("Văn bản", title=SCRIPT, summary=SCRIPT, link="https://a.example/?<b>")
    for address in (
        reverse("disclosures_feed_items"),
        reverse("disclosures_feed_item", args=[found.pk]),
        reverse("wagtailadmin_home"),
    ):
        assert SCRIPT not in office.get(address).content.decode()


def test_the_list_is_found_by_state_and_words_and_pages(office: Client) -> None:
    announced()
    announced("Quyết định công bố thủ tục hành chính")
    address = reverse("disclosures_feed_items")

    def titles(query: str) -> list[str]:
        return [one.title for one in office.get(f"{address}?{query}").context["page_obj"]]

    assert len(titles("")) == 2
    assert titles("q=cong bo thu tuc") == ["Quyết định công bố thủ tục hành chính"]
    assert titles("q=224/2026") == [DECREE]
    assert titles("state=dismissed") == []
    for odd in ("state=x", "trang=999", "trang=x", "q=%00", "q=" + "a" * 5_000):
        assert office.get(f"{address}?{odd}").status_code == 200


@pytest.mark.parametrize(
    ("role", "reads", "sorts", "keeps"),
    [
        (roles.EDITOR, True, True, False),
        (roles.UNIT_EDITOR, False, False, False),
        (roles.APPROVER, False, False, False),
        (roles.OFFICE, True, True, True),
        (roles.LEADER, True, False, False),
        (roles.AUDITOR, True, False, False),
        (roles.ADMINISTRATOR, True, False, True),
    ],
)
def test_who_may_read_sort_and_keep(role: str, reads: bool, sorts: bool, keeps: bool) -> None:
    found, client = announced(), Client()
    client.force_login(make_user(role))
    for name, args in (
        ("disclosures_feed_items", []),
        ("disclosures_feed_item", [found.pk]),
        ("disclosures_feed_sources", []),
    ):
        assert (client.get(reverse(name, args=args)).status_code == 200) == reads, name
    new = client.get(reverse("disclosures_feed_source_new"))
    assert (new.status_code == 200) == keeps
    dismissed = decide(client, found, "dismiss", {"reason": "Thử"})
    found.refresh_from_db()
    assert (found.state == ItemState.DISMISSED) == sorts
    assert dismissed.status_code == 302  # done, or shown the way out


def test_an_editor_of_another_unit_sorts_but_signs_no_event_for_the_unit_in_charge() -> None:
    found, client = announced(), Client()
    client.force_login(make_user(roles.EDITOR, units=("KHAC",)))
    assert reverse("disclosures_feed_decide", args=[found.pk, "accept"]) not in text_of(
        client, found
    )
    decide(client, found, "accept", form())
    assert not LegalDocumentPage.objects.exists()
    assert not registered().exists()


def test_a_visitor_is_sent_to_the_door() -> None:
    found = announced()
    assert Client().get(reverse("disclosures_feed_item", args=[found.pk])).status_code == 302
    assert decide(Client(), found, "dismiss", {"reason": "x"}).status_code == 302
    found.refresh_from_db()
    assert found.is_waiting


def test_a_source_is_entered_changed_and_asked_anew_when_its_address_changes(
    office: Client,
) -> None:
    data = {
        "name": "Công báo",
        "url": "https://a.example/rss",
        "pause_minutes": 60,
        "is_active": "on",
    }
    address = reverse("disclosures_feed_source_new")
    for wrong in (
        {"url": "ftp://a.example"},
        {"url": "http://u:p@a.example/"},
        {"pause_minutes": 1},
    ):
        assert office.post(address, data | wrong).status_code == 400
    assert office.post(address, data).status_code == 302
    source = FeedSource.objects.get()
    run(FeedRefused(FeedFault.WEB_PAGE), sources=[source])
    page = office.get(reverse("disclosures_feed_sources")).content.decode()
    source.refresh_from_db()
    assert source.get_fault_display() in page
    FeedSource.objects.update(etag='"1"')
    change = reverse("disclosures_feed_source", args=[source.pk])
    office.post(change, data | {"url": "https://a.example/feed.xml"})
    source.refresh_from_db()
    assert (source.etag, source.fault, source.not_before) == ("", "", None)
    assert list(FeedSource.objects.to_ask(timezone.now() - timedelta(days=1))) == [source]


def test_the_landing_page_says_how_many_wait_to_whom_it_concerns(office: Client) -> None:
    announced()
    address = reverse("disclosures_feed_items")
    assert address in office.get(reverse("wagtailadmin_home")).content.decode()
    auditor = Client()
    auditor.force_login(make_user(roles.AUDITOR))
    assert 'id="new-documents"' not in auditor.get(reverse("wagtailadmin_home")).content.decode()
