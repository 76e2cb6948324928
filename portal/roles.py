"""The roles an office begins with. Roles are data: what the office changes afterwards stays."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import transaction

#: Names of the groups; they are data in the office's language, shown in the admin as they are.
EDITOR = "Biên tập viên"
UNIT_EDITOR = "Biên tập viên đơn vị"
APPROVER = "Người duyệt"
OFFICE = "Văn phòng"
LEADER = "Lãnh đạo"
AUDITOR = "Kiểm tra, giám sát"
ADMINISTRATOR = "Quản trị hệ thống"
STAFF = "Công chức, viên chức"

#: Permissions by group, as app.codename. Page permissions are given on the whole tree.
PERMISSIONS: dict[str, tuple[str, ...]] = {
    EDITOR: (
        "disclosures.add_issuer",
        "disclosures.change_issuer",
        "disclosures.view_issuer",
        "disclosures.sort_feeditem",
        "wagtailadmin.access_admin",
        "portal.write_any_kind",
        "portal.read_internal",
        "portal.act_for_unit",
        "wagtaildocs.add_document",
        "wagtaildocs.choose_document",
        "procedures.add_need",
        "procedures.change_need",
        "procedures.delete_need",
        "procedures.view_need",
        "procedures.add_procedurefield",
        "procedures.change_procedurefield",
        "procedures.view_procedurefield",
    ),
    UNIT_EDITOR: (  # what the unit may write is the unit's (`Unit.kinds`)
        "wagtailadmin.access_admin",
        "portal.read_internal",
        "portal.act_for_unit",
        "wagtaildocs.add_document",
        "wagtaildocs.choose_document",
    ),
    APPROVER: (
        "wagtailadmin.access_admin",
        "portal.read_internal",
        "portal.check_for_focal_unit",
        "portal.withdraw_publication",
        "wagtaildocs.choose_document",
    ),
    OFFICE: (
        "disclosures.sort_feeditem",
        "disclosures.change_feedsource",
        "wagtailadmin.access_admin",
        "portal.read_internal",
        "portal.check_for_focal_unit",
        "portal.act_for_unit",
        "portal.act_for_any_unit",
        "portal.import_plan",
        "portal.view_register",
        "disclosures.decide_task_change",
        "disclosures.keep_indices",
        "disclosures.change_reportsettings",
        "portal.add_calendarday",
        "portal.view_calendarday",
        "portal.add_confirmedyear",
        "portal.view_confirmedyear",
        "search.keep_search",
        "search.add_housewords",
        "search.change_housewords",
        "search.delete_housewords",
        "search.view_housewords",
        "search.add_bestbet",
        "search.change_bestbet",
        "search.delete_bestbet",
        "search.view_bestbet",
    ),
    LEADER: (
        "wagtailadmin.access_admin",
        "portal.read_internal",
        "portal.read_withheld",
        "portal.check_for_focal_unit",
        "portal.take_down_publication",
        "portal.add_substitution",
        "portal.change_substitution",
        "portal.view_substitution",
        "portal.view_register",
        "portal.withdraw_publication",
        "portal.override_guard",
        "disclosures.decide_task_change",
        "disclosures.read_set_apart",
        "wagtaildocs.choose_document",  # who approves a draft reads its file
    ),
    AUDITOR: (
        "wagtailadmin.access_admin",
        "portal.view_register",
        "portal.read_everything",
        "portal.read_internal",
        "portal.read_withheld",
    ),
    STAFF: ("portal.read_internal",),
    ADMINISTRATOR: (
        "disclosures.add_issuer",
        "disclosures.change_issuer",
        "disclosures.view_issuer",
        "disclosures.change_feedsource",
        "wagtailadmin.access_admin",
        "auth.add_group",
        "auth.change_group",
        "auth.view_group",
        "portal.write_any_kind",
        "portal.read_internal",
        "portal.add_substitution",
        "portal.change_substitution",
        "portal.delete_substitution",
        "portal.view_substitution",
        "portal.add_kindworkflow",
        "portal.change_kindworkflow",
        "portal.delete_kindworkflow",
        "portal.view_kindworkflow",
        "wagtailcore.add_workflow",
        "wagtailcore.change_workflow",
        "wagtailcore.add_task",
        "wagtailcore.change_task",
        "portal.act_for_any_unit",
        "portal.import_plan",
        "portal.view_register",
        "portal.withdraw_publication",
        "portal.add_user",
        "portal.change_user",
        "portal.view_user",
        "portal.add_unit",
        "portal.change_unit",
        "portal.view_unit",
        "portal.change_portalsettings",
        "disclosures.change_reportsettings",
        "search.keep_search",
        "search.add_housewords",
        "search.change_housewords",
        "search.delete_housewords",
        "search.view_housewords",
        "search.add_bestbet",
        "search.change_bestbet",
        "search.delete_bestbet",
        "search.view_bestbet",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
        "procedures.add_need",
        "procedures.change_need",
        "procedures.delete_need",
        "procedures.view_need",
        "procedures.add_procedurefield",
        "procedures.change_procedurefield",
        "procedures.view_procedurefield",
    ),
}
PAGE_PERMISSIONS: dict[str, tuple[str, ...]] = {
    EDITOR: ("add", "change"),
    UNIT_EDITOR: ("add", "change"),
    ADMINISTRATOR: ("add", "change", "publish", "lock", "unlock"),
}


def ensure_after_migrate(sender: Any, using: str, apps: Any = None, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: make the groups that are missing, and the approval workflow.

    A group that exists is left as the office has made it.
    """
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

    if using != "default":
        return
    # This receiver may run before those that make the permissions of apps later in the list.
    for label in (
        "auth",
        "portal",
        "disclosures",
        "procedures",
        "search",
        "wagtaildocs",
        "wagtailadmin",
        "wagtailcore",
    ):
        create_permissions(installed_apps.get_app_config(label), verbosity=0, using=using)
    root = Page.objects.filter(depth=1).first()
    collection = Collection.objects.filter(depth=1).first()
    if root is None or collection is None:
        return
    with transaction.atomic():
        for name, codenames in PERMISSIONS.items():
            group, is_new = Group.objects.get_or_create(name=name)
            if not is_new:
                continue
            for codename in codenames:
                app, _, permission_name = codename.partition(".")
                permission = Permission.objects.get(
                    content_type__app_label=app, codename=permission_name
                )
                if app == "wagtaildocs":
                    GroupCollectionPermission.objects.get_or_create(
                        group=group, collection=collection, permission=permission
                    )
                else:
                    group.permissions.add(permission)
            for action in PAGE_PERMISSIONS.get(name, ()):
                permission = Permission.objects.get(
                    content_type__app_label="wagtailcore", codename=f"{action}_page"
                )
                GroupPagePermission.objects.get_or_create(
                    group=group, page=root, permission=permission
                )
        # Wagtail's own groups may publish directly: unused, they go.
        Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
        _ensure_workflow(root)


