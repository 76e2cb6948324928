"""Kinds of disclosure that can be begun with an incoming document: those that publish one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from disclosures.kinds import model_of
from disclosures.models import DisclosureIndexPage, Issuer
from disclosures.models.item_fields import DocumentFields
from portal.models import Membership
from portal.registry import DocumentKind


def document_kinds() -> Iterator[DocumentKind]:
    """For `registry.document_kinds`: each kind with a document of its own whose list is there."""
    for index in DisclosureIndexPage.objects.live().order_by("pk"):
        model = model_of(index.lists)
        if model is not None and issubclass(model, DocumentFields):
            yield DocumentKind(model.kind, model.about.title, index, partial(_begin, model))


def _begin(
    model: Any,
    *,
    file: Any,
    owner: Any,
    title: str,
    number: str,
    signed_on: date | None,
    agency: str,
    signer: str,
    signer_title: str,
) -> Any:
    """A draft of that kind with what the document says. An issuer nobody knows is left to the
    editor: names of agencies are entities here, never strings."""
    page = model(
        title=title,
        owner=owner,
        number=number,
        signed_on=signed_on,
        signer=signer,
        signer_title=signer_title,
        file=file,
    )
    if agency:
        page.issuer = Issuer.objects.named(agency, signed_on)
    membership = Membership.objects.filter(user=owner).order_by("pk").first()
    page.unit = membership.unit if membership else None
    return page
