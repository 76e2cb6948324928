"""“Was this page useful?” on every public page, and how often pages are opened; not by whom."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.site import ensure_texts
from portal import publishing, roles, view_counts
from portal.models import PageOpinion, PageViews, Unit
from portal.opinions.asking import Subject, subject_of, token_of
from tests.factories import make_conclusion, make_procedure, make_unit, make_user, publish_page

pytestmark = pytest.mark.django_db

READER = "Mozilla/5.0 (Linux; Android 10) Firefox/140.0"


@pytest.fixture
def procedure() -> Any:
    page = make_procedure()
    publish_page(page)
    return page


def question(address: str) -> str:
    """Where that page's question leads; empty where it asks nothing."""
    html = Client().get(address).content.decode()
    found = re.search(r'href="(/gop-y/\?t=[^"]+)&amp;c=yes"', html)
    return unescape(found.group(1)) if found else ""


# Opinions


def test_every_public_page_asks_and_forms_and_errors_do_not(procedure: Any) -> None:
    ensure_texts()
    for address in (
        "/", procedure.url, f"{procedure.url}phien-ban/1/", "/thu-tuc/", "/tim-kiem/?q=phi",
        "/theo-yeu-cau/", "/du-lieu/", "/phi-le-phi/", "/tiep-can-thong-tin/", "/quyen-rieng-tu/",
        "/don-vi/", "/nghia-vu-cong-khai/", f"/lich-su/{procedure.pk}/",
    ):  # fmt: skip
        assert question(address), address
    form = question(procedure.url)
    assert not question("/khong-co/") and not question(form)


def test_an_answer_is_kept_with_page_version_and_unit_and_nothing_about_the_reader(
    procedure: Any,
) -> None:
    client, address = Client(), question(procedure.url)
    form = client.get(f"{address}&c=partly")
    assert 'value="partly"' in form.content.decode() and "checked" in form.content.decode()
    assert "no-store" in form["Cache-Control"] and "noindex" in form["X-Robots-Tag"]
    sent = {"usefulness": "partly", "comment": "Phí\u200b nộp ở đâu?"}
    response = client.post(address, sent, REMOTE_ADDR="203.0.113.7")
    assert response.status_code == 302 and client.get(response["Location"]).status_code == 200
    kept = PageOpinion.objects.values().get()
    assert kept.pop("id") and kept.pop("given_at")
    assert kept == {
        "page_id": procedure.pk,
        "path": procedure.url,
        "version_number": 1,
        "unit_code": "VP",
        "usefulness": "partly",
        "comment": "Phí nộp ở đâu?",
    }
    assert not client.session.keys()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"usefulness": "maybe"},
        {"usefulness": "partly"},
        {"usefulness": "yes", "website": "http://x"},
        {"usefulness": "yes", "comment": "x" * 1_001},
        {"usefulness": "partly", "comment": "\u200b \x00"},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(data: dict[str, str]) -> None:
    response = Client().post(f"/gop-y/?t={token_of(Subject('/tim-kiem/'))}", data)
    assert response.status_code == 400 and 'role="alert"' in response.content.decode()
    assert not PageOpinion.objects.exists()


def test_nothing_is_said_of_what_we_never_showed_or_show_no_more(procedure: Any) -> None:
    address, client = question(procedure.url), Client()
    forged = token_of(Subject("/thu-tuc/")).replace("W", "V")
    for token in ("", forged, "x", "a" * 5_000, "%00", "é"):
        assert client.get("/gop-y/", {"t": token}).status_code in {400, 404}, token
    assert subject_of(token_of(Subject("/a/", 3, 1))) == Subject("/a/", 3, 1)
    publishing.withdraw(
        make_conclusion_public := publish_conclusion(),
        actor=make_user(is_superuser=True),
        reason="Nhầm",
    )
    gone = token_of(Subject(make_conclusion_public.url or "/x/", make_conclusion_public.pk))
    assert client.post(f"/gop-y/?t={gone}", {"usefulness": "yes"}).status_code == 404
    assert client.put(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"usefulness": "yes"}).status_code == 403
    assert not PageOpinion.objects.exists()


def publish_conclusion() -> Any:
    page = make_conclusion()
    publish_page(page)
    return page


def test_answers_are_limited_from_one_network(procedure: Any) -> None:
    client, address = Client(), question(procedure.url)
    times, _seconds = settings.PORTAL_LIMITS["opinion-from"]
    for _ in range(times):
        assert client.post(address, {"usefulness": "yes"}).status_code == 302
    response = client.post(address, {"usefulness": "yes", "comment": "giữ lại"})
    assert response.status_code == 429 and int(response["Retry-After"]) > 0
    assert "giữ lại" in response.content.decode()
    assert PageOpinion.objects.count() == times


def say(page: Any, unit: str, **fields: Any) -> PageOpinion:
    values = {"usefulness": "no", "given_at": timezone.now(), "path": "/x/", **fields}
    return PageOpinion.objects.create(page=page, unit_code=unit, **values)


