"""Who may read a file. Default: no.

| file | who |
|---|---|
| listed by the current publication of a live, unrestricted page | everybody |
| listed by what is published to the office's own staff | holders of `portal.read_internal` |
| a withheld original (`documents.originals`) | holders of `portal.read_withheld` |
| any other | signed-in staff who may choose, change or delete it in the admin |

Who uploaded a file reads it, and so does who reads everything (`portal.read_everything`), except
withheld originals. Evidence (`documents.evidence`) is read by nobody else but superusers.
Everybody else gets the answer of a file that doesn't exist.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.documents.permissions import permission_policy

from documents.models import OfficialFile
from documents.originals import NAME as ORIGINALS
from documents.originals import is_original
from portal.models import LimitedItem
from portal.permissions import may

_STAFF_ACTIONS = ("choose", "change", "delete")


def seen_in_admin(user: Any) -> QuerySet[OfficialFile]:
    """The files of which `may_see_in_admin` holds for this account, in one query."""
    files = OfficialFile.objects.exclude(file="")
    if not (user.is_authenticated and user.is_active):
        return files.none()
    mine = Q(uploaded_by_user_id=user.pk)
    originals = Q(collection__depth=1, collection__name=ORIGINALS)
    withheld = originals if may(user, "read_withheld") else originals & mine
    if may(user, "read_everything"):
        return files.filter(withheld | ~originals)
    if not user.has_perm("wagtailadmin.access_admin"):
        return files.filter(withheld)
    chosen = permission_policy.instances_user_has_any_permission_for(user, _STAFF_ACTIONS)
    return files.filter(withheld | (~originals & (mine | Q(pk__in=chosen.values("pk")))))


def may_take_in(user: Any) -> bool:
    """Whether this account may bring files in."""
    return (
        user.is_authenticated
        and user.is_active
        and user.has_perm("wagtailadmin.access_admin")
        and permission_policy.user_has_permission(user, "add")
    )


def may_read(user: Any, file: OfficialFile) -> bool:
    """Whether this account reads the file though it is not public."""
    return may_see_in_admin(user, file) or is_for_staff(user, file)


def is_for_staff(user: Any, file: OfficialFile) -> bool:
    """Whether something published to the office's own staff lists the file, and `user` is of it."""
    if is_original(file) or not may(user, "read_internal"):
        return False
    pages = file.listings.current().values("page_id")
    return LimitedItem.objects.internal().filter(page_id__in=pages).exists()


def may_see_in_admin(user: Any, file: OfficialFile) -> bool:
    """Whether this account meets the file in the admin."""
    if is_original(file):
        mine = file.uploaded_by_user_id == user.pk and user.is_active
        return mine or may(user, "read_withheld")
    if may(user, "read_everything"):
        return True
    if not (
        user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin")
    ):
        return False
    return file.uploaded_by_user_id == user.pk or bool(
        permission_policy.user_has_any_permission_for_instance(user, _STAFF_ACTIONS, file)
    )
