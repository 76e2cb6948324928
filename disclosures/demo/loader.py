"""Loads the demonstration's units, conclusions and acts, relative to today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

from wagtail.documents import get_document_model

from disclosures.demo.signed_copy import as_upload, signed_copy
from disclosures.models import (
    InspectionConclusionIndexPage,
    InspectionConclusionPage,
    Recommendation,
)
from disclosures.periods import month, periods_between, quarter, year_period
from portal import publishing
from portal.demo import Demonstration, read
from portal.events import Answer, EventKind
from portal.forms import answer_choices, fitting_keys, give_answers
from portal.models import PublicationEvent, Unit

HERE = Path(__file__).parent


def load_units(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`: units first, everything else names them."""
    rows = read(HERE / "units.yaml")["units"]
    if Unit.objects.filter(code__in=[row["code"] for row in rows]).count() == len(rows):
        return
    demonstration.say(f"units ({len(rows)})")
    for order, row in enumerate(rows):
        Unit.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "kind": row["kind"],
                "aliases": row["aliases"],
                "valid_from": row["valid_from"],
                "valid_to": row["valid_to"],
                "is_example": row["example"],
                "sort_order": 10 * order,
            },
        )
    for row in rows:
        if row["succeeded_by"]:
            Unit.objects.filter(code=row["code"]).update(
                succeeded_by=Unit.objects.get(code=row["succeeded_by"])
            )


