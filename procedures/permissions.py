"""Who may do what in the catalogue of procedures: the one place for this app's rules. Default: no.

| rule | who |
|---|---|
| see the listing, decisions, reviews | whoever works with procedures |
| enter a decision, prepare its drafts, submit it | whoever may write procedures |
| carry a decision out, send it back | whoever approves procedures and prepared none of it |
| enter a review and its proposals | whoever may write procedures |
| decide on a review's proposals | whoever approves procedures and proposed none of them |
| import from a file, as drafts | whoever may write procedures: those of their units |
| export drafts | whoever may write or read them |
| print posting sheets | whoever works with procedures or signs acts for a unit |
| enter that sheets hang | whoever may sign acts for the unit in charge |
| confirm that procedures still hold | whoever may sign acts for their unit |
| repeal several by one decision | as carrying out a decision: it is one |
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.permissions import page_permission_policy

from portal.permissions import may, may_approve
from procedures.models import ProcedureIndexPage


def may_write(user: Any) -> bool:
    """Whether `user` may write procedures at all."""
    # Whoever adds no page anywhere is told so without reading the list of procedures: every entry
    # of the admin's menu asks.
    if not page_permission_policy.user_has_permission(user, "add"):
        return False
    return _kept(user, "write", lambda index: index.permissions_for_user(user).can_add_subpage())


def may_decide(user: Any) -> bool:
    """Whether `user` is among those who approve procedures."""
    return _kept(user, "decide", lambda index: may_approve(user, index))


def _kept(user: Any, right: str, ask: Callable[[ProcedureIndexPage], bool]) -> bool:
    """What `ask` says of the list of procedures; False when there is none. Kept on the account
    object, as Django keeps permissions."""
    kept: dict[str, bool] = user.__dict__.setdefault("_rights_to_procedures", {})
    if right not in kept:
        index = ProcedureIndexPage.objects.first()
        kept[right] = bool(index and user.is_active and ask(index))
    return kept[right]


def may_see(user: Any) -> bool:
    """Whether `user` works with procedures, or reads the whole register."""
    return may(user, "view_register") or may_write(user) or may_decide(user)


def may_print(user: Any) -> bool:
    """Whether `user` prints posting sheets: what they show is public, but making them costs."""
    return may_see(user) or may(user, "act_for_unit")
