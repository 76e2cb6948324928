"""What stands between a draft and the public: who may, what is complete, what the guards say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from portal import registry
from portal.models import BasePage, DocumentNumber
from portal.permissions import authors, ever_public, may, may_approve
from portal.publishing.refusals import PublishingRefused, refused
from portal.text import normal_number


def check_may_publish(page: BasePage, revision: Revision, actor: Any, *, approved: bool) -> None:
    """Raises PermissionDenied unless `actor` may publish `revision`: a second person, who wrote
    nothing of it and is among those who approve; what is no disclosure, whoever may publish it
    directly as well."""
    if not page.four_eyes:
        if actor is None or page.permissions_for_user(actor).can_publish():
            return
        if not approved:
            raise PermissionDenied(_("You may not publish this page."))
    if not approved:
        raise PermissionDenied(_("A disclosure is published by a second person's approval."))
    if actor is None or not actor.is_active:
        raise PermissionDenied(_("The approver's account is not active."))
    if actor.pk in authors(page, revision):
        raise PermissionDenied(_("What one person wrote, another person approves."))
    if not may_approve(actor, page):
        raise PermissionDenied(_("You are not among those who approve this page."))


def check_change_note(content: BasePage, note: str) -> None:
    """A correction says what it corrects (P3). Raises PublishingRefused."""
    if content.four_eyes and not note.strip():
        raise refused(
            "change_note_missing",
            _("Say what changed: readers of a correction are told (the field “what changed”)."),
        )


def check_not_over(content: BasePage, now: datetime) -> None:
    """What waited for its approval beyond its own end has nothing left to be public for. Raises
    PublishingRefused."""
    if content.expire_at is not None and content.expire_at <= now:
        raise refused(
            "already_over",
            _(
                "The end set for its publication, %(hour)s, has passed. Set a later end, or none, "
                "and send it for approval again."
            )
            % {"hour": f"{timezone.localtime(content.expire_at):%H:%M %d/%m/%Y}"},
        )


def check_content(content: BasePage) -> None:
    """A draft may be incomplete; what is published may not, and everybody can read it. Raises
    PublishingRefused."""
    before = Page.objects.values_list("slug", flat=True).get(pk=content.pk)
    if content.slug != before and ever_public(content):
        raise refused("address_changed", _("The address of what was public stays as it is."))
    if content.get_view_restrictions().exists():
        raise refused(
            "restricted",
            _("The page, or one above it, is not open to everybody; what is published must be."),
        )
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
        field = content._meta.get_field(name)
    except FieldDoesNotExist:  # about the page as a whole
        return str(content.title)
    words = getattr(field, "verbose_name", "")  # rows of the page have none
    return str(words).capitalize() or str(content.title)


def refusals_of(verb: str, page: BasePage, actor: Any) -> list[registry.Refusal]:
    """What the guards say to the verb now, whoever asks."""
    return [
        refusal for guard in registry.guards for refusal in guard(verb, page, actor, timezone.now())
    ]


def can_override(actor: Any, refusals: Iterable[registry.Refusal]) -> bool:
    """Whether `actor` may lift all of `refusals` with a reason."""
    return all(refusal.overridable for refusal in refusals) and may(actor, "override_guard")


def ask_guards(
    verb: str,
    page: BasePage,
    actor: Any,
    override_reason: str,
    granted: Collection[str] = (),
) -> list[registry.Refusal]:
    """The refusals that a stated reason and the permission lifted; raises for the others.

    `granted` are codes of guards that were overridden when this was approved for later.
    """
    refusals = [one for one in refusals_of(verb, page, actor) if one.code not in granted]
    if not refusals:
        return []
    if override_reason.strip() and can_override(actor, refusals):
        return refusals
    raise PublishingRefused(refusals)


def keep_numbers(content: BasePage) -> None:
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
            raise refused("number_known", _whose_number(agency, number, year)) from error


def _whose_number(agency: str, number: str, year: int | None) -> str:
    """Which page has that number, and whether it is still public."""
    row = DocumentNumber.objects.written(number, year).filter(agency=agency).first()
    page = Page.objects.filter(pk=row.page_id).first() if row else None
    values = {"number": number, "year": year, "page": page.title if page else "?"}
    if page is not None and page.live:
        return _("Number %(number)s of %(year)s is already public on “%(page)s”.") % values
    return (
        _("Number %(number)s of %(year)s belongs to “%(page)s”, which is no longer public.")
        % values
    )
