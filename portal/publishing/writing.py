"""The one place where a row of the ledger is made, and what it takes from the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from portal import registry
from portal.audiences import CHANNELS, Audience
from portal.events import ON_THE_WEB, Answer, EventKind
from portal.models import BasePage, PublicationEvent
from portal.publishing.moment import Moment, check_demonstration
from portal.publishing.refusals import PublishingRefused
from portal.signals import ledger_written


def write(
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
    actor_name: str = "",
    moment: Moment | None = None,
    send: bool = True,
) -> PublicationEvent:
    """Add one row to the ledger and tell whoever listens (`send=False`: the caller will).

    Raises PermissionDenied for a past `moment` outside a demonstration.
    """
    if moment is not None:
        check_demonstration()
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
        actor_name=(actor_name or str(actor or ""))[:200],
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
        tell(event)
    return event


def tell(event: PublicationEvent) -> None:
    """Tell whoever listens, inside the transaction."""
    ledger_written.send(sender=PublicationEvent, event=event)


def files_of(content: BasePage) -> list[dict[str, Any]]:
    """What the ledger keeps of the files, measured now on the stored bytes.

    Raises PublishingRefused where they are not as recorded.
    """
    return [_facts(file) for file in content.published_files()]


def _facts(file: Any) -> dict[str, Any]:
    try:
        return file.ledger_facts()
    except ValidationError as error:
        raise PublishingRefused(
            [registry.Refusal("file_not_as_recorded", message) for message in error.messages]
        ) from error


def what_goes_out(content: BasePage, *, corrected: bool) -> dict[str, Any]:
    """What the ledger keeps of a publication beside its answers: `channel`, `files`, `details`.

    Files of what is given on request are measured and listed nowhere: nobody reads them here. A
    withheld original is named by its fingerprint alone. Raises PublishingRefused.
    """
    audience = getattr(content, "audience", Audience.PUBLIC)
    files, details = files_of(content), dict(content.event_details())
    if audience == Audience.ON_REQUEST and files:
        details["withheld"] = [_fingerprint(one) for one in files]
        files = []
    original = getattr(content, "withheld_original", None)
    if original is not None:
        details["original"] = _fingerprint(_facts(original))
    if getattr(content, "withheld_ground", ""):
        details["ground"] = content.withheld_ground
    if corrected and getattr(content, "is_minor", False):
        details["minor"] = True
    return {"channel": CHANNELS[audience], "files": files, "details": details}


def _fingerprint(facts: Mapping[str, Any]) -> dict[str, Any]:
    """A file without its name, which may say what must not be said."""
    return {key: facts[key] for key in ("id", "sha256", "size")}


def on_behalf(page: BasePage, actor: Any, moment: Moment | None) -> dict[str, Any]:
    """For whom a substitute approved: `actor_name` for the ledger; empty for anybody else."""
    workflow = page.get_workflow()
    if actor is None or workflow is None:
        return {}
    day = moment.happened_on if moment else None
    for task in workflow.tasks.filter(active=True).specific():
        held = task.stood_in_for(actor, day) if hasattr(task, "stood_in_for") else None
        if held is not None:
            values = {"person": actor, "approver": held.approver}
            return {"actor_name": _("%(person)s, standing in for %(approver)s") % values}
    return {}


def answers_of(content: BasePage) -> tuple[Answer, ...]:
    """The duties that the content says it answers."""
    return content.answers() if hasattr(content, "answers") else ()


def answers_of_last_publication(page: BasePage) -> tuple[Answer, ...]:
    """What the public content answered, not what the draft says now."""
    last = PublicationEvent.objects.last_publication_of(page.pk)
    return last.as_value().answers if last else ()


def channel_of_last_publication(page: BasePage) -> str:
    """How the page was published last: to everybody (`portal`) or to fewer."""
    last = PublicationEvent.objects.last_publication_of(page.pk)
    return last.channel if last else "portal"
