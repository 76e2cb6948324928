"""Who is signed in and what they may do, as Django knows it, read in fewer queries: every page of
the admin asks.

Only how it is read differs. What a permission is, who holds it, and that locked accounts stay out
are Django's and axes' (portal/permissions.py, portal/roles.py).
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from portal.models import User


class AccountBackend(ModelBackend):
    """Accounts with their profile; own permissions together with those of the groups."""

    def get_user(self, user_id: Any) -> User | None:
        """The account `user_id` with its Wagtail profile; None when it may not sign in."""
        accounts = User._default_manager.select_related("wagtail_userprofile")
        user = accounts.filter(pk=user_id).order_by().first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """As Django's: "app.codename" of each permission. One query."""
        plain = user_obj.is_active and not user_obj.is_anonymous and obj is None
        if plain and not user_obj.is_superuser and not hasattr(user_obj, "_perm_cache"):
            own, of_groups = (
                _names(rows)
                for rows in (
                    self._get_user_permissions(user_obj),
                    self._get_group_permissions(user_obj),
                )
            )
            user_obj._perm_cache = {f"{app}.{name}" for app, name in own.union(of_groups)}
        return super().get_all_permissions(user_obj, obj)


def _names(rows: QuerySet[Permission]) -> QuerySet:
    return rows.order_by().values_list("content_type__app_label", "codename")
