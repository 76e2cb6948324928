"""Loads the demonstration's procedures, each with its versions, through the publishing verbs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from portal.demo import Demonstration, read
from portal.forms import answer_choices, fitting_keys, give_answers
from portal.models import Unit
from procedures.models import (
    FeePage,
    ProcedureDossierLine,
    ProcedureFee,
    ProcedureField,
    ProcedureFilingWay,
    ProcedureIndexPage,
    ProcedureLegalBasis,
    ProcedurePage,
    ProcedureStep,
)

DATA = Path(__file__).with_name("procedures.yaml")
LEVELS = {"tinh": "province", "xa": "commune", "bo": "central"}


def load(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`."""
    data = read(DATA)
    for row in data["fields"]:
        ProcedureField.objects.get_or_create(
            code=row["code"].lower(), defaults={"name": row["name"]}
        )
    there = set(ProcedurePage.objects.values_list("code", flat=True))
    missing = [row for row in data["procedures"] if row["code"] not in there]
    if not missing:
        return
    demonstration.say(f"procedures ({len(missing)})")
    index = ProcedureIndexPage.objects.get()
    for row in missing:
        _load_procedure(demonstration, index, row, data["defaults"])


def _load_procedure(
    demonstration: Demonstration, index: Any, row: Mapping[str, Any], defaults: Mapping[str, Any]
) -> None:
    page = ProcedurePage(
        title=row["title"],
        slug=row["code"].replace(".", "-"),
        code=row["code"],
        field=ProcedureField.objects.get(code=row["field"].lower()),
        level=LEVELS[row["level"]],
        unit=Unit.objects.get(code=row["unit"]),
        for_citizens="citizen" in row["audience"],
        for_businesses="business" in row["audience"],
        online_level=row["online_level"],
        partial_reason=row["partial_reason"] or "",
        keywords=", ".join(row["keywords"])[:500],
        owner=demonstration.editor,
        live=False,
    )
    for number, version in enumerate(row["versions"]):
        _fill(demonstration, page, version, defaults)
        if number == 0:
            index.add_child(instance=page)
        _publish(demonstration, page, version["published_days_ago"], version["change_note"])
    ended = row["versions"][-1]
    if (ended["ended_by"] or {}).get("kind") == "repealed":
        page.is_repealed = True
        page.decision_number = ended["ended_by"]["decision"]
        page.decision_signed_on = page.in_force_from = demonstration.days_ago(
            ended["ended_days_ago"]
        )
        _publish(demonstration, page, ended["ended_days_ago"], "")


def _fill(
    demonstration: Demonstration,
    page: ProcedurePage,
    version: Mapping[str, Any],
    defaults: Mapping[str, Any],
) -> None:
    """Put one version's content into the page's fields."""
    content = version["content"]
    page.decision_number = version["decision"]["number"]
    page.decision_signed_on = demonstration.days_ago(version["signed_days_ago"])
    page.in_force_from = demonstration.days_ago(version["in_force_days_ago"])
    page.summary = _summary(page, content)
    page.time_limit = content["time_limit"]["text"]
    page.time_amount = content["time_limit"]["amount"]
    page.time_unit = content["time_limit"]["unit"] or ""
    page.subjects = _lines(content["subjects"])
    page.agency_deciding = content["agency_deciding"]
    page.agency_receiving = content["agency_receiving"]
    page.agencies_coordinating = "; ".join(content["coordinating"])
    page.dossier_sets = content["dossier_sets"]
    page.result = _lines(content["result"])
    page.conditions = _lines(content["conditions"])
    page.steps = [
        ProcedureStep(title=step["title"], text=step["text"]) for step in content["steps"]
    ]
    page.filing_ways = [
        ProcedureFilingWay(
            channel=way["channel"],
            amount=way["amount"],
            unit=way["unit"] or "",
            condition=_way_note(way, defaults),
            fee=way["fee_text"] or "",
        )
        for way in content["filing_ways"]
    ]
    always = len(content["dossier_cases"]) == 1
    page.dossier_lines = [
        ProcedureDossierLine(
            case="" if always else case["name"],
            name=line["name"],
            originals=line["originals"],
            copies=line["copies"],
            form=line["form"] or "",
            note=line["note"] or "",
        )
        for case in content["dossier_cases"]
        for line in case["lines"]
    ]
    page.fees = [
        ProcedureFee(fee_page=FeePage.objects.get(slug=fee["fee"]))
        if "fee" in fee
        else ProcedureFee(
            name=fee["name"],
            amount=fee["amount"],
            formula=fee["formula"] or "",
            unit=fee["unit"] or "",
            payer=fee["payer"] or "",
            exemption=fee["exemption"] or "",
            basis=fee["basis"] or "",
        )
        for fee in content["fees"]
    ]
    page.without = ",".join(_absent(content))
    page.fee_note = "" if content["fees"] else "Không thu phí, lệ phí (ví dụ)."
    page.legal_bases = [
        ProcedureLegalBasis(
            text=_basis(basis),
            number=basis["number"] or "",
            signed_on=date.fromisoformat(basis["date"]) if basis["date"] else None,
        )
        for basis in content["legal_bases"]
    ]


def _absent(content: Mapping[str, Any]) -> list[str]:
    """The conditional parts that the demonstration's procedure does not have."""
    has = {
        "form": any(line["form"] for case in content["dossier_cases"] for line in case["lines"]),
        "result": content["result"],
        "conditions": content["conditions"],
        "fees": content["fees"],
    }
    return [part for part, value in has.items() if not value]


def _publish(demonstration: Demonstration, page: Any, days_ago: int, change_note: str) -> None:
    page.change_note = change_note[:300]
    give_answers(page, fitting_keys(answer_choices(page)))
    revision = page.save_revision(user=demonstration.editor)
    demonstration.publish(page, demonstration.days_ago(days_ago), revision=revision)


def _summary(page: ProcedurePage, content: Mapping[str, Any]) -> str:
    place = content["agency_receiving"].split(",")[0]
    return f"{content['time_limit']['text']}. Nộp tại {place}. Nội dung trình diễn."


def _way_note(way: Mapping[str, Any], defaults: Mapping[str, Any]) -> str:
    texts = [way["condition"] or "", defaults["channel_texts"][way["channel"]]]
    return ". ".join(text.rstrip(".") for text in texts if text)[:500]


def _lines(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(value or [])


def _basis(basis: Mapping[str, Any]) -> str:
    """`142/2020/NĐ-CP, 09/12/2020: Nghị định quy định về …`"""
    day = f"{date.fromisoformat(basis['date']):%d/%m/%Y}" if basis["date"] else ""
    head = ", ".join(text for text in (basis["number"], day) if text)
    return f"{head}: {basis['title']}" if head else basis["title"]
