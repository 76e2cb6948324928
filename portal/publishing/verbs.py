"""The verbs that put a page on the web and take it off, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, WorkflowState

from portal import gate, registry
from portal.audiences import Audience
from portal.events import ON_THE_WEB, EventKind
from portal.models import BasePage, PublicationEvent
from portal.permissions import is_published, may, stands_once
from portal.publishing.conditions import (
    ask_guards,
    check_change_note,
    check_content,
    check_may_publish,
    check_not_over,
    keep_numbers,
)
from portal.publishing.moment import Moment
from portal.publishing.overriding import reason as reason_to_override
from portal.publishing.refusals import refused, stays
from portal.publishing.writing import (
    answers_of,
    answers_of_last_publication,
    channel_of_last_publication,
    on_behalf,
    tell,
    what_goes_out,
    write,
)


@transaction.atomic
def publish(
    page: BasePage,
    *,
    actor: Any,
    revision: Revision | None = None,
    change_note: str = "",
    approved: bool = False,
    override_reason: str = "",
    due_by: datetime | None = None,
    moment: Moment | None = None,
) -> PublicationEvent | None:
    """Make `revision` (default: the latest) what the public sees.

    `due_by` is the timer's: refused (`not_due`) unless the revision, as it stands once the page is
    locked, is still scheduled for then or earlier.

    `approved` says that the second person's approval was given by `actor` (the workflow, and the
    demonstration's loader, say so); the rule itself is checked here all the same.
    Returns the ledger's event, or None when the revision was only scheduled for later.
    Raises PermissionDenied, PublishingRefused.
    """
    page = _locked(page)
    revision = revision or page.get_latest_revision()
    if revision is None:
        revision = page.save_revision(user=None, log_action=False)
    if due_by is not None:
        revision.refresh_from_db()
        _check_due(page, revision.approved_go_live_at, due_by)
    check_may_publish(page, revision, actor, approved=approved)
    content = revision.as_object()
    override_reason = override_reason or reason_to_override()
    granted = _granted(page, revision) if due_by is not None else ()
    overridden = ask_guards("publish", content, actor, override_reason, granted)
    check_content(content)
    check_not_over(content, moment.recorded_at if moment else timezone.now())
    change_note = change_note or getattr(content, "change_note", "") or content.usual_change_note()
    before = PublicationEvent.objects.last_for_page(page.pk)
    corrected = before is not None and before.kind in ON_THE_WEB
    if corrected:
        check_change_note(content, change_note)
    content, is_out = _show(page, revision, content, actor)
    _keep_overridden("publish", content, overridden, actor, override_reason, moment, revision)
    if not is_out:
        return None  # scheduled; what was overridden is remembered for its hour
    keep_numbers(content)
    event = write(
        EventKind.CORRECTED if corrected else EventKind.PUBLISHED,
        actor=actor,
        page=content,
        revision=revision,
        reason=change_note,
        answers=answers_of(content),
        anchors=content.anchors(),
        moment=moment,
        send=False,
        **what_goes_out(content, corrected=corrected),
        **on_behalf(page, actor, moment),
    )
    content.after_published(event)
    tell(event)
    return event


def _show(page: BasePage, revision: Revision, content: BasePage, actor: Any) -> tuple[Any, bool]:
    """Make `revision` what its audience reads, or schedule it; the page as it is then, and whether
    anybody reads it now. Only what is for everybody goes live."""
    later = content.go_live_at and content.go_live_at > timezone.now()
    if later or getattr(content, "audience", Audience.PUBLIC) == Audience.PUBLIC:
        with gate.opened():
            PublishPageRevisionAction(revision, user=actor).execute(skip_permission_checks=True)
        content = page.specific_class.objects.get(pk=page.pk)
        return content, content.live and content.live_revision_id == revision.pk
    content.live, content.live_revision = False, None
    content.expired = False
    content.has_unpublished_changes = not revision.is_latest_revision()
    content.save(clean=False)
    page.revisions.update(approved_go_live_at=None)
    log(instance=content, action="portal.publish_limited", user=actor, revision=revision)
    state = content.current_workflow_state
    if state is not None and state.status != WorkflowState.STATUS_APPROVED:
        state.cancel(user=actor)
    return page.specific_class.objects.get(pk=page.pk), True


@transaction.atomic
def publish_approved(workflow_state: Any, user: Any = None) -> PublicationEvent | None:
    """What Wagtail calls when a workflow is finished: publish exactly the revision that was
    approved (Wagtail's own would take the latest), once, however often that was sent."""
    state = workflow_state.task_states.filter(status="approved").order_by("pk").last()
    if state is None:  # a workflow that asks nobody
        raise PermissionDenied(_("Nobody approved it: the workflow has no task."))
    page = _locked(workflow_state.content_object)
    last = PublicationEvent.objects.last_for_page(page.pk)
    if last is not None and last.kind in ON_THE_WEB and last.revision_id == state.revision_id:
        raise refused(
            "already_public",
            _("“%(page)s” is published already, exactly as it was approved.")
            % {"page": page.title},
        )
    return publish(
        page,
        actor=user or state.finished_by,
        revision=state.revision,
        approved=True,
    )


@transaction.atomic
def withdraw(
    page: BasePage,
    *,
    actor: Any,
    reason: str,
    override_reason: str = "",
    moment: Moment | None = None,
) -> PublicationEvent:
    """Take `page` off the web with a public `reason`; its address answers 410 with the notice.

    Raises PermissionDenied, PublishingRefused.
    """
    page = _locked(page)
    if not may(actor, "withdraw_publication"):
        raise PermissionDenied(_("You may not withdraw publications."))
    _check_may_leave(page)
    if not reason.strip():
        raise refused("reason_missing", _("Say why it is withdrawn: the reason is public."))
    overridden = ask_guards("withdraw", page, actor, override_reason)
    _keep_overridden("withdraw", page, overridden, actor, override_reason, moment)
    return _leave_the_web(
        page, EventKind.WITHDRAWN, actor=actor, reason=reason.strip(), moment=moment
    )


@transaction.atomic
def expire(page: BasePage, *, actor: Any = None, moment: Moment | None = None) -> PublicationEvent:
    """End the publication of `page` because its stated period has ended (`expire_at`).

    Raises PublishingRefused while it hasn't (`not_due`), where nothing is public, and for a page
    that stands once.
    """
    page = _locked(page)
    _check_may_leave(page)
    _check_due(page, page.expire_at, moment.recorded_at if moment else timezone.now())
    return _leave_the_web(
        page,
        EventKind.EXPIRED,
        actor=actor,
        reason=_("The stated publication period has ended."),
        moment=moment,
    )


def _locked(page: BasePage) -> BasePage:
    """The page as it is now, locked until the transaction ends."""
    Page.objects.select_for_update().get(pk=page.pk)
    return page.specific_class.objects.get(pk=page.pk)


def _check_may_leave(page: BasePage) -> None:
    """What isn't public can't leave the web; what everything else hangs on may not."""
    if not is_published(page):
        raise refused("not_public", _("“%(page)s” is not public.") % {"page": page.title})
    if stands_once(page):
        raise stays(page)


def _check_due(page: BasePage, hour: datetime | None, now: datetime) -> None:
    """What a timer found due may have been changed since: stopped, put off, done by another."""
    if hour is None or hour > now:
        raise refused(
            "not_due", _("The hour set for “%(page)s” has not come.") % {"page": page.title}
        )


def _keep_overridden(
    verb: str,
    page: BasePage,
    overridden: Iterable[registry.Refusal],
    actor: Any,
    reason: str,
    moment: Moment | None,
    revision: Revision | None = None,
) -> None:
    """Write each guard that was overridden to the ledger, before the verb's own event."""
    for refusal in overridden:
        write(
            EventKind.GUARD_OVERRIDDEN,
            actor=actor,
            page=page,
            revision=revision,
            reason=reason.strip(),
            details={"guard": refusal.code, "verb": verb},
            moment=moment,
        )


def _granted(page: BasePage, revision: Revision) -> frozenset[str]:
    """The guards that were overridden, with a reason, when `revision` was approved for later."""
    rows = PublicationEvent.objects.for_page(page.pk).filter(
        kind=EventKind.GUARD_OVERRIDDEN, revision_id=revision.pk
    )
    return frozenset(row.details["guard"] for row in rows if row.details.get("verb") == "publish")


def _leave_the_web(
    page: BasePage, kind: EventKind, *, actor: Any, reason: str, moment: Moment | None
) -> PublicationEvent:
    if page.live:
        with gate.opened():
            UnpublishPageAction(page, set_expired=kind == EventKind.EXPIRED, user=actor).execute(
                skip_permission_checks=True
            )
    elif kind == EventKind.EXPIRED:
        Page.objects.filter(pk=page.pk).update(expired=True)
    event = write(
        kind,
        actor=actor,
        page=page,
        channel=channel_of_last_publication(page),
        answers=answers_of_last_publication(page),
        reason=reason,
        moment=moment,
        send=False,
    )
    page.after_left_the_web(event)
    tell(event)
    return event
