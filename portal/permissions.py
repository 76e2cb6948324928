"""Who may do what with a page: the one place for the core's permission rules. Default: no.

| rule | who |
|---|---|
| edit, submit | whom Wagtail lets edit the page (group page permissions) and who may write it |
| write any page | holders of `portal.write_any_kind` |
| write a disclosure | members of a unit that may write its kind (`Unit.kinds`), for that unit |
| see a page in the admin | what is public, all; else who writes or approves it; auditors |
| publish a disclosure | nobody directly: only the approval of a second person publishes |
| publish another page | whoever Wagtail lets publish it |
| approve | members of the approving groups, and their substitutes, who wrote none of it |
| withdraw | holders of `portal.withdraw_publication`; nobody what stands once (home page, lists) |
| stop a schedule | who may withdraw or approve; whoever edits, while it was never public |
| take down | holders of `portal.take_down_publication` |
| read what is for the staff | holders of `portal.read_internal` |
| read withheld originals | holders of `portal.read_withheld` |
| read every draft, change nothing | holders of `portal.read_everything` |
| sign acts of the register | `portal.act_for_unit` for one's own unit; `act_for_any_unit` for all |
| override a guard | holders of `portal.override_guard`, with a reason |
| put behind a login what was ever public, or what stands above it | nobody |
| unpublish, delete or move what was ever public; publish by copying; copy a procedure | nobody |

What a unit may write passes to the unit that succeeds it (`Unit.responsible_on`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PagePermissionTester

from portal.models.ledger import PublicationEvent
from portal.models.units import Unit


class PortalPagePermissionTester(PagePermissionTester):
    """Wagtail's permission tester with the portal's rules; the editor, bulk actions and the API all
    ask it."""

    def can_edit(self) -> bool:
        """Who may write it, and who is asked to approve it just now."""
        if not super().can_edit():
            return False
        if may_write(self.user, self.page):
            return True
        task = self.page.current_workflow_task
        return bool(task and task.user_can_access_editor(self.page, self.user))

    def can_add_subpage(self) -> bool:
        """Who may write anything that may stand here."""
        if not super().can_add_subpage():
            return False
        if may(self.user, "write_any_kind"):
            return True
        kinds = kinds_of(self.user)
        here = self.page.specific_class.creatable_subpage_models()
        mine = [model for model in here if getattr(model, "kind", "") in kinds]
        return any(model.can_create_at(self.page) for model in mine)

    def can_reorder_children(self) -> bool:
        """An order among pages is nobody's unit's."""
        return super().can_reorder_children() and may(self.user, "write_any_kind")

    def can_publish(self) -> bool:
        """A disclosure is published by the approval of a second person only."""
        return not getattr(self.page, "four_eyes", False) and super().can_publish()

    def can_publish_subpage(self) -> bool:
        """Nothing goes live while it is being created, copied or aliased."""
        return False

    def can_unpublish(self) -> bool:
        """Never: what was public is withdrawn with a reason, or expires."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """What was public isn't put behind a login: that would be a withdrawal without a reason and
        without the ledger. A restriction that is there all the same may be taken away."""
        if self.page.view_restrictions.exists():
            return super().can_publish()
        return super().can_set_view_restrictions() and not ever_public(self.page)

    def can_unschedule(self) -> bool:
        """Stopping what was approved for later: whoever could withdraw it afterwards or approves
        it; whoever edits it, while the page was never public. Without this nobody could, because
        nobody may publish a disclosure and a schedule locks the page for everybody."""
        if may(self.user, "withdraw_publication") or may_approve(self.user, self.page):
            return True
        return super().can_unschedule() or (self.can_edit() and not ever_public(self.page))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only what was never public, nor anything beneath it, by who may write it."""
        if not super().can_delete(ignore_bulk) or ever_public(self.page):
            return False
        return may_write(self.user, self.page)

    def can_move(self) -> bool:
        """An address that was public stays."""
        return super().can_move() and not ever_public(self.page)

    def can_move_to(self, destination: Page) -> bool:
        """Wagtail's own lets a superuser move anything here, without asking `can_move`."""
        return self.can_move() and super().can_move_to(destination)

    def can_copy(self) -> bool:
        """Not a page that there is once by its nature."""
        return super().can_copy() and getattr(self.page, "may_be_copied", True)

    def can_read_history(self) -> bool:
        """Who works with the page, may withdraw it, or reads the whole register."""
        return self.can_edit() or self.can_withdraw() or may(self.user, "view_register")

    def can_withdraw(self) -> bool:
        """Whether the page is published, not one that stands once, and this person may withdraw
        it."""
        if not is_published(self.page) or stands_once(self.page):
            return False
        return may(self.user, "withdraw_publication")


def is_published(page: Page) -> bool:
    """Whether anybody but who works on it reads the page now: everybody, or a limited audience."""
    return page.live or limited_item(page) is not None


def limited_item(page: Page) -> Any:
    """The page as a limited audience has it now (`portal.models.LimitedItem`), or None."""
    from portal.models.limited import LimitedItem  # imports Wagtail's pages, which import us

    return LimitedItem.objects.filter(page_id=page.pk).first()


