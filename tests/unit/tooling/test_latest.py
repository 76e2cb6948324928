"""`make test-latest`: what is tried beyond the ranges is checked before anything is installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import latest
from scripts.system import Stop


def test_what_to_try_is_a_list_of_requirements() -> None:
    assert latest.requirements("wagtail>=8 django>=6,<7") == ["wagtail>=8", "django>=6,<7"]
    assert latest.requirements("") == []


@pytest.mark.parametrize("text", ["--index-url=http://x", "wagtail;x", "../there", "@x"])
def test_what_is_no_requirement_is_refused(text: str) -> None:
    with pytest.raises(Stop, match="TRY must name releases"):
        latest.requirements(text)


def test_what_is_newer_than_the_lock_is_listed() -> None:
    locked = {"django": "5.2.1", "wagtail": "7.4"}
    newest = {"django": "5.2.9", "wagtail": "7.4", "new": "1"}
    assert latest.differences(locked, newest) == ["  django 5.2.1 → 5.2.9", "  new – → 1"]
    assert latest.differences(locked, locked) == ["Nothing is newer than uv.lock."]


def test_installed_versions_are_read_from_the_environment_itself() -> None:
    assert latest.versions(Path(sys.executable))["django"].startswith("5.2")
