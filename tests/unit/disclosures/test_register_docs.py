"""The worked examples of docs/register.md are run, word for word."""

from __future__ import annotations

import re
import shlex
from io import StringIO

import pytest
from django.core.management import call_command

from disclosures.counting.verdicts import ReasonCode
from scripts.system import PROJECT_DIR

TEXT = (PROJECT_DIR / "docs" / "register.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ manage\.py (due_date [^\n]+)\n([^`]*)```", TEXT)


@pytest.mark.django_db
@pytest.mark.parametrize(("line", "printed"), EXAMPLES)
def test_an_example_prints_what_it_says(line: str, printed: str) -> None:
    out = StringIO()
    call_command(*shlex.split(line), stdout=out)
    assert out.getvalue() == printed


@pytest.mark.django_db
def test_a_year_whose_days_off_nobody_knows_is_warned_of() -> None:
    out, errors = StringIO(), StringIO()
    rule = '{"after": "signed_on", "days": 5, "calendar": "working"}'
    call_command(
        "due_date", "--rule", rule, "--anchor", "signed_on=2150-01-12", stdout=out, stderr=errors
    )
    assert out.getvalue().startswith("2150-01-")
    assert "2150" in errors.getvalue()


def test_there_are_examples_and_they_are_about_the_third_of_september() -> None:
    assert len(EXAMPLES) == 2
    assert all("2026-09-03" in line for line, _printed in EXAMPLES)


def test_every_cause_of_unknown_is_a_reason_there_is() -> None:
    section = TEXT.partition("How *unknown* comes about")[2].partition("\n### ")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    assert named
    assert named <= {one.value for one in ReasonCode}
