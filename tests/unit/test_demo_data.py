"""Demonstration procedures and pages are whole, marked as such, and written in our own words."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from home.site import DATA as TEXTS
from tests.unit.demo_files import DATA, FILES, UNIT_CODES, read

PROCEDURES = DATA["procedures"]["procedures"]
VERSIONS = [
    pytest.param(version, id=f"{procedure['code']}-{number}")
    for procedure in PROCEDURES
    for number, version in enumerate(procedure["versions"], start=1)
]
#: The parts that every procedure has: NĐ 63/2010/NĐ-CP art. 8(2)(a) to (g); the title stands above.
STATUTORY = {
    "steps",
    "filing_ways",
    "dossier_cases",
    "dossier_sets",
    "time_limit",
    "subjects",
    "agency_deciding",
    "agency_receiving",
}
#: Parts "where there are any" (art. 8(2)(h)) and what stands beside them: there, maybe empty.
CONDITIONAL = {"forms", "result", "conditions", "fees", "coordinating", "legal_bases"}
LONGEST_COPY = 80


def strings(value: Any) -> Iterator[str]:
    """Every text in a tree of mappings and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from strings(child)


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_composed_unicode_and_says_that_it_is_a_demonstration(name: str) -> None:
    assert unicodedata.is_normalized("NFC", read(FILES[name]))
    if name == "units":  # each row says it: the office's own units stand beside the examples
        assert {row["example"] for row in DATA[name]["units"]} == {True, False}
    else:
        assert DATA[name]["demonstration"] is True


@pytest.mark.parametrize("name", FILES)
def test_no_text_has_a_stray_blank_at_its_ends_or_two_in_a_row(name: str) -> None:
    assert [text for text in strings(DATA[name]) if text != text.strip() or "  " in text] == []


# Procedures


def test_there_are_at_least_twenty_procedures_with_distinct_codes() -> None:
    codes = [procedure["code"] for procedure in PROCEDURES]
    assert len(codes) == len(set(codes)) >= 22
    assert all(re.fullmatch(r"\d\.\d{6}", code) for code in codes)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p["code"])
def test_a_procedure_names_a_known_field_and_unit_and_is_marked(procedure: dict) -> None:
    assert procedure["field"] in {field["code"] for field in DATA["procedures"]["fields"]}
    assert procedure["unit"] in UNIT_CODES
    assert procedure["demo"] is True
    assert procedure["level"] == "tinh"
    assert procedure["keywords"]
    assert set(procedure["audience"]) <= {"citizen", "business"}
    assert procedure["audience"]


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p["code"])
def test_a_service_that_is_not_fully_online_says_why(procedure: dict) -> None:
    assert procedure["online_level"] in {"full", "partial", "information"}
    assert bool(procedure["partial_reason"]) == (procedure["online_level"] != "full")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_has_every_statutory_part(version: dict) -> None:
    content = version["content"]
    assert [part for part in STATUTORY if not content[part]] == []
    assert set(content) == STATUTORY | CONDITIONAL
    assert 3 <= len(content["steps"]) <= 6
    assert content["result"]
    assert content["legal_bases"]


@pytest.mark.parametrize("version", VERSIONS)
def test_ways_of_filing_carry_a_number_a_unit_and_a_fee_in_words(version: dict) -> None:
    # Where a page of fees says the amount, and will say the next one, words beside it would age.
    on_a_page = any("fee" in fee for fee in version["content"]["fees"])
    for way in version["content"]["filing_ways"]:
        assert way["channel"] in DATA["procedures"]["defaults"]["channel_texts"]
        assert way["amount"] > 0
        assert way["unit"] in {"working_day", "day", "hour"}
        assert bool(way["fee_text"]) is not on_a_page
    assert version["content"]["time_limit"]["unit"] in {"working_day", "day", "hour"}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_dossier_line_asks_for_at_least_one_paper_and_forms_are_those_of_the_lines(
    version: dict,
) -> None:
    lines = [line for case in version["content"]["dossier_cases"] for line in case["lines"]]
    assert lines
    assert all(line["originals"] + line["copies"] >= 1 for line in lines)
    named = [line["form"] for line in lines if line["form"]]
    assert version["content"]["forms"] == list(dict.fromkeys(named))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_fee_is_an_amount_or_a_formula_never_both_and_names_its_basis(version: dict) -> None:
    for fee in version["content"]["fees"]:
        if "fee" in fee:
            assert fee["fee"] in {one["slug"] for one in DATA["fees"]["fees"]}
            continue
        assert (fee["amount"] is None) == bool(fee["formula"])
        assert fee["amount"] is None or fee["amount"] > 0
        assert fee["unit"]
        assert fee["payer"]
        assert fee["basis"]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_legal_basis_is_a_numbered_text_or_openly_an_example(version: dict) -> None:
    for basis in version["content"]["legal_bases"]:
        if basis["example"]:
            assert basis["number"] == ""
            assert basis["title"].endswith("(ví dụ)")
        else:
            assert re.fullmatch(r"\d+/\d{4}/[A-ZĐ0-9-]+", basis["number"])
            assert basis["number"].split("/")[1] == basis["date"][:4]
            date.fromisoformat(basis["date"])


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p["code"])
def test_versions_follow_each_other_without_gap_and_only_the_last_is_open(procedure: dict) -> None:
    versions = procedure["versions"]
    for version in versions:
        assert version["decision"]["demo"] is True
        assert version["signed_days_ago"] >= version["published_days_ago"] >= 0
        assert version["signed_days_ago"] > version["in_force_days_ago"]
        assert (version["ended_days_ago"] is None) == (version["ended_by"] is None)
    for older, newer in pairwise(versions):
        assert older["ended_by"] == {
            "kind": "replaced",
            "decision": newer["decision"]["number"],
        }
        assert older["ended_days_ago"] == newer["in_force_days_ago"]
        assert newer["change_note"]
        assert older["content"] != newer["content"]
    last = versions[-1]["ended_by"]
    if last:
        assert last["kind"] == "repealed"
        assert last["signed_days_ago"] >= versions[-1]["ended_days_ago"]


