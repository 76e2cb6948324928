"""The kinds of disclosure: each whole, each duty that needs the portal answered by one of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from disclosures.counting.periods import (
    MONTHS,
    QUARTERS,
    YEARS,
    Period,
    parse_period,
    period_for,
    periods_of_year,
)
from disclosures.kinds import kind_models, kinds_for, model_of
from disclosures.models import DisclosureItem, Obligation
from disclosures.site import list_groups
from portal import registry
from portal.models import DisclosurePage
from portal.public_record import PublicField, ValueType
from tests.unit.disclosures.register_samples import load_catalogue

KINDS = list(kind_models())
CATALOGUE = yaml.safe_load(
    (Path(settings.PROJECT_DIR) / "disclosures/data/obligations.yaml").read_text(encoding="utf-8")
)
years = st.integers(2000, 2100)


def base_fields() -> set[str]:
    return {field.name for field in DisclosureItem._meta.get_fields()}


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
class TestEveryKind:
    def test_says_its_name_once(self, model: type[DisclosureItem]) -> None:
        assert model.about.code == model.kind
        assert registry.kinds.get(model.kind) is model.about
        assert model_of(model.kind) is model
        assert "other" not in model.kind

    def test_has_fields_of_its_own(self, model: type[DisclosureItem]) -> None:
        own = {field.name for field in model._meta.local_fields} - base_fields() - {"page_ptr"}
        assert own

    def test_has_a_list_on_the_site(self, model: type[DisclosureItem]) -> None:
        assert model.kind in {kind for group in list_groups() for kind in group["kinds"]}

    def test_declares_each_public_field_once_and_each_can_be_read(
        self, model: type[DisclosureItem]
    ) -> None:
        names = [field.name for field in model.public_fields]
        assert len(names) == len(set(names))
        for field in model.public_fields:
            if field.type is not ValueType.ROWS:
                assert _there(model, field), field.name

    def test_has_every_field_that_its_duties_need(self, model: type[DisclosureItem]) -> None:
        there = {field.name for field in model._meta.get_fields()}
        assert set(model.required_as.values()) <= there
        needed = {
            name
            for duty in CATALOGUE
            if duty.get("content_type") == model.kind
            for name in duty.get("required_fields", ())
        }
        assert needed <= set(model.required_as)

    def test_filters_and_counts_by_fields_it_has(self, model: type[DisclosureItem]) -> None:
        names = {field.name for field in model._meta.get_fields()}
        for name in (model.type_field, model.status_field, *model.anchor_fields.values()):
            assert not name or name in names
        assert set(model.past_days) <= names


def _there(model: type[DisclosureItem], field: PublicField) -> bool:
    first = (field.words or field.source or field.name).partition(".")[0]
    return hasattr(model, first)


@pytest.mark.django_db
def test_every_duty_that_needs_the_portal_has_a_kind() -> None:
    load_catalogue()
    lacking = []
    for obligation in Obligation.objects.all():
        duty = obligation.as_value()
        needs = "portal" in (*duty.channels.all_of, *duty.channels.any_of)
        if needs and not any(kind in registry.kinds for kind in kinds_for(duty)):
            lacking.append(duty.code)
    assert lacking == []


@pytest.mark.django_db
def test_no_page_of_a_duty_that_may_not_be_on_the_web_has_its_kind() -> None:
    load_catalogue()
    forbidden = {row.content_type for row in Obligation.objects.filter(web_allowed=False)}
    assert forbidden
    assert not forbidden & {model.kind for model in KINDS}


def test_no_kind_is_registered_that_nobody_makes() -> None:
    from portal.checks import _concrete

    made = {model.kind for model in _concrete(DisclosurePage)}
    assert {kind.code for kind in registry.kinds} - {"content"} <= made


# Periods


@given(years, st.sampled_from(["", "-Q1", "-Q4", "-H1", "-H2", "-3M", "-6M", "-9M", "-02"]))
def test_a_period_answers_one_that_ends_with_it_or_none(year: int, part: str) -> None:
    period = parse_period(f"{year}{part}")
    for every in (MONTHS, QUARTERS, YEARS):
        found = period_for(period, every)
        assert found is None or (found.end == period.end and found in periods_of_year(year, every))


@pytest.mark.parametrize(
    ("key", "every", "answers"),
    [
        ("2026", YEARS, "2026"),
        ("2026", QUARTERS, None),
        ("2026", MONTHS, None),
        ("2026-Q3", QUARTERS, "2026-Q3"),
        ("2026-Q4", YEARS, None),
        ("2026-9M", QUARTERS, "2026-Q3"),
        ("2026-H1", QUARTERS, "2026-Q2"),
        ("2026-H2", QUARTERS, None),
        ("2026-H2", YEARS, None),
        ("2026-10", MONTHS, "2026-10"),
        ("2026-12", QUARTERS, None),
    ],
)
def test_a_wrong_period_answers_nothing(key: str, every: str, answers: str | None) -> None:
    found = period_for(parse_period(key), every)
    assert (found.key if found else None) == answers


@given(years.flatmap(lambda year: st.sampled_from(periods_of_year(year, QUARTERS))))
def test_each_quarter_answers_itself(period: Period) -> None:
    assert period_for(period, QUARTERS) == period
    assert period.end - period.start < timedelta(days=93)
    assert isinstance(period.end, date)
