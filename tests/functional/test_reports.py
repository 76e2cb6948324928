"""Progress reports in the admin: who may what, that nothing a person writes is lost, what it costs,
and what becomes of nonsense."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosures import register
from disclosures.models import (
    AnswerQuestion,
    PlanTask,
    ReportCorrection,
    ReportOverride,
    ReportPeriod,
    ReportText,
    TaskAnswer,
)
from disclosures.register import LeadUnits, snapshot
from disclosures.reporting import freezing, work
from disclosures.reporting.answers import Said
from portal import roles
from tests.factories import make_user
from tests.unit.disclosures.register_samples import load_catalogue
from tests.unit.disclosures.report_samples import TOO_LATE, Sample, make_sample

pytestmark = pytest.mark.django_db
BUDGET = 25


@pytest.fixture
def sample() -> Sample:
    load_catalogue()
    register.forget()
    return make_sample()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(sample: Sample, unit: str = "KTRA") -> str:
    return reverse("disclosures_report_unit", args=[sample.period.pk, unit])


def address(sample: Sample, name: str, *more: Any) -> str:
    return reverse(f"disclosures_report{name}", args=[sample.period.pk, *more])


def field(sample: Sample, number: int, **values: Any) -> dict[str, str]:
    """What the browser sends of one row."""
    prefix = f"t{sample.tasks[number].pk}"
    row = {"seen": 0, "state": "", "result": "", "difficulty": "", "proposal": "", "links": ""}
    return {f"{prefix}-{name}": str(value) for name, value in {**row, **values}.items()}


# The unit's page


def test_whatever_button_is_pressed_everything_written_is_kept(sample: Sample) -> None:
    data = {
        **field(sample, 1, state="done", result="Xong."),
        **field(sample, 3, result="Mới ghi\r\nhai dòng"),
        "give": str(sample.tasks[1].pk),
    }
    answer = signed_in(sample.editor).post(page_of(sample), data)
    assert answer.status_code == 302
    first, second = TaskAnswer.objects.order_by("task__order")
    assert (first.is_draft, first.state) == (False, "done")
    assert (second.is_draft, second.result) == (True, "Mới ghi\nhai dòng")


def test_what_cannot_be_handed_in_yet_is_kept_as_a_draft_and_marked(sample: Sample) -> None:
    data = {**field(sample, 1, state="done"), "give": str(sample.tasks[1].pk)}
    answer = signed_in(sample.editor).post(page_of(sample), data)
    assert answer.status_code == 200
    assert "Hãy nêu đã làm được gì trong kỳ" in answer.content.decode()
    assert TaskAnswer.objects.get().is_draft


def test_handing_in_everything_takes_what_is_complete_and_leaves_the_rest(sample: Sample) -> None:
    data = {
        **field(sample, 1, state="done", result="Xong."),
        **field(sample, 3, state="done"),
        "give": "all",
    }
    signed_in(sample.editor).post(page_of(sample), data)
    assert [one.is_draft for one in TaskAnswer.objects.order_by("task__order")] == [False, True]


def test_two_people_lose_nothing_and_the_second_is_told(sample: Sample) -> None:
    """Both began from the empty page; the second touched another row as well."""
    both = signed_in(sample.editor), signed_in(make_user(roles.EDITOR, units=("KTRA",)))
    both[0].post(page_of(sample), {**field(sample, 1, state="done", result="Của A"), "give": ""})
    data = {
        **field(sample, 1, state="done", result="Của B"),
        **field(sample, 3, result="Việc khác của B"),
        "give": "",
    }
    answer = both[1].post(page_of(sample), data)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Của A" in text
    assert "Của B" in text
    assert [one.result for one in TaskAnswer.objects.order_by("pk")] == ["Của A", "Việc khác của B"]
    again = {**field(sample, 1, seen=1, state="done", result="Của B"), "give": ""}
    assert both[1].post(page_of(sample), again).status_code == 302
    assert TaskAnswer.objects.filter(result="Của B", number=2).exists()


def test_rows_that_somebody_else_saved_and_one_did_not_touch_are_no_conflict(
    sample: Sample,
) -> None:
    sample.answer(1, said=Said("done", "Của A"))
    data = {**field(sample, 1), **field(sample, 3, state="done", result="Của B"), "give": ""}
    answer = signed_in(sample.editor).post(page_of(sample), data)
    assert answer.status_code == 302
    assert TaskAnswer.objects.filter(task=sample.tasks[1]).count() == 1


def test_the_last_report_is_only_suggested_and_never_handed_in_by_itself(sample: Sample) -> None:
    sample.answer(1, said=Said("under_way", "Kỳ trước"))
    sample.answer(3, said=Said("nothing_arose"))
    sample.period = ReportPeriod.objects.get(code="2026-Q2")
    client = signed_in(sample.editor)
    text = client.get(page_of(sample)).content.decode()
    assert "Kỳ trước" in text
    assert text.count("Lấy lại từ") == 1
    data = {**field(sample, 1, state="under_way", result="Kỳ trước"), **field(sample, 3)}
    client.post(page_of(sample), {**data, "give": "all"})
    assert not TaskAnswer.objects.filter(period=sample.period).exists()
    client.post(page_of(sample), {**data, "give": str(sample.tasks[1].pk)})
    assert TaskAnswer.objects.get(period=sample.period).result == "Kỳ trước"


def test_nothing_arose_is_signed_for_all_tasks_one_only_helps_with_and_no_other(
    sample: Sample,
) -> None:
    client = signed_in(sample.editor)
    data = {**field(sample, 0), **field(sample, 1), **field(sample, 3), "give": "all"}
    client.post(page_of(sample), {**data, "nothing-arose": "1"})
    answer = TaskAnswer.objects.get()
    assert (answer.task, answer.state) == (sample.tasks[0], "nothing_arose")


def test_after_the_report_is_sent_answers_are_taken_marked_and_change_nothing(
    sample: Sample,
) -> None:
    sample.answer(1)
    sent = freezing.freeze(sample.period, actor=sample.officer, at=TOO_LATE)
    data = {**field(sample, 3, state="done", result="Gửi sau"), "give": str(sample.tasks[3].pk)}
    signed_in(sample.editor).post(page_of(sample), data)
    text = signed_in(sample.officer).get(address(sample, "")).content.decode()
    assert "Gửi sau" in text
    assert "Gửi sau" not in sent.snapshot


@pytest.mark.parametrize(
    "values",
    [
        {"result": "x" * 4001},
        {"state": "finished"},
        {"links": "javascript:alert(1)"},
        {"links": "//evil.example/x"},
        {"links": "https://[bad"},
        {"links": "\n".join(f"https://a.vn/{n}" for n in range(21))},
        {"result": "a\x00b"},
    ],
)
def test_nonsense_in_a_row_is_said_and_not_saved(sample: Sample, values: dict[str, str]) -> None:
    row = {"state": "done", "result": "Xong", **values}
    data = {**field(sample, 1, **row), "give": str(sample.tasks[1].pk)}
    answer = signed_in(sample.editor).post(page_of(sample), data)
    assert answer.status_code == 200
    assert not TaskAnswer.objects.exists()


@pytest.mark.parametrize(
    "data",
    [{}, {"give": "999999"}, {"give": "'; DROP"}, {"give": "all", "t1-seen": "9" * 30}],
)
def test_a_form_that_says_nothing_saves_nothing(sample: Sample, data: dict[str, str]) -> None:
    assert signed_in(sample.editor).post(page_of(sample), data).status_code in (200, 302)
    assert not TaskAnswer.objects.exists()


# The Office


def test_an_answer_goes_back_comes_again_and_the_thread_stays(sample: Sample) -> None:
    sample.answer(1)
    office, task = signed_in(sample.officer), address(sample, "_task", sample.tasks[1].pk)
    assert office.post(task, {"verb": "ask", "unit": "KTRA", "text": ""}).status_code == 200
    assert not AnswerQuestion.objects.exists()
    office.post(task, {"verb": "ask", "unit": "KTRA", "text": "Quyết định nào?"})
    items = list(work.items(snapshot(), LeadUnits(snapshot().day)))
    assert [one.unit for one in items if "Quyết định nào?" in one.sentence] == ["KTRA"]
    assert "Quyết định nào?" in signed_in(sample.editor).get(page_of(sample)).content.decode()
    sample.answer(1, said=Said("done", "Quyết định 7."))
    items = work.items(snapshot(), LeadUnits(snapshot().day))
    assert not [one for one in items if "Quyết định nào?" in one.sentence]
    text = office.get(task).content.decode()
    assert "Quyết định nào?" in text
    assert "Quyết định 7." in text
    assert "Đã công khai 3 quyết định." in text


def test_of_two_who_edit_the_text_the_second_is_told_and_keeps_it(sample: Sample) -> None:
    office = signed_in(sample.officer)
    data = {"seen": "0", "opening": "Của A", "addressees": "A", "recipients": "B"}
    assert office.post(address(sample, "_text"), data).status_code == 302
    answer = office.post(address(sample, "_text"), {**data, "opening": "Của B"})
    text = answer.content.decode()
    assert "Của A" in text
    assert "Của B" in text
    assert ReportText.objects.get().opening == "Của A"
    office.post(address(sample, "_text"), {**data, "opening": "Của B", "seen": "1"})
    assert ReportText.objects.get().opening == "Của B"


@pytest.mark.parametrize(
    "data",
    [
        {"covers_from": "2026-04-01"},
        {"office_due": "2026-01-02"},
        {"units_due": "0026-03-04"},
        {"cut_off": "nonsense"},
    ],
)
def test_dates_that_make_no_sense_are_refused(sample: Sample, data: dict[str, str]) -> None:
    before = ReportPeriod.objects.values().get(pk=sample.period.pk)
    good = {"covers_from": "2026-01-01", "cut_off": "2026-03-04", "units_due": "2026-03-04"}
    answer = signed_in(sample.officer).post(address(sample, "_dates"), {**good, **data})
    assert answer.status_code == 200
    assert ReportPeriod.objects.values().get(pk=sample.period.pk) == before


def test_files_are_served_whole_and_the_json_of_a_sent_report_is_the_snapshot(
    sample: Sample,
) -> None:
    sample.answer(1)
    office = signed_in(sample.officer)
    for form in ("docx", "xlsx"):
        answer = office.get(address(sample, "_file", form))
        assert answer.content[:2] == b"PK"
        assert f'filename="bao-cao-20-KH-SKHCN-2026-Q1.{form}"' in answer["Content-Disposition"]
    assert office.get(address(sample, "_file", "exe")).status_code == 404
    sent = freezing.freeze(sample.period, actor=sample.officer, at=TOO_LATE)
    assert office.get(address(sample, "_file", "json")).content.decode() == sent.snapshot


# Who may

EDITOR, OFFICERS, READERS = {"editor"}, {"office", "administrator"}, {"leader", "auditor"}


@pytest.fixture
def people(sample: Sample) -> dict[str, Client]:
    named = {
        "editor": sample.editor,
        "other": make_user(roles.EDITOR, units=("VP",)),
        "approver": make_user(roles.APPROVER, units=("KTRA",)),
        "office": sample.officer,
        "leader": make_user(roles.LEADER),
        "auditor": make_user(roles.AUDITOR),
        "administrator": make_user(roles.ADMINISTRATOR),
        "nobody": make_user(),
    }
    return {name: signed_in(user) for name, user in named.items()} | {"anonymous": Client()}


def test_who_reads_what(sample: Sample, people: dict[str, Client]) -> None:
    task = sample.tasks[1].pk
    for url, may in (
        (reverse("disclosures_reports"), EDITOR | {"other"} | OFFICERS | READERS),
        (page_of(sample), EDITOR | OFFICERS | READERS),
        (address(sample, ""), OFFICERS | READERS),
        (address(sample, "_task", task), OFFICERS | READERS),
        (address(sample, "_file", "docx"), OFFICERS | READERS),
        (address(sample, "_dates"), OFFICERS),
        (address(sample, "_text"), OFFICERS),
        (address(sample, "_send"), OFFICERS),
    ):
        found = {name for name, client in people.items() if client.get(url).status_code == 200}
        assert found == may, url


def test_who_writes_what(sample: Sample, people: dict[str, Client]) -> None:
    task = address(sample, "_task", sample.tasks[1].pk)
    row = field(sample, 1, state="done", result="Xong")
    made = reverse("disclosures_reports_make")
    tries: list[tuple[str, dict[str, Any], Any, set[str]]] = [
        (page_of(sample), row | {"give": "all"}, TaskAnswer, EDITOR | OFFICERS),
        (task, {"verb": "ask", "unit": "KTRA", "text": "?"}, AnswerQuestion, OFFICERS),
        (task, {"verb": "settle", "unit": "KTRA"}, AnswerQuestion, OFFICERS),
        (task, {"verb": "word", "text": "a", "reason": "b"}, ReportOverride, OFFICERS),
        (made, {"plan": sample.plan.pk, "year": 0}, ReportPeriod, OFFICERS),
    ]
    for url, data, model, may in tries:
        succeeded = set()
        for number, (name, client) in enumerate(people.items()):
            before = model.objects.count()
            if model is TaskAnswer:
                prefix = f"t{sample.tasks[1].pk}"
                data = {**data, f"{prefix}-seen": before, f"{prefix}-result": f"Xong {number}"}
            if model is ReportPeriod:
                data = {**data, "year": 2030 + number}
            client.post(url, data)
            if model.objects.count() > before:
                succeeded.add(name)
        assert succeeded == may, (url, data)


def test_who_sends_and_corrects(sample: Sample, people: dict[str, Client]) -> None:
    sample.answer(1)
    for name, client in people.items():
        if name not in OFFICERS:
            client.post(address(sample, "_send"), {})
            sample.period.refresh_from_db()
            assert not sample.period.is_sent, name
    page = people["office"].get(address(sample, "_send"))
    people["office"].post(address(sample, "_send"), {"seen": page.context["seen"]})
    sample.period.refresh_from_db()
    assert sample.period.is_sent
    succeeded = set()
    for name, client in people.items():
        before = ReportCorrection.objects.count()
        client.post(address(sample, ""), {"text": "Sửa", "reason": "Nhầm"})
        if ReportCorrection.objects.count() > before:
            succeeded.add(name)
    assert succeeded == OFFICERS


@pytest.mark.parametrize("verb", ["", "delete", "ask"])
def test_an_unknown_verb_or_unit_is_not_found(sample: Sample, verb: str) -> None:
    task = address(sample, "_task", sample.tasks[1].pk)
    answer = signed_in(sample.officer).post(task, {"verb": verb, "unit": "KHONG", "text": "?"})
    assert answer.status_code == 404
    assert not AnswerQuestion.objects.exists()


# What it costs


def cost(client: Client, url: str) -> int:
    for cache in caches.all():
        cache.clear()
    register.forget()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_pages_cost_the_same_with_many_tasks_and_answers(sample: Sample) -> None:
    sample.answer(1)
    client = signed_in(sample.officer)
    urls = [page_of(sample), address(sample, ""), address(sample, "_send")]
    for url in urls:
        client.get(url)
    few = [cost(client, url) for url in urls]
    for number in range(5, 25):
        sample.tasks.append(
            PlanTask.objects.create(
                plan=sample.plan,
                key=f"I/1.{number}/1",
                order=number,
                content=f"Nhiệm vụ {number}",
                lead_unit=sample.ktra,
            )
        )
        sample.answer(-1)
    many = [cost(client, url) for url in urls]
    assert many <= few
    assert max(many) <= BUDGET, many
