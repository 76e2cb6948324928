"""Several files at once: each is accepted or refused by itself, and one known already is shown
instead of being stored twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.permissions import permission_policy
from wagtail.models import Collection

from documents import readings
from documents.intake import client_name, take_in
from documents.messages import message_for
from documents.models import IncomingDocument, OfficialFile
from documents.permissions import seen_in_admin
from documents.refusals import FileRefused

#: More files in one go are refused: each is examined while the browser waits.
MOST_FILES = 30
TOO_MANY = _("At most %(most)s files at once; the others were not taken in.")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one upload: the incoming document, or why it was refused."""

    name: str
    incoming: IncomingDocument | None = None
    was_known: bool = False
    refusal: str = ""


def take(uploads: Iterable[Any], user: Any) -> list[Taken]:
    """Take each upload in for `user`, and have it read."""
    uploads = list(uploads)
    taken = [_take(upload, user) for upload in uploads[:MOST_FILES]]
    left_out = str(TOO_MANY % {"most": MOST_FILES})
    return taken + [Taken(client_name(one), refusal=left_out) for one in uploads[MOST_FILES:]]


def collection_for(user: Any) -> Collection | None:
    """Where this account's files go: the first collection it may add to, if any."""
    return permission_policy.collections_user_has_permission_for(user, "add").first()


def _take(upload: Any, user: Any) -> Taken:
    name = client_name(upload)
    try:
        facts = take_in(upload)
        known = seen_in_admin(user).filter(sha256=facts.sha256).order_by("pk").first()
        file = known or _stored(upload, facts.name, user)
    except FileRefused as refusal:
        return Taken(name, refusal=message_for(refusal))
    with transaction.atomic():
        incoming, _is_new = IncomingDocument.objects.get_or_create(
            file=file, defaults={"taken_by": user, "taken_at": timezone.now()}
        )
        if incoming.is_put_away:
            incoming.is_put_away = False
            incoming.save(update_fields=["is_put_away"])
        readings.ask(file, user=user)
    return Taken(facts.name, incoming, was_known=known is not None)


def _stored(upload: Any, name: str, user: Any) -> OfficialFile:
    file = OfficialFile(
        title=name.rpartition(".")[0][:255] or name[:255],
        collection=collection_for(user),
        uploaded_by_user=user,
    )
    file.file = upload
    file.save()
    return file
