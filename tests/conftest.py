"""What every test has: the shared material, a clean database and cache, honest skips."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from scripts.system import required
from tests import template
from tests.baseline import Baseline
from tests.offline import sitecustomize as _nothing_leaves_this_machine  # noqa: F401
from tests.postgres_server import on_server, url

PROJECT_DIR = Path(__file__).resolve().parent.parent
#: Skips that no machine can mend begin with this: the test is about the other database.
OTHER_DATABASE = "database:"
#: Skips for want of something on this machine begin with this; REQUIRE_ALL=1 makes them failures.
ENVIRONMENT = "environment:"

collected_files = pytest.StashKey[set[Path]]()

# A busy machine is not a failing test: no deadlines. CI draws the same examples every time.
settings.register_profile("default", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material that is not part of the project: ../shared, or PORTAL_SHARED."""
    named = os.environ.get("PORTAL_SHARED", "")
    folder = Path(named).expanduser() if named else PROJECT_DIR.parent / "shared"
    if not (folder / "README.md").is_file():
        pytest.skip(f"{ENVIRONMENT} the shared material is not at {folder} (set PORTAL_SHARED)")
    return folder


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """No test sees what another one cached."""
    yield
    from django.core.cache import caches

    for alias in caches:  # `shared` too: that is where attempts are counted
        caches[alias].clear()
    if (frame := sys.modules.get("portal.frame")) is not None:
        frame.forget()


# --- one database, as migrations leave it, for every test ---------------------------------------


@pytest.fixture(scope="session")
def _turn() -> Iterator[ExitStack]:
    """Closed once the migrated database is there: until then the other workers wait for it."""
    with ExitStack() as stack:
        stack.enter_context(template.turn())
        yield stack


@pytest.fixture(scope="session")
def django_db_keepdb(_turn: ExitStack, django_db_modify_db_settings: None) -> bool:
    """Begin with a copy of the migrated database, when another worker or an earlier run made it."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return template.copy_file(Path(connection.settings_dict["TEST"]["NAME"]))
    return template.copy_database(connection.creation._get_test_db_name())


@pytest.fixture(scope="session")
def django_db_setup(
    _turn: ExitStack, django_db_keepdb: bool, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """pytest-django's database with the structural pages of a new site, and a copy to come back to
    (`pytest_runtest_teardown`)."""
    from django.db import connection

    from portal.site import set_up
    from portal.testing import allow_flush

    with django_db_blocker.unblock():
        if not django_db_keepdb:
            template.keep(connection)
        _turn.close()
        set_up()  # every test stands on a site; making it takes a second, so it is made once
        Baseline.current = Baseline(connection)
    with allow_flush():
        yield
    with django_db_blocker.unblock():
        Baseline.current.close()
        if django_db_keepdb and connection.vendor == "postgresql":
            connection.close()  # a kept database is left alone by pytest-django
            on_server(f'DROP DATABASE IF EXISTS "{connection.settings_dict["NAME"]}" WITH (FORCE)')
    Baseline.current = None


@pytest.hookimpl(optionalhook=True)  # without xdist there is nobody to ask
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: while one waits (a browser, a server, a commit
    reaching the disk), another works. A machine without affinity counts its cores.
    """
    affinity = getattr(os, "sched_getaffinity", None)
    return 1 + (len(affinity(0)) if affinity else os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """A test with real transactions ends by emptying every table, what migrations put there too:
    the root page, the groups, the workflow. Put that back before the next test."""
    result = yield
    if Baseline.current and _has_real_transactions(item):
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            Baseline.current.restore()
    return result


def _has_real_transactions(item: pytest.Item) -> bool:
    from django.test import TestCase, TransactionTestCase

    if {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
        return True
    marker = item.get_closest_marker("django_db")
    if marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)):
        return True
    test_class = getattr(item, "cls", None)
    return bool(
        test_class
        and issubclass(test_class, TransactionTestCase)
        and not issubclass(test_class, TestCase)
    )


# --- honest skips --------------------------------------------------------------------------------


def pytest_runtest_setup(item: pytest.Item) -> None:
    from django.db import connection

    for vendor, marker in (("sqlite", "sqlite_only"), ("postgresql", "postgres_only")):
        if item.get_closest_marker(marker) and connection.vendor != vendor:
            pytest.skip(f"{OTHER_DATABASE} this is about {vendor} itself")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if not hasattr(report, "wasxfail"):
        _fail_when_required(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    _fail_when_required(report)
    return report


def _fail_when_required(report: Any) -> None:
    """With REQUIRE_ALL=1 a skip is a failure, whoever skipped and why."""
    if not (required() and report.outcome == "skipped"):
        return
    longrepr = report.longrepr
    reason = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    reason = reason.removeprefix("Skipped: ")
    if not reason.startswith(OTHER_DATABASE):
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL is set, so this may not be skipped: {reason}"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out what never asks the database: on a second one it would say the same",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Remember which files were collected, before anything is left out (tests/architecture asks);
    then leave out what --database-only does."""
    config.stash[collected_files] = {item.path for item in items}
    if config.getoption("database_only"):
        left_out = [item for item in items if not _asks_the_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _asks_the_database(item)]


def _asks_the_database(item: pytest.Item) -> bool:
    from django.test import SimpleTestCase

    if {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
        return True
    test_class = getattr(item, "cls", None)
    return item.get_closest_marker("django_db") is not None or bool(
        test_class and issubclass(test_class, SimpleTestCase)
    )


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their number: an archive holds the time it was made at, and two workers
    that call one test by two names stop the whole run."""
    return f"{argname}-of-{len(val)}-bytes" if isinstance(val, bytes) else None


def pytest_unconfigure() -> None:
    """Remove the data folder that `portal.settings.test` made for this process, and with the last
    process the database that all of them copied."""
    from django.conf import settings as django_settings

    if url() and "PYTEST_XDIST_WORKER" not in os.environ:
        template.remove_of_this_run()
    if django_settings.configured:
        shutil.rmtree(django_settings.PORTAL_DATA_DIR, ignore_errors=True)
