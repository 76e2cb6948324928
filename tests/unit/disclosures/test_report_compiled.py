"""The compiled report, and that a sent one never changes (compiling.py, freezing.py)."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from disclosures.models import AnswerState, FrozenReport, ReportText
from disclosures.models.reports import AppendOnly
from disclosures.register import forget
from disclosures.reporting import answers, freezing
from disclosures.reporting.answers import Said
from disclosures.reporting.compiling import compiled, lines, state_of, text_of
from tests.factories import make_conclusion, make_editor, publish_page
from tests.unit.disclosures.register_samples import load_catalogue
from tests.unit.disclosures.report_samples import IN_TIME, TOO_LATE, Sample, make_sample

STATES = [one.value for one in AnswerState]


@pytest.fixture
def sample(db: None) -> Sample:
    load_catalogue()
    forget()
    return make_sample()


def task(report: dict, number: int) -> dict:
    return report["tasks"][number]


def test_a_task_says_who_answered_who_did_not_and_how_it_stands(sample: Sample) -> None:
    sample.answer(0, sample.vp, Said("done", "Đã ban hành."))
    found = task(compiled(sample.period, TOO_LATE), 0)
    assert (found["state"], found["entry"]) == ("done", "Đã ban hành.")
    assert "KTRA" in [one["unit"] for one in found["missing"]]
    assert task(compiled(sample.period, TOO_LATE), 1)["state"] == ""


def test_several_voices_are_told_apart_and_helpers_with_nothing_are_left_out(
    sample: Sample,
) -> None:
    sample.answer(3, sample.ktra, Said("under_way", "Đã kiểm tra."))
    sample.answer(3, sample.vp, Said("nothing_arose"))
    assert task(compiled(sample.period, TOO_LATE), 3)["entry"] == "Đã kiểm tra."
    sample.answer(3, sample.vp, Said("done", "Đã in."))
    entry = task(compiled(sample.period, TOO_LATE), 3)["entry"]
    assert entry == "Phòng Kiểm tra: Đã kiểm tra.\nVăn phòng: Đã in."


def test_the_offices_wording_counts_with_its_trace_until_it_is_given_back(sample: Sample) -> None:
    sample.answer(1)
    for text, reason in (("Gọn lại", "Dài quá"), ("", "Trả lại")):
        answers.word(sample.period, sample.tasks[1], text, reason, actor=sample.officer, at=IN_TIME)
        found = task(compiled(sample.period, TOO_LATE), 1)
        assert bool(found["worded"]) is bool(text)
    assert found["entry"] == "Đã công khai 3 quyết định."
    with pytest.raises(ValidationError):
        answers.word(sample.period, sample.tasks[1], "x", " ", actor=sample.officer, at=IN_TIME)


def test_figures_fill_themselves_and_lead_to_their_evidence(sample: Sample) -> None:
    page = make_conclusion(author=make_editor(), unit=sample.ktra, signed_on=date(2026, 3, 10))
    publish_page(page)
    period = sample.period
    from django.utils import timezone

    period.cut_off = timezone.localdate()
    period.save()
    figure = task(compiled(period, timezone.now()), 1)["figures"][0]
    assert (figure["duty"], figure["published"]) == ("KLKT", 1)
    evidence = figure["evidence"][0]
    assert (evidence["kind"], evidence["title"]) == ("published", page.title)
    assert page.get_full_url().endswith(evidence["url"])


@given(states=st.lists(st.sampled_from(STATES), max_size=5))
def test_a_task_is_done_only_when_every_lead_has_finished(states: list[str]) -> None:
    found = state_of([{"part": "lead", "state": one} for one in states])
    assert (found == "") is (not states)
    if found == "done":
        assert set(states) <= {"done", "nothing_arose"}
    assert state_of([{"part": "cooperating", "state": one} for one in states]) == ""


def test_lists_in_the_reports_text_lose_what_the_layout_adds() -> None:
    assert lines("- Như trên;\n\n  Lưu: VT, VP.\n") == ["Như trên", "Lưu: VT, VP"]


# Sending


def send(sample: Sample, **more: object) -> FrozenReport:
    return freezing.freeze(sample.period, actor=sample.officer, at=TOO_LATE, **more)


def test_a_sent_report_stays_whatever_happens_afterwards(sample: Sample) -> None:
    sample.answer(1)
    sent = send(sample)
    before = sent.snapshot
    sample.answer(1, said=Said("done", "Khác hẳn"), at=TOO_LATE)
    publish_page(make_conclusion(author=make_editor(), unit=sample.ktra))
    sample.tasks[1].content = "Nội dung khác"
    sample.tasks[1].save()
    sample.period.refresh_from_db()
    assert compiled(sample.period, TOO_LATE) == json.loads(before)
    assert FrozenReport.objects.get().snapshot == before
    assert sent.sha256 == hashlib.sha256(before.encode()).hexdigest()
    assert sent.is_intact
    with pytest.raises(AppendOnly):
        sent.save()


def test_a_report_is_sent_once_by_the_office_and_not_empty(sample: Sample) -> None:
    with pytest.raises(ValidationError):
        send(sample)
    sample.answer(1)
    with pytest.raises(PermissionDenied):
        freezing.freeze(sample.period, actor=sample.editor, at=TOO_LATE)
    send(sample)
    with pytest.raises(ValidationError):
        send(sample)
    assert FrozenReport.objects.count() == 1


def test_what_changed_since_it_was_looked_at_is_not_sent(sample: Sample) -> None:
    sample.answer(1)
    seen = freezing.fingerprint(compiled(sample.period, TOO_LATE))
    sample.answer(3)
    with pytest.raises(ValidationError):
        send(sample, seen=seen)
    assert not FrozenReport.objects.exists()
    seen = freezing.fingerprint(compiled(sample.period, IN_TIME))
    assert send(sample, seen=seen)


def test_after_sending_there_are_only_corrections_beside_it(sample: Sample) -> None:
    sample.answer(1)
    sent = send(sample)
    with pytest.raises(ValidationError):
        answers.word(sample.period, sample.tasks[1], "x", "y", actor=sample.officer, at=TOO_LATE)
    with pytest.raises(ValidationError):
        answers.ask(
            sample.period, sample.tasks[1], sample.ktra, "?", actor=sample.officer, at=TOO_LATE
        )
    freezing.correct(sent, "45, không phải 42", "Đếm lại", actor=sample.officer, at=TOO_LATE)
    assert sent.corrections.count() == 1
    for text, reason in ((" ", "vì"), ("sửa", "")):
        with pytest.raises(ValidationError):
            freezing.correct(sent, text, reason, actor=sample.officer, at=TOO_LATE)


def test_the_text_begins_from_the_settings_and_the_plan(sample: Sample) -> None:
    text = text_of(sample.period)
    assert text.signer == "Trần Văn Mẫu"
    assert text.addressees
    assert not ReportText.objects.exists()


def test_compiling_costs_the_same_with_many_answers(
    sample: Sample, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sample.answer(1)
    compiled(sample.period, TOO_LATE)
    with CaptureQueriesContext(connection) as few:
        compiled(sample.period, TOO_LATE)
    for number in (0, 1, 3):
        for unit in (sample.vp, sample.ktra):
            sample.answer(number, unit, Said("done", f"Việc {number}"))
    with CaptureQueriesContext(connection) as many:
        compiled(sample.period, TOO_LATE)
    assert len(many) <= len(few)


@pytest.mark.django_db(transaction=True)
def test_the_doctor_finds_a_sent_report_that_somebody_changed_past_the_guard() -> None:
    from django.db import connection

    from disclosures.reporting.doctor import sent_reports_are_intact
    from portal import ledger_guard

    load_catalogue()
    sample = make_sample()
    sample.answer(1)
    send(sample)
    assert list(sent_reports_are_intact(TOO_LATE)) == []
    with ledger_guard.lifted_for_tests(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE disclosures_frozenreport SET snapshot = '{}'")
    assert [one.id for one in sent_reports_are_intact(TOO_LATE)] == ["disclosures.report-changed"]
