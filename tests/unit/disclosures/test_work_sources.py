"""Parts of the app add work of their own to the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from disclosures.register import LeadUnits, forget, snapshot
from disclosures.work import WorkItem, WorkKind
from disclosures.work_sources import all_work, work_sources
from tests.unit.disclosures.register_samples import load_catalogue

pytestmark = pytest.mark.django_db

DAY = date(2026, 4, 10)


def an_answer(duty: str = "14/KH-SKHCN", due: date | None = date(2026, 4, 15)) -> WorkItem:
    return WorkItem(
        kind=WorkKind.ANSWER,
        duty=duty,
        case="2026-Q1",
        due=due,
        unit="VP",
        url="/quan-tri/reports/1/",
        sentence="Đơn vị chưa trả lời 3 nhiệm vụ.",
        title="Báo cáo quý I",
        status="due_soon",
    )


@pytest.fixture
def source() -> Iterator[list[WorkItem]]:
    items: list[WorkItem] = []

    def given(found: Any, units: Any) -> list[WorkItem]:
        return items

    work_sources.register(given)
    yield items
    work_sources.unregister(given)


def test_what_a_source_gives_stands_in_the_list_by_its_deadline(source: list[WorkItem]) -> None:
    forget()
    load_catalogue()
    source += [an_answer(), an_answer(), an_answer("sau", None)]
    found = snapshot(DAY)
    items = all_work(found, LeadUnits(found.day))
    assert [one.duty for one in items if one.kind is WorkKind.ANSWER] == ["14/KH-SKHCN", "sau"]
    dues = [one.due or date.max for one in items]
    assert dues == sorted(dues)
    assert len({one.key for one in items}) == len(items)