def load_conclusions(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`."""
    rows = read(HERE / "conclusions.yaml")["conclusions"]
    there = set(InspectionConclusionPage.objects.values_list("number", flat=True))
    missing = [row for row in rows if row["number"] not in there]
    if not missing:
        return
    demonstration.say(f"conclusions ({len(missing)})")
    for row in missing:
        _load_conclusion(demonstration, row)


def load_acts(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`: what is in the ledger already is not signed again."""
    rows = read(HERE / "acts.yaml")["acts"]
    there = set(PublicationEvent.objects.filter(page_id=None).values_list("kind", "title"))
    rows = [one for row in rows for one in _each_period(demonstration, row)]
    missing = [row for row in rows if (row["kind"], row["title"]) not in there]
    if not missing:
        return
    demonstration.say(f"acts of the register ({len(missing)})")
    for row in missing:
        _record(demonstration, row)


def _load_conclusion(demonstration: Demonstration, row: Mapping[str, Any]) -> None:
    signed_on = row["signed_on"] or demonstration.working_days_ago(row["signed_working_days_ago"])

    def after_signing(days: int) -> date:
        return demonstration.calendar.add_working_days(signed_on, days) if days else signed_on

    page = InspectionConclusionPage(
        title=row["title"],
        slug=row["number"].lower().replace("/", "-"),
        conclusion_type=row["kind"],
        number=row["number"],
        signed_on=signed_on,
        signer=row["signer"]["name"],
        signer_title=row["signer"]["title"],
        body_inspected=row["body_inspected"],
        subject=f"{row['subject']}. {row['period_covered']}"[:300],
        summary="\n\n".join(row["summary"]),
        body="".join(f"<p>{escape(text)}</p>" for text in row["summary"]),
        unit=Unit.objects.get(code=row["unit"]),
        owner=demonstration.editor,
        live=False,
    )
    page.recommendations = [
        Recommendation(
            text=item["text"],
            responsible=item["responsible"],
            due_on=demonstration.days_ago(-item["due_in_days"]),
            state=item["state"],
            outcome=item["note"] or "",
        )
        for item in row["recommendations"]
    ]
    page.file = _signed_file(demonstration, page, row)
    if row["corrected"]:
        page.summary = row["corrected"]["summary_before"] or page.summary
    answer = Answer(row["duty"], page.case_key)
    publishing.record_act(
        EventKind.EVENT_REGISTERED,
        actor=demonstration.office,
        unit_code=row["unit"],
        answers=[answer],
        title=f"{row['number']}: {row['body_inspected']}",
        anchors={"signed_on": signed_on},
        moment=demonstration.moment(signed_on),
    )
    InspectionConclusionIndexPage.objects.get().add_child(instance=page)
    give_answers(page, fitting_keys(answer_choices(page)))
    revision = page.save_revision(user=demonstration.editor)
    if row["publish_working_days_after_signing"] is None:
        return
    _publish(
        demonstration, page, revision, after_signing(row["publish_working_days_after_signing"])
    )
    if row["corrected"]:
        page.summary = "\n\n".join(row["summary"])
        page.change_note = row["corrected"]["note"]
        revision = page.save_revision(user=demonstration.editor)
        _publish(
            demonstration,
            page,
            revision,
            after_signing(row["corrected"]["working_days_after_signing"]),
        )
    for evidence in row["evidence"]:
        start = after_signing(evidence["from_working_days_after_signing"])
        publishing.record_act(
            EventKind.EVIDENCE_GIVEN,
            actor=demonstration.office,
            unit_code=row["unit"],
            answers=[answer],
            title=evidence["note"],
            channel=evidence["channel"],
            covers_from=start,
            covers_until=start + timedelta(days=evidence["days"] - 1),
            moment=demonstration.moment(start),
        )
    if row["withdrawn"]:
        publishing.withdraw(
            page,
            actor=demonstration.approver,
            reason=row["withdrawn"]["reason"],
            moment=demonstration.moment(
                after_signing(row["withdrawn"]["working_days_after_signing"])
            ),
        )


def _signed_file(demonstration: Demonstration, page: Any, row: Mapping[str, Any]) -> Any:
    name = f"{row['number'].replace('/', '-')}.pdf"
    data = signed_copy(
        row["number"], row["title"], page.signed_on, row["signer"]["name"], row["summary"]
    )
    return get_document_model().objects.create(
        title=f"{row['number']} (bản ký)",
        file=as_upload(data, name),
        uploaded_by_user=demonstration.editor,
    )


def _publish(demonstration: Demonstration, page: Any, revision: Any, day: date) -> None:
    publishing.publish(
        page,
        actor=demonstration.approver,
        revision=revision,
        approved=True,
        moment=demonstration.moment(day),
    )
    page.refresh_from_db()


def _record(demonstration: Demonstration, row: Mapping[str, Any]) -> None:
    anchors = {name: _day(demonstration, day) for name, day in row.get("anchors", {}).items()}
    happened = row["happened"]
    if not isinstance(happened, date):
        happened = _day(demonstration, happened)
    publishing.record_act(
        EventKind(row["kind"]),
        actor=demonstration.office,
        unit_code=row["unit"],
        answers=[Answer(row["duty"], _case(demonstration, row, anchors))],
        title=row["title"],
        anchors=anchors,
        channel=row.get("channel", "portal"),
        covers_from=_day(demonstration, row.get("covers_from")),
        covers_until=_day(demonstration, row.get("covers_until")),
        happened_on=happened,
        reason=row.get("reason", ""),
        moment=demonstration.moment(happened),
    )


def _each_period(
    demonstration: Demonstration, row: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """The act itself, or one for each period (`each`) that has ended since duties are tracked."""
    if "each" not in row:
        yield row
        return
    for period in periods_between(demonstration.tracked_from, demonstration.today, row["each"]):
        signed_on = period.end + timedelta(days=row["happened"]["days_after_period"])
        if signed_on <= demonstration.today:
            yield {
                **row,
                "case": period.key,
                "title": f"{row['title']} – {period.key}",
                "happened": signed_on,
            }


def _case(demonstration: Demonstration, row: Mapping[str, Any], anchors: Mapping[str, date]) -> str:
    if "case" in row:
        return row["case"]
    if "number" in row:
        day = (
            _day(demonstration, row["number_year_of"])
            if "number_year_of" in row
            else next(iter(anchors.values()))
        )
        return f"{row['number']}@{day.year}"
    if "period" in row:
        return _period(row["period"], demonstration.today)
    return ""


def _day(demonstration: Demonstration, value: Mapping[str, int] | None) -> Any:
    if value is None:
        return None
    if "working_days_ago" in value:
        return demonstration.working_days_ago(value["working_days_ago"])
    return demonstration.days_ago(value["days_ago"])


def _period(name: str, today: date) -> str:
    """The case key of `last_quarter`, `this_month`, … relative to `today`."""
    which, _sep, length = name.partition("_")
    back = 1 if which == "last" else 0
    if length == "year":
        return year_period(today.year - back).key
    per_year, number, make = {
        "quarter": (4, (today.month - 1) // 3, quarter),
        "month": (12, today.month - 1, month),
    }[length]
    year, index = divmod(today.year * per_year + number - back, per_year)
    return make(year, index + 1).key
