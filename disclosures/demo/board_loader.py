"""Loads the demonstration's readers' notices and its results of the provincial indices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from disclosures.missing import handling, tracking, wording
from disclosures.models import IndexResult, MissingNotice
from portal.demo import Demonstration, read

HERE = Path(__file__).parent
#: Readers write in the morning.
WRITTEN_AT = time(8, 5)


def load_board(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`."""
    data = read(HERE / "board.yaml")
    if not MissingNotice.objects.exists():
        demonstration.say(f"readers' notices ({len(data['notices'])})")
        for row in data["notices"]:
            _notice(demonstration, row)
    if not IndexResult.objects.exists():
        demonstration.say("provincial indices (examples)")
        for row in data["indices"]:
            _index(row, data["source"])


def _notice(demonstration: Demonstration, row: Mapping[str, Any]) -> None:
    day = demonstration.working_days_ago(row["received_working_days_ago"])
    at = datetime.combine(day, WRITTEN_AT, tzinfo=timezone.get_current_timezone())
    sealed = tracking.opened(tracking.seal(row["duty"], at), row["duty"])
    notice, _code = handling.receive(row["duty"], row["question"], "", sealed, at)
    by: dict[str, Any] = {"actor": demonstration.office}
    if row.get("answer"):
        handling.answer(
            notice,
            **by,
            seen=handling.stamp(notice),
            text=row["answer"],
            shown_question=wording.masked(row["question"]),
        )
    if row.get("release"):
        notice.refresh_from_db()
        handling.release(notice, **by, seen=handling.stamp(notice))
    if row.get("decline"):
        handling.decline(notice, **by, seen=handling.stamp(notice), text=row["decline"])
    if row.get("set_apart"):
        handling.set_apart(notice, **by, seen=handling.stamp(notice))


def _index(row: Mapping[str, Any], source: str) -> None:
    parts = [{"code": "", "name": "", "out_of": row["out_of"], "scores": row["years"]}]
    for part in [*parts, *row.get("dimensions", [])]:
        for year, score in part["scores"].items():
            if score is None:
                continue
            IndexResult.objects.create(
                index=row["index"],
                year=year,
                code=part["code"],
                name=part["name"],
                score=Decimal(str(score)),
                out_of=Decimal(str(part["out_of"])),
                source=source,
                is_example=True,
            )
