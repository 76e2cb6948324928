"""Days off are entered in the admin, signed, and never changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from portal import roles
from portal.models import CalendarDay, ConfirmedYear, office_calendar
from tests.factories import make_editor, make_user

pytestmark = pytest.mark.django_db
ADD_DAY = "wagtailsnippets_portal_calendarday:add"
DAY = {"day": "2026-09-05", "is_working": "on", "note": "Làm bù theo thông báo (ví dụ)"}


@pytest.fixture
def office() -> tuple[Client, object]:
    user = make_user(roles.OFFICE)
    client = Client()
    client.force_login(user)
    return client, user


def test_a_worked_saturday_is_entered_signed_and_counts(office: tuple) -> None:
    client, user = office
    assert not office_calendar().is_working_day(date(2026, 9, 5))
    assert client.post(reverse(ADD_DAY), DAY).status_code == 302
    row = CalendarDay.objects.get()
    assert row.entered_by == user
    assert office_calendar().is_working_day(date(2026, 9, 5))


def test_a_day_is_never_changed_or_deleted_by_whomever() -> None:
    client = Client()
    client.force_login(make_user(is_superuser=True))
    client.post(reverse(ADD_DAY), DAY)
    row = CalendarDay.objects.get()
    for name in ("edit", "delete"):
        url = reverse(f"wagtailsnippets_portal_calendarday:{name}", args=[row.pk])
        assert client.post(url, DAY | {"note": "khác"}).status_code in (302, 403)
    assert CalendarDay.objects.get().note == DAY["note"]


def test_a_year_is_confirmed_once_and_by_name(office: tuple) -> None:
    client, user = office
    url = reverse("wagtailsnippets_portal_confirmedyear:add")
    assert client.post(url, {"year": "2026"}).status_code == 302
    assert client.post(url, {"year": "2026"}).status_code == 200
    assert client.post(url, {"year": "năm nay"}).status_code == 200
    assert ConfirmedYear.objects.get().confirmed_by == user
    assert office_calendar().is_confirmed(2026)


def test_an_editor_has_no_say_in_the_calendar() -> None:
    client = Client()
    client.force_login(make_editor())
    assert client.post(reverse(ADD_DAY), DAY).status_code in (302, 403)
    assert not CalendarDay.objects.exists()
