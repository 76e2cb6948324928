"""The site's own front page, and the pages whose first words come with the portal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Page, Site

from home.models import AccessPage, ContentPage, HomePage
from home.texts import as_html
from portal.site import add_page

DATA = Path(__file__).parent / "data" / "texts.yaml"


def add_text(home: HomePage, row: Mapping[str, Any]) -> None:
    """Publish a content page beneath the home page, in its menu: `title`, `slug`, `lead`, `body`
    (blocks as `home.texts.as_html` reads them)."""
    add_page(
        home,
        ContentPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["lead"],
            body=as_html(row["body"]),
            show_in_menus=True,
        ),
    )


def ensure_home() -> None:
    """Put the home page at the root of the default site, in place of Wagtail's welcome page."""
    if HomePage.objects.exists():
        return
    root = Page.objects.get(depth=1)
    home = add_page(root, HomePage(title="Cổng công khai", slug="trang-chu"))
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname = site.hostname or "localhost"
    site.site_name = site.site_name or "Cổng công khai"
    site.root_page = home
    site.save()
    if welcome is not None and type(welcome.specific) is Page:
        welcome.delete()


def ensure_texts() -> None:
    """A step of `registry.text_steps`: access to information, the guide, the statements. A page
    stands for itself by its address: one that the office made there stays."""
    home = HomePage.objects.first()
    if home is None:
        return
    data = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    there = set(home.get_children().values_list("slug", flat=True))
    access = data["access"]
    if access["slug"] not in there and not AccessPage.objects.exists():
        texts = {name: as_html(access[name]) for name in ("how_to_ask", "costs", "time_limits")}
        add_page(
            home,
            AccessPage(
                title=access["title"],
                slug=access["slug"],
                summary=access["lead"],
                show_in_menus=True,
                **texts,
            ),
        )
    for row in data["pages"]:
        if row["slug"] not in there:
            add_text(home, row)
