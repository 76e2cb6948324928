"""Approval by a second person, as a Wagtail workflow task."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from portal.permissions import authors


class SecondPersonApprovalTask(AbstractGroupApprovalTask):
    """Members of the chosen groups approve what they have not written themselves.

    Wagtail's own `GroupApprovalTask` lets the author approve, and lets whoever may publish pass the
    workflow by; here nobody may publish a disclosure directly (`portal.permissions`).
    """

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """Nothing to decide for whoever wrote it, nor for anyone outside the groups."""
        if not self._may_decide(obj, user):
            return []
        return super().get_actions(obj, user)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Decide; refused to the author even if the button was there when the page was opened."""
        revision = task_state.revision
        if not self._in_groups(user) or user.pk in authors(revision.content_object, revision):
            raise PermissionDenied(_("What one person wrote, another person approves."))
        return super().on_action(task_state, user, action_name, **kwargs)

    def _may_decide(self, obj: Any, user: Any) -> bool:
        revision = obj.latest_revision
        return (
            self._in_groups(user) and revision is not None and user.pk not in authors(obj, revision)
        )

    def _in_groups(self, user: Any) -> bool:
        return user.is_active and self.groups.filter(user=user).exists()

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve what they have not written themselves")
