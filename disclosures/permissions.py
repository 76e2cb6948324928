"""Who may do what in the register beyond the acts of a duty. Default: no.

| rule | who |
|---|---|
| read the dashboard | holders of `portal.view_register` |
| read a notice that something is missing | `portal.view_register`; who may answer it |
| answer, release, close or set apart a notice | `portal.act_for_unit` for one's own unit; `portal.act_for_any_unit` for all |
| read what was set apart | holders of `disclosures.read_set_apart` |
| enter results of PAPI, PAR and PCI | holders of `disclosures.keep_indices` |
| read announced documents and their sources | who may sort them or keep sources; `portal.view_register` |
| accept, merge, dismiss, put back an announced document | holders of `disclosures.sort_feeditem`; to accept, also who may sign for the unit in charge |
| enter and change sources | holders of `disclosures.change_feedsource` |
| answer for a unit's tasks in a reporting period | `portal.act_for_unit` for one's own unit; `portal.act_for_any_unit` for all |
| read a unit's answers and drafts | who may answer for it; `portal.view_register` |
| make periods, ask back, word entries, send, correct a progress report | holders of `portal.act_for_any_unit` |
| read a progress report | who may compile it; `portal.view_register` |
| read plans, their tasks and how these stand | `portal.view_register`; `portal.act_for_unit`, `portal.act_for_any_unit` |
| propose a change of a task | `portal.act_for_unit` for a unit that the task asks; `portal.act_for_any_unit` |
| approve or refuse it | holders of `disclosures.decide_task_change` who did not propose it |
| take it back | who proposed it |
"""  # noqa: E501  (a table)

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.models import Unit
from portal.permissions import may, units_of


def may_see_dashboard(user: Any) -> bool:
    """Whether `user` may read the dashboard and the lists behind its numbers."""
    return may(user, "view_register")


def may_answer_missing(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may answer readers' notices about duties that `unit` answers for."""
    return may(user, "act_for_any_unit") or (unit is not None and may_answer(user, unit))


def may_read_missing(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may read such notices."""
    return may(user, "view_register") or may_answer_missing(user, unit)


def may_read_set_apart(user: Any) -> bool:
    """Whether `user` may read notices that concern a person and were set apart."""
    return _holds(user, "read_set_apart")


def may_keep_indices(user: Any) -> bool:
    """Whether `user` may enter results of the provincial indices."""
    return _holds(user, "keep_indices")


def may_sort_feeds(user: Any) -> bool:
    """Whether `user` may decide on announced documents."""
    return _holds(user, "sort_feeditem")


def may_keep_feeds(user: Any) -> bool:
    """Whether `user` may enter and change sources of new documents."""
    return _holds(user, "change_feedsource")


def may_read_feeds(user: Any) -> bool:
    """Whether `user` may read what was announced and how the sources are doing."""
    return may_sort_feeds(user) or may_keep_feeds(user) or may(user, "view_register")


def _holds(user: Any, permission: str) -> bool:
    return bool(user and user.is_active and user.has_perm(f"disclosures.{permission}"))


def may_answer(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may say for `unit` how its tasks stand: a member of it, or of a unit whose
    work it took over."""
    if unit is None or may(user, "act_for_any_unit"):
        return unit is not None
    if not may(user, "act_for_unit"):
        return False
    return unit.pk in units_of(user)


def may_read_answers(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may read what `unit` says."""
    return may(user, "view_register") or may_answer(user, unit)


def may_compile(user: Any) -> bool:
    """Whether `user` may make of the units' answers the report of the office."""
    return may(user, "act_for_any_unit")


def may_read_reports(user: Any) -> bool:
    """Whether `user` may read reports, sent and not yet sent."""
    return may(user, "view_register") or may_compile(user)


# Tasks of plans


def may_read_plans(user: Any) -> bool:
    """Whether `user` may read plans and how their tasks stand: a plan is sent to every unit."""
    return any(may(user, one) for one in ("view_register", "act_for_unit", "act_for_any_unit"))


def unit_of(user: Any, units: Iterable[Unit]) -> Unit | None:
    """The first of `units` that `user` is a member of, or of a unit whose work it took over."""
    own = units_of(user)
    return next((unit for unit in units if unit.pk in own), None)


def may_propose_change(user: Any, units: Iterable[Unit]) -> bool:
    """Whether `user` may propose a change of a task that asks `units` today."""
    if may(user, "act_for_any_unit"):
        return True
    return may(user, "act_for_unit") and unit_of(user, units) is not None


def may_decide_change(user: Any, change: Any) -> bool:
    """Whether `user` may approve or refuse `change`: nobody decides on what they proposed."""
    return may_decide_changes(user) and user.pk != change.proposed_by_id


def may_decide_changes(user: Any) -> bool:
    """Whether `user` decides on changes that others proposed."""
    return bool(user and user.is_active and user.has_perm("disclosures.decide_task_change"))


def may_take_back_change(user: Any, change: Any) -> bool:
    """Whether `user` may take `change` back before anybody decided: who proposed it."""
    return bool(user and user.is_active and user.pk == change.proposed_by_id)