def test_the_demonstration_has_a_changed_a_coming_and_a_repealed_procedure_and_long_dossiers() -> (
    None
):
    assert sum(len(p["versions"]) > 1 for p in PROCEDURES) >= 3
    contents = [version["content"] for p in PROCEDURES for version in p["versions"]]
    fees = [fee for content in contents for fee in content["fees"] if "fee" not in fee]
    assert {fee["amount"] is None for fee in fees} == {True, False}
    assert any("fee" in fee for content in contents for fee in content["fees"])
    bases = [basis for content in contents for basis in content["legal_bases"]]
    assert {basis["example"] for basis in bases} == {True, False}
    assert [p["code"] for p in PROCEDURES if p["versions"][-1]["in_force_days_ago"] < 0]
    assert [p["code"] for p in PROCEDURES if p["versions"][-1]["ended_by"]]
    long = [
        p["code"]
        for p in PROCEDURES
        if any(len(case["lines"]) >= 12 for case in p["versions"][-1]["content"]["dossier_cases"])
    ]
    assert len(long) >= 3


# Pages


def test_the_home_page_offers_six_things_people_come_for_and_each_leads_somewhere() -> None:
    tasks = DATA["pages"]["home"]["tasks"]
    assert len({task["code"] for task in tasks}) == len(tasks) == 6
    for task in tasks:
        target = task["target"].partition(":")[0]
        assert target in {"procedures", "fees", "conclusions", "duties", "search"}


def test_contacts_are_plainly_invented() -> None:
    contacts = DATA["pages"]["contacts"]
    for entry in [contacts, *contacts["entries"]]:
        assert "ví dụ" in entry["phone"]
        assert entry["email"].endswith("@example.org")
    assert {entry["unit"] for entry in contacts["entries"]} <= UNIT_CODES


def test_the_sites_own_statements_are_there() -> None:
    statements = DATA["pages"]["statements"]
    assert {s["code"] for s in statements} == {"about"}
    first_words = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))["pages"]
    assert {s["slug"] for s in first_words} == {
        "huong-dan-su-dung",
        "kha-nang-tiep-can",
        "quyen-rieng-tu",
    }
    for statement in [*statements, *first_words]:
        assert all(
            set(block) <= {"heading", "text", "points"} and len(block) == 1
            for block in statement["body"]
        )


# Our own words


def test_no_long_sentence_of_the_demonstration_stands_in_the_corpus(shared: Path) -> None:
    wanted = {
        squeeze(sentence)
        for name in ("procedures", "conclusions", "acts", "pages")
        for text in prose(DATA[name])
        for sentence in re.split(r"(?<=[.;])\s+", text)
    }
    wanted = {sentence for sentence in wanted if len(sentence) >= LONGEST_COPY}
    corpus = shared / "data" / "corpus"
    found = set()
    for name in ("procedures", "articles"):
        with gzip.open(corpus / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            text = squeeze("\n".join("\n".join(strings(json.loads(line))) for line in lines))
        found |= {sentence for sentence in wanted if sentence in text}
    assert found == set()


def prose(value: Any) -> Iterator[str]:
    """Texts we wrote: everything but titles, which are names of laws and procedures."""
    if isinstance(value, dict):
        yield from prose([child for key, child in value.items() if key != "title"])
    elif isinstance(value, list):
        for child in value:
            yield from prose(child)
    elif isinstance(value, str):
        yield value


def squeeze(text: str) -> str:
    """Lower case, one blank between words, so that line breaks hide no copy."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
