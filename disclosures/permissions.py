"""Who may do what in the register beyond the acts of a duty. Default: no.

| rule | who |
|---|---|
| read the dashboard | holders of `portal.view_register` |
| read a notice that something is missing | `portal.view_register`; who may answer it |
| answer, release, close or set apart a notice | `portal.act_for_unit` for one's own unit; `portal.act_for_any_unit` for all |
| read what was set apart | holders of `disclosures.read_set_apart` |
| enter results of PAPI, PAR and PCI | holders of `disclosures.keep_indices` |
"""  # noqa: E501  (a table)

from __future__ import annotations

from typing import Any

from portal import publishing
from portal.events import EventKind
from portal.models import Unit
from portal.permissions import may


def may_see_dashboard(user: Any) -> bool:
    """Whether `user` may read the dashboard and the lists behind its numbers."""
    return may(user, "view_register")


def may_answer_missing(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may answer readers' notices about duties that `unit` answers for."""
    return publishing.may_act(user, EventKind.CONFIRMED_CURRENT, unit.code if unit else "")


def may_read_missing(user: Any, unit: Unit | None) -> bool:
    """Whether `user` may read such notices."""
    return may(user, "view_register") or may_answer_missing(user, unit)


def may_read_set_apart(user: Any) -> bool:
    """Whether `user` may read notices that concern a person and were set apart."""
    return _holds(user, "read_set_apart")


def may_keep_indices(user: Any) -> bool:
    """Whether `user` may enter results of the provincial indices."""
    return _holds(user, "keep_indices")


def _holds(user: Any, permission: str) -> bool:
    return bool(user and user.is_active and user.has_perm(f"disclosures.{permission}"))
