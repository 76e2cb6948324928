"""The acts of the register in the admin: who may sign what, bad input, and what changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from disclosures.acts.signing import ACTS, available
from disclosures.counting.periods import QUARTERS, period_of
from disclosures.counting.verdicts import DutyValue
from disclosures.models import ObligationVersion
from disclosures.register import forget, snapshot
from portal import roles
from portal.events import EventKind
from portal.models import PublicationEvent, Unit
from tests.clock import stopped_clock
from tests.factories import make_fee, make_procedure, make_user, pdf_bytes, publish_page
from tests.unit.disclosures.register_samples import load_catalogue, register_event

pytestmark = pytest.mark.django_db

SIGNED = date(2026, 3, 10)
#: A duty led by KTRA and one by VP, with an act that makes sense for each.
FORMS = {
    "register-event": (
        "KLKT",
        {"number": "05/kl-skhcn", "title": "Kết luận", "signed_on": "2026-03-10"},
    ),
    "nil-return": ("KN-QD", {"note": "Không ban hành quyết định nào."}),
    "confirm": ("TTHC-ND", {"note": "Đã đối chiếu với các quyết định."}),
    "evidence": (
        "TTHC-NY",
        {"channel": "one_stop_posting", "covers_from": "2026-03-12", "note": "Tại quầy."},
    ),
    "item-list": (
        "TTHC-ND",
        {"number": "101/QĐ-UBND", "items": "2.000001\n2.000002", "changed_on": "2026-08-10"},
    ),
    "clock": (
        "GIAITRINH",
        {"case": "09/YC@2026", "move": "extend", "day": "2026-03-12", "note": "Vụ việc phức tạp."},
    ),
    "not-applicable": ("ISO", {"note": "Sở chưa áp dụng (căn cứ ví dụ)."}),
    "void": ("KLKT", {"note": "Ghi nhầm số của kết luận khác."}),
}


@pytest.fixture(autouse=True)
def _catalogue() -> Iterator[None]:
    """The catalogue, with the clock stopped: periods are chosen by it and judged by it."""
    forget()
    load_catalogue()
    with stopped_clock():
        yield


def signed_in(role: str, *units: str) -> Client:
    client = Client()
    client.force_login(make_user(role, units=units))
    return client


def address(code: str, slug: str = "") -> str:
    return f"/quan-tri/duties/{code}/" + (f"{slug}/" if slug else "")


def data(slug: str) -> tuple[str, dict[str, str]]:
    """A duty and valid values for the act `slug`."""
    code, values = FORMS[slug]
    if slug == "nil-return":
        last = period_of(timezone.localdate(), QUARTERS).start - timedelta(days=1)
        values = {**values, "case": period_of(last, QUARTERS).key}
    if slug == "void":
        values = {**values, "entry": str(register_event(code, "05/KL-SKHCN@2026", SIGNED).pk)}
    return code, values


def last_event() -> PublicationEvent | None:
    return PublicationEvent.objects.filter(page_id=None).order_by("id").last()


# Who may


LEADS = {
    "KLKT": "KTRA",
    "KN-QD": "KTRA",
    "TTHC-ND": "VP",
    "TTHC-NY": "VP",
    "ISO": "VP",
    "GIAITRINH": "VP",
}


@pytest.mark.parametrize("slug", list(ACTS))
@pytest.mark.parametrize(
    ("role", "is_member", "may"),
    [
        (roles.OFFICE, False, True),
        (roles.ADMINISTRATOR, False, True),
        (roles.EDITOR, True, True),
        (roles.EDITOR, False, False),
        (roles.APPROVER, True, False),
        (roles.LEADER, True, False),
        (roles.AUDITOR, True, False),
    ],
)
def test_only_the_unit_in_charge_or_the_office_signs(
    slug: str, role: str, is_member: bool, may: bool
) -> None:
    code, values = data(slug)
    may = may and not (slug in ("not-applicable", "clock", "void") and role == roles.EDITOR)
    if slug == "clock":
        register_event("GIAITRINH", "09/YC@2026", SIGNED, "acceptance_notified_on")
    client = signed_in(role, *([LEADS[code]] if is_member else []))
    before = PublicationEvent.objects.count()
    response = client.post(address(code, slug), values)
    assert (PublicationEvent.objects.count() == before + 1) is may
    if may:
        assert response.url == address(code)
        assert last_event().kind == ACTS[slug].kind
        assert last_event().unit_code == LEADS[code]


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    for path in (address("KLKT"), address("KLKT", "confirm")):
        assert "login" in client.get(path).url


# What they change


def test_registering_an_event_makes_the_case_overdue_and_says_so() -> None:
    client = signed_in(roles.OFFICE)
    code, values = data("register-event")
    response = client.post(address(code, "register-event"), values, follow=True)
    event = last_event()
    assert event.answers == [{"duty": "KLKT", "case": "05/KL-SKHCN@2026"}]
    assert event.anchors == {"signed_on": "2026-03-10"}
    assert event.happened_on == SIGNED
    assert snapshot().statuses["KLKT"].value is DutyValue.OVERDUE
    assert "05/KL-SKHCN (2026)" in response.content.decode()


def test_signing_every_quarter_that_there_was_nothing_settles_the_duty() -> None:
    client = signed_in(roles.OFFICE)
    path = address("KN-QD", "nil-return")
    # When nothing is left to sign, the act is not offered any more.
    while (response := client.get(path)).status_code == 200:
        key, _words = response.context["form"].fields["case"].choices[0]
        values = {"case": key, "note": "Không phát sinh."}
        assert client.post(path, values).status_code == 302
    assert snapshot().statuses["KN-QD"].value is DutyValue.NIL_DECLARED


def test_confirming_makes_standing_content_current() -> None:
    publish_page(make_procedure(code="2.002380"))
    code, values = data("confirm")
    signed_in(roles.OFFICE).post(address(code, "confirm"), values)
    assert snapshot().statuses[code].freshness.last_on == timezone.localdate()


def test_evidence_with_its_file_answers_what_is_posted_off_the_web() -> None:
    code, values = data("evidence")
    assert snapshot().statuses[code].value is DutyValue.NEVER_PUBLISHED
    pdf = SimpleUploadedFile("bien-ban.pdf", pdf_bytes(), content_type="application/pdf")
    signed_in(roles.OFFICE).post(address(code, "evidence"), {**values, "evidence": pdf})
    event = last_event()
    assert event.channel == "one_stop_posting"
    assert event.covers_from == date(2026, 3, 12)
    assert event.files[0]["name"].endswith(".pdf")
    assert snapshot().statuses[code].value is not DutyValue.NEVER_PUBLISHED


def test_a_duty_declared_not_applicable_is_so_from_then_on() -> None:
    code, values = data("not-applicable")
    signed_in(roles.OFFICE).post(address(code, "not-applicable"), values)
    assert snapshot().statuses[code].value is DutyValue.NOT_APPLICABLE


# Bad input


@pytest.mark.parametrize(
    ("slug", "wrong"),
    [
        ("register-event", {"number": ""}),
        ("register-event", {"number": "05/KL@2026"}),
        ("register-event", {"number": "x" * 101}),
        ("register-event", {"signed_on": ""}),
        ("register-event", {"signed_on": "10/13/2026"}),
        ("register-event", {"signed_on": "0001-01-01"}),
        ("register-event", {"title": ""}),
        ("nil-return", {"case": "2099-Q1"}),
        ("nil-return", {"case": "nonsense"}),
        ("nil-return", {"note": "   "}),
        ("confirm", {"note": ""}),
        ("confirm", {"case": "9.999999"}),
        ("evidence", {"channel": "portal"}),
        ("evidence", {"channel": "moon"}),
        ("evidence", {"covers_from": "2099-01-01"}),
        ("evidence", {"covers_until": "2026-03-01"}),
        ("evidence", {"evidence": SimpleUploadedFile("x.pdf", b"no pdf")}),
        ("evidence", {"evidence": SimpleUploadedFile("x.exe", b"MZ")}),
        ("evidence", {"evidence": SimpleUploadedFile("x.pdf", b"")}),
        ("not-applicable", {"note": ""}),
        ("not-applicable", {"covers_from": "2026-05-01", "covers_until": "2026-04-01"}),
    ],
)
def test_bad_input_is_shown_beside_its_field_and_nothing_is_written(
    slug: str, wrong: dict[str, Any]
) -> None:
    code, values = data(slug)
    before = PublicationEvent.objects.count()
    response = signed_in(roles.OFFICE).post(address(code, slug), {**values, **wrong})
    assert response.status_code == 200
    assert set(response.context["form"].errors) & (set(wrong) | {"__all__"})
    assert PublicationEvent.objects.count() == before


@pytest.mark.parametrize("path", ["NOPE/", "KLKT/unknown/", "NOPE/confirm/", "KLKT/rule/999999/"])
def test_what_there_is_not_is_not_found(path: str) -> None:
    client = signed_in(roles.OFFICE)
    method = client.post if "/rule/" in path else client.get
    assert method(f"/quan-tri/duties/{path}").status_code == 404


def test_an_act_that_makes_no_sense_for_a_duty_cannot_be_signed() -> None:
    client = signed_in(roles.OFFICE)
    before = PublicationEvent.objects.count()
    client.post(address("KLKT", "confirm"), {"note": "x"})  # an event is not confirmed
    client.post(address("TTHC-ND", "nil-return"), {"note": "x", "case": "2026-Q1"})
    assert PublicationEvent.objects.count() == before


# Rules


def test_the_office_confirms_a_rule_once_and_the_log_keeps_it() -> None:
    from wagtail.models import ModelLogEntry

    version = ObligationVersion.objects.get(obligation__code="KLKT")
    path = f"/quan-tri/duties/KLKT/rule/{version.pk}/"
    signed_in(roles.EDITOR, "KTRA").post(path)
    version.refresh_from_db()
    assert version.confirmed_at is None
    client = signed_in(roles.OFFICE)
    assert client.get(path).status_code == 405
    client.post(path)
    version.refresh_from_db()
    first = version.confirmed_at
    assert first is not None
    client.post(path)
    version.refresh_from_db()
    assert version.confirmed_at == first
    assert ModelLogEntry.objects.filter(action="disclosures.confirm_rule").count() == 1


def explanation() -> Client:
    """The office, before an explanation asked for on 10/03/2026: fifteen days, due 25/03/2026."""
    register_event("GIAITRINH", "09/YC@2026", SIGNED, "acceptance_notified_on")
    return signed_in(roles.OFFICE)


def move_clock(client: Client, what: str, day: str) -> Any:
    values = {"case": "09/YC@2026", "move": what, "day": day, "note": "Điều 13 (ví dụ)."}
    return client.post(address("GIAITRINH", "clock"), values)


def due() -> date | None:
    return snapshot().statuses["GIAITRINH"].instances[0].due


def test_an_extension_is_granted_once_and_before_the_term_ends() -> None:
    client = explanation()
    assert due() == date(2026, 3, 25)
    assert move_clock(client, "extend", "2026-03-26").context["form"].errors["day"]
    assert move_clock(client, "extend", "2026-03-20").status_code == 302
    assert due() == date(2026, 4, 9)
    assert last_event().details == {"act": "extend"}
    assert move_clock(client, "extend", "2026-03-21").context["form"].errors["move"]


def test_a_stopped_clock_has_no_deadline_until_it_runs_again() -> None:
    client = explanation()
    assert move_clock(client, "resume", "2026-03-12").context["form"].errors["move"]
    assert move_clock(client, "suspend", "2026-03-12").status_code == 302
    assert due() is None
    assert move_clock(client, "suspend", "2026-03-13").context["form"].errors["move"]
    assert move_clock(client, "resume", "2026-03-11").context["form"].errors["day"]
    assert move_clock(client, "resume", "2026-03-22").status_code == 302
    assert due() == date(2026, 4, 6)  # ten days later is Saturday 4 April


def test_a_term_begun_anew_counts_from_that_day() -> None:
    client = explanation()
    assert move_clock(client, "restart", "2026-03-16").status_code == 302
    assert due() == date(2026, 3, 31)


def test_a_term_begun_anew_while_its_clock_was_stopped_runs() -> None:
    client = explanation()
    assert move_clock(client, "suspend", "2026-03-12").status_code == 302
    assert move_clock(client, "restart", "2026-03-16").status_code == 302
    assert due() == date(2026, 3, 31)


def test_a_clock_is_moved_for_what_is_owed_alone() -> None:
    client = signed_in(roles.OFFICE)
    assert client.get(address("GIAITRINH", "clock")).status_code == 302  # nothing to move
    client = explanation()
    for values in ({"move": "stop"}, {"case": "x", "move": "extend", "day": "9999-99-99"}):
        response = client.post(address("GIAITRINH", "clock"), values)
        assert response.context["form"].errors
    assert move_clock(client, "extend", "2026-03-01").context["form"].errors["day"]


def test_a_decisions_list_says_what_must_be_there_and_what_is_missing() -> None:
    client = signed_in(roles.OFFICE)
    page = make_procedure(code="2.000001", decision_number="101/QĐ-UBND")
    publish_page(page)
    code, values = data("item-list")
    assert client.post(address(code, "item-list"), values).status_code == 302
    status = snapshot().statuses[code]
    assert (status.expected, status.missing) == (2, ("2.000002",))
    assert status.value is DutyValue.OVERDUE
    assert "2.000002" in client.get(address(code)).content.decode()
    ended = {**values, "number": "102/QĐ-UBND", "items": "2.000002", "ended": "on"}
    assert client.post(address(code, "item-list"), ended).status_code == 302
    status = snapshot().statuses[code]
    assert (status.expected, status.missing) == (1, ())


def test_the_catalogue_of_procedures_offers_its_decisions_lists() -> None:
    for number in (7, 8):
        make_procedure(code=f"2.00000{number}", decision_number="101/QĐ-UBND")  # drafts
    client = signed_in(roles.OFFICE)
    form = client.get(address("TTHC-ND", "item-list")).context["form"]
    [(key, _words)] = form.fields["known"].choices[1:]
    values = {"number": "101/QĐ-UBND", "known": key, "changed_on": "2026-08-10", "items": ""}
    client.post(address("TTHC-ND", "item-list"), values)
    assert snapshot().statuses["TTHC-ND"].missing == ("2.000007", "2.000008")


def test_every_fee_that_a_document_sets_is_expected_by_its_list() -> None:
    for number in (1, 2):
        make_fee(slug=f"phi-{number}", basis_number="287/2016/TT-BTC")  # drafts
    client = signed_in(roles.OFFICE)
    form = client.get(address("PHI-LP", "item-list")).context["form"]
    [(key, _words)] = form.fields["known"].choices[1:]
    values = {"number": "287/2016/TT-BTC", "known": key, "changed_on": "2026-01-05", "items": ""}
    client.post(address("PHI-LP", "item-list"), values)
    assert snapshot().statuses["PHI-LP"].missing == ("phi-1", "phi-2")


def test_what_a_decision_repeals_is_not_expected_by_its_list() -> None:
    make_procedure(code="2.000007", decision_number="101/QĐ-UBND")
    make_procedure(code="2.000008", decision_number="101/QĐ-UBND", is_repealed=True)
    client = signed_in(roles.OFFICE)
    form = client.get(address("TTHC-ND", "item-list")).context["form"]
    [(key, _words)] = form.fields["known"].choices[1:]
    values = {"number": "101/QĐ-UBND", "known": key, "changed_on": "2026-08-10", "items": ""}
    client.post(address("TTHC-ND", "item-list"), values)
    assert snapshot().statuses["TTHC-ND"].missing == ("2.000007",)
    client.post(address("TTHC-ND", "item-list"), {**values, "ended": "on"})
    assert [one["case"] for one in last_event().answers] == ["2.000008"]


@pytest.mark.parametrize("items", ["", "2.000001@2026", "x" * 101, "a#b"])
def test_a_list_without_items_or_with_broken_codes_is_refused(items: str) -> None:
    client = signed_in(roles.OFFICE)
    values = {"number": "101/QĐ-UBND", "items": items, "changed_on": "2026-08-10"}
    response = client.post(address("TTHC-ND", "item-list"), values)
    assert response.context["form"].errors["items"]
    assert not PublicationEvent.objects.filter(page_id=None).exists()


# Where one lands


def test_an_editor_lands_on_what_is_due_for_their_unit_alone() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    rows = panel(signed_in(roles.EDITOR, "KTRA"))["rows"]
    assert rows[0]["code"] == "KLKT"
    assert {"TTHC-ND", "PHI-LP"}.isdisjoint({row["code"] for row in rows})
    assert "KLKT" not in {row["code"] for row in panel(signed_in(roles.EDITOR, "VP"))["rows"]}


def test_members_of_a_unit_that_ended_see_what_passed_on() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    assert panel(signed_in(roles.EDITOR, "TTRA"))["rows"][0]["code"] == "KLKT"


def test_who_reads_the_register_sees_every_unit_and_who_has_no_unit_a_hint() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    shown = panel(signed_in(roles.LEADER))
    assert len({row["unit"] for row in shown["rows"]}) > 1
    assert shown["all_url"]
    hint = panel(signed_in(roles.EDITOR))
    assert hint["rows"] == []
    assert hint["hint"]


def panel(client: Client) -> dict[str, Any]:
    """What the landing page was given."""
    from django.test import RequestFactory

    from disclosures.panels import my_work
    from portal.models import User

    response = client.get("/quan-tri/")
    assert response.status_code == 200
    request = RequestFactory().get("/quan-tri/")
    request.user = User.objects.get(pk=client.session["_auth_user_id"])
    return dict(my_work(request).context)


def test_the_register_lists_every_duty_for_who_may_read_it() -> None:
    client = signed_in(roles.AUDITOR)
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    listing = "/quan-tri/disclosures/obligation/"
    assert len(client.get(listing).context["object_list"]) == 46
    overdue = client.get(listing, {"status": "overdue"}).context["object_list"]
    assert "KLKT" in {one.code for one in overdue}
    assert client.get(listing, {"status": "x", "p": "99"}).status_code in (200, 302, 404)
    assert signed_in(roles.EDITOR, "KTRA").get(listing).status_code == 302


def test_an_entry_declared_an_error_counts_no_more_from_then_on() -> None:
    entry = register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    client = signed_in(roles.OFFICE)
    assert snapshot().statuses["KLKT"].value is DutyValue.OVERDUE
    values = {"entry": str(entry.pk), "note": "Kết luận này của đơn vị khác."}
    assert client.post(address("KLKT", "void"), values).status_code == 302
    found = snapshot()
    assert "05/KL-SKHCN@2026" not in {one.case for one in found.statuses["KLKT"].instances}
    assert last_event().details == {"act": "void", "voids": entry.pk}
    assert last_event().happened_on == entry.happened_on
    # A past day is told without it as we know it now, and with it as it was known then.
    day = date(2026, 3, 20)
    assert not snapshot(day, timezone.now()).statuses["KLKT"].instances
    assert snapshot(day, day).statuses["KLKT"].value is DutyValue.OVERDUE
    # It stays to be read, marked, and can't be declared void twice.
    for address_of_duty in (address("KLKT"), "/nghia-vu-cong-khai/KLKT/"):
        assert "ghi nhầm" in client.get(address_of_duty).content.decode()
    refused = client.post(address("KLKT", "void"), values)
    assert refused.status_code == 302  # nothing left to declare void: not offered
    assert "login" not in refused.url


def test_a_posting_that_was_still_going_on_gets_its_last_day() -> None:
    client = signed_in(roles.OFFICE)
    values = {"channel": "one_stop_posting", "covers_from": "2026-03-12", "note": "Tại quầy."}
    assert client.post(address("TTHC-NY", "evidence"), values).status_code == 302
    assert snapshot().statuses["TTHC-NY"].value is not DutyValue.OVERDUE
    ended = {**values, "covers_until": "2026-04-12", "note": "Đã gỡ."}
    assert client.post(address("TTHC-NY", "evidence"), ended).status_code == 302
    assert snapshot().statuses["TTHC-NY"].value is DutyValue.OVERDUE  # nothing is there any more


def test_a_late_entry_may_name_the_day_that_the_former_rule_counted_from() -> None:
    form = signed_in(roles.OFFICE).get(address("NS-QT", "register-event")).context["form"]
    assert form.anchor_names == ["approved_on"]
    form = signed_in(roles.OFFICE).get(address("NS-DT", "register-event")).context["form"]
    assert form.anchor_names == ["approved_on", "assigned_on"]


def test_every_kind_of_act_is_tried() -> None:
    assert set(FORMS) == set(ACTS)
    assert {act.kind for act in ACTS.values()} == {
        EventKind.EVENT_REGISTERED,
        EventKind.NIL_RETURNED,
        EventKind.CONFIRMED_CURRENT,
        EventKind.EVIDENCE_GIVEN,
        EventKind.EXTENDED,
        EventKind.NOT_APPLICABLE,
    }


def test_which_acts_a_person_may_sign_is_asked_once(django_assert_max_num_queries) -> None:
    register_event("KLKT", "05/KL@2026", SIGNED)
    found = snapshot()
    unit = Unit.objects.get(code="KTRA")
    member = make_user(roles.EDITOR, units=("KTRA",))
    member.has_perm("portal.act_for_unit")  # permissions are read with the first of them
    with django_assert_max_num_queries(2):  # the unit, who is in it
        acts = available(member, found.duty("KLKT"), found, unit)
    assert {one.slug for one in acts} >= {"register-event", "evidence"}
    assert "not-applicable" not in {one.slug for one in acts}
