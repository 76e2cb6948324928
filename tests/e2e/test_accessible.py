"""Every component and every page template before axe-core, contrast included, in every way they can
be seen; no width of screen scrolls sideways; what one presses is big enough.

The pages are made of sample data (tests/a11y) and answered from memory: no server, no database.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route

from tests.a11y import gallery

STATIC = Path(settings.PROJECT_DIR) / "static"
HOST = "http://portal.test"
#: As the visitor's system asks, and as the switches in the header do.
MODES: dict[str, tuple[dict[str, Any], str, str]] = {
    "light": ({}, "normal", "normal"),
    "dark": ({"color_scheme": "dark"}, "normal", "normal"),
    "more-contrast": ({"contrast": "more"}, "normal", "normal"),
    "dark-more-contrast": ({"color_scheme": "dark", "contrast": "more"}, "normal", "normal"),
    "high-contrast": ({}, "high", "normal"),
    "large-text": ({}, "normal", "large"),
}
WIDTHS = (320, 360, 768, 1280)
#: Least size in CSS pixels of what one presses (WCAG 2.2 asks for 24, the house for 44).
TOUCH = 44
NAMES = [*sorted(gallery.PAGES), "gallery"]


@cache
def made() -> dict[str, str]:
    """Every sample page and the gallery of components."""
    return {**gallery.pages(), "gallery": gallery.component_gallery()}


@pytest.fixture
def show(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """`show(name, width, mode)`: the sample page in a browser, answered from memory."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        elif path[1:] in made():
            route.fulfill(body=made()[path[1:]], content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def run(name: str, width: int = 1280, mode: str = "light") -> Page:
        media, contrast, text = MODES[mode]
        page = new_page({"width": width, "height": 800}, **media)
        page.route("**/*", answer)
        page.goto(f"{HOST}/{name}")
        page.evaluate(
            "([contrast, text]) => Object.assign(document.documentElement.dataset,"
            " {contrast, text})",
            [contrast, text],
        )
        page.evaluate("document.fonts.ready")
        return page

    return run


@pytest.mark.parametrize("mode", MODES)
def test_every_component_passes_axe_in_every_mode(
    show: Callable[..., Page], axe: Callable[..., None], mode: str
) -> None:
    axe(show("gallery", 1280, mode))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_passes_axe_on_a_phone(
    show: Callable[..., Page], axe: Callable[..., None], name: str
) -> None:
    axe(show(name, 360))


def test_the_menu_of_a_phone_opens_by_keyboard_and_passes_axe(
    show: Callable[..., Page], axe: Callable[..., None]
) -> None:
    page = show("home", 360)
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu nav").is_visible()
    axe(page)


SCROLL_WIDTH = "document.documentElement.scrollWidth"
#: What reaches beyond the right edge, the innermost last.
TOO_WIDE = """() => [...document.querySelectorAll('main *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
    .map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("name", NAMES)
def test_every_page_fits_every_screen_and_every_finger(
    show: Callable[..., Page], name: str
) -> None:
    page = show(name)
    for text in ("large", "normal"):
        page.evaluate("text => { document.documentElement.dataset.text = text }", text)
        for width in reversed(WIDTHS):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate(TOO_WIDE) if page.evaluate(SCROLL_WIDTH) > width else []
            assert page.evaluate(SCROLL_WIDTH) <= width, (width, text, wide)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    small = page.evaluate(
        """least => [...document.querySelectorAll(
            'button, .button, input:not([type=checkbox], [type=radio]), label.choice, select,' +
            'summary, nav a, .display a'
        )].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < least - 0.5)
          .map(e => e.outerHTML.slice(0, 90))""",
        TOUCH,
    )
    assert not small


def test_text_is_at_least_18_pixels_and_its_lines_one_and_a_half_apart(
    show: Callable[..., Page],
) -> None:
    size, height = show("procedure").evaluate(
        """() => { const s = getComputedStyle(document.querySelector('main p:not([class])'));
                   return [parseFloat(s.fontSize), parseFloat(s.lineHeight)]; }"""
    )
    assert size >= 18
    assert height / size >= 1.5


def test_the_own_font_has_every_vietnamese_letter(show: Callable[..., Page]) -> None:
    letters = "ĂÂĐÊÔƠƯẢẠẮẰẲẴẶẤẦẨẪẬẺẼẸẾỀỂỄỆỈĨỊỎỌỐỒỔỖỘỚỜỞỠỢỦŨỤỨỪỬỮỰỲỶỸỴÀÁÃÈÉÌÍÒÓÕÙÚÝ"
    foreign = show("procedure").evaluate(
        """letters => {
            const pen = document.createElement('canvas').getContext('2d');
            const wide = (letter, rest) => {
                pen.font = `400 40px "Be Vietnam Pro", ${rest}`;
                return pen.measureText(letter).width;
            };
            return [...letters].filter(l => wide(l, 'monospace') !== wide(l, 'serif'));
        }""",
        letters + letters.lower() + "₫–…“”‘’",
    )
    assert not foreign
