"""What the people of a journey do: a visitor reads and searches, an editor writes, an approver
approves and withdraws. Each works through the browser alone, as a person would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from playwright.sync_api import Locator, Page, Response, TimeoutError, expect

from portal.models import PublicationEvent, Unit, User
from tests.factories import PASSWORD

#: How often something is pressed that does not answer, and for how many milliseconds one waits.
PRESSES, PRESS_AGAIN = 6, 10_000


@dataclass
class Office:
    """The portal in the test: its address and its people."""

    url: str
    editor: User
    approver: User

    def address(self, path: str) -> str:
        return f"{self.url}{path}"


# What a visitor does


def sees(page: Page, address: str, status: int = 200) -> Response:
    """Open the address and check what the server says of it."""
    response = page.goto(address)
    assert response is not None
    assert response.status == status, address
    return response


def found(page: Page, office: Office, words: str) -> Locator:
    """Search from the home page; the results."""
    sees(page, office.url)
    box = page.get_by_role("main").locator("input[name=q]")
    box.fill(words)
    box.press("Enter")
    page.wait_for_url("**/tim-kiem/**")
    return page.get_by_role("main").locator(".hits").get_by_role("link")


def read_history(page: Page) -> list[str]:
    """The kinds of the public history, latest first."""
    entries = page.locator(".timeline").last.locator("> li")  # recommendations have one as well
    return [entry.get_attribute("class") or "" for entry in entries.all()]


# What staff do


def sign_in(page: Page, office: Office, user: User, password: str = PASSWORD) -> None:
    page.goto(office.address("/quan-tri/"))
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(office.address("/quan-tri/"))


def fill(page: Page, values: Mapping[str, str]) -> None:
    """Fill fields of a page's form by name; Tab also closes the calendar of a date."""
    for name, value in values.items():
        page.locator(f"#id_{name}").fill(value)
        page.keyboard.press("Tab")


def press(button: Locator, *, until: Locator) -> None:
    """Press what opens something, and press again if it did not, as anybody would.

    On a busy machine a form may move between the press and the release of the mouse (a calendar
    closes, a column finds its width), and the browser then tells nobody of a click.
    """
    for _ in range(PRESSES):
        if until.is_visible():
            return
        with suppress(AssertionError, TimeoutError):  # what covers or disables it may be the answer
            button.click(timeout=PRESS_AGAIN)
            expect(until).to_be_visible(timeout=PRESS_AGAIN)
    expect(until).to_be_visible()


def choose_unit(page: Page, unit: Unit) -> None:
    chooser = page.locator("#id_unit-chooser")
    choice = page.locator(".modal-body").get_by_role("link", name=unit.name, exact=True)
    press(chooser.locator("[data-chooser-action-choose]:visible"), until=choice)
    choice.click()
    expect(chooser.locator("[data-chooser-title]")).to_have_text(unit.name)


def choose_field(page: Page, name: str) -> None:
    """Choose a field of administration in its chooser."""
    chooser = page.locator("#id_field-chooser")
    choice = page.locator(".modal-body").get_by_role("link", name=name, exact=True)
    press(chooser.locator("[data-chooser-action-choose]:visible"), until=choice)
    choice.click()
    expect(chooser.locator("[data-chooser-title]")).to_have_text(name)


def upload(page: Page, name: str, data: bytes) -> None:
    """Upload a file in the chooser's dialogue."""
    chooser = page.locator("#id_file-chooser")
    modal = page.locator(".modal-body")
    tab = modal.locator("[role=tab][href='#tab-upload']")
    press(chooser.locator("[data-chooser-action-choose]:visible"), until=tab)
    form = modal.locator("form").filter(has=page.locator("input[type=file]"))
    press(tab, until=form)
    form.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": data}
    )
    title = form.locator("[name$=title]")
    if not title.input_value():
        title.fill(name)
    form.locator("button[type=submit], input[type=submit]").click()
    expect(chooser.locator("[data-chooser-title]")).not_to_be_empty()


def save_draft(page: Page) -> int:
    """Save; the key of the page that was saved."""
    page.locator("button.action-save:visible").first.click()
    page.wait_for_url(re.compile(r"/quan-tri/pages/\d+/edit/"))
    expect(page.locator(".messages .success")).to_be_visible()
    return int(re.search(r"/pages/(\d+)/edit/", page.url)[1])


def act(page: Page, selector: str) -> None:
    """Choose an action from the menu beside the save button."""
    footer = page.locator("footer.footer, .footer").first
    action = page.locator(f"{selector}:visible").first
    press(footer.locator("[data-w-dropdown-target=toggle]"), until=action)
    action.click()


def submit_for_approval(page: Page) -> None:
    """Send it on; before the first publication with the unit's secrecy check ticked."""
    checked = page.locator("[name=secrecy_outcome][value=clear]")
    if checked.count():
        checked.check()
    act(page, "[name=action-submit]")
    expect(page.locator(".messages .success")).to_be_visible()


def approve(page: Page, office: Office, written: Any) -> None:
    """Find the task on the landing page, read, approve."""
    is_checked = (
        not written.repeats_public_act
        and not PublicationEvent.objects.for_page(written.pk).exists()
    )
    approve_page(page, office, written.pk, is_first=is_checked)


def approve_page(page: Page, office: Office, page_id: int, *, is_first: bool) -> None:
    """As `approve`, where the test can't look into the database."""
    page.goto(office.address("/quan-tri/"))
    edit = reverse("wagtailadmin_pages:edit", args=[page_id])
    page.locator(f"main a[href='{edit}']").first.click()
    page.wait_for_url(f"**/pages/{page_id}/edit/")
    act(page, "[data-workflow-action-name=approve]")
    if is_first:
        dialogue = page.locator(".modal-body")
        dialogue.locator("[name=secrecy_outcome][value=clear]").check()
        dialogue.locator("button[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()


def withdraw(page: Page, office: Office, written: Any, reason: str) -> None:
    page.goto(office.address(reverse("portal_withdraw", args=[written.pk])))
    form = page.locator("form").filter(has=page.locator("[name=reason]"))
    form.locator("button[type=submit], input[type=submit]").click()
    expect(page).to_have_url(re.compile("/withdraw/"))  # without a reason it stays
    form.locator("[name=reason]").fill(reason)
    form.locator("button[type=submit], input[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()
