"""The secrecy and redaction check of NĐ 13/2018 art. 7, recorded by both units before something is
published for the first time, and the guard that asks for it.

A check is of a content, by its fingerprint: what is changed afterwards has to be checked again.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from portal.audiences import CHANNELS
from portal.events import ON_THE_WEB
from portal.models import DisclosurePage, PortalSettings, PublicationEvent, SecrecyCheck
from portal.models.secrecy import CheckOutcome, CheckSide
from portal.permissions import may
from portal.publishing.moment import Moment, check_demonstration
from portal.registry import Refusal

#: What Wagtail keeps on a page beside its content; it changes without anybody writing.
NOT_CONTENT = frozenset(
    {
        "alias_of", "depth", "draft_title", "expire_at", "expired", "first_published_at",
        "go_live_at", "has_chosen_answers", "has_unpublished_changes", "last_published_at",
        "latest_revision", "latest_revision_created_at", "live", "live_revision", "locked",
        "locked_at", "locked_by", "numchild", "owner", "path", "pk", "search_text", "slug",
        "translation_key", "url_path", "wagtail_admin_comments",
    }
)  # fmt: skip


def fingerprint(content: DisclosurePage) -> str:
    """SHA-256 of what is written on the page, in lower-case hex; row numbers don't count."""
    data = _without_keys(content.serializable_data())
    kept = {name: value for name, value in data.items() if name not in NOT_CONTENT}
    text = json.dumps(kept, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_keys(value: Any) -> Any:
    """Rows without their numbers: those of a new row are made when it is saved."""
    if isinstance(value, dict):
        return {key: _without_keys(one) for key, one in value.items() if key not in {"pk", "page"}}
    if isinstance(value, list):
        return [_without_keys(one) for one in value]
    return value


def needs_check(page: DisclosurePage) -> bool:
    """Whether `page`, as it is written, was not yet published for its audience. What a public act
    has announced needs none."""
    if page.repeats_public_act:
        return False
    events = PublicationEvent.objects.for_page(page.pk) if page.pk else None
    channel = CHANNELS[page.audience]
    return not events or not events.filter(kind__in=sorted(ON_THE_WEB), channel=channel).exists()


def checks_of(content: DisclosurePage) -> dict[str, SecrecyCheck]:
    """The last check of each side (`CheckSide`) of exactly this content."""
    found = SecrecyCheck.objects.of_content(content.pk, fingerprint(content))
    return {check.side: check for check in found}


def may_check(user: Any, page: DisclosurePage, side: str) -> bool:
    """Whether `user` may record the check for that side: who writes for the unit, or who checks
    for the focal unit."""
    if side == CheckSide.FOCAL:
        return may(user, "check_for_focal_unit")
    return user is not None and page_permission_policy.user_has_permission_for_instance(
        user, "change", page
    )


def record_check(
    content: DisclosurePage,
    *,
    side: str,
    outcome: str,
    actor: Any,
    moment: Moment | None = None,
) -> SecrecyCheck:
    """Record what came out of checking `content`, a page as some revision has it.

    Raises PermissionDenied; ValueError for a side or outcome that there isn't.
    """
    if side not in CheckSide.values or outcome not in CheckOutcome.values:
        raise ValueError(f"No such check: {side}, {outcome}.")
    if moment is not None:
        check_demonstration()
    if not may_check(actor, content, side):
        raise PermissionDenied(_("You may not record this check."))
    unit = content.unit
    if side == CheckSide.FOCAL:
        office = PortalSettings.objects.order_by("pk").first()
        unit = office.focal_unit if office else None
        before = checks_of(content).get(CheckSide.UNIT)
        if before is not None and before.actor_id == actor.pk:
            raise PermissionDenied(_("The check of the focal unit is another person's."))
    return SecrecyCheck.objects.create(
        page_id=content.pk,
        fingerprint=fingerprint(content),
        side=side,
        outcome=outcome,
        unit_code=unit.code if unit else "",
        actor_id=actor.pk,
        actor_name=str(actor)[:200],
        recorded_at=moment.recorded_at if moment else timezone.now(),
    )


def record_checks(
    page: DisclosurePage,
    *,
    unit: Any,
    focal: Any,
    revision: Revision | None = None,
    moment: Moment | None = None,
) -> None:
    """Record both checks of `revision` (default: the latest), by the persons `unit` and `focal`,
    nothing found: for importers and the demonstration, whose content two people have looked at.

    Nothing where no check is needed. Raises PermissionDenied.
    """
    if revision is None:
        revision = type(page).objects.get(pk=page.pk).get_latest_revision()
    content = revision.as_object() if revision else page
    if not needs_check(content):
        return
    outcome = CheckOutcome.REDACTED if content.withheld_ground else CheckOutcome.CLEAR
    there = checks_of(content)
    for side, actor in ((CheckSide.UNIT, unit), (CheckSide.FOCAL, focal)):
        if side not in there:
            record_check(content, side=side, outcome=outcome, actor=actor, moment=moment)


def guard(verb: str, page: Any, actor: Any, at: datetime) -> list[Refusal]:
    """For `registry.guards`: both checks of this very content, with a favourable outcome. Nobody
    overrides it: the check costs one tick."""
    if verb != "publish" or not isinstance(page, DisclosurePage) or not needs_check(page):
        return []
    found, refusals = checks_of(page), []
    for side in CheckSide:
        check = found.get(side)
        values = {"side": side.label}
        if check is None:
            message = _(
                "The secrecy check of %(side)s is missing for this content (Decree 13/2018 art. 7)."
            )
            refusals.append(Refusal("secrecy_unchecked", message % values))
        elif not check.is_favourable:
            message = _("%(side)s says that it must not be published like this.")
            refusals.append(Refusal("secrecy_refused", message % {"side": str(side.label)}))
    return refusals
