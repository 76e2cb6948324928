"""The site's own front page."""

from __future__ import annotations

from wagtail.models import Page, Site

from home.models import HomePage
from portal.site import add_page


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
