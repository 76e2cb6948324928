"""Two at once, twice the same, too late, and a clock that is put back: nothing is lost unseen, and
nothing happens twice or by somebody who may not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import querydict_from_html

from disclosures.register import forget, snapshot
from portal import permissions, publishing, scheduling
from portal.models import PublicationEvent
from tests.factories import make_approver, make_conclusion, make_editor, make_unit, publish_page

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def kinds_of(page: Page) -> list[str]:
    return list(PublicationEvent.objects.for_page(page.pk).values_list("kind", flat=True))


def waiting_for_approval(page: Any, editor: Any) -> Any:
    return Workflow.objects.get(active=True).start(page, editor).current_task_state


def approve(client: Client, page: Any, state: Any) -> Any:
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address, {"comment": "", "secrecy_outcome": "clear"})


@contextmanager
def clock_put_back(by: timedelta) -> Iterator[None]:
    now = timezone.now
    with mock.patch.object(timezone, "now", lambda: now() - by):
        yield


# --- two editors --------------------------------------------------------------------------------


def test_of_two_who_write_at_once_neither_loses_anything_unseen() -> None:
    first, second = make_editor(), make_editor()
    page = make_conclusion(author=first)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    clients = signed_in(first), signed_in(second)
    forms = [
        querydict_from_html(one.get(edit).content.decode(), form_id="page-edit-form")
        for one in clients
    ]
    words = "Lời người một", "Lời người hai"
    for client, form, summary in zip(clients, forms, words, strict=True):
        form["summary"] = summary
        answer = client.post(edit, form.urlencode(), FORM, follow=True)
        assert answer.status_code == 200
    kept = [one.content["summary"] for one in page.revisions.order_by("pk")][-2:]
    assert kept == list(words)
    told = [str(one) for one in answer.context["messages"]]
    mine, theirs = page.revisions.order_by("-pk")[:2]
    both = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, theirs.pk, mine.pk])
    assert any(str(first) in one and both in one for one in told)
    assert signed_in(second).get(both).status_code == 200
    assert {first.pk, second.pk} <= permissions.authors(page, mine)


def test_who_writes_alone_is_told_of_nobody() -> None:
    editor = make_editor()
    page, client = make_conclusion(author=editor), signed_in(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for opened in (None, "9" * 40):
        form = querydict_from_html(client.get(edit).content.decode(), form_id="page-edit-form")
        if opened is not None:
            form["loaded_revision_id"] = opened
        answer = client.post(edit, form.urlencode(), FORM, follow=True)
        levels = {one.level_tag for one in answer.context["messages"]}
        assert answer.status_code == 200 and "warning" not in levels


# --- the same twice -----------------------------------------------------------------------------


def test_an_approval_sent_twice_publishes_once() -> None:
    editor, client = make_editor(), signed_in(make_approver())
    page = make_conclusion(author=editor)
    state = waiting_for_approval(page, editor)
    for _time in range(2):
        assert approve(client, page, state).status_code in (200, 302)
    assert kinds_of(page) == ["published"]


def test_two_approvals_that_pass_each_other_publish_once() -> None:
    editor, approver = make_editor(), make_approver()
    page = make_conclusion(author=editor, change_note="Sửa (thử)")
    state = waiting_for_approval(page, editor)
    signed_in(approver)
    state.task.specific.on_action(state, approver, "approve")
    assert kinds_of(page) == ["published"]
    workflow_state = type(state.workflow_state).objects.get(pk=state.workflow_state.pk)
    with pytest.raises(publishing.PublishingRefused) as refused:
        publishing.publish_approved(workflow_state, user=approver)
    assert refused.value.refusals[0].code == "already_public"
    assert kinds_of(page) == ["published"]


def test_a_withdrawal_sent_twice_happens_once() -> None:
    page = make_conclusion()
    publish_page(page)
    client = signed_in(make_approver())
    for _time in range(2):
        client.post(reverse("portal_withdraw", args=[page.pk]), {"reason": "Đăng nhầm tệp"})
    assert kinds_of(page) == ["published", "withdrawn"]


# --- who may no more ----------------------------------------------------------------------------


@pytest.mark.parametrize("lost", ["role", "account", "by writing it"])
def test_an_approver_who_loses_the_right_in_between_publishes_nothing(lost: str) -> None:
    editor, approver = make_editor(), make_approver()
    page = make_conclusion(author=editor)
    state, client = waiting_for_approval(page, editor), signed_in(approver)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    if lost == "role":
        approver.groups.clear()
    elif lost == "account":
        type(approver).objects.filter(pk=approver.pk).update(is_active=False)
    else:
        page.save_revision(user=approver)
        type(state).objects.filter(pk=state.pk).update(revision=page.latest_revision)
    approve(client, page, state)
    assert kinds_of(page) == [] and not Page.objects.get(pk=page.pk).live


# --- the clock ----------------------------------------------------------------------------------


def test_with_a_clock_put_back_the_order_of_what_happened_stays() -> None:
    page = make_conclusion()
    publish_page(page)
    with clock_put_back(timedelta(days=2)):
        run = scheduling.run()
        assert (run.published, run.expired, run.failures) == (0, 0, [])
        publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp")
        forget()
        assert snapshot().statuses is not None
    assert kinds_of(page) == ["published", "withdrawn"]
    assert PublicationEvent.objects.last_for_page(page.pk).kind == "withdrawn"
    assert Client().get(page.url).status_code == 410


def test_with_a_clock_put_back_who_wrote_it_still_may_not_approve_it() -> None:
    writer = make_approver()
    page = make_conclusion()
    publish_page(page)
    page.change_note = "Sửa (thử)"
    with clock_put_back(timedelta(days=2)):
        page.save_revision(user=writer)
        page.save_revision(user=make_editor())
        with pytest.raises(PermissionDenied):
            publish_page(page, approver=writer)
    assert kinds_of(page) == ["published"]


# --- hours of the past --------------------------------------------------------------------------


def test_an_hour_of_publication_that_has_passed_means_now() -> None:
    page = make_conclusion(go_live_at=timezone.now() - timedelta(days=3))
    event = publish_page(page)
    assert page.live and event.happened_on == timezone.localdate()
    assert scheduling.run().published == 0


def test_what_waited_beyond_its_own_end_is_not_published() -> None:
    page = make_conclusion(expire_at=timezone.now() - timedelta(minutes=1), unit=make_unit())
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert refused.value.refusals[0].code == "already_over"
    assert kinds_of(page) == [] and not Page.objects.get(pk=page.pk).live
