"""What the documentation says is what is there, and what is there is in it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.apps import apps
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from disclosures.counting.verdicts import DutyValue
from disclosures.words.wording import VALUES
from portal import registry
from portal.events import EventKind
from portal.models import BasePage, DisclosurePage
from portal.settings import env
from tests.conftest import PROJECT_DIR

APPS = ("portal", "documents", "home", "procedures", "disclosures", "search")
DOCS = PROJECT_DIR / "docs"
ADRS = sorted((DOCS / "adr").glob("[0-9]*.md"))
CODE = [path for app in APPS for path in sorted((PROJECT_DIR / app).rglob("*.py"))]
COMMANDS = sorted(
    path.stem for path in CODE if path.parent.name == "commands" and path.stem != "__init__"
)
CHECK_IDS = sorted(
    {
        found
        for path in CODE
        for found in re.findall(
            rf'"((?:{"|".join(APPS)})\.[CEWI]\d{{3}})"', path.read_text(encoding="utf-8")
        )
    }
)
#: Read by scripts and tests only, so not by `portal.settings.env`.
TOOLING = (
    "ARGS", "CHROMIUM", "DATABASE", "NODES", "PORT", "PORTAL_SHARED", "PYTHON", "RELOAD",
    "REQUIRE_ALL", "SKIP_LINT", "TRY",
)  # fmt: skip


#: Fields of `BasePage` and `DisclosurePage`, described in words.
OF_EVERY_PAGE = {
    *(field.name for model in (BasePage, DisclosurePage) for field in model._meta.local_fields),
    *(relation.get_accessor_name() for relation in get_all_child_relations(Page)),
    "page_ptr",
}


@cache
def text(name: str) -> str:
    return (PROJECT_DIR / name).read_text(encoding="utf-8")


def documents() -> list[Path]:
    return sorted([*PROJECT_DIR.glob("*.md"), *DOCS.rglob("*.md")])


def rows(name: str, heading: str = "") -> list[list[str]]:
    """The cells of every table row in a document, or under one of its headings; heads left out."""
    found, inside, lines = [], not heading, text(name).splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("#"):
            inside = not heading or line.lstrip("# ") == heading
        is_head = after.startswith("|-")
        if inside and line.startswith("|") and not line.startswith("|-") and not is_head:
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def coded(texts: str) -> list[str]:
    """What stands in backticks, blocks of code left out."""
    return re.findall(
        r"`([^`]+)`", re.sub(r"^```.*?^```", "", texts, flags=re.DOTALL | re.MULTILINE)
    )


# Settings and make targets


@pytest.mark.parametrize("name", env.KNOWN)
def test_every_variable_of_the_product_is_documented(name: str) -> None:
    assert re.search(rf"^#? ?{name}=", text(".env.example"), re.MULTILINE), ".env.example lacks it"
    for document in ("README.md", "docs/operations.md"):
        assert f"`{name}`" in text(document), f"{document} lacks it"


@pytest.mark.parametrize("name", TOOLING)
def test_every_variable_of_the_tooling_is_documented(name: str) -> None:
    assert f"`{name}`" in text("CONTRIBUTING.md")


def test_env_example_names_only_variables_that_exist() -> None:
    named = re.findall(r"^#? ?([A-Z_]+)=", text(".env.example"), re.MULTILINE)
    assert sorted(named) == sorted({*env.KNOWN, "DJANGO_SETTINGS_MODULE"})


@pytest.mark.parametrize("target", re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))
def test_every_make_target_is_documented_and_phony(target: str) -> None:
    assert f"`make {target}`" in text("README.md") + text("CONTRIBUTING.md")
    phony = re.search(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)
    assert phony and target in phony.group(1).split()


# Commands, checks, findings


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    named = re.compile(rf"`{command}[ `]")
    assert named.search(text("docs/architecture.md")), "docs/architecture.md lacks it"
    assert named.search(text("docs/operations.md")), "docs/operations.md lacks it"


def test_every_system_check_is_documented_and_no_other() -> None:
    described = {
        name for row in rows("docs/operations.md", "System checks") for name in coded(row[0])
    }
    assert sorted(described) == CHECK_IDS


def test_every_finding_of_the_doctor_is_documented_and_no_other() -> None:
    described = [coded(row[0])[0] for row in rows("docs/operations.md", "Findings of the doctor")]
    assert sorted(described) == sorted(set(_finding_ids()))


def _finding_ids() -> Iterator[str]:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "Finding"
                and isinstance(node.args[0], ast.Constant)
            ):
                yield node.args[0].value


# What the portal is made of


def test_every_kind_of_event_is_described() -> None:
    described = [coded(row[0])[0] for row in rows("docs/architecture.md", "The ledger")]
    assert sorted(described) == sorted(EventKind)


def test_every_registry_is_described() -> None:
    described = [
        name for row in rows("docs/architecture.md", "The registry") for name in coded(row[0])
    ]
    there = [
        name
        for name, value in vars(registry).items()
        if isinstance(value, registry.Functions | registry.Kinds)
    ]
    assert sorted(described) == sorted(there)


def test_every_kind_and_type_of_page_is_described() -> None:
    said = text("docs/content-model.md")
    types = [model for model in apps.get_models() if issubclass(model, BasePage)]
    assert [model.__name__ for model in types if model.__name__ not in said] == []
    assert [kind.code for kind in registry.kinds if f"`{kind.code}`" not in said] == []


def test_every_field_of_a_disclosure_is_described() -> None:
    said = set(coded(text("docs/content-model.md")))
    lacking = [
        f"{model.__name__}.{name}"
        for model in apps.get_models()
        if issubclass(model, DisclosurePage)
        for name in [
            *(field.name for field in model._meta.local_fields),
            *(relation.get_accessor_name() for relation in get_all_child_relations(model)),
        ]
        if name not in said and name not in OF_EVERY_PAGE
    ]
    assert lacking == []


# Decisions and words


def test_decisions_are_numbered_in_order_and_listed() -> None:
    assert [int(path.name[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))
    listed = re.findall(r"\]\((\d{4}[^)]*\.md)\)", text("docs/adr/README.md"))
    assert listed == [path.name for path in ADRS]


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_has_its_parts(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    assert said.startswith(f"# {path.name[:4]} · ")
    parts = re.findall(r"^\*\*(\w+)\.\*\*", said, re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences"]


def test_a_thing_has_one_word_and_a_word_one_thing() -> None:
    words = rows("docs/glossary.md")[: -len(DutyValue)]
    assert words
    for column in (0, 1):
        twice = [word for word, n in Counter(row[column] for row in words).items() if n > 1]
        assert twice == []


def test_the_words_of_the_status_are_those_people_see() -> None:
    catalogue = polib.pofile(str(PROJECT_DIR / "locale/vi/LC_MESSAGES/django.po"))
    vietnamese = {entry.msgid: entry.msgstr for entry in catalogue if entry.msgctxt is None}
    english = {
        value: VALUES[value]._kw.get("message") or VALUES[value]._args[0] for value in VALUES
    }
    described = {
        coded(row[2])[0]: (row[0], row[1]) for row in rows("docs/glossary.md", "Status in words")
    }
    assert described == {
        value.value: (vietnamese[english[value]], english[value]) for value in DutyValue
    }


# What documents point to


def test_every_page_is_in_the_index() -> None:
    index = text("docs/README.md")
    pages = [path.name for path in DOCS.glob("*.md") if path.name != "README.md"]
    assert [name for name in pages if f"({name})" not in index] == []


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.stem)
def test_links_lead_to_files_and_headings_that_exist(document: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    broken = []
    for link in (link for link in links if "://" not in link):
        file, _hash, anchor = link.partition("#")
        target = document.parent / file if file else document
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.stem)
def test_files_that_are_named_are_there(document: Path) -> None:
    roots = (PROJECT_DIR, PROJECT_DIR / "tests", PROJECT_DIR / "disclosures")
    named = [
        name
        for name in coded(document.read_text(encoding="utf-8"))
        if re.fullmatch(r"[\w./*-]+\.(py|md|yaml|toml)", name)
    ]
    lost = [name for name in named if not any(list(root.glob(name)) for root in roots)]
    assert lost == []


def test_tests_that_are_named_are_there() -> None:
    tests = text("tests/functional/test_roads_to_live.py")
    table = rows("docs/architecture.md", "The verbs, and every road to live")
    named = [name.strip("…") for row in table for name in coded(row[2])]
    assert [name for name in named if name not in tests] == []