def test_the_unit_reads_what_was_said_of_its_pages_and_its_successor_does() -> None:
    page = publish_conclusion()
    old = make_unit("CU")
    say(page, "KTRA", path=page.url, comment="<b>Thiếu phụ lục</b>")
    say(page, "KTRA", path=page.url, usefulness="yes")
    say(None, "CU", path="/cu/", comment="Trang cũ")
    PageViews.objects.add([(timezone.localdate(), page.url, 7)])
    client = Client()
    member = make_user(roles.UNIT_EDITOR, units=("KTRA",))
    client.force_login(member)
    screen = client.get(reverse("portal_opinions"))
    (row,) = screen.context["rows"]
    assert (row["yes"], row["no"], row["comments"], row["opened"]) == (1, 1, 1, 7)
    assert page.title in screen.content.decode()
    told = client.get(reverse("portal_opinions_of_page"), {"path": page.url}).content.decode()
    assert "&lt;b&gt;Thiếu phụ lục" in told
    assert (
        "Trang cũ"
        not in client.get(reverse("portal_opinions_of_page"), {"path": "/cu/"}).content.decode()
    )
    ktra = Unit.objects.get(code="KTRA")
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2026, 1, 1), succeeded_by=ktra)
    assert (
        "Trang cũ"
        in client.get(reverse("portal_opinions_of_page"), {"path": "/cu/"}).content.decode()
    )
    for query in ({"page": "x", "answer": "%00"}, {"page": page.pk}, {"path": "\x00"}):
        assert client.get(reverse("portal_opinions_of_page"), query).status_code == 200


@pytest.mark.parametrize("role", ["", roles.STAFF, roles.LEADER, roles.AUDITOR, roles.EDITOR])
def test_who_reads_opinions_and_counts(role: str) -> None:
    client = Client()
    client.force_login(make_user(role))
    for name in ("portal_opinions", "portal_opinions_of_page", "portal_page_views"):
        allowed = role not in {"", roles.STAFF}
        assert (client.get(reverse(name), {"days": "90"}).status_code == 200) == allowed, name


def test_what_was_said_of_a_page_goes_when_it_is_taken_down() -> None:
    page = publish_conclusion()
    other = publish_conclusion()
    for one in (page, other):
        say(one, "KTRA", path=one.url, comment="tên người")
        PageViews.objects.add([(timezone.localdate(), one.url, 3)])
    PageViews.objects.add([(timezone.localdate(), f"{page.url}phien-ban/1/", 1)])
    leader = make_user(roles.LEADER)
    publishing.take_down(page, actor=leader, reason="Lộ dữ liệu cá nhân")
    assert list(PageOpinion.objects.values_list("page_id", flat=True)) == [other.pk]
    assert list(PageViews.objects.values_list("path", flat=True)) == [other.url]


# Counts


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> view_counts.Waiting:
    waiting = view_counts.Waiting()
    monkeypatch.setattr(view_counts, "waiting", waiting)
    return waiting


def test_people_are_counted_by_page_and_day_in_one_statement(
    fresh: view_counts.Waiting, procedure: Any
) -> None:
    client = Client(headers={"user-agent": READER})
    with CaptureQueriesContext(connection) as asked:
        for address in (procedure.url, f"{procedure.url}?q=1", "/thu-tuc/"):
            assert client.get(address).status_code == 200
    assert not [one for one in asked if "pageviews" in one["sql"]]  # no page waits for it
    for _ in range(2):  # adds to what is there
        with CaptureQueriesContext(connection) as asked:
            fresh.write()
        assert len(asked) <= 1
        client.get("/thu-tuc/")
    fresh.write()
    today = timezone.localdate()
    counts = {(row.day, row.path): row.count for row in PageViews.objects.all()}
    assert counts == {(today, procedure.url): 2, (today, "/thu-tuc/"): 3}
    assert {field.name for field in PageViews._meta.fields} == {"id", "day", "path", "count"}


def test_programs_staff_errors_forms_and_what_is_fetched_ahead_are_not_counted(
    fresh: view_counts.Waiting, procedure: Any
) -> None:
    form = question(procedure.url)
    for headers in (
        {"user-agent": ""},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": READER, "sec-purpose": "prefetch;prerender"},
    ):
        Client(headers=headers).get("/thu-tuc/")
    reader = Client(headers={"user-agent": READER})
    for address in (form, "/khong-co/", "/suc-khoe/", "/sitemap.xml", "/quan-tri/login/"):
        reader.get(address)
    reader.head("/thu-tuc/")
    staff = Client(headers={"user-agent": READER})
    staff.force_login(make_user(roles.LEADER))
    staff.get("/thu-tuc/")
    fresh.write()
    assert not PageViews.objects.exists()


def test_counts_are_written_after_the_answer_once_in_a_while_and_wait_when_they_cannot(
    fresh: view_counts.Waiting, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PORTAL_VIEWS_WRITTEN_EVERY = 60
    fresh.add(timezone.localdate(), "/a/")
    view_counts.write_when_due()
    assert not PageViews.objects.exists()
    later = view_counts.time.monotonic() + 61
    monkeypatch.setattr(view_counts.time, "monotonic", lambda: later)

    def refuse(*args: Any) -> None:
        raise DatabaseError("khóa")

    with monkeypatch.context() as broken:
        broken.setattr(type(PageViews.objects.all()), "add", refuse)
        broken.setattr(PageViews.objects, "add", refuse)
        view_counts.write_when_due()
    assert view_counts.write_when_due in [ref() for _key, ref, *_ in request_finished.receivers]
    later += 61
    view_counts.write_when_due()
    assert PageViews.objects.get().count == 1
    PageViews.objects.add([(timezone.localdate() - timedelta(days=800), "/cu/", 1)])
    view_counts.forget_old()
    assert PageViews.objects.get().path == "/a/"
