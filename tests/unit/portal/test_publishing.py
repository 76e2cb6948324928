"""The publishing verbs: page and ledger change together, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page, Workflow

from portal import gate, publishing, registry, roles
from portal.events import Answer, EventKind
from portal.models import DocumentNumber, PublicationEvent
from portal.publishing.conditions import _label
from portal.signals import ledger_written
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_file,
    make_procedure,
    make_user,
    publish_page,
)

pytestmark = pytest.mark.django_db


def last_event() -> PublicationEvent:
    return PublicationEvent.objects.latest()


def test_publishing_writes_what_happened_to_the_ledger() -> None:
    page = make_conclusion(number="05/KL-SKHCN", signed_on=date(2026, 3, 10))
    approver = make_approver()
    event = publish_page(page, approver=approver)
    assert page.live
    assert event.kind == EventKind.PUBLISHED
    assert (event.page_id, event.page_kind, event.version) == (page.pk, page.kind, 1)
    assert event.revision_id == page.live_revision_id
    assert event.answers == [{"duty": "KLKT", "case": "05/KL-SKHCN@2026"}]
    assert event.anchors == {"signed_on": "2026-03-10"}
    assert event.files == [
        {
            "id": page.file.pk,
            "name": page.file.filename,
            "sha256": page.file.sha256,
            "size": page.file.file_size,
        }
    ]
    assert (event.actor_id, event.unit_code) == (approver.pk, "KTRA")
    assert event.happened_on == timezone.localdate()


def test_publishing_again_is_a_correction_with_its_public_note() -> None:
    page = make_conclusion()
    publish_page(page)
    page.summary = "Tóm tắt đã sửa."
    page.change_note = "Sửa tên cơ sở"
    page.save_revision(user=make_editor())
    event = publish_page(page)
    assert (event.kind, event.version, event.reason) == (EventKind.CORRECTED, 2, "Sửa tên cơ sở")


def test_what_one_person_wrote_another_approves() -> None:
    editor = make_editor()
    page = make_conclusion(author=editor)
    with pytest.raises(PermissionDenied):
        publish_page(page, approver=editor)
    with pytest.raises(PermissionDenied):
        publishing.publish(page, actor=make_approver())  # nobody approved it
    assert not PublicationEvent.objects.for_page(page.pk).exists()
    assert publish_page(page).kind == EventKind.PUBLISHED


def test_whoever_wrote_an_earlier_draft_since_publication_may_not_approve_either() -> None:
    first, second = make_editor(), make_editor()
    page = make_conclusion(author=first)
    page.save_revision(user=second)
    for author in (first, second):
        with pytest.raises(PermissionDenied):
            publish_page(page, approver=author)
    publish_page(page)
    page.save_revision(user=second)  # `first` wrote none of the correction
    with pytest.raises(PermissionDenied):  # but isn't asked to approve
        publish_page(page, approver=first)
    first.groups.add(Group.objects.get(name=roles.APPROVER))
    assert publish_page(page, approver=first).kind == EventKind.CORRECTED


def test_a_workflow_that_asks_nobody_publishes_nothing() -> None:
    page = make_conclusion()
    workflow = Workflow.objects.create(name="Không hỏi ai")
    with pytest.raises(PermissionDenied):
        workflow.start(page, make_editor())
    assert not PublicationEvent.objects.for_page(page.pk).exists()


def test_the_address_of_what_was_public_stays() -> None:
    page = make_conclusion()
    publish_page(page)
    page.slug = "dia-chi-khac"
    page.save_revision(user=make_editor())
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert refused.value.refusals[0].code == "address_changed"
    with pytest.raises(gate.GateClosed):
        page.move(page.get_parent().get_parent(), pos="last-child")


def test_an_address_is_in_plain_letters() -> None:
    page = make_conclusion(title="Kết luận về Đo lường, chất lượng tại phường Đông Hà", slug="")
    assert page.slug == "ket-luan-ve-do-luong-chat-luong-tai-phuong-dong-ha"


def test_the_bare_row_passes_the_gate_too() -> None:
    page = make_conclusion()
    publish_page(page)
    bare = Page.objects.get(pk=page.pk)
    bare.live = False
    with pytest.raises(gate.GateClosed):
        bare.save()
    with pytest.raises(gate.GateClosed):
        Page.objects.get(pk=page.pk).unpublish()
    assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        (lambda: {"signed_on": timezone.localdate() + timedelta(days=2)}, "signed"),
        (lambda: {"file": None}, "file"),
        (lambda: {"summary": " "}, "summary"),
        (lambda: {"unit": None}, "unit"),
    ],
    ids=["signed in two days", "no file", "no summary", "no unit"],
)
def test_an_incomplete_draft_is_refused_and_nothing_is_half_done(
    fields: Callable[[], dict], word: str
) -> None:
    page = make_conclusion(**fields())
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert {refusal.code for refusal in refused.value.refusals} == {"incomplete"}
    page.refresh_from_db()
    assert not page.live and page.live_revision_id is None
    assert not PublicationEvent.objects.for_page(page.pk).exists()
    assert not DocumentNumber.objects.filter(page_id=page.pk).exists()


def test_a_failing_listener_undoes_page_and_ledger_together() -> None:
    page = make_conclusion()

    def fail(**kwargs: object) -> None:
        raise RuntimeError("the index is on fire")

    ledger_written.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            publish_page(page)
    finally:
        ledger_written.disconnect(fail)
    page.refresh_from_db()
    assert not page.live
    assert not PublicationEvent.objects.for_page(page.pk).exists()


def test_a_file_that_is_not_what_was_uploaded_is_never_published() -> None:
    page = make_conclusion()
    with page.file.file.storage.open(page.file.file.name, "wb") as stored:
        stored.write(b"%PDF-1.7 something else")
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(page)
    assert refused.value.refusals[0].code == "file_not_as_recorded"
    page.refresh_from_db()
    assert not page.live


def test_a_number_already_published_is_refused_with_the_number() -> None:
    publish_page(make_conclusion(number="05/KL-SKHCN"))
    twin = make_conclusion(number="05 / KL-SKHCN")
    with pytest.raises(publishing.PublishingRefused, match="05 / KL-SKHCN"):
        publish_page(twin)
    assert publish_page(make_conclusion(number="05/KL-SKHCN", signed_on=date(2025, 3, 10)))


@pytest.mark.parametrize("still_public", [True, False])
def test_a_number_already_known_names_the_page_that_has_it_and_its_state(
    still_public: bool,
) -> None:
    first = make_conclusion(number="05/KL-SKHCN")
    publish_page(first)
    if not still_public:
        publishing.withdraw(first, actor=make_approver(), reason="Đăng nhầm tệp")
    with override("en"), pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(make_conclusion(number="05/KL-SKHCN"))
    said = str(refused.value)
    assert f"“{first.title}”" in said
    assert ("no longer public" in said) is not still_public


def test_what_is_wrong_with_the_rows_of_a_page_is_said_under_the_pages_title() -> None:
    page = make_conclusion()
    assert _label(page, "recommendations") == page.title
    assert _label(page, "__all__") == page.title
    assert _label(page, "number") != page.title


def test_withdrawing_needs_a_permission_and_a_reason() -> None:
    page = make_conclusion()
    publish_page(page)
    with pytest.raises(PermissionDenied):
        publishing.withdraw(page, actor=make_editor(), reason="nhầm")
    with pytest.raises(publishing.PublishingRefused):
        publishing.withdraw(page, actor=make_approver(), reason="  ")
    event = publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp")
    page.refresh_from_db()
    assert not page.live
    assert (event.kind, event.reason) == (EventKind.WITHDRAWN, "Đăng nhầm tệp")
    assert event.answers == [{"duty": "KLKT", "case": page.case_key}]
    with pytest.raises(publishing.PublishingRefused):
        publishing.withdraw(page, actor=make_approver(), reason="lần nữa")


def test_after_a_withdrawal_publishing_is_a_publication_again() -> None:
    page = make_conclusion()
    publish_page(page)
    publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp")
    page.file = make_file()
    page.save_revision(user=make_editor())
    event = publish_page(page)
    assert (event.kind, event.version) == (EventKind.PUBLISHED, 2)


def test_a_guard_refuses_and_is_overridden_only_with_a_reason_and_the_permission() -> None:
    def guard(verb: str, page: Page, actor: object, at: object) -> list[registry.Refusal]:
        if verb != "withdraw":
            return []
        return [registry.Refusal("exposure", "Còn phải đăng 10 ngày.", overridable=True)]

    registry.guards.register(guard)
    try:
        page = make_conclusion()
        publish_page(page)
        with pytest.raises(publishing.PublishingRefused, match="10 ngày"):
            publishing.withdraw(page, actor=make_approver(), reason="nhầm")
        with pytest.raises(publishing.PublishingRefused):  # an approver may not override
            publishing.withdraw(
                page, actor=make_approver(), reason="nhầm", override_reason="lộ dữ liệu"
            )
        leader = make_user(roles.LEADER)
        with pytest.raises(publishing.PublishingRefused):
            publishing.withdraw(page, actor=leader, reason="nhầm")
        publishing.withdraw(page, actor=leader, reason="nhầm", override_reason="lộ dữ liệu")
    finally:
        registry.guards.unregister(guard)
    overridden, withdrawn = PublicationEvent.objects.for_page(page.pk)[1:]
    assert (overridden.kind, overridden.reason) == (EventKind.GUARD_OVERRIDDEN, "lộ dữ liệu")
    assert withdrawn.kind == EventKind.WITHDRAWN


def test_expiry_is_an_event_of_its_own() -> None:
    page = make_conclusion()
    publish_page(page)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    event = publishing.expire(page)
    page.refresh_from_db()
    assert event.kind == EventKind.EXPIRED
    assert page.expired and not page.live


@pytest.mark.parametrize(
    ("kind", "role", "unit", "allowed"),
    [
        (EventKind.NIL_RETURNED, roles.EDITOR, "KTRA", True),
        (EventKind.NIL_RETURNED, roles.EDITOR, "VP", False),
        (EventKind.EVENT_REGISTERED, roles.OFFICE, "KTRA", True),
        (EventKind.NOT_APPLICABLE, roles.EDITOR, "KTRA", False),
        (EventKind.NOT_APPLICABLE, roles.OFFICE, "KTRA", True),
        (EventKind.CONFIRMED_CURRENT, roles.APPROVER, "KTRA", False),
        (EventKind.CONFIRMED_CURRENT, roles.AUDITOR, "KTRA", False),
    ],
)
def test_acts_are_signed_by_those_who_may(
    kind: EventKind, role: str, unit: str, allowed: bool
) -> None:
    actor = make_user(role, units=("KTRA",))
    sign = {
        "actor": actor,
        "unit_code": unit,
        "answers": [Answer("KLKT", "2026-Q3")],
        "reason": "căn cứ",
    }
    if allowed:
        assert publishing.record_act(kind, **sign).actor_id == actor.pk
    else:
        with pytest.raises(PermissionDenied):
            publishing.record_act(kind, **sign)


def test_an_act_in_the_future_or_without_a_duty_or_a_ground_is_refused() -> None:
    actor = make_user(roles.OFFICE)
    tomorrow = timezone.localdate() + timedelta(days=1)
    answers = [Answer("KLKT", "")]
    for options in (
        {"answers": answers, "happened_on": tomorrow},
        {"answers": []},
    ):
        with pytest.raises(publishing.PublishingRefused):
            publishing.record_act(EventKind.NIL_RETURNED, actor=actor, unit_code="VP", **options)
    with pytest.raises(publishing.PublishingRefused):
        publishing.record_act(
            EventKind.NOT_APPLICABLE, actor=actor, unit_code="VP", answers=answers, reason=" "
        )
    with pytest.raises(ValueError, match="not an act"):
        publishing.record_act(EventKind.PUBLISHED, actor=actor, unit_code="VP", answers=answers)


def test_a_moment_of_the_past_is_refused_outside_a_demonstration() -> None:
    moment = publishing.Moment(date(2026, 1, 5), timezone.now() - timedelta(days=100))
    with pytest.raises(PermissionDenied, match="demonstration"):
        publish_page(make_conclusion(), moment=moment)


def test_publishing_a_procedure_freezes_a_version() -> None:
    page = make_procedure(in_force_from=date(2026, 3, 1))
    publish_page(page)
    page.time_limit = "20 ngày"
    page.decision_number = "202/QĐ-UBND"
    page.in_force_from = date(2026, 6, 1)
    page.save_revision(user=make_editor())
    publish_page(page)
    versions = page.versions.all()
    assert [version.decision_number for version in versions] == ["202/QĐ-UBND", "101/QĐ-UBND"]
    assert versions.ruling(page.pk, date(2026, 5, 31)).decision_number == "101/QĐ-UBND"
    assert versions.ruling(page.pk, date(2026, 6, 1)).decision_number == "202/QĐ-UBND"
    assert versions.ruling(page.pk, date(2026, 2, 28)) is None
    assert [change.part for change in versions[0].changes_since(versions[1])] == ["time_limit"]
    with pytest.raises(TypeError):
        versions[0].save()


def test_a_page_that_was_public_is_never_deleted_whatever_the_road() -> None:
    page = make_conclusion()
    publish_page(page)
    publishing.withdraw(page, actor=make_approver(), reason="nhầm")
    for attempt in (
        page.delete,
        Page.objects.filter(pk=page.pk).delete,
        page.get_parent().specific.delete,
    ):
        # Its revisions, which the history compares, are protected as well as the page.
        with pytest.raises((gate.GateClosed, ProtectedError)), transaction.atomic():
            attempt()
    assert Page.objects.filter(pk=page.pk).exists()
    draft = make_conclusion()
    draft.delete()
    assert not Page.objects.filter(pk=draft.pk).exists()
