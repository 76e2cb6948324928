"""What is for few stays with few: every public door is tried with an internal item, with one that
is given on request, and with a public one beside them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from documents.listings import is_public
from home.models import HomePage
from portal import limited, publishing, roles
from portal.audiences import Audience
from portal.forms import give_answers
from portal.latest import latest_publications
from portal.models import LimitedItem, PublicationEvent, ScheduleRun
from search.outbox import live_entries
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_user,
    publish_page,
)

pytestmark = pytest.mark.django_db

CANARY = "Kim Tước Hoàng Oanh"


def published(audience: Audience, **fields: Any) -> Any:
    """A conclusion, published for that audience."""
    page = make_conclusion(audience=audience, title=f"{CANARY} {audience}", **fields)
    publish_page(page)
    return type(page).objects.get(pk=page.pk)


def of(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.ON_REQUEST])
def test_what_is_for_few_is_never_live(audience: Audience) -> None:
    page = published(audience)
    assert not page.live and page.live_revision_id is None
    item = LimitedItem.objects.get()
    assert (item.page_id, item.audience, item.kind) == (page.pk, audience, page.kind)
    event = PublicationEvent.objects.last_for_page(page.pk)
    assert event.kind == "published" and event.revision_id == item.revision_id
    assert event.channel == {"internal": "intranet", "on_request": "on_request"}[audience]


@pytest.mark.parametrize(
    ("audience", "duty", "is_answered"),
    [
        (Audience.PUBLIC, "KLKT", True),
        (Audience.INTERNAL, "KLKT", False),
        (Audience.ON_REQUEST, "KLKT", False),
        (Audience.INTERNAL, "DC-NB", True),
        (Audience.PUBLIC, "DC-NB", False),
    ],
)
def test_a_duty_is_answered_only_by_what_its_channels_reach(
    audience: Audience, duty: str, is_answered: bool
) -> None:
    page = make_conclusion(audience=audience, answers=(f"{duty}|9/KL-SKHCN@2026",))
    if is_answered:
        assert publish_page(page).answers
        return
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert "wrong_audience" in {one.code for one in refused.value.refusals}


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.ON_REQUEST])
def test_no_public_door_leads_to_what_is_for_few(audience: Audience, client: Client) -> None:
    page, beside = published(audience), published(Audience.PUBLIC)
    assert client.get(page.url).status_code == 404
    assert client.get(page.file.url).status_code == 404 and not is_public(page.file)
    doors = ["/", beside.get_parent().url, "/tim-kiem/?q=Kim+Tuoc", "/nghia-vu-cong-khai/"]
    doors += ["/nghia-vu-cong-khai/KLKT/", beside.url, "/sitemap.xml"]
    for door in doors:
        assert page.title not in client.get(door).content.decode(), door
    assert page.title in client.get("/theo-yeu-cau/").content.decode() or audience == "internal"
    entries = {entry.title for entry in live_entries()}
    assert beside.title in entries and page.title not in entries
    latest = [one["title"] for one in latest_publications(HomePage.objects.get())]
    assert latest == [beside.title]


def test_of_what_is_given_on_request_one_sees_that_it_exists_and_how_to_ask(client: Client) -> None:
    page = published(Audience.ON_REQUEST, summary="Điều không ai đọc ở đây", number="77/KL-SKHCN")
    text = client.get("/theo-yeu-cau/").content.decode()
    assert page.title in text
    for hidden in (page.summary, page.body_inspected, page.file.filename, page.file.sha256):
        assert hidden not in text
    event = PublicationEvent.objects.last_for_page(page.pk)
    assert event.files == []
    assert event.details["withheld"] == [
        {"id": page.file.pk, "sha256": page.file.sha256, "size": page.file.file_size}
    ]
    assert of(roles.STAFF).get(f"/noi-bo/{page.pk}/").status_code == 404
    assert of(roles.STAFF).get(page.file.url).status_code == 404


def test_the_staff_reads_it_in_its_own_place_with_its_file() -> None:
    page = published(Audience.INTERNAL)
    staff = of(roles.STAFF)
    listing = staff.get("/noi-bo/")
    assert page.title in listing.content.decode()
    assert "no-store" in listing["Cache-Control"] and "noindex" in listing["X-Robots-Tag"]
    item = staff.get(f"/noi-bo/{page.pk}/")
    assert item.status_code == 200 and page.body_inspected in item.content.decode()
    assert "no-store" in item["Cache-Control"]
    file = staff.get(page.file.url)
    assert file.status_code == 200 and "no-store" in file["Cache-Control"]
    assert page.title in staff.get("/noi-bo/?q=kim+tuoc").content.decode()
    assert page.title not in staff.get("/noi-bo/?q=khong+co").content.decode()


def test_who_is_not_of_the_staff_is_sent_to_sign_in_or_refused(client: Client) -> None:
    page = published(Audience.INTERNAL)
    for address in ("/noi-bo/", f"/noi-bo/{page.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 302 and "/quan-tri/login/" in answer["Location"]
        assert of("").get(address).status_code == 403
    assert of("").get(page.file.url).status_code == 404
    assert of(roles.STAFF).get("/noi-bo/99999999999999999999/").status_code == 404


def test_the_staff_reads_what_was_approved_not_the_draft_after_it() -> None:
    page = published(Audience.INTERNAL)
    page.body_inspected = "Nơi khác, chưa ai duyệt"
    page.save_revision(user=make_editor())
    assert "chưa ai duyệt" not in of(roles.STAFF).get(f"/noi-bo/{page.pk}/").content.decode()


def test_withdrawn_it_is_gone_for_the_staff_and_still_unknown_to_the_public(client: Client) -> None:
    page = published(Audience.INTERNAL)
    event = publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm")
    assert event.channel == "intranet"
    staff = of(roles.STAFF)
    assert not LimitedItem.objects.exists()
    assert staff.get(f"/noi-bo/{page.pk}/").status_code == 404
    assert staff.get(page.file.url).status_code == 404
    assert client.get(page.url).status_code == 404, "its notice would tell the title"


@pytest.mark.parametrize(
    ("before", "after"),
    [(Audience.INTERNAL, Audience.PUBLIC), (Audience.PUBLIC, Audience.INTERNAL)],
)
def test_while_published_its_audience_stays(before: Audience, after: Audience) -> None:
    page = published(before)
    page.audience, page.change_note = after, "Đổi đối tượng"
    page.save_revision(user=make_editor())
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page, override_reason="Cứ đăng", approver=make_user(roles.LEADER))
    assert "audience_changed" in [one.code for one in refused.value.refusals]
    now = Page.objects.get(pk=page.pk)
    assert now.live is (before == Audience.PUBLIC)


def test_what_was_internal_becomes_public_by_a_reason_only() -> None:
    page = published(Audience.INTERNAL)
    publishing.withdraw(page, actor=make_approver(), reason="Công khai rộng hơn")
    page = type(page).objects.get(pk=page.pk)
    page.audience = Audience.PUBLIC
    give_answers(page, [f"KLKT|{page.case_key}"])
    page.save_revision(user=make_editor())
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert [one.code for one in refused.value.refusals] == ["audience_widened"]
    event = publish_page(page, approver=make_user(roles.LEADER), override_reason="Lãnh đạo đồng ý")
    assert event.channel == "portal" and Page.objects.get(pk=page.pk).live
    assert not LimitedItem.objects.exists()


def test_what_was_public_and_withdrawn_keeps_its_notice_when_it_becomes_internal(
    client: Client,
) -> None:
    page = published(Audience.PUBLIC)
    publishing.withdraw(page, actor=make_approver(), reason="Chỉ dùng nội bộ")
    page = type(page).objects.get(pk=page.pk)
    page.audience = Audience.INTERNAL
    give_answers(page, [])
    page.save_revision(user=make_editor())
    publish_page(page)
    answer = client.get(page.url)
    assert answer.status_code == 410 and "Chỉ dùng nội bộ" in answer.content.decode()
    assert page.body_inspected not in answer.content.decode()


def test_it_is_scheduled_and_ends_like_anything_else() -> None:
    now = timezone.now()
    page = make_conclusion(audience=Audience.INTERNAL, go_live_at=now + timedelta(hours=1))
    page.expire_at = now + timedelta(hours=2)
    page.save_revision(user=make_editor())
    assert publish_page(page) is None and not LimitedItem.objects.exists()
    from portal.scheduling import run

    type(page).objects.filter(pk=page.pk).update(go_live_at=now - timedelta(minutes=1))
    revision = page.get_latest_revision()
    revision.content["go_live_at"] = (now - timedelta(minutes=1)).isoformat()
    revision.approved_go_live_at = now - timedelta(minutes=1)
    revision.save()
    outcome = run()
    assert (outcome.published, outcome.failures) == (1, [])
    item = LimitedItem.objects.get()
    assert item.expire_at == page.expire_at and not Page.objects.get(pk=page.pk).live
    assert run(now + timedelta(hours=3)).failures == []
    LimitedItem.objects.update(expire_at=now - timedelta(seconds=1))
    Page.objects.filter(pk=page.pk).update(expire_at=now - timedelta(seconds=1))
    assert run().expired == 1
    assert not LimitedItem.objects.exists() and Page.objects.get(pk=page.pk).expired
    assert ScheduleRun.objects.count() == 3


def test_the_list_is_derived_and_can_be_built_again() -> None:
    page, other = published(Audience.INTERNAL), published(Audience.ON_REQUEST)
    published(Audience.PUBLIC)
    before = list(LimitedItem.objects.order_by("pk").values())
    LimitedItem.objects.filter(pk=page.pk).delete()
    LimitedItem.objects.filter(pk=other.pk).update(audience="internal")
    call_command("rebuild_limited_items")
    assert list(LimitedItem.objects.order_by("pk").values()) == before
    assert limited.rebuild() == 2


def test_the_staff_s_own_list_is_offered_in_the_admin() -> None:
    published(Audience.INTERNAL)
    assert reverse("internal") in of(roles.EDITOR).get("/quan-tri/").content.decode()
