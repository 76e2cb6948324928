"""Loads the demonstration's front page texts, statements and contacts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wagtail.models import Site

from home.models import AccessOfficer, AccessPage, Errand, HomePage
from home.site import add_text
from portal import publishing
from portal.demo import Demonstration, read
from portal.models import PortalSettings, Unit

DATA = Path(__file__).with_name("pages.yaml")
TARGETS = {
    "procedures": "/thu-tuc/",
    "fees": "/phi-le-phi/",
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
        add_text(home, row)
    _load_contacts(home, data["contacts"])
    _load_officers(data["officers"])


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


def _load_contacts(home: HomePage, contacts: Mapping[str, Any]) -> None:
    office = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    office.office_name = contacts["office"]
    office.office_name_en = contacts["office_en"]
    office.address = contacts["address"]
    office.phone = contacts["phone"]
    office.email = contacts["email"]
    office.office_hours = contacts["hours"]
    office.focal_unit = Unit.objects.filter(code=contacts["focal_unit"]).first()
    office.save()
    names = dict(Unit.objects.values_list("code", "name"))
    rows = [
        {"heading": entry["purpose"]}
        | {"points": [names.get(entry["unit"], ""), entry["phone"], entry["email"]]}
        for entry in contacts["entries"]
    ]
    body = [{"text": contacts["address"]}, {"text": contacts["hours"]}, *rows]
    add_text(home, {**contacts, "lead": contacts["notice"], "body": body})


def _load_officers(rows: list[Mapping[str, Any]]) -> None:
    """Who gives information out, on the page that came with the portal."""
    page = AccessPage.objects.first()
    if page is None or page.officers.exists():
        return
    page.officers = [AccessOfficer(**row) for row in rows]
    page.save_revision()
    publishing.publish(page, actor=None)
