"""What a stranger reads is what is there: variables, make targets, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.settings import env
from tests.conftest import PROJECT_DIR

#: Read by scripts and tests only, so not by `portal.settings.env`.
TOOLING = (
    "ARGS", "CHROMIUM", "DATABASE", "PORT", "PORTAL_SHARED", "PYTHON", "RELOAD", "REQUIRE_ALL",
    "SKIP_LINT",
)  # fmt: skip


def _text(name: str) -> str:
    return (PROJECT_DIR / name).read_text(encoding="utf-8")


def _make_targets() -> list[str]:
    return re.findall(r"^([a-z-]+):.*## ", _text("Makefile"), re.MULTILINE)


@pytest.mark.parametrize("name", env.KNOWN)
def test_every_variable_of_the_product_is_documented(name: str) -> None:
    assert re.search(rf"^#? ?{name}=", _text(".env.example"), re.MULTILINE), ".env.example lacks it"
    assert f"`{name}`" in _text("README.md"), "README.md lacks it"


@pytest.mark.parametrize("name", TOOLING)
def test_every_variable_of_the_tooling_is_documented(name: str) -> None:
    assert f"`{name}`" in _text("CONTRIBUTING.md")


def test_env_example_names_only_variables_that_exist() -> None:
    named = re.findall(r"^#? ?([A-Z_]+)=", _text(".env.example"), re.MULTILINE)
    assert sorted(named) == sorted({*env.KNOWN, "DJANGO_SETTINGS_MODULE"})


@pytest.mark.parametrize("target", _make_targets())
def test_every_make_target_is_documented_and_phony(target: str) -> None:
    assert f"`make {target}`" in _text("README.md") + _text("CONTRIBUTING.md")
    phony = re.search(r"^\.PHONY: (.*)$", _text("Makefile"), re.MULTILINE)
    assert phony and target in phony.group(1).split()


def test_documents_link_to_files_that_exist() -> None:
    documents = [*PROJECT_DIR.glob("*.md"), *(PROJECT_DIR / "docs").rglob("*.md")]
    broken = [
        f"{document.relative_to(PROJECT_DIR)} -> {target}"
        for document in documents
        for target in _local_links(document)
        if not (document.parent / target).exists()
    ]
    assert broken == []


def _local_links(document: Path) -> list[str]:
    links = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    return [link.split("#")[0] for link in links if "://" not in link and not link.startswith("#")]
