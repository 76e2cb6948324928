"""The frozen value of a procedure, its completeness, and the words of online levels."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.codes import code_list, normal_code
from procedures.completeness import completeness
from procedures.content import (
    PARTS,
    DossierCase,
    DossierLine,
    Fee,
    FilingWay,
    LegalBasis,
    ProcedureContent,
    Step,
    changed_parts,
)
from procedures.legal_numbers import number_in
from procedures.online_levels import read_online_level
from procedures.wording import time_summary, way_time_in_words

words = st.text(max_size=20)
numbers = st.none() | st.integers(0, 10**12)
contents = st.builds(
    ProcedureContent,
    title=words,
    steps=st.lists(st.builds(Step, words, words), max_size=3).map(tuple),
    filing_ways=st.lists(st.builds(FilingWay, words, numbers, words), max_size=3).map(tuple),
    dossier_cases=st.lists(st.builds(DossierCase, words), max_size=2).map(tuple),
    dossier_lines=st.lists(st.builds(DossierLine, words, words), max_size=3).map(tuple),
    fees=st.lists(st.builds(Fee, words, numbers), max_size=3).map(tuple),
    legal_bases=st.lists(st.builds(LegalBasis, words), max_size=3).map(tuple),
    further_levels=st.lists(words, max_size=2).map(tuple),
    proactive_level=st.none() | st.integers(1, 4),
    replaced_by=st.lists(words, max_size=2).map(tuple),
)


@given(contents)
def test_what_is_frozen_comes_back_the_same(content: ProcedureContent) -> None:
    back = ProcedureContent.from_json(content.to_json())
    assert back == content
    assert back.sha256() == content.sha256()
    assert completeness(back) == completeness(content)


def test_what_was_frozen_before_parts_were_added_stays_readable() -> None:
    old = {"title": "Cấp phép", "legal_bases": ["Luật số 18/2008/QH12"], "later_key": 1}
    content = ProcedureContent.from_json(old)
    assert content.legal_bases == (LegalBasis("Luật số 18/2008/QH12"),)
    assert content.without == () and content.dossier_cases == ()


def test_every_part_is_compared_and_described() -> None:
    names = {one.name for one in fields(ProcedureContent)}
    assert set(PARTS) == names
    assert all(f"`{name}`" in (ProcedureContent.__doc__ or "") for name in names)


@given(contents, contents)
def test_changed_parts_are_those_that_differ(a: ProcedureContent, b: ProcedureContent) -> None:
    changes = changed_parts(a, b)
    assert (changes == ()) == (a == b)
    assert replace(a, **{change.part: change.after for change in changes}) == b


WHOLE = ProcedureContent(
    title="Cấp phép",
    steps=(Step("", "Nộp"),),
    filing_ways=(FilingWay("online", 5, "day"),),
    dossier_lines=(DossierLine("", "Đơn", 1, 0, "Mẫu 1", 3),),
    time_limit="05 ngày",
    time_amount=5,
    time_unit="day",
    subjects="Cá nhân",
    for_citizens=True,
    online_level="full",
    agency_deciding="Sở",
    agency_receiving="Trung tâm",
    result="Giấy phép",
    conditions="Có đơn",
    fees=(Fee("Lệ phí", 100_000, basis="287/2016/TT-BTC"),),
    legal_bases=(LegalBasis("Luật 18/2008/QH12", "18/2008/QH12"),),
)


def test_a_number_of_nothing_is_no_answer_to_how_long() -> None:
    printed = ProcedureContent(time_limit="Trực tuyến: 1100\nTrực tiếp: trong ngày")
    assert time_summary(printed) == "Trực tiếp: trong ngày"
    assert time_summary(ProcedureContent(time_limit="5")) == ""
    assert time_summary(ProcedureContent(time_limit="Không quá 5 ngày")) == "Không quá 5 ngày"
    assert way_time_in_words(FilingWay("online", time="1100")) == "1100 (không nêu đơn vị)"
    assert way_time_in_words(FilingWay("online", 5, "day", time="5 ngày")) == "05 ngày"


def test_a_whole_procedure_is_complete() -> None:
    found = completeness(WHOLE)
    assert (found.score, found.missing, found.open, found.weak) == (100, (), (), ())
    assert completeness(ProcedureContent()).score == 0


def test_what_a_procedure_does_not_have_is_not_missing_once_it_is_said() -> None:
    bare = replace(WHOLE, conditions="", fees=(), result=" ")
    assert completeness(bare).open == ("result", "conditions", "fees")
    said = replace(bare, without=("result", "conditions", "fees"))
    assert completeness(said).score == 100 > completeness(bare).score > 70
    assert completeness(replace(WHOLE, subjects="  ")).missing == ("subjects",)
    unsaid = completeness(replace(WHOLE, online_level=""))
    assert (unsaid.score, unsaid.weak) == (100, ("online_not_stated",))


def test_what_is_there_and_lacks_something_is_named() -> None:
    weak = replace(
        WHOLE,
        time_amount=None,
        filing_ways=(FilingWay("post"),),
        fees=(Fee("Lệ phí", 1),),
        online_level="partial",
    )
    found = completeness(weak)
    assert found.score == 100
    assert found.weak == (
        "filing_without_time",
        "time_without_number",
        "fees_without_basis",
        "partial_without_reason",
    )


@pytest.mark.parametrize(
    ("text", "day", "level", "proactive"),
    [
        ("Mức độ 4", "2021-05-01", "full", None),
        ("DVC trực tuyến mức độ 3", "2021-05-01", "partial", None),
        ("mức 2", "2023-05-01", "information", None),
        ("Mức độ 4", "2026-07-01", "", 4),
        ("Toàn trình", "2026-07-01", "full", None),
        ("Dịch vụ công trực tuyến một phần", "2023-01-01", "partial", None),
        ("Còn lại", "2023-01-01", "information", None),
        ("Toàn trình", "2015-01-01", "full", None),
        ("4", "2020-01-01", "full", None),
        ("", "2026-07-01", "", None),
        ("theo quy định", "2026-07-01", "", None),
        ("mức độ 5", "2020-01-01", "", None),
    ],
)
def test_the_words_of_a_level_are_read_as_they_were_meant(
    text: str, day: str, level: str, proactive: int | None
) -> None:
    found = read_online_level(text, date.fromisoformat(day))
    assert (found.level, found.proactive_level) == (level, proactive)


def test_codes_and_numbers_are_read_out_of_text() -> None:
    assert code_list("2.002380.000.00.00.H45, 2.002381;2.002380") == ("2.002380", "2.002381")
    assert normal_code(" 2.002380.000.00.00.h45 ") == "2.002380"
    assert number_in("Nghị định số 142/2020/NĐ-CP ngày 09/12/2020") == "142/2020/NĐ-CP"
    assert number_in("Thủ tục 2.002380 theo Luật") == ""
