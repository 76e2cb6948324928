"""The catalogue of duties: what it holds, and what its reader refuses."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosures.catalogue.reading import CATALOGUE, CatalogueError, load_catalogue, parse_catalogue
from disclosures.counting.duties import Cadence, DutyKind, Until, Verification
from disclosures.deadlines import due_dates
from portal.calendar import Calendar

DUTIES = {duty.code: duty for duty in load_catalogue()}
VERSION = {
    "from": None,
    "rule": {"after": "signed_on", "days": 5, "calendar": "working"},
    "legal_basis": "a law",
    "verified": True,
    "verification": "codified",
}
ROW = {
    "code": "X",
    "kind": "disclosure",
    "title_vi": "Một",
    "title_en": "One",
    "lead_unit": "Văn phòng",
    "cadence": "event",
    "audience": "public",
    "channels": {"all_of": ["portal"]},
    "versions": [VERSION],
}


def read(*rows, **kwargs):
    return parse_catalogue(yaml.safe_dump(list(rows), allow_unicode=True), "file.yaml", **kwargs)


def versions(*spans):
    return [VERSION | {"from": since, "to": until} for since, until in spans]


def test_all_46_duties_are_read():
    assert len(DUTIES) == 46
    assert DUTIES["KLTT"].succeeded_by == "KLKT"
    assert DUTIES["TSTN-BKK"].web_allowed is False
    assert DUTIES["VB-QPPL"].exposure.until is Until.NEVER
    assert DUTIES["KLTT"].exposure.consecutive
    assert DUTIES["PAPI-BC"].kind is DutyKind.REPORT
    assert DUTIES["TTHC-ND"].cadence is Cadence.CONTINUOUS
    assert DUTIES["TC-KL"].response_clocks[0].step == "xu_ly_ban_dau"


def test_the_catalogue_is_the_shared_one_row_by_row(shared):
    source = shared / "domain" / "obligations.yaml"
    assert yaml.safe_load(CATALOGUE.read_text("utf-8")) == yaml.safe_load(source.read_text("utf-8"))


def test_no_rule_starts_as_confirmed_by_the_office():
    versions = [one for duty in DUTIES.values() for one in duty.versions]
    assert versions
    assert all(one.confirmed_at is None for one in versions)


def test_every_rule_of_the_catalogue_can_be_counted():
    calendar, day = Calendar(), date(2026, 3, 2)
    assert any(one.rule for duty in DUTIES.values() for one in duty.versions)
    for duty in DUTIES.values():
        rules = [one.rule for one in duty.versions if one.rule]
        for rule in [*rules, *(clock.rule for clock in duty.response_clocks)]:
            for when in (*(name for name, _ in rule.alternatives), *([None] if rule.term else [])):
                anchors = dict.fromkeys(rule.anchors, day)
                assert due_dates(rule, anchors, calendar, period=2026, when=when), duty.code


def test_a_version_is_chosen_by_day_or_by_budget_year():
    kltt, estimate = DUTIES["KLTT"], DUTIES["NS-DT"]
    assert kltt.version_on(date(2025, 6, 30)).applies
    assert not kltt.version_on(date(2025, 7, 1)).applies
    assert kltt.version_on(date(2011, 6, 30)) is None
    assert estimate.by_fiscal_year
    assert estimate.version_for_year(2025).rule.term.days == 15
    assert estimate.version_for_year(2026).rule.term.days == 30
    assert estimate.version_for_year(2026).verification is Verification.SECONDARY_COPY


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"codes": 1}, "codes: unknown key"),
        ({"kind": "wish"}, "kind: 'wish' is not one of"),
        ({"cadence": None}, "cadence: is missing"),
        ({"title_vi": ""}, "title_vi: is missing"),
        ({"title_en": 7}, "title_en: 7 is not a text"),
        ({"web_allowed": "no"}, "web_allowed: 'no' is neither true nor false"),
        ({"papi_dimension": 9}, "papi_dimension: 9 is not a dimension of PAPI"),
        ({"channels": {"all_of": ["telegraph"]}}, "channels.all_of: unknown channel 'telegraph'"),
        ({"channels": {"some_of": ["portal"]}}, "channels.some_of: unknown key"),
        ({"web_allowed": False}, "the portal cannot be one of them"),
        ({"exposure": {"days": 15, "until": "event"}}, "exposure: says either days or until"),
        ({"exposure": {"days": 0}}, "exposure.days: 0 is not a number of days"),
        ({"exposure": {"until": "doomsday"}}, "exposure.until: 'doomsday' is not one of"),
        ({"exposure": {"days": 9, "channel": "x"}}, "exposure.channel: unknown channel"),
        ({"confirm_every": "week"}, "confirm_every: 'week' is not one of quarter"),
        ({"succeeded_by": "Y"}, "succeeded_by: there is no duty 'Y'"),
        ({"plan_task": "2.1"}, "plan_task: must be a list"),
        ({"versions": "none"}, "versions: must be a list"),
        ({"versions": [VERSION | {"form": 1}]}, "versions[0].form: unknown key"),
        (
            {"versions": [VERSION | {"from": "2026-02-30"}]},
            "versions[0].from: '2026-02-30' is no date",
        ),
        (
            {"versions": [VERSION | {"from": "2026-W01-1"}]},
            "versions[0].from: '2026-W01-1' is no date",
        ),
        ({"versions": [VERSION | {"verification": "hearsay"}]}, "versions[0].verification"),
        (
            {"versions": [VERSION | {"rule": {"after": "signed_on", "days": 5, "calender": "x"}}]},
            "versions[0].rule.calender: unknown key",
        ),
        ({"versions": [{"from": None}]}, "versions[0].rule: is missing"),
        ({"versions": versions((None, "2025-12-31"), ("2025-12-01", None))}, "overlaps"),
        ({"versions": versions((None, "2025-12-31"), ("2026-01-02", None))}, "leaves a gap"),
        (
            {"versions": versions((None, None), ("2026-01-02", None))},
            "only the last version may be open",
        ),
        ({"versions": versions((None, "2025-12-31"), (None, None))}, "only the first version"),
        ({"versions": versions((None, "2025-12-31"))}, "the last version must be open"),
        ({"versions": versions(("2026-01-01", "2025-12-31"))}, "2025-12-31 is before 2026-01-01"),
        (
            {"response_clocks": [{"step": "a", "rule": {"by": "99-99"}}]},
            "response_clocks[0].rule.by",
        ),
    ],
)
def test_a_mistake_is_refused_with_file_row_and_reason(change, reason):
    with pytest.raises(CatalogueError) as caught:
        read(ROW | change)
    assert str(caught.value).startswith("file.yaml: X: ")
    assert reason in str(caught.value)


def test_a_code_or_key_that_is_there_twice_is_refused():
    with pytest.raises(CatalogueError, match="X: this code is there twice"):
        read(ROW, ROW)
    with pytest.raises(CatalogueError, match="'code' is there twice"):
        parse_catalogue("- code: A\n  code: B\n")


def test_a_unit_that_nobody_knows_is_refused():
    assert read(ROW, known_units={"Văn phòng"})
    with pytest.raises(CatalogueError, match="X: unknown unit 'Văn phòng'"):
        read(ROW, known_units={"Thanh tra"})


@pytest.mark.parametrize(
    "text",
    ["", "a: 1", "- just text", "- [", "- code: 'X'\n  \x00: 1", "- !!python/object:os.system {}"],
)
def test_a_file_that_is_no_catalogue_is_refused(text):
    with pytest.raises(CatalogueError):
        parse_catalogue(text, "file.yaml")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue(tmp_path / "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"- code: \xe9\xff")
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue(tmp_path / "latin.yaml")


KNOWN_KEYS = set(ROW) | {key for row in yaml.safe_load(CATALOGUE.read_text("utf-8")) for key in row}


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1))
def test_a_key_that_the_header_does_not_name_is_always_refused(key):
    if key not in KNOWN_KEYS:
        with pytest.raises(CatalogueError):
            read(ROW | {key: "x"})
