"""What the templates of procedures say in words; the wording itself is in `procedures.wording`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procedures import wording
from procedures.content import Fee, FilingWay, PartChange, ProcedureContent
from procedures.models.choices import FilingChannel, OnlineLevel

register = template.Library()

#: A code of the national database; whatever else stands in the field leads nowhere there.
NATIONAL_CODE = re.compile(r"\d\.\d{6}")
NATIONAL_PORTAL = "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html"


def _choice(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


@register.filter
def time_words(content: ProcedureContent) -> str:
    """`25 working days`, else the time limit as the decision words it."""
    return wording.time_in_words(content.time_amount, content.time_unit) or content.time_limit


@register.filter
def way_time(way: FilingWay) -> str:
    """The time of one way of filing; empty when none is stated."""
    return wording.time_in_words(way.amount, way.unit)


@register.filter
def channel_words(way: FilingWay) -> str:
    """`Online`, `In person`, `By post`."""
    return _choice(FilingChannel, way.channel)


@register.filter
def online_words(content: ProcedureContent) -> str:
    """How far the procedure can be done online."""
    return _choice(OnlineLevel, content.online_level)


@register.filter
def fee_words(fee: Fee) -> str:
    """The amount of one fee without what it is per, or how it is reckoned."""
    return wording.dong(fee.amount) if fee.amount is not None else fee.formula


@register.filter
def fee_summary(content: ProcedureContent) -> str:
    """The fees in one line."""
    return wording.fee_summary(content)


@register.filter
def part_words(change: PartChange) -> str:
    """What the part that changed is called."""
    names = {
        "title": _("name"),
        "steps": _("steps"),
        "filing_ways": _("ways of filing"),
        "dossier_lines": _("papers"),
        "dossier_sets": _("number of sets"),
        "time_limit": _("time limit"),
        "time_amount": _("time limit"),
        "time_unit": _("time limit"),
        "subjects": _("who may apply"),
        "agency_deciding": _("deciding agency"),
        "agency_receiving": _("where to file"),
        "agencies_coordinating": _("co-ordinating agencies"),
        "result": _("result"),
        "conditions": _("requirements and conditions"),
        "fees": _("fees"),
        "fee_note": _("fees"),
        "legal_bases": _("legal basis"),
        "online_level": _("how far it can be done online"),
        "partial_reason": _("how far it can be done online"),
        "field_name": _("field"),
        "level": _("level"),
    }
    return names.get(change.part, "")


@register.filter
def national_address(code: str) -> str:
    """Address of the procedure on the National Service Portal; empty when `code` is none of its."""
    return f"{NATIONAL_PORTAL}?ma_thu_tuc={code}" if NATIONAL_CODE.fullmatch(code) else ""


@register.simple_tag
def changed_words(changes: Sequence[PartChange]) -> list[str]:
    """The names of the parts that changed, each once, in the order of the statute."""
    return list(dict.fromkeys(words for words in map(part_words, changes) if words))


@register.simple_tag
def procedure_facts(content: ProcedureContent) -> list[dict[str, str]]:
    """The summary card: what a citizen asks first. Only what the content really states."""
    papers = len(content.dossier_lines)
    facts = [
        {
            "term": _("Time"),
            "value": time_words(content),
            "note": _("from the day the papers are complete"),
        },
        {
            "term": _("Fee"),
            "value": fee_summary(content),
            "note": _("see all amounts") if len(content.fees) > 1 else "",
            "url": "#phi" if len(content.fees) > 1 else "",
        },
        {
            "term": _("Papers"),
            "value": ngettext("%(n)s paper", "%(n)s papers", papers) % {"n": papers},
            "note": ngettext("%(n)s set", "%(n)s sets", content.dossier_sets)
            % {"n": f"{content.dossier_sets:02d}"},
            "url": "#giay-to",
        },
        {
            "term": _("File online"),
            "value": online_words(content),
            "note": content.partial_reason,
        },
        {"term": _("File in person"), "value": content.agency_receiving},
    ]
    return [fact for fact in facts if fact["value"]]


@register.simple_tag
def paper_groups(content: ProcedureContent, forms: dict[int, Any]) -> list[dict[str, Any]]:
    """The papers by the case they are owed in, those always owed first: `case`, `papers`."""
    groups: dict[str, list[dict[str, Any]]] = {"": []}
    for line in content.dossier_lines:
        file = forms.get(line.form_file) if line.form_file else None
        groups.setdefault(line.case, []).append(
            {
                "name": line.name,
                "originals": line.originals,
                "copies": line.copies,
                "form_name": line.form,
                "form_url": file.url if file is not None else "",
                "note": line.note,
            }
        )
    return [{"case": case, "papers": papers} for case, papers in groups.items() if papers]


@register.simple_tag
def version_rows(versions: Sequence[Any], shown: Any, url: str) -> list[dict[str, Any]]:
    """The versions in time, latest first: from, last day (the day before the next), address.

    `versions` is ordered latest first; of two with the same first day the later corrects the
    earlier, which therefore never ruled and is left out.
    """
    rows: list[dict[str, Any]] = []
    next_from: date | None = None
    for version in versions:
        if version.in_force_from == next_from:
            continue
        rows.append(
            {
                "in_force_from": version.in_force_from,
                "in_force_to": next_from - timedelta(days=1) if next_from else None,
                "decision": version.decision_number,
                "repeal": version.is_repeal,
                "shown": shown is not None and version.pk == shown.pk,
                "url": f"{url}?at={version.in_force_from:%Y-%m-%d}",
            }
        )
        next_from = version.in_force_from
    return rows
