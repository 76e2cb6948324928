"""Loads the demonstration's fees through the publishing verbs, before the procedures that refer to
them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.demo import Demonstration, read
from portal.forms import answer_choices, fitting_keys, give_answers
from portal.models import Unit
from procedures.models import FeeIndexPage, FeePage, FeeRate, FeeReduction

DATA = Path(__file__).with_name("fees.yaml")


def load(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`."""
    there = set(FeePage.objects.values_list("slug", flat=True))
    missing = [row for row in read(DATA)["fees"] if row["slug"] not in there]
    if missing:
        demonstration.say(f"fees ({len(missing)})")
    index = FeeIndexPage.objects.get()
    for row in missing:
        _load_fee(demonstration, index, row)


def _load_fee(demonstration: Demonstration, index: Any, row: Mapping[str, Any]) -> None:
    page = FeePage(
        title=row["title"],
        slug=row["slug"],
        fee_type=row["type"],
        unit=Unit.objects.get(code=row["unit"]),
        owner=demonstration.editor,
        live=False,
        no_reduction=not row["reductions"],
        **{
            name: row[name]
            for name in ("payer", "payment", "collected_by", "basis", "basis_number", "note")
        },
    )
    page.rates = [
        FeeRate(
            what=one["what"], amount=one["amount"], unit=one["unit"], **_days(demonstration, one)
        )
        for one in row["rates"]
    ]
    page.reductions = [
        FeeReduction(
            text=one["text"],
            percent=one["percent"],
            for_everybody=one["for_everybody"],
            basis=one["basis"],
            **_days(demonstration, one),
        )
        for one in row["reductions"]
    ]
    index.add_child(instance=page)
    give_answers(page, fitting_keys(answer_choices(page)))
    revision = page.save_revision(user=demonstration.editor)
    day = demonstration.days_ago(row["published_days_ago"])
    demonstration.publish(page, day, revision=revision)


def _days(demonstration: Demonstration, row: Mapping[str, Any]) -> dict[str, Any]:
    """`from_days_ago` and `to_days_ago` as the first and the last day."""
    return {
        name: demonstration.days_ago(row[key]) if row.get(key) is not None else None
        for name, key in (("valid_from", "from_days_ago"), ("valid_to", "to_days_ago"))
    }
