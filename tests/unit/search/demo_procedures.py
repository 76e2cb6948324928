"""The demonstration's procedures as entries, read from its file: no database needed."""

from __future__ import annotations

from functools import cache

import yaml

from portal.searchable import SearchEntry
from procedures.content import DossierLine, Fee, ProcedureContent
from procedures.demo.fee_loader import DATA as FEES
from procedures.demo.loader import DATA
from procedures.wording import ready_answers

REGISTER = yaml.safe_load(FEES.read_text(encoding="utf-8"))["fees"]


@cache
def entries() -> tuple[SearchEntry, ...]:
    """Each with what its last version answers."""
    rows = yaml.safe_load(DATA.read_text(encoding="utf-8"))["procedures"]
    return tuple(map(_entry, rows))


def _fees(row: dict) -> list[Fee]:
    """A fee that the procedure states, or the amounts of the one it refers to."""
    if "fee" not in row:
        return [Fee(row["name"], row["amount"], row.get("formula") or "", row.get("unit") or "")]
    (fee,) = [one for one in REGISTER if one["slug"] == row["fee"]]
    return [
        Fee(f"{fee['title']}: {rate['what']}", rate["amount"], "", rate["unit"])
        for rate in fee["rates"]
        if not rate.get("to_days_ago")
    ]


def _entry(row: dict) -> SearchEntry:
    decision = row["versions"][-1]["decision"]["number"]
    content = row["versions"][-1]["content"]
    repealed = (row["versions"][-1]["ended_by"] or {}).get("kind") == "repealed"
    value = ProcedureContent(
        code=row["code"],
        title=row["title"],
        time_limit=content["time_limit"]["text"],
        time_amount=content["time_limit"]["amount"],
        time_unit=content["time_limit"]["unit"] or "",
        subjects="\n".join(content["subjects"]),
        agency_receiving=content["agency_receiving"],
        dossier_lines=tuple(
            DossierLine(name=line["name"], form=line["form"] or "")
            for case in content["dossier_cases"]
            for line in case["lines"]
        ),
        fees=tuple(fee for row in content["fees"] for fee in _fees(row)),
        fee_note="" if content["fees"] else "Không thu phí, lệ phí (ví dụ).",
    )
    return SearchEntry(
        id=row["code"],
        url=f"/thu-tuc/{row['code']}/",
        kind="procedure",
        title=row["title"],
        number=row["code"],
        numbers=(row["code"], decision),
        keywords=", ".join(row["keywords"]),
        body="\n".join(step["text"] for step in content["steps"]),
        answers={} if repealed else ready_answers(value, decision),
    )
