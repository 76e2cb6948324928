"""Every test that is written is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PROJECT_DIR, collected_files

TESTS = PROJECT_DIR / "tests"


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in TESTS.rglob("*.py")}
    bare = sorted(str(folder) for folder in folders if not (folder / "__init__.py").is_file())
    assert bare == []


def test_every_test_file_on_disk_is_collected(pytestconfig: pytest.Config) -> None:
    asked = [Path(argument) for argument in pytestconfig.args if "::" not in argument]
    folders = [folder.resolve() for folder in asked if folder.is_dir()]
    on_disk = {path for folder in folders for path in folder.rglob("test_*.py")}
    lost = sorted(str(path) for path in on_disk - pytestconfig.stash[collected_files])
    assert lost == []


def test_no_test_hides_in_a_file_that_pytest_does_not_look_into() -> None:
    hidden = [
        str(path.relative_to(PROJECT_DIR))
        for path in TESTS.rglob("*.py")
        if not path.name.startswith("test_") and "\ndef test_" in path.read_text(encoding="utf-8")
    ]
    assert hidden == []
