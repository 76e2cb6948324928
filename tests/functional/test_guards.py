"""The guards on the screen: which one says no, who may override it, and what the ledger keeps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from disclosures.register import forget, snapshot
from home.models import ContentPage, HomePage
from portal import publishing, roles
from portal.events import EventKind
from portal.models import PublicationEvent
from portal.site import set_up
from tests.factories import (
    give_answers,
    make_approver,
    make_conclusion,
    make_editor,
    make_procedure,
    make_user,
    publish_page,
)
from tests.unit.disclosures.register_samples import load_catalogue, on

pytestmark = pytest.mark.django_db

REASON = "Bản đăng lộ dữ liệu cá nhân, đăng lại ngay."


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    forget()
    load_catalogue()


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def inspection(**fields: Any) -> Any:
    """An inspection conclusion signed today: 15 days without interruption on the portal."""
    signed = timezone.localdate()
    number = fields.pop("number", "07/KL-TTRA")
    return make_conclusion(
        number=number,
        signed_on=signed,
        conclusion_type="inspection",
        answers=(f"KLTT|{number}@{signed.year}",),
        **fields,
    )


def overridden() -> list[PublicationEvent]:
    return list(PublicationEvent.objects.filter(kind=EventKind.GUARD_OVERRIDDEN))


def waiting(page: Any, editor: Any) -> Any:
    return Workflow.objects.get(active=True).start(page, editor).current_task_state


# Withdrawing


def test_withdrawing_before_the_minimum_exposure_needs_reason_and_permission() -> None:
    page = inspection()
    publish_page(page)
    address = reverse("portal_withdraw", args=[page.pk])
    approver = signed_in(roles.APPROVER)
    shown = approver.get(address)
    assert shown.context["form"] is None
    assert "15" in str(shown.context["refusals"][0].message)
    approver.post(address, {"reason": "Đăng nhầm.", "override_reason": REASON})
    page.refresh_from_db()
    assert page.live
    leader = signed_in(roles.LEADER)
    assert "override_reason" in leader.get(address).context["form"].fields
    assert leader.post(address, {"reason": "Đăng nhầm."}).context["form"].errors
    assert leader.post(address, {"reason": "Đăng nhầm.", "override_reason": REASON}).status_code
    page.refresh_from_db()
    assert not page.live
    [event] = overridden()
    assert (event.reason, event.details["guard"]) == (REASON, "exposure_not_over")
    [found] = [one for one in snapshot().statuses["KLTT"].instances if "@" in one.case]
    assert found.satisfied_on is None


def test_nothing_is_asked_where_no_guard_answers() -> None:
    page = make_conclusion()
    publish_page(page)
    form = signed_in(roles.APPROVER).get(reverse("portal_withdraw", args=[page.pk])).context["form"]
    assert list(form.fields) == ["reason"]


def test_what_served_its_time_may_go() -> None:
    signed = timezone.localdate() - timedelta(days=60)
    page = make_conclusion(
        number="08/KL-TTRA",
        signed_on=signed,
        conclusion_type="inspection",
        answers=(f"KLTT|08/KL-TTRA@{signed.year}",),
    )
    shown = timezone.localdate() - timedelta(days=14)
    publish_page(page, moment=on(shown))
    assert publishing.refusals_of("withdraw", page, None)
    forget()
    page = make_conclusion(
        number="09/KL-TTRA",
        signed_on=signed,
        conclusion_type="inspection",
        answers=(f"KLTT|09/KL-TTRA@{signed.year}",),
    )
    publish_page(page, moment=on(timezone.localdate() - timedelta(days=15)))
    assert publishing.refusals_of("withdraw", page, None) == []


def test_an_interruption_makes_the_consecutive_days_begin_anew() -> None:
    page = inspection()
    today = timezone.localdate()
    publish_page(page, moment=on(today - timedelta(days=20)))
    leader = make_user(roles.LEADER)
    publishing.withdraw(
        page, actor=leader, reason="x", override_reason=REASON,
        moment=on(today - timedelta(days=12)),
    )  # fmt: skip
    publish_page(page, moment=on(today - timedelta(days=10)))
    [refusal] = publishing.refusals_of("withdraw", page, leader)
    assert (today + timedelta(days=5)).strftime("%d/%m/%Y") in str(refusal.message)


def test_what_stays_until_it_is_repealed_is_guarded_too() -> None:
    page = make_procedure()
    publish_page(page)
    [refusal] = publishing.refusals_of("withdraw", page, None)
    assert (refusal.code, refusal.overridable) == ("exposure_not_over", True)


# Replacing, and ending by itself


def test_a_correction_may_not_drop_a_case_before_its_time() -> None:
    page = inspection()
    publish_page(page)
    give_answers(page, ["KLKT|07/KL-TTRA@2026"])
    page.save_revision(user=make_editor(), clean=False)
    with pytest.raises(publishing.PublishingRefused, match="07/KL-TTRA"):
        publish_page(page)
    publish_page(page, approver=make_user(roles.LEADER), override_reason=REASON)
    assert [one.details["guard"] for one in overridden()] == ["exposure_not_over"]


def test_a_correction_that_keeps_its_cases_is_free() -> None:
    page = inspection()
    publish_page(page)
    page.summary = "Bản đính chính."
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    assert overridden() == []


def test_a_publication_may_not_be_set_to_end_before_its_time() -> None:
    page = inspection(expire_at=timezone.now() + timedelta(days=14))
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert refused.value.refusals[0].code == "ends_too_early"
    longer = inspection(expire_at=timezone.now() + timedelta(days=16), number="11/KL-TTRA")
    publish_page(longer)
    assert longer.live


# Approving


def test_who_may_override_approves_with_a_reason_on_a_screen_of_its_own() -> None:
    editor = make_editor()
    page = make_conclusion(author=editor, answers=())
    state = waiting(page, editor)
    client = signed_in(roles.LEADER)
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    screen = reverse("portal_override", args=[page.pk])
    response = client.post(action)
    assert (response.status_code, response.url) == (302, screen)
    shown = client.get(screen)
    assert shown.context["refusals"][0].code == "no_duty_named"
    assert client.post(screen, {"override_reason": " "}).context["form"].errors
    page.refresh_from_db()
    assert not page.live
    assert client.post(screen, {"override_reason": REASON}).status_code == 302
    page.refresh_from_db()
    assert page.live
    [event] = overridden()
    assert (event.reason, event.details) == (REASON, {"guard": "no_duty_named", "verb": "publish"})
    assert event.revision_id == page.live_revision_id
    assert client.get(screen).status_code in (302, 403)


def test_an_approver_who_may_not_override_is_told_who_may() -> None:
    editor = make_editor()
    page = make_conclusion(author=editor, answers=())
    state = waiting(page, editor)
    client = Client()
    client.force_login(make_approver())
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = client.post(action)
    assert len(list(get_messages(response.wsgi_request))) == 2
    screen = reverse("portal_override", args=[page.pk])
    assert client.get(screen).context["form"] is None
    client.post(screen, {"override_reason": REASON})
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("role", [roles.EDITOR, roles.OFFICE, roles.AUDITOR, roles.ADMINISTRATOR])
def test_nobody_who_does_not_approve_gets_to_the_screen(role: str) -> None:
    editor = make_editor()
    page = make_conclusion(author=editor, answers=())
    waiting(page, editor)
    response = signed_in(role).get(reverse("portal_override", args=[page.pk]))
    assert response.status_code == 302
    assert response.url != reverse("portal_override", args=[page.pk])


def test_a_scheduled_publication_keeps_the_reason_it_was_approved_with() -> None:
    editor = make_editor()
    page = make_conclusion(author=editor, answers=())
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=editor, clean=False)
    waiting(page, editor)
    client = signed_in(roles.LEADER)
    client.post(reverse("portal_override", args=[page.pk]), {"override_reason": REASON})
    page.refresh_from_db()
    assert not page.live
    assert [one.reason for one in overridden()] == [REASON]
    revision = page.scheduled_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live
    assert len(overridden()) == 1


# What nobody may


@pytest.mark.parametrize("road", ["verb", "override", "screen", "schedule"])
def test_what_must_never_be_on_the_web_goes_there_on_no_road(road: str) -> None:
    """A declaration of assets (web_allowed: false): refused to a superuser, too."""
    king = make_user(roles.LEADER, is_superuser=True)
    editor = make_editor()
    page = make_conclusion(author=editor, answers=("TSTN-BKK|2026",))
    if road == "schedule":
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision(user=editor, clean=False)
    if road == "screen":
        waiting(page, editor)
        client = Client()
        client.force_login(king)
        screen = reverse("portal_override", args=[page.pk])
        assert client.get(screen).context["form"] is None
        client.post(screen, {"override_reason": REASON})
    else:
        options = {"override_reason": REASON} if road == "override" else {}
        with pytest.raises(publishing.PublishingRefused):
            publishing.publish(page, actor=king, approved=True, **options)
    page.refresh_from_db()
    assert not page.live
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert not PublicationEvent.objects.filter(page_id=page.pk).exists()


def test_what_the_law_lets_the_office_say_about_declarations_is_published() -> None:
    """Plan, notice and totals (`publishable_on_web`) are pages of their own kind."""
    set_up()
    page = ContentPage(
        title="Kế hoạch kê khai tài sản, thu nhập năm 2026", slug="ke-khai", live=False
    )
    HomePage.objects.get().add_child(instance=page)  # a draft
    assert publishing.refusals_of("publish", page, None) == []
