"""Which pages the admin's lists may show to whom: explorer, search, choosers, reports, the audit
log and the admin's API all ask Wagtail's page permission policy, and here it answers by
`portal.permissions` instead of by the tree alone.

From Wagtail 8.0 on a policy is registered (`register_permission_policy`); 7.4 has one instance that
every module holds, so that instance gets our class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Q
from wagtail import permissions as wagtail_permissions
from wagtail.models import Page, TaskState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

from portal.models import DisclosurePage
from portal.permissions import kinds_of, may, may_see, may_write, units_served_by


class PortalPagePolicy(PagePermissionPolicy):
    """Wagtail's policy, narrowed to what `portal.permissions.may_see` and `may_write` let pass."""

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> PageQuerySet:
        """The pages that the tree allows and that are this person's to write."""
        return _narrowed(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user: Any) -> PageQuerySet:
        """The pages that the admin may name to this person."""
        if not self.get_cached_permissions_for_user(user) and not user.is_superuser:
            return Page.objects.none()  # Wagtail's own fails without any
        found = super().explorable_instances(user)
        return _narrowed(found, user, with_public=True)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Page
    ) -> bool:
        """The same for one page; the list of its history asks so."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and may_write(user, instance)


def visible_to(user: Any) -> Q | None:
    """The pages, public or not, whose title `user` may meet; None: all of them.

    Everything that is live; one's own; the disclosures that one's units may write; what one is
    asked to approve.
    """
    if may(user, "write_any_kind") or may(user, "read_everything"):
        return None
    asked = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=_tasks_of(user)
    ).values_list("workflow_state__object_id", flat=True)
    ids = [int(one) for one in asked if str(one).isdigit()]
    found = Q(live=True) | Q(owner=user) | Q(pk__in=ids)
    for model in _models_of(user):
        mine = model.objects.filter(_of_units(user)).values("pk")
        found |= Q(pk__in=mine)
    return found


def _narrowed(pages: PageQuerySet, user: Any, *, with_public: bool = False) -> PageQuerySet:
    allowed = visible_to(user)
    if allowed is None:
        return pages
    if with_public:
        return pages.filter(allowed)
    mine = Q(owner=user)
    for model in _models_of(user):
        mine |= Q(pk__in=model.objects.filter(_of_units(user)).values("pk"))
    return pages.filter(mine)


def _models_of(user: Any) -> Iterator[type[DisclosurePage]]:
    kinds = kinds_of(user)
    for model in apps.get_models():
        if issubclass(model, DisclosurePage) and model.kind in kinds:
            yield model


def _of_units(user: Any) -> Q:
    """Disclosures of the units that `user` works in, and of those whose work they took over."""
    return Q(unit__in=[unit.pk for unit in units_served_by(user)])


def _tasks_of(user: Any) -> list[int]:
    from portal.models import SecondPersonApprovalTask

    return [
        task.pk for task in SecondPersonApprovalTask.objects.filter(active=True) if task.asks(user)
    ]


def choosable(pages: Any, user: Any) -> Any:
    """For the page chooser, which asks no policy: the pages it may name."""
    allowed = visible_to(user)
    return pages if allowed is None else pages.filter(allowed)


def install() -> None:
    """Make Wagtail ask our policy wherever it asks its own, and ask at all in bulk actions."""
    from wagtail.admin.api import views as api_views
    from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

    wagtail_permissions.page_permission_policy.__class__ = PortalPagePolicy
    api_views.PagePermissionPolicy = PortalPagePolicy
    if not hasattr(PageBulkAction, "names_what_may_be_seen"):
        PageBulkAction.names_what_may_be_seen = True
        PageBulkAction.get_actionable_objects = _actionable(PageBulkAction.get_actionable_objects)


def _actionable(wagtails_own: Callable[..., Any]) -> Callable[..., Any]:
    """A bulk action lists by title what this person may not do it to: only what they may see."""

    def get_actionable_objects(action: Any) -> tuple[list[Page], dict[str, list[Page]]]:
        objects, others = wagtails_own(action)
        user = action.request.user
        refused = others["items_with_no_access"]
        return objects, {"items_with_no_access": [one for one in refused if may_see(user, one)]}

    return get_actionable_objects