#: Permissions of ours that the screen of a role offers, by app; the rest is Wagtail's own.
OFFERED = ("portal", "disclosures", "procedures", "search", "auth")


def offered_permissions() -> Any:
    """Every permission that a role begins with or may be given, for Wagtail's screen of roles."""
    from django.contrib.auth.models import Permission
    from django.db.models import Q

    wanted = Q(content_type__app_label="portal", content_type__model="publicationevent")
    for codenames in PERMISSIONS.values():
        for codename in codenames:
            app, _, name = codename.partition(".")
            if app in OFFERED:
                wanted |= Q(content_type__app_label=app, codename=name)
    return Permission.objects.filter(wanted)


def _ensure_workflow(root: Any) -> None:
    from django.contrib.auth.models import Group
    from wagtail.models import Workflow, WorkflowPage, WorkflowTask

    from portal.models import SecondPersonApprovalTask

    if SecondPersonApprovalTask.objects.exists():
        return
    # Wagtail's own first workflow lets an author approve: it is switched off, not removed.
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    WorkflowPage.objects.filter(page=root).delete()
    task = SecondPersonApprovalTask.objects.create(name="Người thứ hai duyệt")
    task.groups.set(Group.objects.filter(name__in=[APPROVER, LEADER]))
    workflow = Workflow.objects.create(name="Duyệt trước khi đăng")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)
