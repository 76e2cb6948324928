"""Every road to live and off it leads through the publishing verbs or is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision, Workflow

from portal import gate, publishing, roles, scheduling
from portal.events import EventKind
from portal.models import PublicationEvent, ScheduleRun
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_user,
    publish_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser() -> Any:
    return make_user(is_superuser=True)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def kinds_of(page: Page) -> list[str]:
    return list(PublicationEvent.objects.for_page(page.pk).values_list("kind", flat=True))


def submit(page: Any, editor: Any) -> Any:
    """The editor submits the page to the workflow; returns the task state waiting."""
    workflow = Workflow.objects.get(active=True)
    state = workflow.start(page, editor)
    return state.current_task_state


def test_a_disclosure_cannot_be_published_from_the_editor_even_by_a_superuser(
    superuser: Any,
) -> None:
    page = make_conclusion()
    response = signed_in(superuser).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    assert 'name="action-publish"' not in response.content.decode()


def test_approval_by_a_second_person_publishes_exactly_what_was_approved() -> None:
    editor, approver = make_editor(), make_approver()
    page = make_conclusion(author=editor)
    task_state = submit(page, editor)
    client = signed_in(approver)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk])
    response = client.post(url, {"comment": "đồng ý"})
    assert response.status_code in (200, 302)
    page.refresh_from_db()
    assert page.live and page.live_revision_id == task_state.revision_id
    event = PublicationEvent.objects.last_for_page(page.pk)
    assert (event.kind, event.actor_id) == (EventKind.PUBLISHED, approver.pk)


def test_the_author_cannot_approve_though_a_member_of_the_approving_group() -> None:
    from django.contrib.auth.models import Group

    editor = make_editor()
    editor.groups.add(Group.objects.get(name=roles.APPROVER))
    page = make_conclusion(author=editor)
    task_state = submit(page, editor)
    assert task_state.task.specific.get_actions(page, editor) == []
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk])
    signed_in(editor).post(url, {"comment": ""})
    page.refresh_from_db()
    assert not page.live and kinds_of(page) == []


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_bulk_publish_and_unpublish_change_nothing(superuser: Any, action: str) -> None:
    draft, live = make_conclusion(), make_conclusion()
    publish_page(live)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    response = signed_in(superuser).post(
        f"{url}?id={draft.pk}&id={live.pk}", {"include_descendants": "on"}
    )
    assert response.status_code in (200, 302)
    assert kinds_of(draft) == []
    assert kinds_of(live) == ["published"]
    assert Page.objects.get(pk=live.pk).live and not Page.objects.get(pk=draft.pk).live


def test_unpublish_delete_move_and_copy_are_closed_for_what_was_public(superuser: Any) -> None:
    page = make_conclusion()
    publish_page(page)
    client = signed_in(superuser)
    home = page.get_parent().get_parent()
    for name, args in (
        ("unpublish", [page.pk]),
        ("delete", [page.pk]),
        ("move", [page.pk]),
        ("move_confirm", [page.pk, home.pk]),
    ):
        response = client.post(reverse(f"wagtailadmin_pages:{name}", args=args), {})
        assert response.status_code in (302, 403), name
    page.refresh_from_db()
    assert page.live and kinds_of(page) == ["published"]
    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
        },
    )
    assert not Page.objects.filter(slug="ban-sao", live=True).exists()


def test_code_cannot_take_a_short_cut_either() -> None:
    page = make_conclusion()
    page.live = True
    with pytest.raises(gate.GateClosed):
        page.save()
    page.refresh_from_db()
    publish_page(page)
    with pytest.raises(gate.GateClosed):
        page.unpublish()
    page.live = False
    with pytest.raises(gate.GateClosed):
        page.save()
    page.refresh_from_db()
    with pytest.raises(gate.GateClosed):
        page.copy(update_attrs={"slug": "ban-sao", "title": "x"}, keep_live=True)
    with pytest.raises(gate.GateClosed):
        page.create_alias(update_slug="bi-danh")
    parent = page.get_parent().specific
    with pytest.raises(gate.GateClosed):  # a new page is live unless told otherwise
        parent.add_child(instance=type(page)(title="mới", slug="moi"))


def test_an_index_page_is_published_by_the_button_through_the_verb(superuser: Any) -> None:
    make_conclusion()
    from home.models import ContentPage, HomePage

    home = HomePage.objects.get()
    page = ContentPage(title="Giới thiệu", slug="gioi-thieu", body="<p>Lời.</p>", live=False)
    home.add_child(instance=page)
    page.save_revision(user=superuser)
    client = signed_in(superuser)
    data = {
        "title": "Giới thiệu về Sở",
        "slug": "gioi-thieu",
        "summary": "",
        "body": '{"blocks": [{"key": "a", "text": "Lời.", "type": "unstyled", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}',
        "action-publish": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    assert kinds_of(page) == ["published"]
    page.refresh_from_db()
    assert page.live and page.title == "Giới thiệu về Sở"


# Schedules


def schedule(page: Any, **when: Any) -> None:
    for name, value in when.items():
        setattr(page, name, value)
    page.save_revision(user=make_editor())
    publish_page(page, approver=make_approver())


#: Wagtail knows its command by two names; both are ours.
SCHEDULERS = ("publish_scheduled", "publish_scheduled_pages")


@pytest.mark.parametrize("command", SCHEDULERS)
def test_a_schedule_publishes_later_in_the_approvers_name(command: str) -> None:
    page = make_conclusion()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=make_editor())
    approver = make_approver()
    assert publishing.publish(page, actor=approver, approved=True) is None
    assert kinds_of(page) == []
    call_command(command)
    assert kinds_of(page) == []
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command(command)
    event = PublicationEvent.objects.last_for_page(page.pk)
    assert (event.kind, event.actor_id) == (EventKind.PUBLISHED, approver.pk)
    assert ScheduleRun.objects.latest().published == 1


@pytest.mark.parametrize("command", SCHEDULERS)
def test_expiry_leads_through_the_verb_and_the_address_answers_410(
    client: Client, command: str
) -> None:
    page = make_conclusion()
    schedule(page, expire_at=timezone.now() + timedelta(hours=1))
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command(command)
    assert kinds_of(page) == ["published", "expired"]
    assert client.get(page.url).status_code == 410


def test_a_page_that_fails_does_not_stop_the_others_and_is_shown() -> None:
    bad, good = make_conclusion(), make_conclusion()
    for page in (bad, good):
        page.get_latest_revision()
        Revision.page_revisions.filter(object_id=str(page.pk)).update(
            approved_go_live_at=timezone.now() - timedelta(minutes=1)
        )
    bad.file.file.storage.delete(bad.file.file.name)
    # Who approved is in the log; these two have none, so give them one.
    from wagtail.log_actions import log

    for page in (bad, good):
        log(
            page,
            "wagtail.publish.schedule",
            user=make_approver(),
            revision=page.get_latest_revision(),
            data={"revision": {"id": 0, "created": "", "go_live_at": "", "has_live_version": 0}},
        )
    with pytest.raises(CommandError, match="1 trang gặp lỗi"):
        call_command("publish_scheduled")
    assert kinds_of(good) == ["published"] and kinds_of(bad) == []
    run = ScheduleRun.objects.latest()
    assert (run.published, [row["page"] for row in run.failures]) == (1, [bad.pk])


def scheduled_conclusion(editor: Any, *, was_public: bool = False) -> Any:
    page = make_conclusion(author=editor)
    if was_public:
        publish_page(page)
        page.change_note = "Sửa ngày ký"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=editor)
    assert publishing.publish(page, actor=make_approver(), approved=True) is None
    return type(page).objects.get(pk=page.pk)


def unschedule_address(page: Page) -> str:
    names = [page.pk, page.scheduled_revision.pk]
    return reverse("wagtailadmin_pages:revisions_unschedule", args=names)


def test_an_approved_schedule_is_stopped_by_its_editor_with_the_button_of_the_editor() -> None:
    editor = make_editor()
    page = scheduled_conclusion(editor)
    client = signed_in(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    stop = unschedule_address(page)
    assert stop in client.get(edit, follow=True).content.decode()
    assert client.get(stop).status_code == 200
    assert client.post(stop).status_code == 302
    page = type(page).objects.get(pk=page.pk)
    assert page.get_lock() is None and not page.approved_schedule
    assert stop not in client.get(edit).content.decode()
    later = timezone.now() + timedelta(hours=2)
    assert scheduling.run(later).published == 0 and kinds_of(page) == []


@pytest.mark.parametrize(
    ("role", "was_public", "stops"),
    [
        (roles.APPROVER, False, True),
        (roles.APPROVER, True, True),
        (roles.ADMINISTRATOR, True, True),
        (roles.EDITOR, True, False),  # the correction of what is public was approved
        (roles.AUDITOR, False, False),
    ],
)
def test_a_schedule_is_stopped_by_whoever_may_withdraw_and_by_nobody_else(
    role: str, was_public: bool, stops: bool
) -> None:
    page = scheduled_conclusion(make_editor(), was_public=was_public)
    user = make_user(role)
    home = reverse("wagtailadmin_home")
    signed_in(user).post(f"{unschedule_address(page)}?next={home}")
    assert type(page).objects.get(pk=page.pk).approved_schedule is not stops
    assert len(kinds_of(page)) == was_public


def test_the_panel_of_schedules_leads_whoever_may_stop_one_to_it() -> None:
    page = scheduled_conclusion(make_editor())
    home = reverse("wagtailadmin_home")
    address = unschedule_address(page)
    for role, shown in ((roles.APPROVER, True), (roles.EDITOR, True), (roles.AUDITOR, False)):
        text = signed_in(make_user(role)).get(home).content.decode()
        assert (address in text) is shown, role


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_nothing_that_was_public_goes_behind_a_login_nor_what_stands_above_it(
    superuser: Any,
) -> None:
    page = make_conclusion()
    publish_page(page)
    publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp")
    for user in (superuser, make_user(roles.ADMINISTRATOR)):
        for one in page.get_ancestors(inclusive=True).exclude(depth=1).specific():
            address = reverse("wagtailadmin_pages:set_privacy", args=[one.pk])
            response = signed_in(user).post(address, {"restriction_type": "login"})
            assert response.status_code in (302, 403)
            with pytest.raises(gate.GateClosed):
                restrict(one)
    assert not PageViewRestriction.objects.exists()


def test_nothing_is_published_behind_a_login_and_the_login_is_taken_away_in_the_admin() -> None:
    page = make_conclusion()
    restrict(page)
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert refused.value.refusals[0].code == "restricted"
    assert kinds_of(page) == []
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client = signed_in(make_user(roles.ADMINISTRATOR))
    assert client.post(address, {"restriction_type": "none"}).status_code == 200
    assert publish_page(page)


# What the public sees of it


def test_a_withdrawn_page_answers_410_with_the_notice_and_not_the_content(client: Client) -> None:
    page = make_conclusion(summary="Nội dung tóm tắt riêng")
    publish_page(page)
    assert client.get(page.url).status_code == 200
    publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp ký")
    response = client.get(page.url)
    assert response.status_code == 410
    text = response.content.decode()
    assert "Đăng nhầm tệp ký" in text
    assert "Nội dung tóm tắt riêng" not in text


def test_a_draft_answers_404(client: Client) -> None:
    page = make_conclusion()
    assert client.get(page.get_url() or page.url_path).status_code == 404


def test_the_withdraw_screen_asks_for_a_reason_and_is_closed_to_editors() -> None:
    page = make_conclusion()
    publish_page(page)
    url = reverse("portal_withdraw", args=[page.pk])
    assert signed_in(make_editor()).post(url, {"reason": "x"}).status_code in (302, 403)
    client = signed_in(make_approver())
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 200
    assert kinds_of(page) == ["published"]
    done = client.post(url, {"reason": "Đăng nhầm"}, follow=True)
    assert done.status_code == 200
    assert "error" not in {one.level_tag for one in done.context["messages"]}
    assert kinds_of(page) == ["published", "withdrawn"]
