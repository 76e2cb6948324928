"""The secrecy and redaction check of NĐ 13/2018 art. 7: without both units' word about exactly this
content nothing is published for the first time; recording it costs one tick each."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from portal import publishing, roles
from portal.models import PublicationEvent, SecrecyCheck, Unit
from portal.models.secrecy import CheckOutcome, CheckSide
from portal.publishing import secrecy
from tests.factories import make_approver, make_conclusion, make_editor, make_unit, make_user

pytestmark = pytest.mark.django_db


def unchecked(**fields: Any) -> Any:
    """A draft that nobody has checked as it is now."""
    page = make_conclusion(**fields)
    page.body_inspected = "Cơ sở khác"
    page.save_revision(user=make_editor(), clean=False)
    return type(page).objects.get(pk=page.pk)


def codes(page: Any) -> list[str]:
    """Why publishing is refused now."""
    with pytest.raises(publishing.PublishingRefused) as refused, transaction.atomic():
        publishing.publish(page, actor=make_approver(), approved=True)
    return [one.code for one in refused.value.refusals]


def record(page: Any, side: str, outcome: str = "clear", actor: Any = None) -> SecrecyCheck:
    content = page.get_latest_revision_as_object()
    actor = actor or (make_editor() if side == "unit" else make_approver())
    return publishing.record_check(content, side=side, outcome=outcome, actor=actor)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_nothing_is_published_before_both_units_have_checked_it() -> None:
    page = unchecked()
    assert codes(page) == ["secrecy_unchecked", "secrecy_unchecked"]
    record(page, "unit")
    assert codes(page) == ["secrecy_unchecked"]
    record(page, "focal", "redacted")
    assert publishing.publish(page, actor=make_approver(), approved=True).kind == "published"


def test_what_is_changed_after_the_check_is_checked_again() -> None:
    page = unchecked()
    publishing.record_checks(page, unit=make_editor(), focal=make_approver())
    page.body_inspected = "Thêm một cái tên"
    page.save_revision(user=make_editor(), clean=False)
    assert codes(page) == ["secrecy_unchecked", "secrecy_unchecked"]


def test_what_is_saved_again_unchanged_is_still_checked() -> None:
    page = unchecked()
    publishing.record_checks(page, unit=make_editor(), focal=make_approver())
    page = type(page).objects.get(pk=page.pk)
    again = page.get_latest_revision_as_object()
    again.save_revision(user=make_editor(), clean=False)
    assert publishing.publish(page, actor=make_approver(), approved=True)


def test_one_who_says_no_stops_it_until_they_say_otherwise() -> None:
    page = unchecked()
    publishing.record_checks(page, unit=make_editor(), focal=make_approver())
    record(page, "focal", "withhold")
    assert codes(page) == ["secrecy_refused"]
    leader = make_user(roles.LEADER)
    with pytest.raises(publishing.PublishingRefused):  # nobody overrides it
        publishing.publish(page, actor=leader, approved=True, override_reason="Cứ đăng")
    record(page, "focal", "clear")
    assert publishing.publish(page, actor=make_approver(), approved=True)


def test_a_correction_needs_no_check_but_another_audience_does() -> None:
    page = unchecked(audience="internal")
    publishing.record_checks(page, unit=make_editor(), focal=make_approver())
    publishing.publish(page, actor=make_approver(), approved=True)
    page = type(page).objects.get(pk=page.pk)
    page.body_inspected, page.change_note = "Đính chính tên", "Tên cơ sở"
    page.save_revision(user=make_editor(), clean=False)
    assert publishing.publish(page, actor=make_approver(), approved=True).kind == "corrected"
    publishing.withdraw(page, actor=make_approver(), reason="Công khai rộng hơn")
    page = type(page).objects.get(pk=page.pk)
    page.audience = "public"
    page.save_revision(user=make_editor(), clean=False)
    assert "secrecy_unchecked" in codes(page)


@pytest.mark.parametrize(
    ("role", "side", "may"),
    [
        (roles.EDITOR, "unit", True),
        (roles.EDITOR, "focal", False),
        (roles.UNIT_EDITOR, "unit", True),
        (roles.OFFICE, "focal", True),
        (roles.OFFICE, "unit", False),
        (roles.LEADER, "focal", True),
        (roles.AUDITOR, "unit", False),
        (roles.AUDITOR, "focal", False),
        ("", "unit", False),
        ("", "focal", False),
    ],
)
def test_each_side_is_recorded_by_its_own_people(role: str, side: str, may: bool) -> None:
    make_unit("KTRA")
    Unit.objects.filter(code="KTRA").update(kinds=["inspection_conclusion"])
    page = unchecked()
    Workflow.objects.get(active=True).start(page, make_editor())
    user = make_user(role, units=("KTRA",))
    before = SecrecyCheck.objects.count()
    address = reverse("portal_secrecy", args=[page.pk, side])
    answer = signed_in(user).post(address, {"outcome": "clear"})
    assert (SecrecyCheck.objects.count() > before) is may
    assert answer.status_code == 302


def test_one_person_is_not_both_units() -> None:
    page, both = unchecked(), make_user(roles.EDITOR)
    from django.contrib.auth.models import Group

    both.groups.add(Group.objects.get(name=roles.APPROVER))
    record(page, "unit", actor=both)
    with pytest.raises(PermissionDenied):
        record(page, "focal", actor=both)


@pytest.mark.parametrize("outcome", ["", "x", "clear\x00", "WITHHOLD", "9" * 5000])
def test_an_outcome_that_there_is_not_is_said(outcome: str) -> None:
    page = unchecked()
    address = reverse("portal_secrecy", args=[page.pk, "unit"])
    before = SecrecyCheck.objects.count()
    answer = signed_in(make_editor()).post(address, {"outcome": outcome})
    assert answer.status_code == 200 and SecrecyCheck.objects.count() == before
    for side in ("other", "UNIT", "%00"):
        wrong = signed_in(make_editor()).post(
            reverse("portal_secrecy", args=[page.pk, "unit"]).replace("unit", side)
        )
        assert wrong.status_code in (302, 400, 403, 404)


def test_the_approver_ticks_it_while_approving() -> None:
    page, editor, approver = unchecked(), make_editor(), make_approver()
    record(page, "unit")
    state = Workflow.objects.get(active=True).start(page, editor).current_task_state
    task = state.task.specific
    assert [name for name, _label, modal in task.get_actions(page, approver) if modal] == [
        "reject",
        "approve",
    ]
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client = signed_in(approver)
    assert "secrecy_outcome" in client.get(address).content.decode()
    client.post(address, {"comment": "", "secrecy_outcome": ""})
    assert not type(page).objects.get(pk=page.pk).live
    client.post(address, {"comment": "", "secrecy_outcome": "clear"})
    assert type(page).objects.get(pk=page.pk).live
    check = SecrecyCheck.objects.get(side=CheckSide.FOCAL, actor_id=approver.pk)
    assert check.outcome == CheckOutcome.CLEAR


def test_a_refused_approval_leaves_no_check_behind() -> None:
    page, editor, approver = unchecked(summary=""), make_editor(), make_approver()
    record(page, "unit")
    state = Workflow.objects.get(active=True).start(page, editor).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    signed_in(approver).post(address, {"comment": "", "secrecy_outcome": "clear"})
    assert not SecrecyCheck.objects.filter(actor_id=approver.pk).exists()
    assert not PublicationEvent.objects.for_page(page.pk).exists()


def test_the_office_sees_what_waits_and_records_it_with_one_form() -> None:
    page = unchecked()
    Workflow.objects.get(active=True).start(page, make_editor())
    client = signed_in(make_user(roles.OFFICE))
    address = reverse("portal_secrecy", args=[page.pk, "focal"])
    assert address in client.get("/quan-tri/").content.decode()
    form = client.get(address)
    assert page.title in form.content.decode()
    assert client.get(reverse("portal_read", args=[page.pk])).status_code == 200
    assert client.post(address, {"outcome": "clear"}).status_code == 302
    assert address not in client.get("/quan-tri/").content.decode()


def test_a_check_is_never_changed_nor_removed() -> None:
    record(unchecked(), "unit")
    check = SecrecyCheck.objects.latest("pk")
    with pytest.raises(TypeError):
        check.save()
    for statement in (
        "UPDATE portal_secrecycheck SET outcome='clear'",
        "DELETE FROM portal_secrecycheck",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_fingerprint_is_of_the_content_and_nothing_else() -> None:
    page = unchecked().get_latest_revision_as_object()
    first = secrecy.fingerprint(page)
    page.locked = True
    page.save_revision(user=make_editor(), clean=False)
    assert secrecy.fingerprint(page.get_latest_revision_as_object()) == first
    page.recommendations.add(type(page.recommendations.first())(text="Một kiến nghị nữa"))
    page.save_revision(user=make_editor(), clean=False)
    assert secrecy.fingerprint(page.get_latest_revision_as_object()) != first
