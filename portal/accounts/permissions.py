"""Who may change whose account. Default: no.

| rule | who |
|---|---|
| see, invite and change accounts | holders of `portal.view_user`, `add_user`, `change_user` |
| make somebody a superuser, or change a superuser's account | superusers only |
| change one's own roles and units, or what a role of one's own may | superusers only |
| switch one's own account off | nobody |

The role "Quản trị hệ thống" (portal.roles) holds the permissions of the first line.
"""

from __future__ import annotations

from typing import Any


def may_manage(actor: Any, account: Any) -> bool:
    """Whether `actor` may change `account`, invite its owner again or switch it off."""
    return (
        actor.is_active
        and actor.has_perm("portal.change_user")
        and (actor.is_superuser or not account.is_superuser)
    )


def may_give_roles(actor: Any, account: Any) -> bool:
    """Whether `actor` may change the roles and units of `account`: nobody gives them to oneself."""
    return may_manage(actor, account) and (actor.is_superuser or actor.pk != account.pk)


def may_change_role(actor: Any, role: Any) -> bool:
    """Whether `actor` may change what `role` (a group) may do; Wagtail asks for `auth.change_group`
    besides."""
    return actor.is_superuser or not actor.groups.filter(pk=role.pk).exists()
