"""The days and numbers of a procedure's decision make sense before anything is published."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.publishing import PublishingRefused
from tests.factories import make_conclusion, make_procedure, publish_page

pytestmark = pytest.mark.django_db


def days_from_today(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("decision_signed_on", 1),
        ("decision_signed_on", -100 * 365),
        ("in_force_from", 180 * 365),
        ("in_force_from", -100 * 365),
    ],
)
def test_a_day_that_cannot_be_right_is_refused_before_publication(field: str, days: int) -> None:
    page = make_procedure(**{field: days_from_today(days)})
    with pytest.raises(PublishingRefused):
        publish_page(page)
    assert not page.versions.exists()


@pytest.mark.parametrize(("signed", "in_force"), [(0, 400), (0, 0), (-30, -45)])
def test_a_decision_signed_today_for_a_day_not_far_off_is_published(
    signed: int, in_force: int
) -> None:
    page = make_procedure(
        decision_signed_on=days_from_today(signed), in_force_from=days_from_today(in_force)
    )
    assert publish_page(page)


@pytest.mark.parametrize("number", ["05@2026/KL", "05/KL#1", "05|KL", "05/KL\ue000", "@"])
@pytest.mark.parametrize(
    ("make", "field"), [(make_conclusion, "number"), (make_procedure, "decision_number")]
)
def test_a_number_has_none_of_the_signs_that_part_a_case(
    make: Any, field: str, number: str
) -> None:
    page = make()
    setattr(page, field, number)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_a_number_as_printed_is_taken() -> None:
    for number in ("05/KL-SKHCN", "Số: 14 /KH-SKHCN", "1201/QĐ-UBND", "BB-04 (bổ sung)"):
        page = make_conclusion(number=number)
        page.full_clean()