# Who may write what


def units_of(user: Any, day: date | None = None) -> frozenset[int]:
    """The units that `user` works in on `day` (default today); of a unit that has ended, the one
    that answers for its work now."""
    if not user.is_active or user.is_anonymous:
        return frozenset()
    memberships = user.memberships.select_related("unit__succeeded_by")
    day = day or timezone.localdate()
    return frozenset(one.unit.responsible_on(day).pk for one in memberships)


def works_for(user: Any, code: str, day: date | None = None) -> bool:
    """Whether `user` works on `day` (default today) in the unit `code`; of units that ended, the
    one that answers for their work counts, on both sides."""
    day = day or timezone.localdate()
    unit = Unit.objects.filter(code=code).select_related("succeeded_by").first()
    return unit is not None and unit.responsible_on(day).pk in units_of(user, day)


def units_served_by(user: Any, day: date | None = None) -> list[Unit]:
    """The units that `user` works in on `day` (default today), and those whose work they took
    over."""
    mine, day = units_of(user, day), day or timezone.localdate()
    units = Unit.objects.select_related("succeeded_by")
    return [unit for unit in units if unit.responsible_on(day).pk in mine]


def kinds_of_units(units: frozenset[int], day: date | None = None) -> frozenset[str]:
    """The kinds that those units may write: their own, and those of the units they took over."""
    if not units:
        return frozenset()
    day = day or timezone.localdate()
    writing = Unit.objects.exclude(kinds=[]).select_related("succeeded_by")
    return frozenset(
        kind for unit in writing if unit.responsible_on(day).pk in units for kind in unit.kinds
    )


def kinds_of(user: Any, day: date | None = None) -> frozenset[str]:
    """The kinds that `user` may write for a unit."""
    return kinds_of_units(units_of(user, day), day)


def writes_for(user: Any, unit: Unit | None, day: date | None = None) -> bool:
    """Whether `user` may write in the name of `unit`."""
    if may(user, "write_any_kind"):
        return True
    day = day or timezone.localdate()
    return unit is not None and unit.responsible_on(day).pk in units_of(user, day)


def may_write(user: Any, page: Page) -> bool:
    """Whether the kind and the unit of `page` are `user`'s to write. Wagtail's page permissions
    are asked besides."""
    if may(user, "write_any_kind"):
        return True
    kind = getattr(page.specific_class, "kind", "")
    if not kind or kind not in kinds_of(user):
        return False
    page = page if hasattr(page, "unit_id") else page.specific
    if page.unit_id is None:  # not said yet
        return page.owner_id == user.pk
    return writes_for(user, page.unit)


def may_create(user: Any, model: type[Page]) -> bool:
    """Whether `user` may write pages of that type at all."""
    return may(user, "write_any_kind") or getattr(model, "kind", "") in kinds_of(user) - {""}


def may_see(user: Any, page: Page) -> bool:
    """Whether the admin may show `user` that the page is there: its title, its history."""
    if page.live or may(user, "write_any_kind") or may(user, "read_everything"):
        return True
    item = limited_item(page)
    if item is not None and (may(user, "read_internal") or may(user, "withdraw_publication")):
        return True
    if may(user, "check_for_focal_unit") and page.specific.workflow_in_progress:
        return True
    return page.owner_id == user.pk or may_write(user, page) or may_approve(user, page.specific)


def stands_once(page: Page) -> bool:
    """Whether there is one page of its kind: the home page, the list of a kind. Everything else
    hangs on these, so they are corrected and never leave the web."""
    model = page.specific_class
    return model.max_count == 1 or getattr(model, "is_structural", False)


def ever_public(page: Page) -> bool:
    """Whether the ledger knows the page or any page beneath it."""
    descendants = Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)
    return PublicationEvent.objects.filter(page_id__in=list(descendants)).exists()


def may(user: Any, permission: str) -> bool:
    """Whether an active `user` holds the core's permission `permission`."""
    return bool(user and user.is_active and user.has_perm(f"portal.{permission}"))


def may_approve(user: Any, page: Page, day: date | None = None) -> bool:
    """Whether the page's workflow asks `user` for approval on `day` (default today): a member of
    its groups, or the substitute of one."""
    workflow = page.get_workflow()
    if workflow is None or user is None or not user.is_active:
        return False
    tasks = workflow.tasks.filter(active=True).specific()
    return any(task.asks(user, day) for task in tasks if hasattr(task, "asks"))


def authors(page: Page, revision: Any) -> frozenset[int]:
    """The accounts that wrote what `revision` would publish: its own author, those of the revisions
    since the last published one, and who submitted it. In the order in which they were saved: a
    clock that was put back says otherwise."""
    revisions = page.revisions.filter(pk__lte=revision.pk)
    if page.live_revision_id:
        revisions = revisions.filter(pk__gt=page.live_revision_id)
    ids = set(revisions.values_list("user_id", flat=True)) | {revision.user_id}
    for task_state in revision.task_states.select_related("workflow_state"):
        ids.add(task_state.workflow_state.requested_by_id)
    return frozenset(account for account in ids if account is not None)
