"""Loads the demonstration's front page texts, statements and contacts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wagtail.models import Site

from home.models import ContentPage, Errand, HomePage
from portal import publishing
from portal.demo import Demonstration, read
from portal.models import PortalSettings, Unit
from portal.site import add_page

DATA = Path(__file__).with_name("pages.yaml")
TARGETS = {
    "procedures": "/thu-tuc/",
    "conclusions": "/ket-luan/",
    "duties": "/nghia-vu-cong-khai/",
    "search": "/tim-kiem/",
}


def load(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`."""
    data = read(DATA)
    home = HomePage.objects.get()
    if home.errands.exists():
        return
    demonstration.say("front page and statements")
    _fill_home(home, data["home"])
    for row in data["statements"]:
        add_page(
            home,
            ContentPage(
                title=row["title"],
                slug=row["slug"],
                summary=row["lead"],
                body=_html(row["body"]),
                show_in_menus=True,
            ),
        )
    _load_contacts(home, data["contacts"])


def _fill_home(home: HomePage, texts: Mapping[str, Any]) -> None:
    home.title = texts["title"]
    home.summary = texts["lead"]
    home.search_hint = " | ".join(texts["search_examples"])
    home.errands = [
        Errand(title=task["title"], text=task["text"], link=_link(task["target"]))
        for task in texts["tasks"]
    ]
    home.save_revision()
    publishing.publish(home, actor=None)


def _link(target: str) -> str:
    name, _, words = target.partition(":")
    return f"{TARGETS[name]}?q={quote(words)}" if words else TARGETS[name]


def _html(blocks: list[Mapping[str, Any]]) -> str:
    parts = []
    for block in blocks:
        if "heading" in block:
            parts.append(f"<h2>{escape(block['heading'])}</h2>")
        if "text" in block:
            parts.append(f"<p>{escape(block['text'])}</p>")
        if "points" in block:
            points = "".join(f"<li>{escape(point)}</li>" for point in block["points"])
            parts.append(f"<ul>{points}</ul>")
    return "".join(parts)


def _load_contacts(home: HomePage, contacts: Mapping[str, Any]) -> None:
    office = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    office.office_name = contacts["office"]
    office.address = contacts["address"]
    office.phone = contacts["phone"]
    office.email = contacts["email"]
    office.office_hours = contacts["hours"]
    office.save()
    names = dict(Unit.objects.values_list("code", "name"))
    rows = [
        {"heading": entry["purpose"]}
        | {"points": [names.get(entry["unit"], ""), entry["phone"], entry["email"]]}
        for entry in contacts["entries"]
    ]
    add_page(
        home,
        ContentPage(
            title=contacts["title"],
            slug=contacts["slug"],
            summary=contacts["notice"],
            show_in_menus=True,
            body=_html([{"text": contacts["address"]}, {"text": contacts["hours"]}, *rows]),
        ),
    )
