"""What an editor does with an announced document: take it as a draft, say that it is there already,
dismiss it with a reason, or put it back.

Each verb checks who may and whether nobody was quicker, and writes in one transaction. Nothing
becomes public here: a draft goes through approval like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from disclosures import permissions
from disclosures.feeds.states import ItemState
from disclosures.models import (
    DisclosureIndexPage,
    FeedItem,
    Issuer,
    LegalDocumentPage,
)
from disclosures.models.legal_documents import LegalDocumentType
from disclosures.register import LeadUnits, catalogue
from portal import publishing
from portal.events import Answer, EventKind
from portal.models import PublicationEvent, Unit
from portal.text import fold, normal_number, number_key

#: The duty to publish what the office issues and receives in its field.
DUTY = "VB-QPPL"
#: Of the alternatives of its rule: documents that others issued.
RECEIVED = "received_document"
#: What `recognising` calls the forms of documents, folded.
_TYPES = {
    "luat": LegalDocumentType.LAW,
    "phap lenh": LegalDocumentType.ORDINANCE,
    "nghi quyet": LegalDocumentType.RESOLUTION,
    "nghi dinh": LegalDocumentType.DECREE,
    "quyet dinh": LegalDocumentType.DECISION,
    "thong tu": LegalDocumentType.CIRCULAR,
    "thong tu lien tich": LegalDocumentType.JOINT_CIRCULAR,
    "chi thi": LegalDocumentType.DIRECTIVE,
    "thong bao": LegalDocumentType.NOTICE,
    "huong dan": LegalDocumentType.GUIDANCE,
    "cong van": LegalDocumentType.OFFICIAL_LETTER,
    "bao cao": LegalDocumentType.REPORT,
    "van ban hop nhat": LegalDocumentType.CONSOLIDATED,
}


class NotNow(Exception):
    """Somebody else decided meanwhile, or what is needed for it isn't there; the message says."""


@dataclass(frozen=True, slots=True)
class Document:
    """What an editor confirmed about the announced document."""

    title: str
    number: str
    document_type: LegalDocumentType
    issuer: Issuer
    signed_on: date
    summary: str = ""

    @property
    def case(self) -> str:
        """The case of the duty to publish it."""
        return f"{normal_number(self.number)}@{self.signed_on.year}"


def lead_unit(day: date | None = None) -> Unit | None:
    """The unit that must publish received documents on `day` (default: today)."""
    units = LeadUnits(day or timezone.localdate())
    duty = next((one for one in catalogue() if one.code == DUTY), None)
    return units.of(duty) if duty else None


def may_accept(user: Any) -> bool:
    """Whether `user` may take announced documents over: that signs the event for the lead unit."""
    unit = lead_unit()
    return permissions.may_sort_feeds(user) and publishing.may_act(
        user, EventKind.EVENT_REGISTERED, unit.code if unit else ""
    )


