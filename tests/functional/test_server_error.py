"""The page for when the portal itself fails: Vietnamese, status 500, nothing of the inside shown,
and made without whatever may be what failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from home.models import HomePage
from portal import views
from portal.site import set_up

pytestmark = pytest.mark.django_db

SECRET = "postgres://portal:mat-khau-bi-mat@db/portal"
INSIDE = (SECRET, "Traceback", "OperationalError", "RuntimeError", "site-packages", ".py", "SELECT")


@pytest.fixture
def visitor() -> Client:
    """A visitor, who is answered as the server would answer instead of seeing the exception."""
    set_up()
    return Client(raise_request_exception=False)


@contextmanager
def no_database() -> Iterator[None]:
    """Every query fails, as with a server that is gone."""

    def refuse(*args: Any) -> None:
        raise OperationalError(f"could not connect to server {SECRET}")

    with connection.execute_wrapper(refuse):
        yield


def check(response: Any) -> None:
    """A whole page in Vietnamese that says what to do and nothing of the inside."""
    said = response.content.decode()
    assert response.status_code == 500
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="vi"' in said and said.rstrip().endswith("</html>")
    assert "Đã có lỗi" in said or "lỗi" in said
    assert 'href="/"' in said and "500" in said
    assert [word for word in INSIDE if word in said] == []


def test_a_page_that_raises_is_answered_with_the_page_for_it(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError(SECRET)

    assert settings.DEBUG is False
    assert visitor.get("/").status_code == 200
    monkeypatch.setattr(HomePage, "get_context", fail)
    check(visitor.get("/"))


@pytest.mark.parametrize(
    "address", ["/", "/thu-tuc/", "/ket-luan/", "/nghia-vu-cong-khai/", "/suc-khoe/", "/khong-co/"]
)
def test_the_page_is_made_with_the_database_gone(visitor: Client, address: str) -> None:
    from wagtail.models import Site

    Site.clear_site_root_paths_cache()
    with no_database():
        response = visitor.get(address)
    check(response)
    assert "unsafe" not in response["Content-Security-Policy"]


def test_the_admin_fails_as_politely(visitor: Client) -> None:
    with no_database():
        check(visitor.post("/quan-tri/login/", {"username": "ai-do", "password": "x"}))


def test_the_handler_asks_nobody(django_assert_num_queries: Any, rf: Any) -> None:
    with django_assert_num_queries(0):
        check(views.server_error(rf.get("/")))
