"""Handlers of the core: two lines that delegate."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from wagtail.models import Page, PageViewRestriction, Revision, get_page_models

from portal import gate
from portal.models import BasePage, DisclosurePage, PublicationEvent, Unit
from portal.models.pages import refuse_change_of_live
from portal.permissions import ever_public
from portal.signals import pages_changed


def refuse_to_delete_what_was_public(sender: type, instance: Any, **kwargs: Any) -> None:
    """Every road to deletion ends here, querysets and cascades included."""
    if isinstance(instance, BasePage) and PublicationEvent.objects.for_page(instance.pk).exists():
        raise gate.GateClosed(f"“{instance.title}” was public: it is withdrawn, never deleted.")


def keep_what_was_published(instance: Revision, **kwargs: Any) -> None:
    """The revisions that the ledger names are what the public history compares; Wagtail's
    `purge_revisions` passes over what is protected."""
    if not gate.is_open() and PublicationEvent.objects.filter(revision_id=instance.pk).exists():
        raise ProtectedError("This revision was published.", {instance})


def refuse_change_of_live_on_the_bare_row(
    sender: type, instance: Any, update_fields: Any = None, **kwargs: Any
) -> None:
    """A page read as a bare `Page` is still a page of the portal: saving it passes the gate too."""
    if sender is not Page or gate.is_open() or not instance.pk:
        return
    if update_fields is not None and not {"live", "live_revision"} & set(update_fields):
        return
    if issubclass(instance.specific_class or Page, BasePage):
        refuse_change_of_live(instance)


def refuse_to_hide_what_was_public(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A login before a page takes it off the web for the public, and the ledger knows nothing."""
    if instance._state.adding and ever_public(instance.page):
        raise gate.GateClosed(
            f"“{instance.page.title}” or a page beneath it was public: it is withdrawn with a "
            "reason, never put behind a login."
        )


def tell_pages_of_unit(instance: Unit, created: bool, **kwargs: Any) -> None:
    """The name of a unit stands on its pages and in search."""
    if created:
        return
    for kind in get_page_models():
        if issubclass(kind, DisclosurePage):
            pages = kind.objects.filter(unit=instance).values_list("pk", flat=True)
            pages_changed.send(sender=Unit, page_ids=list(pages))
