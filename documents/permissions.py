"""Who may read a file. Default: no.

| file | who |
|---|---|
| listed by the current publication of a live, unrestricted page | everybody |
| any other | signed-in staff who may choose, change or delete it in the admin |

Who uploaded a file reads it. Evidence (`documents.evidence`) is read by nobody else but superusers.
Everybody else gets the answer of a file that doesn't exist.
"""

from __future__ import annotations

from typing import Any

from wagtail.documents.permissions import permission_policy

from documents.models import OfficialFile

_STAFF_ACTIONS = ("choose", "change", "delete")


def may_see_in_admin(user: Any, file: OfficialFile) -> bool:
    """Whether this account meets the file in the admin."""
    if not (
        user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin")
    ):
        return False
    return file.uploaded_by_user_id == user.pk or bool(
        permission_policy.user_has_any_permission_for_instance(user, _STAFF_ACTIONS, file)
    )
