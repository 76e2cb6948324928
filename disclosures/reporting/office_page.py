"""What the Office's pages show of a compiled report: groups of tasks, figures, the threads of a
task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import pgettext

from disclosures.models import PlanTask, ReportPeriod, TaskAnswer
from disclosures.reporting import words


def groups(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The tasks under the titles of their groups."""
    found: list[dict[str, Any]] = []
    for one in content["tasks"]:
        if not found or found[-1]["path"] != one["section"]:
            found.append({"path": one["section"], "title": one["section_title"], "rows": []})
        found[-1]["rows"].append(
            {
                **one,
                "state_words": words.state(one["state"]),
                "late": sum(answer["late"] for answer in one["answers"]),
                "sent_back": sum(bool(answer["question"]) for answer in one["answers"]),
                "figure_words": figures(one["figures"]),
            }
        )
    return found


def figures(given: Iterable[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Duties with something in the ledger (`told`) and without (`quiet`), in words."""
    found: dict[str, list[dict[str, Any]]] = {"told": [], "quiet": []}
    for one in given:
        is_told = any(one[name] for name in words.COUNTED)
        found["told" if is_told else "quiet"].append(figure(one))
    return found


def figure(figure: Mapping[str, Any]) -> dict[str, Any]:
    """A duty's figures in words, with its evidence in words."""
    return {
        **figure,
        "words": "; ".join(words.figure_words(figure)),
        "evidence": [{**one, "words": words.evidence_words(one)} for one in figure["evidence"]],
    }


def threads(period: ReportPeriod, found: PlanTask, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """By unit: its versions handed in and the questions between them, oldest first."""
    rows = list(
        TaskAnswer.objects.given()
        .filter(period=period, task=found)
        .select_related("unit", "answered_by")
        .order_by("pk")
    )
    questions = list(
        period.questions.filter(task=found).select_related("unit", "asked_by").order_by("pk")
    )
    units: dict[str, dict[str, Any]] = {
        one["unit"]: {"code": one["unit"], "name": one["name"], "part": one["part"]}
        for one in (*row["answers"], *row["missing"])
    }
    for one in (*rows, *questions):
        units.setdefault(one.unit.code, {"code": one.unit.code, "name": one.unit.name, "part": ""})
    for code, unit in units.items():
        said = [
            {"at": one.answered_at, "answer": one, "state": words.state(one.state)}
            for one in rows
            if one.unit.code == code
        ]
        mine = [one for one in questions if one.unit.code == code]
        asked = [{"at": one.asked_at, "question": one} for one in mine]
        unit["entries"] = sorted([*said, *asked], key=lambda one: one["at"])
        unit["part_words"] = words.PARTS.get(unit["part"], "")
        last = mine[-1] if mine else None
        answered = max((one["answer"].pk for one in said), default=0)
        unit["waits"] = bool(last and last.text and answered <= (last.answer_id or 0))
        unit["title"] = pgettext("report", "Answers of %(unit)s") % {"unit": unit["name"]}
    return list(units.values())
