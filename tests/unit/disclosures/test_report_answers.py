"""Units answer in versions that nobody loses; the Office asks back; nothing is rewritten."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from disclosures.models import AnswerQuestion, PlanImport, ReportPeriod, TaskAnswer
from disclosures.models.reports import AppendOnly
from disclosures.models.sent_reports import GUARDED
from disclosures.reporting import answers
from disclosures.reporting.answers import Overtaken, Said
from disclosures.reporting.asked import Askings, Part
from disclosures.reporting.periods import make_periods
from portal import ledger_guard, roles
from tests.factories import make_unit, make_user
from tests.unit.disclosures.report_samples import DONE, IN_TIME, TOO_LATE, Sample, make_sample


@pytest.fixture
def sample(db: None) -> Sample:
    return make_sample()


def waiting(sample: Sample) -> dict:
    given = {
        (one.task_id, one.unit_id): one
        for one in TaskAnswer.objects.latest_given().filter(period=sample.period)
    }
    return answers.open_questions(list(sample.period.questions.all()), given)


# Who is asked


def test_each_unit_of_a_group_is_asked_for_itself_and_the_lead_once(sample: Sample) -> None:
    askings = Askings(sample.plan, date(2026, 3, 1))
    first = askings.by_task[sample.tasks[0].pk]
    assert [(one.unit.code, one.part) for one in first] == [
        ("VP", Part.LEAD),
        ("KTRA", Part.COOPERATING),
    ]
    assert askings.by_task[sample.tasks[2].pk] == ()


def test_who_took_a_units_work_over_is_asked_in_its_place(sample: Sample) -> None:
    heir = make_unit("MOI", name="Phòng mới")
    sample.ktra.valid_to, sample.ktra.succeeded_by = date(2026, 1, 31), heir
    sample.ktra.save()
    asked = Askings(sample.plan, date(2026, 3, 1)).by_task[sample.tasks[1].pk]
    assert [one.unit.code for one in asked] == ["MOI"]
    member = make_user(roles.EDITOR, units=("KTRA",))
    assert sample.answer(1, heir, actor=member).unit == heir


# Saving


def test_every_saving_is_a_version_and_the_same_again_is_none(sample: Sample) -> None:
    first = sample.answer()
    assert sample.answer() == first
    second = sample.answer(said=Said("done", "Xong."))
    assert (first.number, second.number) == (1, 2)
    assert list(TaskAnswer.objects.latest_given()) == [second]


def test_a_draft_may_be_incomplete_and_counts_for_nothing(sample: Sample) -> None:
    draft = sample.answer(said=Said("", "Mới ghi vài dòng"), is_draft=True)
    assert draft.is_draft
    assert not TaskAnswer.objects.latest_given().exists()
    given = sample.answer()
    sample.answer(said=Said("done", "Sửa lại"), is_draft=True)
    assert list(TaskAnswer.objects.latest_given()) == [given]


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        (Said(), "state"),
        (Said("done"), "result"),
        (Said("under_way", difficulty="Thiếu người"), "result"),
        (Said("not_started"), "difficulty"),
    ],
)
def test_what_says_too_little_is_not_handed_in(sample: Sample, said: Said, lacks: str) -> None:
    with pytest.raises(ValidationError) as refused:
        sample.answer(said=said)
    assert list(refused.value.message_dict) == [lacks]
    assert not TaskAnswer.objects.exists()


def test_nothing_arose_needs_no_words(sample: Sample) -> None:
    assert sample.answer(said=Said("nothing_arose")).state == "nothing_arose"


def test_whoever_began_from_an_older_version_is_told_and_loses_nothing(sample: Sample) -> None:
    theirs = sample.answer(said=Said("done", "Của người thứ nhất"))
    with pytest.raises(Overtaken) as told:
        sample.answer(said=Said("done", "Của người thứ hai"), seen=0)
    assert told.value.latest == theirs
    again = sample.answer(said=Said("done", "Của người thứ hai"), seen=1)
    assert [one.result for one in TaskAnswer.objects.order_by("number")] == [
        "Của người thứ nhất",
        again.result,
    ]


def test_the_database_lets_only_one_of_two_write_a_version(sample: Sample) -> None:
    sample.answer()
    fields = {"period": sample.period, "task": sample.tasks[1], "unit": sample.ktra}
    with pytest.raises(DatabaseError), transaction.atomic():
        TaskAnswer.objects.create(**fields, number=1, state="done")


def test_an_answer_after_the_day_is_taken_and_marked(sample: Sample) -> None:
    assert not sample.answer(at=IN_TIME).is_late
    assert sample.answer(0, sample.vp, at=TOO_LATE).is_late


def test_nobody_answers_for_another_unit_but_the_office(sample: Sample) -> None:
    assert sample.answer(1, actor=sample.editor).answered_by == sample.editor
    stranger = make_user(roles.EDITOR, units=("VP",))
    for person in (stranger, make_user(roles.AUDITOR), make_user(units=("KTRA",))):
        with pytest.raises(PermissionDenied):
            sample.answer(3, actor=person)


# Questions


def test_a_question_waits_until_the_unit_hands_in_again(sample: Sample) -> None:
    sample.answer()
    key = (sample.tasks[1].pk, sample.ktra.pk)
    asked = answers.ask(
        sample.period,
        sample.tasks[1],
        sample.ktra,
        "Những quyết định nào?",
        actor=sample.officer,
        at=IN_TIME,
    )
    assert waiting(sample) == {key: asked}
    sample.answer(said=Said("under_way", "Quyết định 1, 2, 3"), is_draft=True)
    assert waiting(sample) == {key: asked}
    sample.answer(said=Said("under_way", "Quyết định 1, 2, 3"))
    assert waiting(sample) == {}


def test_the_office_settles_its_question_and_the_thread_stays(sample: Sample) -> None:
    for text in ("Thiếu gì?", ""):
        answers.ask(
            sample.period, sample.tasks[1], sample.ktra, text, actor=sample.officer, at=IN_TIME
        )
    assert waiting(sample) == {}
    assert AnswerQuestion.objects.count() == 2


def test_units_neither_ask_nor_word_entries(sample: Sample) -> None:
    verbs = (
        lambda: answers.ask(
            sample.period, sample.tasks[1], sample.ktra, "?", actor=sample.editor, at=IN_TIME
        ),
        lambda: answers.word(
            sample.period, sample.tasks[1], "Lời", "Vì", actor=sample.editor, at=IN_TIME
        ),
    )
    for verb in verbs:
        with pytest.raises(PermissionDenied):
            verb()


# Append-only


def test_python_and_the_database_refuse_to_change_an_answer(sample: Sample) -> None:
    answer = sample.answer()
    answer.result = "khác"
    for attempt in (
        answer.save,
        answer.delete,
        lambda: TaskAnswer.objects.update(result="khác"),
        lambda: TaskAnswer.objects.all().delete(),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    for sql in (
        "UPDATE disclosures_taskanswer SET result = 'x'",
        "DELETE FROM disclosures_taskanswer",
    ):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert TaskAnswer.objects.get().result == DONE.result


def test_every_table_of_a_report_that_is_only_added_to_is_guarded(db: None) -> None:
    assert ledger_guard.missing(connection) == []
    assert set(GUARDED) <= set(connection.introspection.table_names())


# Periods


def test_periods_are_made_once_and_stay_as_the_office_set_them(sample: Sample) -> None:
    period = sample.period
    period.units_due = date(2026, 3, 3)
    period.save()
    assert make_periods(sample.plan, 2026) == []
    assert ReportPeriod.objects.get(pk=period.pk).units_due == date(2026, 3, 3)
    assert len(make_periods(sample.plan, 2027)) == 4


@pytest.mark.parametrize("year", [2025, 2047])
def test_a_year_the_plan_cannot_be_about_is_refused(sample: Sample, year: int) -> None:
    with pytest.raises(ValidationError):
        make_periods(sample.plan, year)


def test_importing_a_plan_makes_its_periods_unless_its_year_is_over(sample: Sample) -> None:
    ReportPeriod.objects.all().delete()
    from django.utils import timezone

    year = timezone.localdate().year
    sample.plan.year = year - 1
    PlanImport.objects.create(plan=sample.plan, file_name="a.docx", sha256="0" * 64)
    assert not ReportPeriod.objects.exists()
    sample.plan.year = year
    PlanImport.objects.create(plan=sample.plan, file_name="a.docx", sha256="0" * 64)
    assert ReportPeriod.objects.count() == 4
