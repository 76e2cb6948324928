"""Who may do what in the register beyond the acts of a duty. Default: no.

| rule | who |
|---|---|
| answer for a unit's tasks in a reporting period | `portal.act_for_unit` for one's own unit; `portal.act_for_any_unit` for all |
| read a unit's answers and drafts | who may answer for it; `portal.view_register` |
| make periods, ask back, word entries, send, correct a progress report | holders of `portal.act_for_any_unit` |
| read a progress report | who may compile it; `portal.view_register` |
"""  # noqa: E501  (a table)

from __future__ import annotations

from typing import Any

from django.utils import timezone

from portal.models import Unit
from portal.permissions import may


def may_answer(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may say for `unit` how its tasks stand: a member of it, or of a unit whose
    work it took over."""
    if unit is None or may(user, "act_for_any_unit"):
        return unit is not None
    if not may(user, "act_for_unit"):
        return False
    today = timezone.localdate()
    memberships = user.memberships.select_related("unit__succeeded_by")
    return any(one.unit.responsible_on(today).pk == unit.pk for one in memberships)


def may_read_answers(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may read what `unit` says."""
    return may(user, "view_register") or may_answer(user, unit)


def may_compile(user: Any) -> bool:
    """Whether `user` may make of the units' answers the report of the office."""
    return may(user, "act_for_any_unit")


def may_read_reports(user: Any) -> bool:
    """Whether `user` may read reports, sent and not yet sent."""
    return may(user, "view_register") or may_compile(user)
