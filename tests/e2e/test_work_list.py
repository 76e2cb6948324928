"""A person of a unit opens *Việc của tôi*, answers a question from it, and it is gone; the reminder
of the next day no longer asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from disclosures.reminders import sending
from portal.models import Unit
from tests.e2e.conftest import PHONE
from tests.e2e.people import Office, sign_in

WORK = "/quan-tri/work/"


def test_a_unit_answers_a_question_from_its_work_list(
    office: Office, new_page: Callable[..., Page], axe: Callable[..., None], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = office.url
    Unit.objects.filter(code="KTRA").update(email="ktra@example.org")

    # The reminder leads to the list.
    sending.run()
    [letter] = [one for one in mail.outbox if one.to == ["ktra@example.org"]]
    address = re.search(rf"{re.escape(office.url)}/quan-tri/work/\S+", letter.body)[0]
    page = new_page(PHONE)
    sign_in(page, office, office.editor)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.evaluate("document.querySelector('[data-sprite]')?.remove()")
    axe(page)

    # A question: nothing happened in that quarter. Every step by keyboard.
    cards = page.locator(".work-questions .work-case").filter(
        has=page.locator("a[href*='/KN-QD/nil-return/']")
    )
    before = cards.count()
    assert before
    button = cards.first.locator("a[href*='/KN-QD/nil-return/']")
    case = button.get_attribute("href").partition("case=")[2]
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/KN-QD/nil-return/**")
    expect(page.locator("[name=case]")).to_have_value(case)
    form = page.locator("form").filter(has=page.locator("[name=note]"))
    form.locator("[name=note]").fill("Trong quý không ban hành quyết định nào.")
    form.locator("button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/duties/KN-QD/")
    page.goto(office.address(WORK))
    expect(page.locator(f"a[href*='/KN-QD/nil-return/?case={case}']")).to_have_count(0)

    # Without JavaScript it is all there too.
    plain = new_page(javascript=False)
    sign_in(plain, office, office.editor)
    plain.goto(office.address(WORK))
    expect(plain.locator(".work-item").first).to_be_visible()

    # One mail a day.
    mail.outbox.clear()
    sending.run(timezone.localdate())
    assert not [one for one in mail.outbox if one.to == ["ktra@example.org"]]
