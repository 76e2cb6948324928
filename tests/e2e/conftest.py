"""A real browser for whole journeys: one for all tests, in one worker, on the system's Chromium.

* `page`, `phone_page`, `plain_page` (no JavaScript), or `new_page(...)` for a second person.
* `live_server` (pytest-django) serves the test database; `demonstration` serves the demonstration
  as `make run` does, once for all tests: read it, and change only what the test itself made.
* `office`: the test database with units, catalogue and people; what they do is in `people.py`.
* `axe(page)` fails on anything axe-core objects to, contrast included.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright

from portal import roles
from portal.models import PortalSettings, Unit
from portal.site import set_up
from scripts import browser as chromium
from scripts import serving
from scripts.system import PROJECT_DIR
from tests.conftest import ENVIRONMENT
from tests.e2e.database import demonstration_database
from tests.e2e.people import Office
from tests.factories import make_unit, make_user

HERE = Path(__file__).parent
RESULTS = PROJECT_DIR / "test-results"
#: The environment of what a test starts: it is kept from the network (tests/offline).
OFFLINE = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(
        [str(PROJECT_DIR / "tests" / "offline"), *filter(None, [os.environ.get("PYTHONPATH")])]
    ),
}
PHONE = {"width": 360, "height": 800}
DESKTOP = {"width": 1280, "height": 900}
#: Milliseconds. A busy machine is not a failing test: nothing waits longer than it must.
PATIENCE = 60_000
failed = pytest.StashKey[bool]()

expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests in one worker, so that one browser serves them all."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[failed] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; tests are skipped with the reason where there is none."""
    executable = chromium.find()
    reason = chromium.why_not(executable)
    if reason:
        pytest.skip(f"{ENVIRONMENT} {reason}")
    with sync_playwright() as playwright:
        # Playwright's loop runs in this thread from here on, and Django's ORM would refuse to.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        running = playwright.chromium.launch(
            executable_path=executable, headless=True, args=chromium.flags()
        )
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Makes a page with cookies of its own: `new_page(PHONE)`, `new_page(javascript=False)`.

    At the end a script error or something the content security policy refused fails the test; of a
    failed test a picture is kept in test-results/.
    """
    contexts = []
    complaints: list[str] = []

    def make(
        viewport: dict[str, int] | None = None, *, javascript: bool = True, **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport=viewport or DESKTOP,
            java_script_enabled=javascript,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on("console", lambda said: complaints.extend(_refusals(said.text)))
        return page

    yield make
    if request.node.stash.get(failed, False):
        RESULTS.mkdir(exist_ok=True)
        pages = [page for context in contexts for page in context.pages]
        for number, page in enumerate(pages):
            page.screenshot(path=RESULTS / f"{request.node.name}-{number}.png", full_page=True)
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _refusals(text: str) -> list[str]:
    return [text] if "Content Security Policy" in text else []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page on a desktop, 1280 by 900."""
    return new_page(DESKTOP)


@pytest.fixture
def phone_page(new_page: Callable[..., Page]) -> Page:
    """A page on a small phone, 360 by 800."""
    return new_page(PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def plain_page(new_page: Callable[..., Page]) -> Page:
    """A page without JavaScript."""
    return new_page(DESKTOP, javascript=False)


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)`: every rule of axe-core, contrast included; fails with what it found and where.

    `ignore`: ids of rules that are not ours to keep, e.g. inside Wagtail's own admin.
    """

    def run(page: Page, *, ignore: tuple[str, ...] = ()) -> None:
        # What is still fading in has no contrast yet.
        page.evaluate(
            "Promise.allSettled(document.getAnimations()"
            ".filter(one => one.effect.getComputedTiming().endTime < Infinity)"
            ".map(one => one.finished))"
        )
        rules = {rule: {"enabled": False} for rule in ignore}
        options = {"resultTypes": ["violations"], "rules": rules}
        violations = Axe().run(page, options=options).response["violations"]
        found = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
            + "\n".join(f"    {' '.join(map(str, node['target']))}" for node in violation["nodes"])
            for violation in violations
        ]
        assert not found, f"{page.url}\n" + "\n".join(found)

    return run


@pytest.fixture
def office(live_server: Any, settings: Any, tmp_path: Path) -> Office:
    """An office with its units and catalogue, tracked since last year; it has named who follows the
    inspectorate, which ended in 2025."""
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    set_up()
    call_command("load_units", stdout=StringIO())
    call_command("load_obligations", stdout=StringIO())
    successor = make_unit("KTRA", name="Phòng Pháp chế – Kiểm tra", valid_from=date(2025, 7, 1))
    Unit.objects.filter(code="TTRA").update(succeeded_by=successor)
    PortalSettings.objects.update(tracked_from=date(timezone.localdate().year - 1, 1, 1))
    editor = make_user(
        roles.EDITOR, units=("KTRA",), username="bientap", first_name="Thị Mẫu", last_name="Lê"
    )
    approver = make_user(
        roles.APPROVER, username="nguoiduyet", first_name="Văn Mẫu", last_name="Trần"
    )
    return Office(live_server.url, editor, approver)


@dataclass(frozen=True)
class Demonstration:
    """The demonstration as it is served: its address, the accounts it made, its data folder."""

    url: str
    accounts: serving.Accounts
    folder: Path

    def password(self, username: str) -> str:
        """The password of one of the demonstration's accounts."""
        accounts = {account["username"]: account["password"] for account in self.accounts}
        return accounts[username]


@pytest.fixture(scope="session")
def demonstration(
    browser: Browser, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    """The demonstration, served with its task worker as `make run` serves it."""
    folder = tmp_path_factory.mktemp("demonstration")
    with demonstration_database(folder) as changes, (folder / "log").open("wb") as log:
        env = serving.environment(**{**OFFLINE, **changes})
        env["DJANGO_SETTINGS_MODULE"] = "tests.e2e.settings"
        accounts = serving.prepare(env)
        with serving.serving(serving.free_port(), env, output=log) as portal:
            yield Demonstration(portal.url, accounts, folder)
