"""The status of duties: instances, channels, exposure, freshness, order, and the two moments."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.catalogue.reading import load_catalogue
from disclosures.counting.duties import Cadence, Channels, Exposure, RuleVersion, Until
from disclosures.status import (
    STILL_OWED,
    DutyValue,
    InstanceStatus,
    ReasonCode,
    status,
    status_all,
    worst,
)
from portal.calendar import Calendar, DayOverride
from portal.events import Answer, Event, EventKind

DUTIES = {duty.code: duty for duty in load_catalogue()}
VIETNAM = Calendar()
CASE = "05/KL-SKHCN@2026"
MARCH = date(2026, 3, 2)
IDS = itertools.count(1)


def day(text):
    return date.fromisoformat(f"2026-{text}" if len(text) == 5 else text)


def event(kind, duty, case, on, *, page=None, recorded=None, anchors=None, **more):
    """An event of `on`, recorded that noon unless said otherwise; `anchors` as texts."""
    happened = day(on)
    return Event(
        id=next(IDS),
        kind=EventKind(kind),
        happened_on=happened,
        recorded_at=datetime.combine(day(recorded) if recorded else happened, time(5), tzinfo=UTC),
        answers=(Answer(duty, case),),
        anchors={name: day(text) for name, text in (anchors or {}).items()},
        page_id=page,
        **{key: day(one) if key.startswith("covers") and one else one for key, one in more.items()},
    )


def registered(duty="KLKT", case=CASE, on="03-02", **anchors):
    return event("event_registered", duty, case, on, anchors=anchors or {"signed_on": on})


def published(duty="KLKT", case=CASE, on="03-05", page=1, **anchors):
    return event("published", duty, case, on, page=page, anchors=anchors)


def withdrawn(duty="KLKT", case=CASE, on="03-10", page=1, kind="withdrawn"):
    return event(kind, duty, case, on, page=page)


def evidence(duty, case, channel, on, until=None):
    return event(
        "evidence_given", duty, case, on, channel=channel, covers_from=on, covers_until=until
    )


def ask(duty, events, at, **more):
    more.setdefault("tracked_from", day("01-01"))
    return status(DUTIES.get(duty, duty), events, VIETNAM, day(at), **more)


def instance(found, case=CASE):
    [one] = [one for one in found.instances if one.case == case]
    return one


def alone(found):
    """Status and reason of the only instance that is not a question about a quiet period."""
    [one] = [one for one in found.instances if one.why.code is not ReasonCode.NOBODY_SAID]
    return one.status, one.why.code


# Event duties


def test_a_registered_conclusion_goes_from_due_soon_to_overdue():
    events = [registered()]
    soon = instance(ask("KLKT", events, "03-09"))
    assert (soon.status, soon.due) == (InstanceStatus.DUE_SOON, day("03-09"))
    found = ask("KLKT", events, "03-10")
    assert instance(found).status is InstanceStatus.OVERDUE
    assert found.value is DutyValue.OVERDUE
    assert found.decided_by.case == CASE


def test_a_long_term_is_open_until_ten_working_days_before_its_deadline():
    events = [registered("KN-QD", on="03-02")]
    assert ask("KN-QD", events, "03-02").instances[0].due == day("03-17")
    assert instance(ask("KN-QD", events, "03-02")).status is InstanceStatus.OPEN
    assert instance(ask("KN-QD", events, "03-03")).status is InstanceStatus.DUE_SOON
    relaxed = ask("KN-QD", events, "03-03", due_soon_days=3)
    assert instance(relaxed).status is InstanceStatus.OPEN


def test_publishing_by_the_deadline_is_on_time_and_after_it_is_late():
    on_time = ask("KLKT", [registered(), published(on="03-09")], "03-20")
    assert instance(on_time).status is InstanceStatus.ON_TIME
    assert instance(on_time).satisfied_on == day("03-09")
    assert on_time.value is DutyValue.UP_TO_DATE
    late = ask("KLKT", [registered(), published(on="03-10")], "03-20")
    assert instance(late).status is InstanceStatus.LATE
    assert late.value is DutyValue.PUBLISHED_LATE


def test_a_late_publication_counts_until_the_next_one_in_time():
    first = [registered(), published(on="03-12")]
    then = [
        registered(case="06/KL-SKHCN@2026", on="03-16"),
        published(case="06/KL-SKHCN@2026", on="03-17", page=2),
    ]
    assert ask("KLKT", first, "03-18").value is DutyValue.PUBLISHED_LATE
    assert ask("KLKT", [*first, *then], "03-18").value is DutyValue.UP_TO_DATE


def test_the_page_alone_makes_the_instance_when_it_states_what_happened():
    found = ask("KLKT", [published(signed_on="03-02")], "03-20")
    assert instance(found).status is InstanceStatus.ON_TIME
    assert instance(found).anchored_on == day("03-02")


def test_the_event_register_is_believed_before_the_page():
    events = [registered(on="03-02"), published(on="03-12", signed_on="03-11")]
    assert instance(ask("KLKT", events, "03-20")).status is InstanceStatus.LATE


def test_publishing_for_another_duty_or_case_closes_nothing():
    wrong = [
        published("KLTT", signed_on="03-02"),
        published(case="06/KL-SKHCN@2026", page=2, signed_on="03-02"),
        published(case="05/KL-SKHCN@2025", page=3, signed_on="03-02"),
        published(case="", page=4, signed_on="03-02"),
    ]
    found = ask("KLKT", [registered(), *wrong], "03-20")
    assert instance(found).status is InstanceStatus.OVERDUE
    assert found.unmatched == (wrong[3].id,)


def test_a_correction_is_no_first_publication():
    correction = event("corrected", "KLKT", CASE, "03-05", page=1, anchors={"signed_on": "03-02"})
    assert (
        instance(ask("KLKT", [registered(), correction], "03-20")).status is InstanceStatus.OVERDUE
    )
    first = published(on="03-04")
    found = instance(ask("KLKT", [registered(), first, correction], "03-20"))
    assert (found.status, found.satisfied_on) == (InstanceStatus.ON_TIME, day("03-04"))


def test_a_minor_correction_brings_nothing_up_to_date():
    first = event("published", "TTHC-ND", "2.000001", "02-02", page=1)
    minor = {"page": 1, "details": {"minor": True}}
    for more, last in (({"page": 1}, "05-04"), (minor, "02-02")):
        correction = event("corrected", "TTHC-ND", "2.000001", "05-04", **more)
        found = ask("TTHC-ND", [first, correction], "05-20")
        assert found.freshness.last_on == day(last)
    new_case = event("corrected", "TTHC-ND", "2.000002", "05-04", **minor)
    assert ask("TTHC-ND", [first, new_case], "05-20").freshness.last_on == day("05-04")


def test_a_correction_that_takes_the_case_away_leaves_it_unanswered():
    moved = event("corrected", "KLKT", "06/KL-SKHCN@2026", "03-06", page=1)
    found = ask("KLKT", [registered(), published(on="03-04"), moved], "03-20")
    assert instance(found).status is InstanceStatus.OVERDUE


def test_withdrawing_makes_the_instance_owed_again_and_letting_it_run_out_does_not():
    events = [registered(), published(on="03-04")]
    found = instance(ask("KLKT", [*events, withdrawn()], "03-20"))
    assert found.status is InstanceStatus.OVERDUE
    assert found.why.params["interrupted"] == ("portal",)
    ran_out = ask("KLKT", [*events, withdrawn(kind="expired")], "03-20")
    assert instance(ran_out).status is InstanceStatus.ON_TIME


def test_a_case_without_the_day_it_happened_is_unknown():
    found = ask("KLKT", [published()], "03-20")
    assert instance(found).status is InstanceStatus.UNKNOWN
    assert instance(found).why.code is ReasonCode.ANCHOR_MISSING
    assert instance(found).why.params["needs"] == ("signed_on",)
    assert found.value is DutyValue.UNKNOWN


def test_a_quarter_in_which_nobody_said_anything_is_unknown_until_a_nil_return():
    found = ask("KN-QD", [], "04-01")
    assert found.value is DutyValue.UNKNOWN
    assert found.why.code is ReasonCode.NOBODY_SAID
    assert found.why.params["since"] == day("01-01")
    for period in ("2026-Q1", "2026-H1", "2026"):
        nil = event("nil_returned", "KN-QD", period, "04-01")
        assert ask("KN-QD", [nil], "04-01").value is DutyValue.NIL_DECLARED
    wrong = event("nil_returned", "KN-QD", "2026-Q2", "04-01")
    assert ask("KN-QD", [wrong], "04-01").value is DutyValue.UNKNOWN


def test_a_nil_return_does_not_cover_up_what_was_registered():
    nil = event("nil_returned", "KLKT", "2026-Q1", "04-01")
    found = ask("KLKT", [registered(), nil], "04-02")
    assert [one.status for one in found.instances] == [InstanceStatus.OVERDUE]


def test_who_signed_that_there_was_nothing_is_put_right_by_what_is_entered_later():
    case = "2026-Q1"
    nil = event("nil_returned", "HL-KQ", case, "04-02")
    said = event("event_registered", "HL-KQ", case, "04-03", anchors={"approved_on": "03-20"})
    assert instance(ask("HL-KQ", [nil, said], "04-20"), case).status is InstanceStatus.OVERDUE
    again = event("nil_returned", "HL-KQ", case, "04-06")
    assert instance(ask("HL-KQ", [said, again], "04-20"), case).status is InstanceStatus.OVERDUE
    page = published("HL-KQ", case, "04-04", approved_on="03-20")
    gone = withdrawn("HL-KQ", case, "04-05")
    found = ask("HL-KQ", [nil, page, gone], "04-20")
    assert instance(found, case).status is InstanceStatus.OVERDUE


def test_an_entry_declared_void_counts_for_nothing_from_then_on():
    wrong = registered()
    void = event(
        "not_applicable", "KLKT", CASE, "03-02", recorded="03-12",
        details={"act": "void", "voids": wrong.id},
    )  # fmt: skip
    before = ask("KLKT", [wrong], "03-11")
    assert ask("KLKT", [wrong, void], "03-11") == before
    assert before.value is DutyValue.OVERDUE
    after = ask("KLKT", [wrong, void], "03-12")
    assert (after.instances, after.value) == ((), DutyValue.UNKNOWN)
    as_known_now = ask("KLKT", [wrong, void], "03-11", known_at=day("03-12"))
    assert as_known_now.instances == ()


def test_quiet_periods_before_the_office_kept_the_register_are_not_asked_about():
    found = ask("KN-QD", [], "11-23", tracked_from=day("11-01"))
    assert found.instances == ()
    assert (found.value, found.why.code) == (DutyValue.UNKNOWN, ReasonCode.NOTHING_REGISTERED)


def test_an_event_duty_without_register_or_events_is_unknown():
    found = ask("ISO", [], "11-23")
    assert (found.value, found.why.code) == (DutyValue.UNKNOWN, ReasonCode.NO_REGISTER)


def test_each_anchor_of_a_case_needs_its_own_publication():
    case = "17/QĐ-SKHCN@2026"
    events = [
        registered("TSC-MS", case, "03-02", allocated_on="03-02", completed_on="05-04"),
        evidence("TSC-MS", case, "hq_posting", "03-10"),
    ]
    found = {one.anchor: one.status for one in ask("TSC-MS", events, "06-20").instances}
    assert found == {
        "allocated_on": InstanceStatus.ON_TIME,
        "completed_on": InstanceStatus.OVERDUE,
    }
    events.append(evidence("TSC-MS", case, "staff_meeting", "05-20"))
    found = {one.anchor: one.status for one in ask("TSC-MS", events, "06-20").instances}
    assert set(found.values()) == {InstanceStatus.ON_TIME}


def test_a_case_of_the_rule_is_taken_from_the_event():
    case = "101/QĐ-UBND@2026"
    shortened = event(
        "event_registered", "TTHC-QDCB", case, "03-02",
        anchors={"signed_on": "03-02"}, details={"when": "shortened_procedure"},
    )  # fmt: skip
    assert instance(ask("TTHC-QDCB", [shortened], "03-03"), case).due == day("03-05")
    plain = event("event_registered", "TTHC-QDCB", case, "03-02", anchors={"signed_on": "03-02"})
    found = instance(ask("TTHC-QDCB", [plain], "03-03"), case)
    assert (found.status, found.why.code) == (InstanceStatus.UNKNOWN, ReasonCode.ANCHOR_MISSING)


def test_a_rule_of_alternatives_alone_is_unknown_until_the_case_is_said():
    case = "14/KH-SKHCN@2022"
    said = registered("VB-QPPL", case, "2022-01-26", issued_on="2022-01-26")
    found = instance(ask("VB-QPPL", [said], "2022-03-01", tracked_from=day("2022-01-01")), case)
    assert found.why.code is ReasonCode.CASE_NOT_SAID
    assert found.why.params["cases"] == ("own_document", "received_document")


def test_an_act_about_a_case_that_never_happened_makes_no_instance():
    word = event("confirmed_current", "KLKT", CASE, "03-03")
    longer = event("extended", "KLKT", CASE, "03-03")
    found = ask("KLKT", [word, longer], "03-20")
    assert (found.instances, found.unmatched) == ((), (word.id, longer.id))


def test_a_publication_for_a_period_that_the_duty_lacks_is_pointed_out():
    stray = published("NS-TH-KY", "2026-11", "11-20")
    assert ask("NS-TH-KY", [stray], "11-23").unmatched == (stray.id,)


def test_nothing_is_owed_in_an_excepted_case():
    outage = event(
        "event_registered", "TAMNGUNG", "sự cố", "03-02",
        anchors={"outage_start_on": "03-02"}, details={"when": "force_majeure"},
    )  # fmt: skip
    assert alone(ask("TAMNGUNG", [outage], "03-20"))[1] is ReasonCode.EXEMPT


# Channels and exposure


def test_all_channels_of_one_kind_and_one_of_the_other_are_needed():
    at, tracked = "2025-06-20", day("2025-04-01")
    base = [registered("KLTT", on="2025-05-05"), published("KLTT", on="2025-05-08")]
    found = instance(ask("KLTT", base, at, tracked_from=tracked))
    assert found.status is InstanceStatus.OVERDUE
    assert found.missing_channels == ("meeting", "mass_media", "inspected_body_posting")
    posted = evidence("KLTT", CASE, "inspected_body_posting", "2025-05-09", "2025-05-23")
    found = instance(ask("KLTT", [*base, posted], at, tracked_from=tracked))
    assert (found.status, found.satisfied_on) == (InstanceStatus.ON_TIME, day("2025-05-09"))
    elsewhere = evidence("KLTT", CASE, "letter", "2025-05-09")
    found = instance(ask("KLTT", [*base, elsewhere], at, tracked_from=tracked))
    assert found.status is InstanceStatus.OVERDUE


def test_nobody_can_vouch_for_the_portal_itself():
    claim = evidence("KLKT", CASE, "portal", "03-04")
    assert instance(ask("KLKT", [registered(), claim], "03-20")).status is InstanceStatus.OVERDUE


def test_a_posting_that_was_too_short_does_not_count():
    case = "33/QĐ-SKHCN@2026"
    base = registered("DC-NB", case, "03-02")
    short = evidence("DC-NB", case, "hq_posting", "03-03", "03-21")
    assert alone(ask("DC-NB", [base, short], "04-20"))[0] is InstanceStatus.OVERDUE
    whole = evidence("DC-NB", case, "hq_posting", "03-03", "03-22")
    assert alone(ask("DC-NB", [base, whole], "04-20"))[0] is InstanceStatus.ON_TIME
    running = ask("DC-NB", [base, short], "03-10")
    assert alone(running)[0] is InstanceStatus.ON_TIME


@pytest.mark.parametrize(("consecutive", "since"), [(True, day("03-20")), (False, day("03-03"))])
def test_an_interruption_restarts_only_a_consecutive_exposure(consecutive, since):
    duty = own_duty(exposure=Exposure(days=15, consecutive=consecutive))
    events = [
        registered("X"),
        published("X", on="03-03"),
        withdrawn("X", on="03-10"),
        published("X", on="03-20", page=1),
    ]
    assert instance(ask(duty, events, "05-04")).satisfied_on == since


def test_another_word_about_a_posting_says_when_it_ended():
    case = "33/QĐ-SKHCN@2026"
    base = registered("DC-NB", case, "03-02")
    going_on = evidence("DC-NB", case, "hq_posting", "03-03")
    assert alone(ask("DC-NB", [base, going_on], "04-20"))[0] is InstanceStatus.ON_TIME
    ended = evidence("DC-NB", case, "hq_posting", "03-03", "03-10")
    assert alone(ask("DC-NB", [base, going_on, ended], "04-20"))[0] is InstanceStatus.OVERDUE


def test_postings_that_touch_are_one_stretch():
    case = "33/QĐ-SKHCN@2026"
    events = [
        registered("DC-NB", case, "03-02"),
        evidence("DC-NB", case, "hq_posting", "03-03", "03-12"),
        evidence("DC-NB", case, "hq_posting", "03-13", "03-22"),
    ]
    assert alone(ask("DC-NB", events, "05-04"))[0] is InstanceStatus.ON_TIME


def test_a_publication_served_its_minimum_may_go():
    duty = own_duty(exposure=Exposure(days=15))
    events = [registered("X"), published("X", on="03-03"), withdrawn("X", on="03-18")]
    assert instance(ask(duty, events, "05-04")).status is InstanceStatus.ON_TIME
    events[2] = withdrawn("X", on="03-17")
    assert instance(ask(duty, events, "05-04")).status is InstanceStatus.OVERDUE


def test_a_schedule_stays_until_its_event():
    lich = {"event_on": "03-20"}
    channels = [
        evidence("TCD-LICH", "2026-03", "hq_posting", "03-05", "03-20"),
        evidence("TCD-LICH", "2026-03", "reception_place_posting", "03-05", "03-20"),
    ]
    page = published("TCD-LICH", "2026-03", "03-05", **lich)
    kept = [*channels, page, withdrawn("TCD-LICH", "2026-03", "03-20", kind="expired")]
    assert instance(ask("TCD-LICH", kept, "03-25"), "2026-03").status is InstanceStatus.ON_TIME
    short = [*channels, page, withdrawn("TCD-LICH", "2026-03", "03-12", kind="expired")]
    assert instance(ask("TCD-LICH", short, "03-25"), "2026-03").status is InstanceStatus.OVERDUE


def test_what_must_never_go_is_owed_again_when_it_goes():
    case = "14/KH-SKHCN@2026"
    events = [
        published("VB-QPPL", case, "08-03", issued_on="08-03"),
        withdrawn("VB-QPPL", case, "09-10", kind="expired"),
    ]
    assert DUTIES["VB-QPPL"].exposure.until is Until.NEVER
    assert alone(ask("VB-QPPL", events, "10-01"))[0] is InstanceStatus.OVERDUE


# Response clocks


def test_an_answer_is_given_wherever_the_evidence_says():
    case = "05/YC-GT@2026"
    asked = registered("GIAITRINH", case, "03-02", acceptance_notified_on="03-02")
    assert alone(ask("GIAITRINH", [asked], "03-18"))[0] is InstanceStatus.OVERDUE
    answer = evidence("GIAITRINH", case, "letter", "03-16")
    assert alone(ask("GIAITRINH", [asked, answer], "03-18"))[0] is InstanceStatus.ON_TIME


def test_extensions_and_pauses_are_signed_acts_that_move_the_deadline():
    case = "05/YC-GT@2026"
    asked = registered("GIAITRINH", case, "03-02", acceptance_notified_on="03-02")

    def act(name, on):
        return event("extended", "GIAITRINH", case, on, details={"act": name})

    assert instance(ask("GIAITRINH", [asked], "03-10"), case).due == day("03-17")
    longer = [asked, act("extend", "03-10"), act("extend", "03-11")]
    assert instance(ask("GIAITRINH", longer, "03-12"), case).due == day("04-01")
    stopped = [asked, act("suspend", "03-10")]
    found = instance(ask("GIAITRINH", stopped, "06-01"), case)
    assert (found.status, found.why.code) == (InstanceStatus.OPEN, ReasonCode.CLOCK_STOPPED)
    resumed = [*stopped, act("resume", "03-20")]
    assert instance(ask("GIAITRINH", resumed, "03-21"), case).due == day("03-27")
    restarted = [asked, act("restart", "03-23")]
    assert instance(ask("GIAITRINH", restarted, "03-24"), case).due == day("04-07")


# Periodic duties


def test_periods_of_the_rule_are_owed_from_the_start_of_tracking():
    found = ask("NS-TH-KY", [], "11-23", tracked_from=day("07-01"))
    owed = [(one.case, one.due, one.status) for one in found.instances]
    assert owed == [
        ("2026-Q2", day("07-10"), InstanceStatus.OVERDUE),
        ("2026-Q3", day("10-12"), InstanceStatus.OVERDUE),
    ]
    assert found.decided_by.case == "2026-Q2"


@pytest.mark.parametrize("case", ["2026-Q3", "2026-9M"])
def test_a_period_is_answered_under_each_of_its_names_only(case):
    tracked = day("10-01")
    done = ask("NS-TH-KY", [published("NS-TH-KY", case, "10-09")], "11-23", tracked_from=tracked)
    assert [one.status for one in done.instances] == [InstanceStatus.ON_TIME]
    for wrong in ("2026-Q2", "2026", "2025-Q3", "2026-09", "số 5"):
        found = ask(
            "NS-TH-KY", [published("NS-TH-KY", wrong, "10-09")], "11-23", tracked_from=tracked
        )
        assert found.value is DutyValue.OVERDUE, wrong


def test_the_budget_year_chooses_the_version_not_the_day():
    events = [published("NS-QT", "2024", "03-20", approved_on="03-02")]
    found = instance(ask("NS-QT", events, "03-25", tracked_from=day("03-01")), "2024")
    assert (found.due, found.status) == (day("03-17"), InstanceStatus.LATE)
    events = [published("NS-QT", "2026", "03-20", approved_on="03-02")]
    found = instance(ask("NS-QT", events, "03-25", tracked_from=day("03-01")), "2026")
    assert (found.due, found.status) == (day("04-01"), InstanceStatus.ON_TIME)


def test_uneven_deadlines_within_a_year():
    found = ask("PAPI-BC", [], "11-23")
    assert [(one.case, one.due) for one in found.instances] == [
        ("2026-Q1", day("03-04")),
        ("2026-Q2", day("06-04")),
        ("2026-Q3", day("09-04")),
        ("2026", day("11-13")),
    ]
    sent = event("evidence_given", "PAPI-BC", "2026-Q1", "03-03", channel="letter")
    assert ask("PAPI-BC", [sent], "03-20").instances[0].status is InstanceStatus.ON_TIME


def test_a_report_of_this_year_is_open_until_its_deadline_next_year_is_near():
    found = ask("PCTN-BC", [], "11-23", tracked_from=day("10-01"))
    assert [(one.case, one.due, one.status) for one in found.instances] == [
        ("2026", date(2027, 3, 31), InstanceStatus.OPEN)
    ]
    assert found.value is DutyValue.UP_TO_DATE


def test_a_month_has_its_own_instance():
    events = [published("TUYENTRUYEN", "2026-10", "10-20")]
    found = ask("TUYENTRUYEN", events, "11-23", tracked_from=day("10-05"))
    assert [(one.case, one.status) for one in found.instances] == [
        ("2026-10", InstanceStatus.ON_TIME),
        ("2026-11", InstanceStatus.DUE_SOON),
    ]


def test_a_period_whose_event_is_missing_is_unknown_once_it_is_over():
    running = ask("HL-KQ", [], "02-10")
    assert running.instances[0].why.code is ReasonCode.WAITING_FOR_EVENT
    assert running.value is DutyValue.UNKNOWN
    ended = ask("HL-KQ", [], "04-01")
    assert [one.why.code for one in ended.instances] == [
        ReasonCode.NOBODY_SAID,
        ReasonCode.WAITING_FOR_EVENT,
    ]
    assert ended.value is DutyValue.UNKNOWN
    nil = event("nil_returned", "HL-KQ", "2026-Q1", "04-02")
    assert ask("HL-KQ", [nil], "04-03").value is DutyValue.NIL_DECLARED


def test_a_second_instance_of_a_period_is_judged_by_itself():
    events = [
        published("NS-DT", "2026", "03-10", approved_on="03-02"),
        registered("NS-DT", "2026#2", "08-03", approved_on="08-03"),
    ]
    found = {one.case: one.status for one in ask("NS-DT", events, "10-01").instances}
    assert found == {"2026": InstanceStatus.ON_TIME, "2026#2": InstanceStatus.OVERDUE}


def test_each_recommendation_is_an_instance_of_the_compliance_duty():
    one, two = f"{CASE}#1", f"{CASE}#2"
    events = [
        registered("KLTT-TH", one, "03-02", due_on="06-01"),
        registered("KLTT-TH", two, "03-02", due_on="09-01"),
        published("KLTT-TH", one, "05-20", signed_on="05-18"),
    ]
    found = ask("KLTT-TH", events, "09-02")
    assert instance(found, one).status is InstanceStatus.ON_TIME
    assert instance(found, two).status is InstanceStatus.OVERDUE
    slow = [events[1], published("KLTT-TH", two, "10-02", signed_on="10-01")]
    assert instance(ask("KLTT-TH", slow, "10-05"), two).status is InstanceStatus.LATE


# Standing content


def test_a_continuous_duty_with_nothing_there_was_never_published():
    found = ask("DMCK", [], "11-23")
    assert (found.value, found.why.code) == (
        DutyValue.NEVER_PUBLISHED,
        ReasonCode.NOTHING_PUBLISHED,
    )


def test_a_change_of_an_item_must_be_published_in_time():
    code = "2.002380"
    first = published("DMCK", code, "02-03", changed_on="02-02")
    changed = registered("DMCK", code, "03-02", changed_on="03-02")
    assert ask("DMCK", [first], "03-20").value is DutyValue.UP_TO_DATE
    late = ask("DMCK", [first, changed], "03-20")
    assert late.value is DutyValue.OVERDUE
    update = event("corrected", "DMCK", code, "03-06", page=1, anchors={"changed_on": "03-02"})
    assert ask("DMCK", [first, changed, update], "03-20").value is DutyValue.UP_TO_DATE
    other = published("DMCK", "1.000001", "03-06", page=2, changed_on="03-06")
    assert ask("DMCK", [first, changed, other], "03-20").value is DutyValue.OVERDUE


def test_what_was_put_up_before_tracking_began_is_not_judged_by_its_deadline():
    old = published("DMCK", "a", "02-20", changed_on="01-05")
    assert ask("DMCK", [old], "02-23", tracked_from=day("02-01")).value is DutyValue.UP_TO_DATE
    assert ask("DMCK", [old], "02-23").value is DutyValue.PUBLISHED_LATE


def test_standing_content_is_confirmed_each_quarter_as_a_house_rule():
    up = published("DMCK", "a", "02-03", changed_on="02-02")
    assert ask("DMCK", [up], "06-10").value is DutyValue.UP_TO_DATE
    due = ask("DMCK", [up], "06-20")
    assert (due.value, due.why.code) == (DutyValue.DUE_SOON, ReasonCode.CONFIRMATION_DUE)
    assert due.why.params["house_rule"]
    missed = ask("DMCK", [up], "07-02")
    assert (missed.value, missed.why.code) == (DutyValue.DUE_SOON, ReasonCode.CONFIRMATION_MISSED)
    for case in ("", "a"):
        word = event("confirmed_current", "DMCK", case, "07-01")
        assert ask("DMCK", [up, word], "07-02").value is DutyValue.UP_TO_DATE
    other = event("confirmed_current", "DMCK", "b", "07-01")
    assert ask("DMCK", [up, other], "07-02").value is DutyValue.DUE_SOON


def test_a_confirmation_does_not_make_up_for_content_that_is_not_there():
    word = event("confirmed_current", "DMCK", "", "07-01")
    assert ask("DMCK", [word], "07-02").value is DutyValue.NEVER_PUBLISHED


def test_standing_content_that_is_taken_away_is_overdue():
    up = published("TTCQ", "", "02-03")
    gone = withdrawn("TTCQ", "", "03-10")
    found = ask("TTCQ", [up, gone], "03-20")
    assert (found.value, found.why.code) == (DutyValue.OVERDUE, ReasonCode.NOTHING_LEFT)


def test_a_channel_without_any_evidence_is_not_taken_for_granted():
    up = published("PHI-LP", "", "02-03")
    found = ask("PHI-LP", [up], "02-10")
    assert (found.value, found.why.code) == (DutyValue.UNKNOWN, ReasonCode.CHANNEL_MISSING)
    assert found.why.params["missing"] == ("collection_point_posting",)
    posted = evidence("PHI-LP", "", "collection_point_posting", "02-04")
    assert ask("PHI-LP", [up, posted], "02-10").value is DutyValue.UP_TO_DATE


def test_a_complete_list_answers_for_its_items():
    item = registered("TTHC-NY", "2.002380", "03-02", decision_signed_on="03-02")
    posted = evidence("TTHC-NY", "", "one_stop_posting", "03-04")
    assert ask("TTHC-NY", [item, posted], "03-20").value is DutyValue.UP_TO_DATE
    old = evidence("TTHC-NY", "", "one_stop_posting", "02-04")
    assert ask("TTHC-NY", [item, old], "03-20").value is DutyValue.OVERDUE


# Duties that end, rules that lack


def test_a_duty_that_the_law_took_away_names_its_successor():
    found = ask("KLTT", [], "11-23")
    assert (found.value, found.why.code) == (DutyValue.NOT_APPLICABLE, ReasonCode.NO_LONGER_OURS)
    assert found.why.params["successor"] == "KLKT"
    later = ask("KLTT", [registered("KLTT", on="2025-08-04")], "11-23")
    assert later.value is DutyValue.NOT_APPLICABLE
    assert alone(later) == (InstanceStatus.NOT_APPLICABLE, ReasonCode.NO_LONGER_OURS)


def test_what_was_owed_before_the_duty_ended_is_still_owed():
    found = ask("KLTT", [registered("KLTT", on="2025-06-16")], "11-23")
    assert found.value is DutyValue.OVERDUE


def test_without_a_rule_nothing_is_green():
    duty = own_duty(rule=None)
    found = ask(duty, [registered("X"), published("X", on="03-03")], "03-20")
    assert (found.value, found.why.code) == (DutyValue.UNKNOWN, ReasonCode.NO_RULE)
    before = ask("KLTT", [registered("KLTT", on="2010-03-01")], "2010-03-20")
    assert before.value is DutyValue.UNKNOWN


def test_the_office_sets_a_duty_or_a_case_aside_with_a_legal_ground():
    whole = event("not_applicable", "TD-TB", "", "03-02", reason="Không được giao chỉ tiêu")
    found = ask("TD-TB", [whole], "03-20")
    assert (found.value, found.why.code) == (DutyValue.NOT_APPLICABLE, ReasonCode.SET_ASIDE)
    case = event("not_applicable", "KLKT", CASE, "03-03", reason="Bí mật nhà nước")
    found = ask("KLKT", [registered(), case], "03-20")
    assert found.value is DutyValue.NOT_APPLICABLE
    ended = event("not_applicable", "TD-TB", "", "03-02", covers_until="03-10")
    assert ask("TD-TB", [ended], "03-20").value is DutyValue.UNKNOWN


def test_setting_a_duty_aside_does_not_hide_what_was_overdue_before():
    aside = event("not_applicable", "KLKT", "", "03-20")
    assert ask("KLKT", [registered(), aside], "03-25").value is DutyValue.OVERDUE


# The two moments, confirmation, bad input


def test_what_was_recorded_later_does_not_change_the_past():
    early = [registered()]
    late_record = event("published", "KLKT", CASE, "03-05", page=1, recorded="03-20")
    at = "03-12"
    assert ask("KLKT", [*early, late_record], at) == ask("KLKT", early, at)
    now_known = ask("KLKT", [*early, late_record], at, known_at=day("03-20"))
    assert instance(now_known).status is InstanceStatus.ON_TIME


def test_a_day_off_or_rule_version_entered_later_does_not_change_the_past():
    calendar = Calendar(
        (DayOverride(day("03-05"), False, entered_at=datetime(2026, 3, 11, tzinfo=UTC)),)
    )
    duty, at = DUTIES["KLKT"], day("03-10")
    before = status(duty, [registered()], calendar, at, tracked_from=day("01-01"))
    assert instance(before).due == day("03-09")
    after = status(
        duty, [registered()], calendar, at, tracked_from=day("01-01"), known_at=day("03-11")
    )
    assert instance(after).due == day("03-10")


def test_a_version_entered_later_leaves_the_former_one_open_as_it_was():
    entered = datetime(2026, 3, 11, tzinfo=UTC)
    old = own_duty().versions[0]
    new = RuleVersion(since=day("03-01"), rule=None, entered_at=entered)
    duty = own_duty(versions=(replaced(old, until=day("02-28")), new))
    found = ask(duty, [registered("X")], "03-10")
    assert instance(found).due == day("03-09")
    assert ask(duty, [registered("X")], "03-10", known_at=day("03-12")).value is DutyValue.UNKNOWN


def test_a_status_says_whether_its_rule_and_calendar_year_were_confirmed():
    confirmed = datetime(2026, 3, 4, tzinfo=UTC)
    duty = own_duty(versions=(replaced(own_duty().versions[0], confirmed_at=confirmed),))
    calendar = Calendar(confirmed_years={2026: confirmed})
    found = status(duty, [registered("X")], calendar, day("03-04"), tracked_from=day("01-01"))
    assert found.rule_confirmed
    assert found.calendar_confirmed
    before = status(duty, [registered("X")], calendar, day("03-03"), tracked_from=day("01-01"))
    assert not before.rule_confirmed
    assert not before.calendar_confirmed
    assert not ask("KLKT", [registered()], "03-20").rule_confirmed


def test_events_out_of_order_in_the_future_twice_or_for_unknown_duties_do_no_harm():
    first, then = registered(), published(on="03-04")
    future = published(case="x@2026", on="12-01", page=9)
    stranger = registered("NO-SUCH-DUTY")
    plain = ask("KLKT", [first, then], "03-20")
    assert ask("KLKT", [then, future, first, stranger, then, first], "03-20") == plain


def test_every_status_of_the_catalogue_has_a_reason_that_can_be_written_down():
    found = status_all(
        list(DUTIES.values()), [registered(), published(on="03-12")], VIETNAM, day("11-23"),
        tracked_from=day("01-01"),
    )  # fmt: skip
    assert set(found) == set(DUTIES)
    for one in found.values():
        assert one.why.as_json()["code"]
        assert all(instance.why.as_json()["code"] for instance in one.instances)


# Properties


KINDS = [kind for kind in EventKind if kind is not EventKind.GUARD_OVERRIDDEN]
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))
ANCHOR_SETS = st.dictionaries(
    st.sampled_from(["signed_on", "changed_on", "approved_on", "event_on"]), DAYS, max_size=2
)
EVENTS = st.builds(
    lambda n, kind, code, case, on, delay, page, anchors, channel, act: Event(
        id=n, kind=kind, happened_on=on,
        recorded_at=datetime.combine(on + timedelta(days=delay), time(5), tzinfo=UTC),
        answers=(Answer(code, case),), anchors=anchors, page_id=page, channel=channel,
        details={"act": act} if kind is EventKind.EXTENDED else {},
    ),
    st.integers(1, 10**6), st.sampled_from(KINDS),
    st.sampled_from(["KLKT", "DMCK", "NS-TH-KY", "HL-KQ", "TCD-LICH", "GIAITRINH", "PHI-LP"]),
    st.sampled_from(["", CASE, "2026-Q1", "2026-02", "2026"]), DAYS, st.integers(0, 30),
    st.sampled_from([None, 1, 2]), ANCHOR_SETS, st.sampled_from(["portal", "hq_posting"]),
    st.sampled_from(["extend", "suspend", "resume", "restart"]),
)  # fmt: skip
STREAMS = st.lists(EVENTS, max_size=12, unique_by=lambda one: one.id)


@given(STREAMS, DAYS)
def test_every_status_has_a_reason_and_none_is_green_without_grounds(events, at):
    found = status_all(list(DUTIES.values()), events, VIETNAM, at, tracked_from=MARCH)
    for one in found.values():
        assert one.why.code
        for item in one.instances:
            assert item.why.code
            assert item.due or item.status not in {InstanceStatus.OVERDUE, InstanceStatus.LATE}
            if item.status is InstanceStatus.ON_TIME and item.due:
                assert item.satisfied_on <= item.due
        if one.value is DutyValue.UP_TO_DATE:
            grounds = [item for item in one.instances if item.due or item.satisfied_on]
            assert grounds or one.freshness


@given(STREAMS, STREAMS, DAYS)
def test_events_recorded_later_never_change_a_status_as_it_was_known(events, more, at):
    later = [one._replace(id=one.id + 10**7) for one in more if one.recorded_at.date() > at]
    known = [one for one in events if one.recorded_at.date() <= at]
    duties = list(DUTIES.values())
    before = status_all(duties, known, VIETNAM, at, tracked_from=MARCH)
    after = status_all(duties, [*later, *known], VIETNAM, at, tracked_from=MARCH)
    assert before == after


@given(STREAMS, DAYS)
def test_events_that_name_other_duties_change_nothing(events, at):
    duty = DUTIES["KN-QD"]
    assert status(duty, events, VIETNAM, at, tracked_from=MARCH) == status(
        duty, [], VIETNAM, at, tracked_from=MARCH
    )


@given(st.lists(st.sampled_from(list(DutyValue)), min_size=1))
def test_the_worst_value_wins_in_the_order_of_the_house(values):
    order = [
        "overdue", "never_published", "unknown", "due_soon", "published_late", "up_to_date",
        "nil_declared", "not_applicable",
    ]  # fmt: skip
    assert worst(values).value == min((one.value for one in values), key=order.index)


def test_what_is_still_owed_is_never_settled():
    assert InstanceStatus.ON_TIME not in STILL_OWED


# Helpers that build duties


def replaced(version, **changes):
    names = RuleVersion.__slots__
    return RuleVersion(**{name: getattr(version, name) for name in names} | changes)


def own_duty(*, versions=None, **changes):
    """A small event duty X: five working days after signing, on the portal."""
    source = DUTIES["KLKT"]
    fields = {name: getattr(source, name) for name in source.__slots__}
    version = source.versions[0]
    if "rule" in changes:
        version = replaced(version, rule=changes.pop("rule"))
    base = {
        "code": "X",
        "cadence": Cadence.EVENT,
        "channels": Channels(all_of=("portal",)),
        "exposure": None,
        "nil_report": False,
        "versions": versions or (version,),
    }
    return type(source)(**fields | base | changes)
