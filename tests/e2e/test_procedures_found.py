"""From the home page by a need to the printed page, with the mouse and with the keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

NEED = "Đặt, dùng máy X-quang"
TITLE = "Gia hạn giấy phép tiến hành công việc bức xạ"


def test_a_visitor_finds_a_procedure_by_need_and_prints_it(
    phone_page: Page, demonstration: Any, axe: Callable[..., None]
) -> None:
    page = phone_page
    page.goto(demonstration.url)
    page.get_by_role("link", name="Làm một thủ tục").click()
    page.wait_for_url("**/thu-tuc/")
    axe(page)
    page.get_by_role("link", name=NEED).click()
    page.wait_for_url("**nhu-cau=may-x-quang**")
    expect(page.get_by_role("heading", level=1)).to_contain_text(NEED)
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**/thu-tuc/2-002381/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    main = page.get_by_role("main")
    for words in ("Đơn đề nghị gia hạn giấy phép", "2.002381", "/phien-ban/1/"):
        expect(main).to_contain_text(words)
    expect(page.get_by_role("navigation", name="Trong trang này")).to_be_hidden()
    expect(page.get_by_text("Trang này có ích cho bạn không?")).to_be_hidden()
    assert len(page.pdf(format="A4")) > 10_000


def test_by_keyboard_alone(page: Page, demonstration: Any) -> None:
    def reach(condition: str) -> None:
        """Press Tab until the focus is on an element of which this holds."""
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate(f"(element => {condition})(document.activeElement)"):
                return
        raise AssertionError(f"{condition}: not reached by Tab")

    def follow(words: str, address: str) -> None:
        """Skip to the content, reach the link with these words, follow it."""
        if "#" not in page.url:
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")  # the skip link
        reach(f"(element.innerText || '').includes({json.dumps(words)})")
        page.keyboard.press("Enter")
        page.wait_for_url(address)

    page.goto(demonstration.url)
    follow("Làm một thủ tục", "**/thu-tuc/")
    follow(NEED, "**nhu-cau=may-x-quang**")
    follow(TITLE, "**/thu-tuc/2-002381/")
    follow("Giấy tờ cần có", "**#giay-to")
    follow("Một phần", "**/gop-y/?**c=partly")
    reach("element.type === 'radio'")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    reach("element.id === 'id_comment'")
    page.keyboard.type("Rõ.")
    reach("element.type === 'submit'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cam-on/?**")
