"""What the core adds to Wagtail's admin; this file only wires."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.models import register_snippet

from portal import (
    admin_look,
    admin_views,
    editing_together,
    override_views,
    page_policy,
    receipts,
    roles,
    secrecy_views,
    takedown_views,
)
from portal.accounts import admin_views as account_views
from portal.day_input import DayInput
from portal.limited_views import may_read_internal
from portal.models import BasePage
from portal.models.readers import may_read_opinions
from portal.opinions import staff as opinions
from portal.permissions import PortalPagePermissionTester
from portal.viewsets import (
    CalendarDayViewSet,
    ConfirmedYearViewSet,
    KindWorkflowViewSet,
    SubstitutionViewSet,
    UnitViewSet,
)

register_form_field_override(DateField, override={"widget": DayInput})
register_snippet(UnitViewSet)
register_snippet(SubstitutionViewSet)
register_snippet(KindWorkflowViewSet)
register_snippet(CalendarDayViewSet)
register_snippet(ConfirmedYearViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("withdraw/<int:page_id>/", admin_views.withdraw, name="portal_withdraw"),
        path("override/<int:page_id>/", override_views.approve, name="portal_override"),
        path("history/<int:page_id>/", admin_views.ledger_of_page, name="portal_ledger_of_page"),
        path("take-down/<int:page_id>/", takedown_views.take_down, name="portal_take_down"),
        path("receipt/<int:event_id>/", receipts.show, name="portal_receipt"),
        path("secrecy/<int:page_id>/<str:side>/", secrecy_views.check, name="portal_secrecy"),
        path("read/<int:page_id>/", admin_views.read, name="portal_read"),
        path("readers/", opinions.pages, name="portal_opinions"),
        path("readers/page/", opinions.of_page, name="portal_opinions_of_page"),
        path("readers/views/", opinions.views, name="portal_page_views"),
        path("invite/<int:account_id>/", account_views.invite_again, name="portal_invite"),
    ]


@hooks.register("before_create_page")
def create_what_may_be_written(request: HttpRequest, parent: Any, model: Any) -> None:
    admin_views.check_create(request, model)


@hooks.register("register_permissions")
def permissions_of_roles() -> Any:
    return roles.offered_permissions()


@hooks.register("before_publish_page")
def publish_through_the_verb(request: HttpRequest, page: Any) -> HttpResponse | None:
    return admin_views.publish(request, page)


@hooks.register("after_edit_page")
def tell_of_other_editors(request: HttpRequest, page: Any) -> None:
    editing_together.tell_of_others(request, page)


@hooks.register("before_copy_page")
def copy_what_may_be_copied(request: HttpRequest, page: Any) -> None:
    admin_views.check_copy(request, page)


@hooks.register("after_create_snippet")
def note_who_entered(request: HttpRequest, instance: Any) -> None:
    admin_views.note_who_entered(request, instance)


@hooks.register("construct_page_chooser_queryset")
def choosable_pages(pages: Any, request: HttpRequest) -> Any:
    return page_policy.choosable(pages, request.user)


@hooks.register("construct_homepage_panels")
def landing_panels(request: HttpRequest, panels: list[Any]) -> None:
    admin_views.add_landing_panels(request, panels)


@hooks.register("register_admin_menu_item")
def internal_in_menu() -> MenuItem:
    return InternalMenuItem(
        _("For the staff"), reverse("internal"), name="internal", icon_name="group", order=250
    )


@hooks.register("register_admin_menu_item")
def readers_in_menu() -> MenuItem:
    return ReadersMenuItem(
        _("Readers' opinions"), reverse("portal_opinions"), icon_name="comment", order=260
    )


@hooks.register("register_page_action_menu_item")
def withdraw_in_action_menu() -> ActionMenuItem:
    return WithdrawMenuItem(order=90)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Any:
    if isinstance(page, BasePage):
        tester = PortalPagePermissionTester(user, page)
        if tester.can_withdraw():
            yield ListingButton(
                _("Withdraw"),
                reverse("portal_withdraw", args=[page.pk]),
                icon_name="download",
                priority=60,
            )
        if takedown_views.may_take_down(user, page):
            yield ListingButton(
                _("Take down"),
                reverse("portal_take_down", args=[page.pk]),
                icon_name="warning",
                priority=65,
            )
        if tester.can_read_history():
            yield ListingButton(
                _("Publication history"),
                reverse("portal_ledger_of_page", args=[page.pk]),
                icon_name="history",
                priority=61,
            )


@hooks.register("before_bulk_action")
def accounts_in_bulk(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> HttpResponse | None:
    return account_views.refuse_in_bulk(request, action_type, objects, action)


@hooks.register("register_log_actions")
def account_log_actions(actions: Any) -> None:
    actions.register_action("portal.invite", _("Send an invitation"), _("Invitation sent"))
    actions.register_action(
        "portal.publish_limited",
        _("Publish for a limited audience"),
        _("Published for a limited audience"),
    )


hooks.register("insert_global_admin_css", admin_look.stylesheet)
hooks.register("construct_homepage_summary_items", admin_look.no_site_summary)
hooks.register("construct_help_menu", admin_look.no_wagtail_help)


class InternalMenuItem(MenuItem):
    """The place of what is for the office's own staff."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_internal(request.user)


class ReadersMenuItem(MenuItem):
    """What readers said of pages, and how often these were opened."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_opinions(request.user)


class WithdrawMenuItem(ActionMenuItem):
    """Withdraw, beside the editor's other actions."""

    name = "action-withdraw"
    label = _("Withdraw")
    icon_name = "download"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            isinstance(page, BasePage)
            and PortalPagePermissionTester(context["request"].user, page).can_withdraw()
        )

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("portal_withdraw", args=[context["page"].pk])
