"""Who may import whom, and what a pure module may know."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT_DIR

APPS = ("portal", "documents", "home", "procedures", "disclosures", "search")
CONTRACTS = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
PURE = next(c["source_modules"] for c in CONTRACTS if c["name"] == "pure modules reach no models")
#: Nothing of these in a pure module: the database, the web, Wagtail.
IMPURE = (
    "django.db",
    "django.apps",
    "django.contrib",
    "django.conf",
    "django.utils.timezone",
    "wagtail",
)
#: How a file says of itself that it is pure.
SAYS_PURE = re.compile(r"\bPure\b|\(pure\)|Strictly pure")
#: A pure module is told the time; it never asks for it.
CLOCKS = {
    "now",
    "today",
    "utcnow",
    "localdate",
    "localtime",
    "time_ns",
    "perf_counter",
    "monotonic",
}


def _pure_files() -> list[str]:
    """Every file of the pure modules, and every other that says it of itself."""
    listed = {
        path
        for module in PURE
        for base in [PROJECT_DIR.joinpath(*module.split("."))]
        for path in [base.with_suffix(".py"), *base.rglob("*.py")]
        if path.exists()
    }
    saying = {
        path
        for app in APPS
        for path in (PROJECT_DIR / app).rglob("*.py")
        if SAYS_PURE.search(ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
    }
    return sorted(str(path.relative_to(PROJECT_DIR)) for path in listed | saying)


def test_import_direction_holds() -> None:
    command = str(Path(sys.executable).parent / "lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], check=False, capture_output=True, text=True, cwd=PROJECT_DIR
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", _pure_files())
def test_pure_module_knows_no_database_and_no_clock(module: str) -> None:
    tree = ast.parse((PROJECT_DIR / module).read_text(encoding="utf-8"))
    imported = [name for name in _imports(tree) if _is_impure(name)]
    assert not imported, f"{module} imports {imported}"
    clocks = [call for call in _calls(tree) if call in CLOCKS]
    assert not clocks, f"{module} asks for the time itself: {clocks}"


def test_only_the_environment_reader_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(PROJECT_DIR))
        for app in APPS
        for path in (PROJECT_DIR / app).rglob("*.py")
        if {"environ", "getenv"} & set(_names(path))
    ]
    # wsgi.py names the settings module, as Django has it done.
    assert sorted(readers) == ["portal/settings/env.py", "portal/wsgi.py"]


def test_one_module_alone_knows_wagtail_modeladmin() -> None:
    users = [
        str(path.relative_to(PROJECT_DIR))
        for app in APPS
        for path in (PROJECT_DIR / app).rglob("*.py")
        if any(
            name.startswith("wagtail_modeladmin")
            for name in _imports(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert users == ["disclosures/admin.py"]


def _is_impure(name: str) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in IMPURE) or name.endswith(
        ".models"
    )


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield function.attr
            elif isinstance(function, ast.Name):
                yield function.id


def _names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