@transaction.atomic
def accept(item: FeedItem, *, actor: Any, document: Document) -> LegalDocumentPage:
    """Make a draft of it and register that it must be published: from now on it is owed.

    Raises PermissionDenied, NotNow, portal.publishing.PublishingRefused.
    """
    if not may_accept(actor):
        raise PermissionDenied(_("You may not take over documents for the unit in charge."))
    item = _waiting(item)
    found = same_number(document.number, document.issuer, document.signed_on.year)
    if found:
        raise NotNow(
            _("“%(title)s” has that number already: say that it is there instead.")
            % {"title": found[0].title}
        )
    parent = DisclosureIndexPage.objects.filter(lists=LegalDocumentPage.kind).first()
    if parent is None:
        raise NotNow(_("The list of legal documents is missing; run: manage.py setup_site"))
    unit = lead_unit()
    page = LegalDocumentPage(
        title=document.title[:255],
        number=document.number,
        document_type=document.document_type,
        issuer=document.issuer,
        signed_on=document.signed_on,
        summary=document.summary,
        unit=unit,
        owner=actor,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision(user=actor, clean=False)  # a draft lacks its file and its signer
    _register(document, unit, actor)
    _decide(item, ItemState.ACCEPTED, actor, page=page)
    return page


def _register(document: Document, unit: Unit | None, actor: Any) -> None:
    """The event that makes its publication owed; once, whoever registered it before."""
    known = PublicationEvent.objects.filter(
        kind=EventKind.EVENT_REGISTERED, unit_code=unit.code if unit else ""
    )
    wanted = {"duty": DUTY, "case": document.case}
    if any(wanted in event.answers for event in known.only("answers").iterator()):
        return
    publishing.record_act(
        EventKind.EVENT_REGISTERED,
        actor=actor,
        unit_code=unit.code if unit else "",
        answers=[Answer(DUTY, document.case)],
        title=document.title[:300],
        anchors={"issued_on": document.signed_on},
        happened_on=min(timezone.localdate(), document.signed_on),
        details={"when": RECEIVED},
    )


@transaction.atomic
def merge(item: FeedItem, *, actor: Any, page: LegalDocumentPage) -> None:
    """Say that `page`, public or a draft, is the document. Raises PermissionDenied, NotNow."""
    _check(actor)
    _decide(_waiting(item), ItemState.MERGED, actor, page=page)


@transaction.atomic
def dismiss(item: FeedItem, *, actor: Any, reason: str) -> None:
    """Say why nothing is made of it. Raises PermissionDenied, NotNow (without a reason)."""
    _check(actor)
    if not reason.strip():
        raise NotNow(_("Say why it is dismissed."))
    _decide(_waiting(item), ItemState.DISMISSED, actor, reason=reason.strip()[:500])


@transaction.atomic
def put_back(item: FeedItem, *, actor: Any) -> None:
    """Let a document that was dismissed or taken for another wait again.

    Raises PermissionDenied, NotNow (a draft was made of it: it goes on as a page).
    """
    _check(actor)
    item = FeedItem.objects.select_for_update().get(pk=item.pk)
    if item.state not in (ItemState.DISMISSED, ItemState.MERGED):
        raise NotNow(_("This can't be put back."))
    item.state, item.reason, item.page_id = ItemState.WAITING.value, "", None
    item.decided_at = item.decided_by = None
    item.save()
    log(instance=item, action="disclosures.feed_item_put_back", user=actor)


def same_number(number: str, issuer: Issuer | None, year: int | None) -> list[LegalDocumentPage]:
    """Documents that bear the number, drafts included: of that issuer and year where these are
    known. What was withdrawn bears its number still."""
    key = number_key(number)
    rows = LegalDocumentPage.objects.exclude(number="").select_related("issuer")
    if year is not None:
        rows = rows.filter(signed_on__year=year)
    if issuer is not None:
        rows = rows.filter(issuer=issuer)
    bare = "".join(sign for sign in number.partition("/")[0] if sign.isalnum()).lstrip("0")
    rows = rows.filter(number__contains=bare) if bare else rows.none()
    return [page for page in rows.order_by("-pk")[:200] if number_key(page.number) == key]


def suggestions(item: FeedItem) -> list[LegalDocumentPage]:
    """Documents that the announced one may be: those with its number."""
    if not item.number:
        return []
    moment = item.signed_on or item.published_at
    return same_number(item.number, None, moment.year if moment else None)[:5]


def type_of(words: str) -> LegalDocumentType | None:
    """The form of document that is called `words` in Vietnamese; None when none is."""
    return _TYPES.get(fold(words).strip())


def _check(actor: Any) -> None:
    if not permissions.may_sort_feeds(actor):
        raise PermissionDenied(_("You may not decide on announced documents."))


def _waiting(item: FeedItem) -> FeedItem:
    item = FeedItem.objects.select_for_update().get(pk=item.pk)
    if not item.is_waiting:
        raise NotNow(_("Somebody has decided on this document meanwhile."))
    return item


def _decide(
    item: FeedItem,
    state: ItemState,
    actor: Any,
    *,
    page: LegalDocumentPage | None = None,
    reason: str = "",
) -> None:
    item.state, item.reason = state.value, reason
    item.page_id = page.pk if page else None
    item.decided_at, item.decided_by = timezone.now(), actor
    item.save()
    log(instance=item, action=f"disclosures.feed_item_{state.value}", user=actor)
