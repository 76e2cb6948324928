"""One decision, many procedures: its list read, drafts prepared, one approval, all or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from disclosures.register import snapshot
from portal import publishing
from portal.events import Answer, EventKind
from portal.models import PublicationEvent
from portal.publishing import PublishingRefused
from portal.roles import OFFICE
from procedures.decisions import carrying_out
from procedures.decisions.forms import DecisionForm, lines_of
from procedures.decisions.reading import ACTION_WORDS, read_list
from procedures.expected import announced
from procedures.models import AnnouncingDecision, ProcedurePage
from tests.factories import (
    make_approver,
    make_editor,
    make_procedure,
    make_unit,
    make_user,
    publish_page,
)
from tests.unit.disclosures.register_samples import load_catalogue

LIST = """A. Danh mục thủ tục hành chính mới ban hành
1\t2.900001\tCấp giấy phép thử nghiệm
B. Thủ tục được sửa đổi, bổ sung
2.900002.000.00.00.H45; Gia hạn giấy phép thử nghiệm
III. Thủ tục bị bãi bỏ
2.900003; bãi bỏ; Thu hồi giấy phép; thay bằng 2.900001
"""


def test_a_list_is_read_as_decisions_print_it() -> None:
    found = read_list(LIST.splitlines())
    assert [(row.code, row.action, row.title) for row in found.rows] == [
        ("2.900001", "add", "Cấp giấy phép thử nghiệm"),
        ("2.900002", "amend", "Gia hạn giấy phép thử nghiệm"),
        ("2.900003", "repeal", "Thu hồi giấy phép"),
    ]
    assert found.rows[2].replaced_by == ("2.900001",)
    assert not found.problems


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2.900001", "no_action"),
        ("2.900001; Cấp phép", "no_action"),
        ("Cấp phép; không mã", "no_code"),
        ("=cmd|' /C calc'!A0", "no_code"),
        ("x" * 5_000, "no_code"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(line: str, reason: str) -> None:
    found = read_list(["", line])
    assert not found.rows
    assert [(one.line, one.reason) for one in found.problems] == [(2, reason)]


def test_a_code_stands_once() -> None:
    found = read_list(["2.900001; mới", "2.900001; bãi bỏ"])
    assert len(found.rows) == 1
    assert found.problems[0].reason == "twice"


@given(st.text())
def test_any_text_is_read_without_harm(text: str) -> None:
    found = read_list(text.splitlines())
    assert all(row.action in ACTION_WORDS for row in found.rows)


@pytest.fixture
def office(db: None) -> dict[str, Any]:
    """An editor, an approver, three procedures, of which one is a draft, and a decision."""
    editor, approver = make_editor(), make_approver()
    amended = make_procedure(author=editor, code="2.900002")
    repealed = make_procedure(author=editor, code="2.900003")
    for page in (amended, repealed):
        publish_page(page, approver=approver)
    decision = AnnouncingDecision.objects.create(
        number="555/QĐ-UBND",
        signed_on=date(2026, 5, 20),
        in_force_from=date(2026, 6, 1),
        unit=make_unit("VP"),
        created_by=editor,
    )
    carrying_out.set_list(decision, read_list(LIST.splitlines()))
    return {
        "editor": editor,
        "approver": approver,
        "amended": amended,
        "repealed": repealed,
        "decision": decision,
    }


def latest(page: ProcedurePage) -> ProcedurePage:
    """The draft as it is now."""
    return ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def filled(office: dict[str, Any]) -> AnnouncingDecision:
    """The decision with its drafts ready and submitted."""
    decision, editor = office["decision"], office["editor"]
    assert carrying_out.prepare(decision, editor) == 3
    new = ProcedurePage.objects.get(code="2.900001")
    like = office["amended"]
    draft = new.get_latest_revision_as_object()
    for name in ("time_limit", "subjects", "agency_deciding", "field", "unit"):
        setattr(draft, name, getattr(like, name))
    for rows in ("steps", "filing_ways", "dossier_lines"):
        copies = []
        for row in getattr(like, rows).all():
            row.pk = None
            copies.append(row)
        setattr(draft, rows, copies)
    draft.save_revision(user=editor, clean=False)
    amended = latest(office["amended"])
    amended.time_limit = "10 ngày"
    amended.save_revision(user=editor, clean=False)
    carrying_out.submit(decision, editor)
    decision.refresh_from_db()
    return decision


def test_the_list_shows_what_the_portal_lacks_and_what_is_not_ready(
    office: dict[str, Any],
) -> None:
    first, second, third = carrying_out.prospects(office["decision"])
    assert first.is_lacking and first.problems
    assert second.problems and third.problems  # no draft names the decision yet
    with pytest.raises(PublishingRefused):
        carrying_out.submit(office["decision"], office["editor"])
    (expected,) = [one for one in announced("procedure") if one.decision == "555/QĐ-UBND"]
    assert set(expected.items) == {"2.900001", "2.900002", "2.900003"}


def test_one_approval_changes_them_all_on_one_day(office: dict[str, Any]) -> None:
    decision = filled(office)
    changed = {
        p.item.code: [part.part for part in p.changed] for p in carrying_out.prospects(decision)
    }
    assert changed["2.900002"] == ["time_limit"]
    assert carrying_out.carry_out(decision, office["approver"]) == 3
    for code, kind in {"2.900001": "content", "2.900002": "content", "2.900003": "repeal"}.items():
        page = ProcedurePage.objects.get(code=code)
        version = page.versions.first()
        assert (page.live, version.kind) == (True, kind)
        assert (version.decision_number, version.in_force_from) == (
            "555/QĐ-UBND",
            date(2026, 6, 1),
        )
        event = PublicationEvent.objects.for_page(page.pk).last()
        assert event.actor_id == office["approver"].pk
    decision.refresh_from_db()
    assert decision.state == "carried_out"
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(PublishingRefused):
        carrying_out.carry_out(decision, office["approver"])


def test_all_change_or_none(office: dict[str, Any]) -> None:
    decision = filled(office)
    before = PublicationEvent.objects.count()
    bad = office["repealed"]
    bad.refresh_from_db()
    revision = bad.latest_revision
    revision.content["unit"] = None
    revision.save()
    with pytest.raises(PublishingRefused) as refused:
        carrying_out.carry_out(decision, office["approver"])
    assert "2.900003" in str(refused.value)
    assert PublicationEvent.objects.count() == before
    assert not ProcedurePage.objects.get(code="2.900001").live
    decision.refresh_from_db()
    assert decision.state == "submitted"


def test_what_was_changed_after_it_was_submitted_is_not_published(office: dict[str, Any]) -> None:
    decision = filled(office)
    draft = latest(office["amended"])
    draft.time_limit = "99 ngày"
    draft.save_revision(user=office["editor"], clean=False)
    with pytest.raises(PublishingRefused):
        carrying_out.carry_out(decision, office["approver"])


def test_four_eyes(office: dict[str, Any]) -> None:
    decision = filled(office)
    for person in (office["editor"], make_user(), make_editor()):
        with pytest.raises(PermissionDenied):
            carrying_out.carry_out(decision, person)
    with pytest.raises(PermissionDenied):
        carrying_out.prepare(decision, make_user())
    carrying_out.send_back(decision, office["approver"], "Thiếu phí")
    decision.refresh_from_db()
    assert (decision.state, decision.note) == ("draft", "Thiếu phí")


def test_it_goes_without_what_the_portal_lacks_only_when_somebody_says_so(
    office: dict[str, Any],
) -> None:
    load_catalogue()
    decision, editor = office["decision"], office["editor"]
    decision.items.filter(code="2.900001").update(action="amend")
    carrying_out.prepare(decision, editor)
    with pytest.raises(PublishingRefused):
        carrying_out.submit(decision, editor)
    carrying_out.submit(decision, editor, without_lacking=True)
    assert carrying_out.carry_out(decision, office["approver"]) == 2
    # What the portal lacks of a list is owed all the same.
    status = snapshot().statuses["TTHC-ND"]
    assert (status.expected, status.missing) == (2, ("2.900001",))
    posted = snapshot().statuses["TTHC-NY"]
    assert posted.expected == 2
    acts = PublicationEvent.objects.filter(kind="event_registered", page_id=None)
    assert {one.actor_name for one in acts} == {str(office["approver"])}
    assert acts.count() == 4  # what it announces and what it ends, for both duties


def test_a_list_entered_by_hand_is_not_entered_again(office: dict[str, Any]) -> None:
    load_catalogue()
    decision = filled(office)
    publishing.record_act(
        EventKind.EVENT_REGISTERED,
        actor=make_user(OFFICE),
        unit_code="VP",
        answers=[Answer("TTHC-ND", "2.900001"), Answer("TTHC-ND", "2.900002")],
        anchors={"decision_signed_on": decision.signed_on},
        happened_on=decision.signed_on,
        details={"decision": decision.number},
    )
    carrying_out.carry_out(decision, office["approver"])
    acts = PublicationEvent.objects.filter(kind="event_registered", page_id=None)
    named = [a["case"] for one in acts for a in one.answers if a["duty"] == "TTHC-ND"]
    assert sorted(named) == ["2.900001", "2.900002", "2.900003"]
    assert snapshot().statuses["TTHC-ND"].missing == ()


# The screens


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, **data: Any) -> Any:
    form = {
        "number": "777/QĐ-UBND",
        "signed_on": "20/05/2026",
        "in_force_from": "01/06/2026",
        "unit": make_unit("VP").pk,
        "lines": LIST,
    }
    return client.post(reverse("procedures_decision_new"), {**form, **data})


def test_a_decision_is_entered_shown_submitted_and_approved_on_screens(
    office: dict[str, Any],
) -> None:
    editor, approver = client_of(office["editor"]), client_of(office["approver"])
    assert editor.get(reverse("procedures_decision_new")).status_code == 200
    response = post(editor)
    assert response.status_code == 302, response.context["form"].errors
    decision = AnnouncingDecision.objects.get(number="777/QĐ-UBND")
    assert read_list(lines_of(decision).splitlines()).rows == read_list(LIST.splitlines()).rows
    address = reverse("procedures_decision", args=[decision.pk])
    said = editor.get(address).content.decode()
    assert "2.900001" in said
    assert "/edit/" in said
    act = reverse("procedures_decision_act", args=[decision.pk])
    early = editor.post(act, {"do": "submit"}, follow=True)
    assert [str(message) for message in early.context["messages"]] == [
        "Chưa trình được: những điểm vướng ghi ở từng thủ tục bên dưới."
    ]
    assert editor.post(act, {"do": "prepare"}).status_code == 302
    decision.items.filter(code="2.900001").delete()
    assert editor.post(act, {"do": "submit"}).status_code == 302
    decision.refresh_from_db()
    assert decision.state == "submitted"
    assert 'value="approve"' not in editor.get(address).content.decode()
    asked = approver.get(address).content.decode()
    assert 'value="approve"' in asked and "Bãi bỏ ·" in asked
    assert "/edit/" not in asked  # an approver is led to what he may read
    editor.post(act, {"do": "approve"})
    decision.refresh_from_db()
    assert decision.state == "submitted"
    approver.post(act, {"do": "approve"})
    decision.refresh_from_db()
    assert decision.state == "carried_out"
    assert editor.get(reverse("procedures_decisions")).status_code == 200
    assert editor.get(address).status_code == 200
    assert editor.get(reverse("procedures_decision_edit", args=[decision.pk])).status_code == 302


@pytest.mark.parametrize(
    "data",
    [
        {"number": ""},
        {"number": "77@1"},
        {"signed_on": "31/02/2026"},
        {"signed_on": "01/01/2999"},
        {"in_force_from": "0206-01-01"},
        {"lines": "không có mã; x"},
        {"list_file": SimpleUploadedFile("a.csv", "2.1".encode("utf-16"))},
        {"list_file": SimpleUploadedFile("a.csv", b"\xc3\x28")},
        {"list_file": SimpleUploadedFile("a.csv", b"x" * 1_048_577)},
        {"unit": "999999"},
    ],
    ids="-".join,
)
def test_bad_input_is_refused_with_a_message(office: dict[str, Any], data: dict[str, Any]) -> None:
    before = AnnouncingDecision.objects.count()
    response = post(client_of(office["editor"]), **data)
    assert response.status_code == 400
    assert response.context["form"].errors
    assert AnnouncingDecision.objects.count() == before


def test_a_list_comes_from_a_csv_file_too(office: dict[str, Any]) -> None:
    file = SimpleUploadedFile("a.csv", "\ufeff2.900007,bãi bỏ,Thủ tục cũ\n".encode())
    assert post(client_of(office["editor"]), list_file=file, lines="").status_code == 302
    (item,) = AnnouncingDecision.objects.get(number="777/QĐ-UBND").items.all()
    assert (item.code, item.action, item.title) == ("2.900007", "repeal", "Thủ tục cũ")
    assert "list_file" in DecisionForm.base_fields


@pytest.mark.parametrize("role", ["", "Văn phòng"])
def test_others_see_and_do_nothing(office: dict[str, Any], role: str) -> None:
    person = make_user(role)
    client = client_of(person)
    act = reverse("procedures_decision_act", args=[office["decision"].pk])
    for do in ("prepare", "submit", "approve", "back", "nonsense"):
        client.post(act, {"do": do})
    office["decision"].refresh_from_db()
    assert office["decision"].state == "draft"
    assert ProcedurePage.objects.filter(code="2.900001").count() == 0
    assert post(client).status_code in {302, 403}
    assert AnnouncingDecision.objects.count() == 1
