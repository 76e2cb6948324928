"""Searching as people do: suggestions by keyboard, filters without JavaScript, the back button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page, expect


def test_a_suggestion_is_chosen_by_keyboard(
    page: Page, demonstration: Any, axe: Callable[..., None]
) -> None:
    page.goto(f"{demonstration.url}/tim-kiem/")
    box = page.get_by_role("combobox")
    box.press_sequentially("gia han giay phep")
    first = page.get_by_role("option").first
    expect(first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    axe(page)
    box.press("Escape")
    expect(first).to_be_hidden()
    box.press("ArrowDown")
    expect(first).to_be_visible()
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url("**/thu-tuc/**")


def test_filters_work_without_javascript(plain_page: Page, demonstration: Any) -> None:
    page = plain_page
    page.goto(f"{demonstration.url}/tim-kiem/?q={quote('giấy phép')}")
    before = page.locator("ol.hits > li").count()
    page.locator('input[name="loai"][value="procedure"]').check()
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**loai=procedure**")
    assert 0 < page.locator("ol.hits > li").count() <= before
    page.locator("a.chip").first.click()
    expect(page.locator('input[name="loai"][value="procedure"]')).not_to_be_checked()


def test_the_back_button_brings_the_search_back(page: Page, demonstration: Any) -> None:
    page.goto(f"{demonstration.url}/tim-kiem/?q={quote('x quang bao lâu')}")
    page.locator("ol.hits h2 a").first.click()
    page.wait_for_url("**/thu-tuc/**")
    page.go_back()
    expect(page.get_by_role("searchbox").or_(page.get_by_role("combobox"))).to_have_value(
        "x quang bao lâu"
    )
    expect(page.get_by_role("option").first).to_be_hidden()
