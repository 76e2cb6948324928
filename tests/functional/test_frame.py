"""`portal.frame` and the tag `kept`: what stands around every page, read once every few seconds."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from portal import frame
from portal.models import PortalSettings
from tests.factories import make_procedure

pytestmark = pytest.mark.django_db


def office() -> PortalSettings:
    return PortalSettings.for_site(Site.objects.get(is_default_site=True))


def footer(client: Client) -> str:
    return client.get("/tim-kiem/").content.decode().partition("<footer")[2]


def test_a_second_page_asks_the_database_for_nothing_of_its_frame(client: Client) -> None:
    client.get("/tim-kiem/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/tim-kiem/")
    assert len(asked) <= 1, [one["sql"] for one in asked]  # the stamp of what the office teaches


def test_what_changes_in_the_settings_stands_on_the_next_page(client: Client) -> None:
    footer(client)
    settings = office()
    settings.office_hours = "Sáng thứ hai"
    settings.save()
    assert "Sáng thứ hai" in footer(client)


def test_the_next_page_shows_which_pages_are_in_the_menu(client: Client) -> None:
    section = Page.objects.get(pk=make_procedure().get_parent().pk)
    for shown in (True, False):
        section.show_in_menus = shown
        section.save()
        assert (f">{section.title}</a></li>" in footer(client)) is shown


def test_what_another_process_changed_counts_within_seconds(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    footer(client)
    PortalSettings.objects.update(office_hours="Chiều thứ ba")  # no signal, as from elsewhere
    assert "Chiều thứ ba" not in footer(client)
    later = frame.time.monotonic() + frame.FRESH + 1
    monkeypatch.setattr(frame.time, "monotonic", lambda: later)
    assert "Chiều thứ ba" in footer(client)


def test_hosts_and_pieces_made_up_by_a_client_do_not_pile_up(client: Client) -> None:
    for number in range(frame.MOST_HOSTS + 5):
        client.get("/tim-kiem/", SERVER_NAME="testserver", SERVER_PORT=str(8000 + number))
    assert len(frame._frames) <= frame.MOST_HOSTS
    one = next(iter(frame._frames.values()))
    for number in range(frame.MOST_PIECES + 5):
        one.keep(("menu", str(number)), lambda: "")
    assert len(one.pieces) <= frame.MOST_PIECES


def test_a_piece_is_kept_by_its_values(client: Client) -> None:
    piece = Template('{% load look %}{% kept "piece" which %}{{ count.next }}{% endkept %}')
    made = iter("abc")

    class Count:
        def next(self) -> str:
            return next(made)

    shown = [
        piece.render(Context({"frame": kept, "which": which, "count": Count()}))
        for kept in [frame.Frame(office(), (), 0.0)]
        for which in ("x", "y", "x")
    ]
    assert shown == ["a", "b", "a"]
    assert piece.render(Context({"which": "x", "count": Count()})) == "c"  # a page without a frame


def test_the_menu_marks_the_section_of_each_page(client: Client) -> None:
    assert 'href="/tim-kiem/" aria-current="page"' in client.get("/tim-kiem/").content.decode()
    missing = client.get("/thu-tuc/khong-co/").content.decode()
    assert 'href="/tim-kiem/" aria-current' not in missing
