"""Components take plain variables, name them in their first comment, and render with sample data
and no database; so do the pages made of them."""

from __future__ import annotations

import gzip
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from portal.templatetags import look
from tests.a11y import gallery, samples

TEMPLATES = Path(settings.PROJECT_DIR) / "templates"
STATIC = Path(settings.PROJECT_DIR) / "static"
COMPONENTS = gallery.component_files()
OURS = sorted(
    path
    for path in TEMPLATES.rglob("*.html")
    if path.relative_to(TEMPLATES).parts[0] != "wagtailadmin"
)
#: Bytes a first visit may cost, markup and styles, as sent (guide: 40 KB), and the fonts (60 KB).
PAGE_LIMIT = 40 * 1024
FONT_LIMIT = 60 * 1024
VOID = {"meta", "link", "input", "br", "hr", "img", "rect", "path", "circle"}


@cache
def pages() -> dict[str, str]:
    """The sample pages, made once."""
    return gallery.pages()


class Outline(HTMLParser):
    """What the tests ask of a page: its tags, ids, headings, and whether every tag is closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.mistakes: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.mistakes.append(f"</{tag}> closes {self.open[-1:]}")
            return
        self.open.pop()

    def named(self, *names: str) -> list[dict[str, str | None]]:
        """Attributes of every tag called one of `names`."""
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.mark.parametrize("template", OURS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_template_begins_by_saying_what_it_is(template: Path) -> None:
    beginning = template.read_text()[:400]
    assert re.search(r"{#|{% comment %}", beginning)


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_names_its_variables_in_its_first_comment(name: str) -> None:
    first = (TEMPLATES / "components" / f"{name}.html").read_text().splitlines()[0]
    assert "Variables: " in first


def test_every_component_has_sample_data_and_no_sample_is_left_over() -> None:
    assert sorted(samples.COMPONENTS) == COMPONENTS


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_renders_with_sample_data_and_closes_its_tags(name: str) -> None:
    assert samples.COMPONENTS[name]
    for variables in samples.COMPONENTS[name]:
        outline = Outline(gallery.render_component(name, variables))
        assert outline.tags
        assert not outline.mistakes
        assert not outline.open


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_samples_of_a_component_use_only_the_variables_it_names(name: str) -> None:
    comment = (TEMPLATES / "components" / f"{name}.html").read_text().splitlines()[0]
    assert samples.COMPONENTS[name]
    for variables in samples.COMPONENTS[name]:
        assert not [variable for variable in variables if variable not in comment]


@pytest.mark.parametrize("name", sorted(gallery.PAGES))
def test_every_page_is_well_formed_and_has_one_first_heading(name: str) -> None:
    outline = Outline(pages()[name])
    assert not outline.mistakes
    assert len(outline.named("h1")) == 1
    assert outline.named("html")[0]["lang"]
    assert outline.named("main")
    assert {"class": "skip", "href": "#main"} in outline.named("a")


@pytest.mark.parametrize("name", sorted(gallery.PAGES))
def test_no_id_is_given_twice_and_every_label_and_anchor_finds_its_place(name: str) -> None:
    outline = Outline(pages()[name])
    ids = [attrs["id"] for _, attrs in outline.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    wanted = [attrs["for"] for attrs in outline.named("label") if attrs.get("for")]
    anchors = [attrs.get("href") or "" for attrs in outline.named("a")]
    wanted += [anchor[1:] for anchor in anchors if anchor.startswith("#")]
    assert not set(wanted) - set(ids)


@pytest.mark.parametrize("name", sorted(gallery.PAGES))
def test_no_page_has_a_script_or_style_within_it_or_asks_another_host(name: str) -> None:
    outline = Outline(pages()[name])
    assert not outline.named("style", "iframe")
    assert not [tag for tag, attrs in outline.tags if "style" in attrs]
    assert not [key for _, attrs in outline.tags for key in attrs if key.startswith("on")]
    loaded = [
        attrs.get("href") or ""
        for attrs in outline.named("link")
        if attrs.get("rel") != "canonical"  # names an address, loads nothing
    ]
    loaded += [
        attrs.get("src") or ""
        for attrs in outline.named("img", "source", "script")
        if attrs.get("type") != "application/ld+json"  # data, which no browser runs
    ]
    assert all(address.startswith("/static/") for address in loaded)


def test_styles_load_nothing_from_another_host() -> None:
    sheets = list((STATIC / "css").glob("*.css"))
    assert sheets
    for path in sheets:
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text())
        assert all(address.startswith(("../", "data:")) for address in addresses)


@pytest.mark.parametrize("name", sorted(gallery.PAGES))
def test_a_page_with_its_styles_weighs_at_most_forty_kilobytes_as_sent(name: str) -> None:
    markup = pages()[name]
    styles = [attrs for attrs in Outline(markup).named("link") if attrs["rel"] == "stylesheet"]
    sent = [markup.encode()]
    sent += [(STATIC / attrs["href"].removeprefix("/static/")).read_bytes() for attrs in styles]
    assert sum(len(gzip.compress(part)) for part in sent) <= PAGE_LIMIT


def test_the_fonts_weigh_at_most_sixty_kilobytes_and_carry_their_licence() -> None:
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert fonts
    assert sum(font.stat().st_size for font in fonts) <= FONT_LIMIT
    assert "SIL Open Font License" in (STATIC / "fonts" / "OFL.txt").read_text()


def test_a_state_is_always_said_in_words() -> None:
    assert samples.STATUSES
    for code, _ in samples.STATUSES:
        words = re.sub(r"<[^>]*>", "", gallery.render_component("status", {"code": code})).strip()
        assert words
        assert words != code


def test_the_tally_bar_fills_its_width_and_keeps_the_smallest_share_visible() -> None:
    bars = look.tally_bars(
        [
            {"code": "up_to_date", "count": 4000},
            {"code": "overdue", "count": 1},
            {"code": "unknown", "count": 0},
        ]
    )
    assert [bar["code"] for bar in bars] == ["up_to_date", "overdue"]
    assert float(bars[-1]["width"]) > look.TALLY_LEAST * 0.9
    end = float(bars[-1]["x"]) + float(bars[-1]["width"])
    assert end == pytest.approx(look.TALLY_WIDTH, abs=0.2)


def test_a_tally_of_nothing_is_an_empty_bar() -> None:
    assert look.tally_bars([]) == []
    assert look.tally_bars([{"code": "unknown", "count": 0}]) == []


def test_the_pager_keeps_the_other_parameters_and_drops_the_number_of_the_first_page() -> None:
    shown = samples.PAGER.get_page(2)
    markup = gallery.render_component(
        "pagination",
        {"page_obj": shown, **gallery.request_for("/thu-tuc/?linh-vuc=a%26b&trang=2")},
    )
    assert 'href="?linh-vuc=a%26b"' in markup
    assert 'href="?linh-vuc=a%26b&amp;trang=3"' in markup


def test_the_display_switch_comes_back_to_the_page_it_was_pressed_on() -> None:
    markup = gallery.render_component("display", gallery.request_for("/thu-tuc/?trang=2"))
    assert "/hien-thi/?text=large&amp;next=%2Fthu-tuc%2F%3Ftrang%3D2" in markup


def test_a_withdrawn_page_does_not_show_what_was_withdrawn() -> None:
    markup = pages()["withdrawn"]
    assert samples.HISTORY[0].reason in markup
    assert samples.CONCLUSION.summary.splitlines()[0] not in markup
    assert samples.FILE.url not in markup
