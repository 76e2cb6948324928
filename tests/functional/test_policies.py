"""Two content security policies, really different; and headers every answer carries."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.site import set_up

pytestmark = pytest.mark.django_db


def policy(client: Client, url: str) -> dict[str, str]:
    header = client.get(url)["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";") if " " in part.strip())


def test_the_public_side_has_no_inline_script_or_style(client: Client) -> None:
    set_up()
    directives = policy(client, "/")
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert "unsafe" not in " ".join(directives.values())
    assert not [value for value in directives.values() if "http" in value]


def test_the_admin_has_its_own_policy(client: Client) -> None:
    directives = policy(client, reverse("wagtailadmin_login"))
    assert "'unsafe-inline'" in directives["script-src"]
    assert directives["object-src"] == directives["base-uri"] == "'none'"


def test_error_pages_carry_the_public_policy(client: Client) -> None:
    set_up()
    assert "unsafe" not in " ".join(policy(client, "/khong-co-trang-nay/").values())


def test_answers_may_not_be_sniffed_or_framed_by_others(client: Client) -> None:
    set_up()
    response = client.get("/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_the_display_switch_leads_nowhere_else(client: Client, target: str) -> None:
    response = client.get("/hien-thi/", {"contrast": "high", "next": target})
    assert response.status_code == 302
    assert response["Location"].startswith("/") and not response["Location"].startswith("//")


def test_the_display_switch_is_kept_in_one_cookie_that_says_nothing_else(client: Client) -> None:
    set_up()
    response = client.get("/hien-thi/", {"contrast": "high", "next": "/"})
    assert list(response.cookies) == ["hien-thi"]
    assert 'data-contrast="high"' in client.get("/").content.decode()
    client.cookies["hien-thi"] = "contrast:<script>|text"
    assert 'data-contrast="high"' not in client.get("/").content.decode()
