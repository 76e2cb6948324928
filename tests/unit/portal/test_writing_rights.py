"""Which kinds a unit writes, for whom its members write, and what passes to its successor; who
approves in whose place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from portal import permissions, publishing, roles
from portal.models import KindWorkflow, Substitution, Unit
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_procedure,
    make_unit,
    make_user,
    publish_page,
)

pytestmark = pytest.mark.django_db

CONCLUSION = "inspection_conclusion"


def unit(code: str, **fields: object) -> Unit:
    made = make_unit(code)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


def test_a_unit_editor_writes_the_kinds_of_the_unit_for_the_unit() -> None:
    unit("KTRA", kinds=[CONCLUSION])
    unit("VP", kinds=["procedure"])
    user = make_user(roles.UNIT_EDITOR, units=("KTRA",))
    assert permissions.kinds_of(user) == {CONCLUSION}
    own = make_conclusion()
    assert own.permissions_for_user(user).can_edit()
    assert not make_conclusion(unit=make_unit("VP")).permissions_for_user(user).can_edit()
    assert not make_procedure(unit=make_unit("KTRA")).permissions_for_user(user).can_edit()
    assert own.get_parent().specific.permissions_for_user(user).can_add_subpage()
    assert not make_procedure().get_parent().specific.permissions_for_user(user).can_add_subpage()


def test_what_a_unit_writes_passes_to_its_successor_with_its_pages_and_people() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    heir = unit("KTRA", kinds=[])
    gone = unit("TTRA", kinds=[CONCLUSION], valid_to=yesterday, succeeded_by=heir)
    page = make_conclusion(unit=gone)
    in_heir = make_user(roles.UNIT_EDITOR, units=("KTRA",))
    left_behind = make_user(roles.UNIT_EDITOR, units=("TTRA",))
    stranger = make_user(roles.UNIT_EDITOR, units=("VP",))
    for user in (in_heir, left_behind):
        assert permissions.kinds_of(user) == {CONCLUSION}
        assert page.permissions_for_user(user).can_edit()
    assert not page.permissions_for_user(stranger).can_edit()
    before = yesterday - timedelta(days=1)
    assert permissions.kinds_of(in_heir, before) == frozenset()
    assert permissions.kinds_of(left_behind, before) == {CONCLUSION}


def test_without_unit_or_account_one_writes_nothing() -> None:
    unit("KTRA", kinds=[CONCLUSION])
    page = make_conclusion()
    user = make_user(roles.UNIT_EDITOR)
    assert not page.permissions_for_user(user).can_edit()
    inactive = make_user(roles.UNIT_EDITOR, units=("KTRA",), is_active=False)
    assert permissions.kinds_of(inactive) == frozenset()
    assert not page.permissions_for_user(inactive).can_edit()


def test_the_form_refuses_another_unit_and_takes_ones_own() -> None:
    unit("KTRA", kinds=[CONCLUSION])
    user = make_user(roles.UNIT_EDITOR, units=("KTRA",))
    form_class = type(make_conclusion()).get_edit_handler().get_form_class()
    for code, is_taken in (("KTRA", True), ("VP", False)):
        data = QueryDict(f"unit={make_unit(code).pk}")
        form = form_class(data, instance=make_conclusion(unit=None), for_user=user)
        form.is_valid()
        assert ("unit" not in form.errors) is is_taken


@pytest.mark.parametrize("kinds", [["no_such_kind"], CONCLUSION, [{}], [None], {"a": 1}])
def test_a_unit_writes_known_kinds_only(kinds: object) -> None:
    made = make_unit("KTRA")
    made.kinds = kinds
    with pytest.raises(ValidationError) as wrong:
        made.clean()
    assert set(wrong.value.message_dict) == {"kinds"}


# --- substitutes -------------------------------------------------------------------------------


def stand_in(approver: object, substitute: object, days: tuple[int, int] = (0, 0)) -> Substitution:
    today = timezone.localdate()
    return Substitution.objects.create(
        approver=approver,
        substitute=substitute,
        from_day=today + timedelta(days=days[0]),
        until_day=today + timedelta(days=days[1]),
    )


@pytest.mark.parametrize(
    ("days", "may"), [((0, 0), True), ((-3, -1), False), ((1, 3), False), ((-1, 1), True)]
)
def test_a_substitute_approves_within_the_stated_time(days: tuple[int, int], may: bool) -> None:
    substitute = make_user(roles.OFFICE)
    stand_in(make_approver(), substitute, days)
    page = make_conclusion()
    assert permissions.may_approve(substitute, page) is may
    if may:
        event = publish_page(page, approver=substitute)
        assert event.actor_id == substitute.pk and "thay" in event.actor_name
    else:
        with pytest.raises(PermissionDenied):
            publish_page(page, approver=substitute)


def test_a_substitute_still_does_not_approve_what_they_wrote() -> None:
    substitute = make_editor()
    stand_in(make_approver(), substitute)
    with pytest.raises(PermissionDenied):
        publish_page(make_conclusion(author=substitute), approver=substitute)


def test_a_substitute_has_no_substitute_nor_has_somebody_who_left() -> None:
    approver, first, second = make_approver(), make_user(roles.OFFICE), make_user(roles.OFFICE)
    stand_in(approver, first)
    stand_in(first, second)
    page = make_conclusion()
    assert not permissions.may_approve(second, page)
    type(approver).objects.filter(pk=approver.pk).update(is_active=False)
    assert not permissions.may_approve(first, page)


def test_a_substitution_is_in_order_and_by_somebody_else() -> None:
    approver = make_approver()
    for substitute, days in ((approver, (0, 0)), (make_editor(), (1, 0))):
        with pytest.raises(IntegrityError), transaction.atomic():
            stand_in(approver, substitute, days)


# --- a workflow per kind ------------------------------------------------------------------------


def test_a_kind_goes_through_the_workflow_of_its_own() -> None:
    from django.contrib.auth.models import Group
    from wagtail.models import Workflow, WorkflowTask

    from portal.models import SecondPersonApprovalTask

    task = SecondPersonApprovalTask.objects.create(name="Lãnh đạo duyệt")
    task.groups.set(Group.objects.filter(name=roles.LEADER))
    own = Workflow.objects.create(name="Kết luận: lãnh đạo duyệt")
    WorkflowTask.objects.create(workflow=own, task=task)
    KindWorkflow.objects.create(kind=CONCLUSION, workflow=own)
    page, approver, leader = make_conclusion(), make_approver(), make_user(roles.LEADER)
    assert page.get_workflow() == own
    assert make_procedure().get_workflow() != own
    with pytest.raises(PermissionDenied):
        publish_page(page, approver=approver)
    assert publish_page(page, approver=leader)
    own.active = False
    own.save()
    assert page.get_workflow() != own


def test_a_workflow_that_asks_nobody_is_refused_for_a_kind() -> None:
    from wagtail.models import Workflow

    row = KindWorkflow(kind=CONCLUSION, workflow=Workflow.objects.create(name="Rỗng"))
    with pytest.raises(ValidationError) as wrong:
        row.clean()
    assert set(wrong.value.message_dict) == {"workflow"}


def test_an_approval_whose_approver_lost_the_right_before_its_hour_does_not_publish() -> None:
    from portal.scheduling import run

    approver = make_approver()
    page = make_conclusion(go_live_at=timezone.now() + timedelta(hours=1))
    assert publishing.publish(page, actor=approver, approved=True) is None
    approver.groups.clear()
    outcome = run(timezone.now() + timedelta(hours=2))
    assert outcome.published == 0 and [row["page"] for row in outcome.failures] == [page.pk]
    assert date.today() and not type(page).objects.get(pk=page.pk).live
