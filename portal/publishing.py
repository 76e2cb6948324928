"""The publishing verbs: the only way anything becomes public, stops being public, or counts.

Each verb checks who may, asks the guards, changes the page, writes the ledger and sends
`ledger_written`, all in one transaction: either everything happened or nothing did.

| verb | what it does | ledger |
|---|---|---|
| `publish` | the revision becomes what the public sees (or is scheduled) | published / corrected |
| `withdraw` | off the web with a public reason; the address answers 410 | withdrawn |
| `expire` | the stated publication period has ended | expired |
| `record_act` | what counts without a page: an event registered, a nil return, … | its kind |

`happened_on` and `recorded_at` are now. Only the loader of a demonstration may give an earlier
moment (`Moment`), and only into a database marked as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from portal import gate, registry
from portal.events import ON_THE_WEB, Answer, EventKind
from portal.models import BasePage, DocumentNumber, PortalSettings, PublicationEvent
from portal.permissions import authors, may, may_approve
from portal.signals import ledger_written
from portal.text import normal_number


class PublishingRefused(Exception):
    """A verb was refused. `refusals` say why, in the reader's language."""

    def __init__(self, refusals: Sequence[registry.Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(str(refusal.message) for refusal in self.refusals))


@dataclass(frozen=True, slots=True)
class Moment:
    """When a fact happened and when it was recorded, for the demonstration's past."""

    happened_on: date
    recorded_at: datetime


# Acts about a duty, and the permission each needs (portal.permissions says who holds it).
ACTS: Mapping[EventKind, str] = {
    EventKind.EVENT_REGISTERED: "act_for_unit",
    EventKind.NIL_RETURNED: "act_for_unit",
    EventKind.CONFIRMED_CURRENT: "act_for_unit",
    EventKind.EVIDENCE_GIVEN: "act_for_unit",
    EventKind.NOT_APPLICABLE: "act_for_any_unit",
    EventKind.EXTENDED: "act_for_any_unit",
}


@transaction.atomic
def publish(
    page: BasePage,
    *,
    actor: Any,
    revision: Revision | None = None,
    change_note: str = "",
    approved: bool = False,
    override_reason: str = "",
    moment: Moment | None = None,
) -> PublicationEvent | None:
    """Make `revision` (default: the latest) what the public sees.

    `approved` says that the second person's approval was given by `actor` (the workflow, and the
    demonstration's loader, say so); the rule itself is checked here all the same.
    Returns the ledger's event, or None when the revision was only scheduled for later.
    Raises PermissionDenied, PublishingRefused.
    """
    page = _locked(page)
    revision = revision or page.get_latest_revision()
    if revision is None:
        revision = page.save_revision(user=None, log_action=False)
    _check_may_publish(page, revision, actor, approved=approved)
    content = revision.as_object()
    overridden = _ask_guards("publish", content, actor, override_reason)
    _check_content(content)
    change_note = change_note or getattr(content, "change_note", "")
    with gate.opened():
        PublishPageRevisionAction(revision, user=actor).execute(skip_permission_checks=True)
    content = page.specific_class.objects.get(pk=page.pk)
    if not content.live or content.live_revision_id != revision.pk:
        return None  # scheduled
    before = PublicationEvent.objects.last_for_page(page.pk)
    corrected = before is not None and before.kind in ON_THE_WEB
    for refusal in overridden:
        _write(
            EventKind.GUARD_OVERRIDDEN,
            actor=actor,
            page=content,
            reason=override_reason,
            details={"guard": refusal.code, "verb": "publish"},
            moment=moment,
        )
    _keep_numbers(content)
    files = _files(content)
    event = _write(
        EventKind.CORRECTED if corrected else EventKind.PUBLISHED,
        actor=actor,
        page=content,
        revision=revision,
        reason=change_note,
        answers=_answers(content),
        anchors=content.anchors(),
        files=files,
        moment=moment,
        send=False,
    )
    content.after_published(event)
    _send(event)
    return event


def publish_approved(workflow_state: Any, user: Any = None) -> PublicationEvent | None:
    """What Wagtail calls when a workflow is finished: publish exactly the revision that was
    approved (Wagtail's own would take the latest)."""
    state = workflow_state.task_states.filter(status="approved").order_by("pk").last()
    if state is None:  # a workflow that asks nobody
        raise PermissionDenied(_("Nobody approved it: the workflow has no task."))
    return publish(
        workflow_state.content_object,
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
    if not page.live:
        raise _refused("not_public", _("“%(page)s” is not public.") % {"page": page.title})
    if not reason.strip():
        raise _refused("reason_missing", _("Say why it is withdrawn: the reason is public."))
    overridden = _ask_guards("withdraw", page, actor, override_reason)
    for refusal in overridden:
        _write(
            EventKind.GUARD_OVERRIDDEN,
            actor=actor,
            page=page,
            reason=override_reason,
            details={"guard": refusal.code, "verb": "withdraw"},
            moment=moment,
        )
    return _leave_the_web(
        page, EventKind.WITHDRAWN, actor=actor, reason=reason.strip(), moment=moment
    )


@transaction.atomic
def expire(page: BasePage, *, actor: Any = None, moment: Moment | None = None) -> PublicationEvent:
    """End the publication of `page` because its stated period has ended (`expire_at`)."""
    page = _locked(page)
    if not page.live:
        raise _refused("not_public", _("“%(page)s” is not public.") % {"page": page.title})
    return _leave_the_web(
        page,
        EventKind.EXPIRED,
        actor=actor,
        reason=_("The stated publication period has ended."),
        moment=moment,
    )


@transaction.atomic
def record_act(
    kind: EventKind,
    *,
    actor: Any,
    unit_code: str,
    answers: Iterable[Answer],
    title: str = "",
    anchors: Mapping[str, date] | None = None,
    channel: str = "portal",
    covers_from: date | None = None,
    covers_until: date | None = None,
    happened_on: date | None = None,
    reason: str = "",
    files: Sequence[Mapping[str, Any]] = (),
    details: Mapping[str, Any] | None = None,
    moment: Moment | None = None,
) -> PublicationEvent:
    """Write an act that has no page: an event registered, a nil return, still current, evidence …

    `happened_on` (default today) is the day the act counts for and is never in the future.
    Raises PermissionDenied, PublishingRefused.
    """
    if kind not in ACTS:
        raise ValueError(f"{kind} is not an act of the register.")
    if not may_act(actor, kind, unit_code):
        raise PermissionDenied(_("You may not sign this for that unit."))
    answers = tuple(answers)
    if not answers:
        raise _refused("no_duty", _("Name the duty that this is about."))
    today = moment.happened_on if moment else timezone.localdate()
    happened_on = happened_on or today
    if happened_on > today:
        raise _refused("in_the_future", _("The day lies in the future."))
    if kind in {EventKind.NOT_APPLICABLE, EventKind.EXTENDED} and not reason.strip():
        raise _refused("reason_missing", _("State the legal ground."))
    return _write(
        kind,
        actor=actor,
        unit_code=unit_code,
        title=title,
        answers=answers,
        anchors=anchors or {},
        channel=channel,
        covers_from=covers_from,
        covers_until=covers_until,
        happened_on=happened_on,
        reason=reason.strip(),
        files=files,
        details=details or {},
        moment=moment,
    )


def may_act(user: Any, kind: EventKind, unit_code: str) -> bool:
    """Whether `user` may sign an act of `kind` for the unit."""
    if may(user, "act_for_any_unit"):
        return True
    return (
        ACTS[kind] == "act_for_unit"
        and may(user, "act_for_unit")
        and user.memberships.filter(unit__code=unit_code).exists()
    )


# What the verbs share


def _locked(page: BasePage) -> BasePage:
    """The page as it is now, locked until the transaction ends."""
    Page.objects.select_for_update().get(pk=page.pk)
    return page.specific_class.objects.get(pk=page.pk)


def _check_may_publish(page: BasePage, revision: Revision, actor: Any, *, approved: bool) -> None:
    if page.four_eyes:
        if not approved:
            raise PermissionDenied(_("A disclosure is published by a second person's approval."))
        if actor is None or not actor.is_active:
            raise PermissionDenied(_("The approver's account is not active."))
        if actor.pk in authors(page, revision):
            raise PermissionDenied(_("What one person wrote, another person approves."))
        if not may_approve(actor, page):
            raise PermissionDenied(_("You are not among those who approve this page."))
    elif actor is not None and not page.permissions_for_user(actor).can_publish():
        raise PermissionDenied(_("You may not publish this page."))


def _check_content(content: BasePage) -> None:
    """A draft may be incomplete; what is published may not."""
    before = Page.objects.values_list("slug", flat=True).get(pk=content.pk)
    if content.slug != before and PublicationEvent.objects.for_page(content.pk).exists():
        raise _refused("address_changed", _("The address of what was public stays as it is."))
    content.live = True
    try:
        content.full_clean()
    except ValidationError as error:
        raise PublishingRefused(
            [
                registry.Refusal("incomplete", f"{_label(content, name)}: {' '.join(messages)}")
                for name, messages in error.message_dict.items()
            ]
        ) from error


def _label(content: BasePage, name: str) -> str:
    try:
        return str(content._meta.get_field(name).verbose_name).capitalize()
    except Exception:
        return str(content.title)


def _ask_guards(
    verb: str, page: BasePage, actor: Any, override_reason: str
) -> list[registry.Refusal]:
    """The refusals that a stated reason and the permission lifted; raises for the others."""
    refusals = [
        refusal for guard in registry.guards for refusal in guard(verb, page, actor, timezone.now())
    ]
    if not refusals:
        return []
    if (
        all(refusal.overridable for refusal in refusals)
        and override_reason.strip()
        and may(actor, "override_guard")
    ):
        return refusals
    raise PublishingRefused(refusals)


def _leave_the_web(
    page: BasePage, kind: EventKind, *, actor: Any, reason: str, moment: Moment | None
) -> PublicationEvent:
    with gate.opened():
        UnpublishPageAction(page, set_expired=kind == EventKind.EXPIRED, user=actor).execute(
            skip_permission_checks=True
        )
    event = _write(
        kind,
        actor=actor,
        page=page,
        answers=_answers_of_last_publication(page),
        reason=reason,
        moment=moment,
        send=False,
    )
    page.after_left_the_web(event)
    _send(event)
    return event


def _files(content: BasePage) -> list[dict[str, Any]]:
    """What the ledger keeps of the files, measured now on the stored bytes."""
    try:
        return [file.ledger_facts() for file in content.published_files()]
    except ValidationError as error:
        raise PublishingRefused(
            [registry.Refusal("file_not_as_recorded", message) for message in error.messages]
        ) from error


def _answers(content: BasePage) -> tuple[Answer, ...]:
    return content.answers() if hasattr(content, "answers") else ()


def _answers_of_last_publication(page: BasePage) -> tuple[Answer, ...]:
    """What the public content answered, not what the draft says now."""
    last = PublicationEvent.objects.for_page(page.pk).filter(kind__in=sorted(ON_THE_WEB)).last()
    return last.as_value().answers if last else ()


def _keep_numbers(content: BasePage) -> None:
    """Write the page's document numbers anew; a number used by another page is refused."""
    DocumentNumber.objects.filter(page_id=content.pk).delete()
    for agency, number, year in getattr(content, "document_numbers", tuple)():
        try:
            with transaction.atomic():
                DocumentNumber.objects.create(
                    page_id=content.pk,
                    agency=agency,
                    number=number,
                    normal=normal_number(number),
                    year=year,
                )
        except IntegrityError as error:
            raise _refused(
                "number_known",
                _("Number %(number)s of %(year)s is already published on another page.")
                % {"number": number, "year": year},
            ) from error


def _refused(code: str, message: str) -> PublishingRefused:
    return PublishingRefused([registry.Refusal(code, message)])


def _write(
    kind: EventKind,
    *,
    actor: Any,
    page: BasePage | None = None,
    revision: Revision | None = None,
    unit_code: str = "",
    title: str = "",
    answers: Iterable[Answer] = (),
    anchors: Mapping[str, date] | None = None,
    files: Sequence[Mapping[str, Any]] = (),
    channel: str = "portal",
    covers_from: date | None = None,
    covers_until: date | None = None,
    happened_on: date | None = None,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
    moment: Moment | None = None,
    send: bool = True,
) -> PublicationEvent:
    """Add one row to the ledger and tell whoever listens."""
    if moment is not None:
        _check_demonstration()
    event = PublicationEvent(
        kind=kind,
        happened_on=happened_on or (moment.happened_on if moment else timezone.localdate()),
        recorded_at=moment.recorded_at if moment else timezone.now(),
        title=(title or (page.title if page else ""))[:500],
        unit_code=unit_code,
        answers=[{"duty": answer.duty, "case": answer.case} for answer in answers],
        anchors={name: day.isoformat() for name, day in (anchors or {}).items() if day},
        files=list(files),
        channel=channel,
        covers_from=covers_from,
        covers_until=covers_until,
        actor_id=getattr(actor, "pk", None),
        actor_name=str(actor or "")[:200],
        reason=reason,
        details=dict(details or {}),
    )
    if page is not None:
        unit = getattr(page, "unit", None)
        event.page_id = page.pk
        event.page_kind = page.kind
        event.url_path = page.url_path[:500]
        event.unit_code = unit_code or (unit.code if unit else "")
        event.revision_id = revision.pk if revision else None
        if kind in ON_THE_WEB:
            event.version = (
                PublicationEvent.objects.for_page(page.pk)
                .filter(kind__in=sorted(ON_THE_WEB))
                .count()
                + 1
            )
    event.save(force_insert=True)
    if send:
        _send(event)
    return event


def _send(event: PublicationEvent) -> None:
    ledger_written.send(sender=PublicationEvent, event=event)


def _check_demonstration() -> None:
    """A past moment is for a database that `load_demo` marked, and nowhere else."""
    marked = PortalSettings.objects.filter(demonstration_made_on__isnull=False).exists()
    if not (settings.PORTAL_ALLOW_DEMONSTRATION and marked):
        raise PermissionDenied("Only a demonstration database may hold events of the past.")
