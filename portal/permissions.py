"""Who may do what with a page: the one place for the core's permission rules. Default: no.

| rule | who |
|---|---|
| edit, submit | whoever Wagtail lets edit the page (group page permissions) |
| publish a disclosure | nobody directly: only the approval of a second person publishes |
| publish another page | whoever Wagtail lets publish it |
| approve | members of the approving groups who wrote none of it |
| withdraw | holders of `portal.withdraw_publication`; nobody what stands once (home page, lists) |
| stop a schedule | who may withdraw or approve; whoever edits, while it was never public |
| take down | holders of `portal.take_down_publication` |
| sign acts of the register | `portal.act_for_unit` for one's own unit; `act_for_any_unit` for all |
| override a guard | holders of `portal.override_guard`, with a reason |
| put behind a login what was ever public, or what stands above it | nobody |
| unpublish, delete or move what was ever public; publish by copying; copy a procedure | nobody |
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester

from portal.models.ledger import PublicationEvent


class PortalPagePermissionTester(PagePermissionTester):
    """Wagtail's permission tester with the portal's rules; the editor, bulk actions and the API all
    ask it."""

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
        """Only what was never public, nor anything beneath it."""
        return super().can_delete(ignore_bulk) and not ever_public(self.page)

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
        """Whether the page is public, not one that stands once, and this person may withdraw it."""
        if not self.page.live or stands_once(self.page):
            return False
        return may(self.user, "withdraw_publication")


def stands_once(page: Page) -> bool:
    """Whether there is one page of its kind: the home page, the list of a kind. Everything else
    hangs on these, so they are corrected and never leave the web."""
    return page.specific_class.max_count == 1


def ever_public(page: Page) -> bool:
    """Whether the ledger knows the page or any page beneath it."""
    descendants = Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)
    return PublicationEvent.objects.filter(page_id__in=list(descendants)).exists()


def may(user: Any, permission: str) -> bool:
    """Whether an active `user` holds the core's permission `permission`."""
    return bool(user and user.is_active and user.has_perm(f"portal.{permission}"))


def may_approve(user: Any, page: Page) -> bool:
    """Whether `user` is in a group that the page's workflow asks for approval."""
    workflow = page.get_workflow()
    if workflow is None or not user.is_active:
        return False
    asked = {
        group.pk
        for task in workflow.tasks.filter(active=True).specific()
        if hasattr(task, "groups")
        for group in task.groups.all()
    }
    return user.groups.filter(pk__in=asked).exists()


def authors(page: Page, revision: Any) -> frozenset[int]:
    """The accounts that wrote what `revision` would publish: its own author, those of the revisions
    since the last published one, and who submitted it."""
    revisions = page.revisions.filter(created_at__lte=revision.created_at)
    if page.live_revision_id:
        revisions = revisions.filter(created_at__gt=page.live_revision.created_at)
    ids = set(revisions.values_list("user_id", flat=True)) | {revision.user_id}
    for task_state in revision.task_states.select_related("workflow_state"):
        ids.add(task_state.workflow_state.requested_by_id)
    return frozenset(account for account in ids if account is not None)
