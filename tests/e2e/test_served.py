"""The demonstration as `make run` serves it, to a visitor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Demonstration

ADDRESSES = ("/", "/thu-tuc/", "/ket-luan/", "/nghia-vu-cong-khai/", "/tim-kiem/?q=cap+giay+phep")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_public_address_is_served_and_passes_axe(
    demonstration: Demonstration, phone_page: Page, axe: Callable[..., None], address: str
) -> None:
    answer = phone_page.goto(demonstration.url + address)
    assert answer is not None and answer.status == 200
    axe(phone_page)


def test_a_visitor_without_javascript_or_accents_finds_a_procedure(
    demonstration: Demonstration, plain_page: Page
) -> None:
    plain_page.goto(demonstration.url)
    plain_page.locator("input[name=q]").first.fill("cap giay phep")
    plain_page.locator("input[name=q]").first.press("Enter")
    plain_page.locator("main a[href*='/thu-tuc/']").first.click()
    expect(plain_page.locator("h1")).to_contain_text("giấy phép")


def test_the_printed_accounts_open_the_admin(demonstration: Demonstration, page: Page) -> None:
    page.goto(f"{demonstration.url}/quan-tri/")
    page.locator("input[name=username]").fill("bientap")
    page.locator("input[name=password]").fill(demonstration.password("bientap"))
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(f"{demonstration.url}/quan-tri/")
    expect(page.locator("input[name=password]")).to_have_count(0)
