"""An office with one person of each role and one thing of each kind, for the permission matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import bs4
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import querydict_from_html

from disclosures.models import DisclosureIndexPage, DisclosureSectionPage, Issuer, Plan
from home.models import AccessPage, ContentPage, HomePage
from home.site import ensure_texts
from portal import roles
from portal.models import (
    CalendarDay,
    ConfirmedYear,
    KindWorkflow,
    PortalSettings,
    Substitution,
    Unit,
    User,
)
from portal.site import set_up
from procedures.models import FeeIndexPage, Need, ProcedureField, ProcedureIndexPage
from search.models import BestBet, HouseWords
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_fee,
    make_file,
    make_procedure,
    make_unit,
    make_user,
    publish_page,
)
from tests.unit.disclosures.register_samples import load_catalogue

#: Who tries: every role of the office, somebody without any, and a visitor. Editors and approvers
#: are members of the units KTRA and VP; the unit editor works in KTRA, which writes conclusions.
ACTORS: dict[str, str | None] = {
    "editor": roles.EDITOR,
    "unit-editor": roles.UNIT_EDITOR,
    "approver": roles.APPROVER,
    "office": roles.OFFICE,
    "leader": roles.LEADER,
    "auditor": roles.AUDITOR,
    "administrator": roles.ADMINISTRATOR,
    "staff": roles.STAFF,
    "nobody": "",
    "anonymous": None,
}


@dataclass
class Person:
    """Somebody who tries, signed in."""

    name: str
    user: User | None
    client: Client

    def get(self, name: str, *args: Any) -> int:
        """The status of the answer at that address of the admin."""
        return self.client.get(reverse(name, args=args)).status_code

    def post(self, name: str, *args: Any, data: Any = None, query: str = "") -> int:
        """The status of the answer to a form sent there."""
        address = reverse(name, args=args) + query
        body = data.urlencode() if isinstance(data, QueryDict) else None
        if body is None:
            return self.client.post(address, data or {}).status_code
        return self.client.post(address, body, "application/x-www-form-urlencoded").status_code


@dataclass
class Office:
    """What there is, by name, and the forms of the pages as the admin gives them."""

    people: dict[str, Person]
    pages: dict[str, Any]
    forms: dict[str, QueryDict] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


def open_office() -> Office:
    """Make everybody and everything."""
    load_catalogue()
    set_up()
    ensure_texts()
    author, approver = make_editor(), make_approver()
    pages: dict[str, Any] = {
        "home": HomePage.objects.get(),
        "procedure list": ProcedureIndexPage.objects.get(),
        "section": DisclosureSectionPage.objects.get(),
        "conclusion list": DisclosureIndexPage.objects.get(lists="inspection_conclusion"),
        "fee list": FeeIndexPage.objects.get(),
        "access page": AccessPage.objects.get(),
    }
    for state in ("draft", "live"):
        content = ContentPage(title=f"Trang {state}", slug=state, body="<p>Lời.</p>", live=False)
        pages["home"].add_child(instance=content)
        content.save_revision(user=author)
        pages[f"content {state}"] = content
        pages[f"procedure {state}"] = make_procedure(author=author)
        pages[f"fee {state}"] = make_fee(author=author)
        pages[f"conclusion {state}"] = make_conclusion(author=author)
    administrator = make_user(is_superuser=True)
    for name in ("content live", "procedure live", "fee live", "conclusion live"):
        by = administrator if name == "content live" else approver
        publish_page(pages[name], approver=by)
    for page in pages.values():  # whatever is structural has a draft to edit as well
        if page.latest_revision_id is None:
            page.save_revision(user=author, clean=False)
    pages = {name: page.specific_class.objects.get(pk=page.pk) for name, page in pages.items()}
    office = Office({name: _person(name, role) for name, role in ACTORS.items()}, pages)
    client = Client()
    client.force_login(administrator)
    for name, page in pages.items():
        office.forms[name] = _form(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    for kind in ("procedure", "fee", "conclusion", "content"):
        page = pages[f"{kind} draft"]
        office.forms[f"new {kind}"] = _form(client, _add_address(page))
    office.forms["settings"] = _settings_form(client)
    unit = make_unit("XYZ", name="Phòng chưa dùng đến")
    Unit.objects.filter(code="KTRA").update(kinds=["inspection_conclusion"])
    plan = Plan.objects.create(
        number="14/KH-SKHCN",
        signed_on=date(2026, 1, 5),
        title="Kế hoạch",
        agency="Sở Khoa học và Công nghệ",
        year=2026,
    )
    office.things = {
        "private file": make_file("nhap.pdf"),
        "listed file": pages["conclusion live"].file,
        "unit": unit,
        "day off": CalendarDay.objects.create(day=date(2026, 9, 1), note="Nghỉ (ví dụ)"),
        "year": ConfirmedYear.objects.create(year=2026),
        "need": Need.objects.create(slug="x-quang", title="Đặt máy"),
        "field of procedures": ProcedureField.objects.create(code="khac", name="Khác"),
        "word for search": HouseWords.objects.create(words="rọi đèn", means="X-quang"),
        "best bet": BestBet.objects.create(words="đường dây nóng", page=Page.objects.get(depth=1)),
        "plan": plan,
        "issuing agency": Issuer.objects.create(name="Cơ quan khác (ví dụ)"),
        "substitute": Substitution.objects.create(
            approver=approver, substitute=author, from_day="2026-01-01", until_day="2026-01-31"
        ),
        "approval of a kind": KindWorkflow.objects.create(
            kind="procedure", workflow=Workflow.objects.get(active=True)
        ),
        "account": make_user(),
    }
    return office


def _person(name: str, role: str | None) -> Person:
    client = Client(raise_request_exception=True)
    if role is None:
        return Person(name, None, client)
    units = {"editor": ("KTRA", "VP"), "approver": ("KTRA", "VP"), "unit-editor": ("KTRA",)}
    user = make_user(role, units=units.get(name, ()))
    client.force_login(user)
    return Person(name, user, client)


def _form(client: Client, address: str) -> QueryDict:
    """The page form at that address, filled in as the admin sends it."""
    response = client.get(address)
    assert response.status_code == 200, address
    form = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    return form


def _settings_form(client: Client) -> QueryDict:
    """The form of the office's settings."""
    site = PortalSettings.objects.get().site_id
    address = reverse("wagtailsettings:edit", args=["portal", "portalsettings", site])
    html = client.get(address).content.decode()
    number = next(
        index
        for index, form in enumerate(bs4.BeautifulSoup(html, "html.parser").find_all("form"))
        if form.find(attrs={"name": "office_name"})
    )
    return querydict_from_html(html, form_index=number)


def _add_address(like: Page) -> str:
    """Where a page of the same kind is made, beside it."""
    meta = like.specific_class._meta
    args = [meta.app_label, meta.model_name, like.get_parent().pk]
    return reverse("wagtailadmin_pages:add", args=args)
