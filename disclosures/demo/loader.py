"""Loads the demonstration's units, conclusions and acts, relative to today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

from wagtail.documents import get_document_model

from disclosures.counting.cases import END
from disclosures.demo.days import Days, PlannedAct, planned_acts
from disclosures.demo.signed_copy import as_upload, signed_copy
from disclosures.models import (
    DisclosureIndexPage,
    InspectionConclusionPage,
    Recommendation,
)
from disclosures.plans import directory
from portal import publishing, registry
from portal.demo import Demonstration, read
from portal.events import Answer, EventKind
from portal.forms import answer_choices, fitting_keys, give_answers
from portal.models import PublicationEvent, Unit

HERE = Path(__file__).parent
#: The duty of which all procedures must be public, and the unit that keeps their list.
STANDING, LISTS_OF = "TTHC-ND", "VP"


def load_units(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`: units first, everything else names them."""
    made = directory.load_units(examples=True)
    if made:
        demonstration.say(f"units ({made})")
        for unit in Unit.objects.filter(email=""):  # invented: nothing is ever sent there
            unit.email = f"{unit.code.lower()}@example.org"
            unit.save()


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
    events = list(PublicationEvent.objects.filter(page_id=None))
    there = {(event.kind, event.title, event.answers[0]["case"]) for event in events}
    acts = planned_acts(
        read(HERE / "acts.yaml")["acts"],
        Days(demonstration.today, demonstration.calendar),
        demonstration.tracked_from,
        _signings(events),
    )
    missing = [act for act in acts if (act.kind, act.title, act.answers[0].case) not in there]
    if not missing:
        return
    demonstration.say(f"acts of the register ({len(missing)})")
    for act in missing:
        _record(demonstration, act)


def load_lists(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`: the office has entered what the announcing decisions name,
    so that the register knows what *all* procedures are."""
    there = set(
        PublicationEvent.objects.filter(page_id=None).values_list("details__decision", flat=True)
    )
    lists = [
        one
        for source in registry.expected_lists
        for one in source("procedure")
        if one.signed_on and one.signed_on <= demonstration.today and one.decision not in there
    ]
    if lists:
        demonstration.say(f"lists of announcing decisions ({len(lists)})")
    for one in sorted(lists, key=lambda each: each.signed_on):
        for codes, act in ((one.announced, {}), (one.ended, {"act": END})):
            if codes:
                publishing.record_act(
                    EventKind.EVENT_REGISTERED,
                    actor=demonstration.office,
                    unit_code=LISTS_OF,
                    answers=[Answer(STANDING, code) for code in codes],
                    title=f"Danh mục theo {one.decision} (ví dụ)",
                    anchors={"decision_signed_on": one.signed_on},
                    details={"decision": one.decision, **act},
                    moment=demonstration.moment(one.signed_on),
                )


def _signings(events: Iterable[PublicationEvent]) -> dict[str, list[date]]:
    """By duty, the days on which registered events were signed."""
    found: dict[str, list[date]] = {}
    for event in events:
        if event.kind == EventKind.EVENT_REGISTERED and "signed_on" in event.anchors:
            day = date.fromisoformat(event.anchors["signed_on"])
            found.setdefault(event.answers[0]["duty"], []).append(day)
    return found


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
        **_said(row["summary"]),
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
    if row["corrected"] and row["corrected"]["summary_before"]:
        _say(page, row["corrected"]["summary_before"])
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
    DisclosureIndexPage.objects.get(lists="inspection_conclusion").add_child(instance=page)
    give_answers(page, fitting_keys(answer_choices(page)))
    revision = page.save_revision(user=demonstration.editor)
    if row["publish_working_days_after_signing"] is None:
        return
    _publish(
        demonstration, page, revision, after_signing(row["publish_working_days_after_signing"])
    )
    if row["corrected"]:
        _say(page, row["summary"])
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


def _said(paragraphs: Sequence[str]) -> dict[str, str]:
    """What a conclusion says in short, and in full."""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return {"summary": paragraphs[0], "body": body}


def _say(page: InspectionConclusionPage, paragraphs: Sequence[str]) -> None:
    for field, value in _said(paragraphs).items():
        setattr(page, field, value)


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
    demonstration.publish(page, day, revision=revision)


def _record(demonstration: Demonstration, act: PlannedAct) -> None:
    unit = Unit.objects.get(code=act.unit).responsible_on(act.happened_on)
    publishing.record_act(
        act.kind,
        actor=demonstration.office,
        unit_code=unit.code,
        answers=act.answers,
        title=act.title,
        anchors=act.anchors,
        channel=act.channel,
        covers_from=act.covers_from,
        covers_until=act.covers_until,
        happened_on=act.happened_on,
        reason=act.reason,
        moment=demonstration.moment(act.happened_on),
    )
