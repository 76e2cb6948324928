"""Posting sheets as PDF: what a version says on the day of printing, with its QR code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from portal.collation import sort_key
from portal.models import PortalSettings
from portal.sheets import make_pdf, qr_svg
from portal.words import amount_words
from procedures.content import DossierLine, FilingWay, ProcedureContent
from procedures.current_fees import all_with_current_fees
from procedures.models import ProcedureIndexPage, ProcedureVersion
from procedures.posting.addresses import short_address, typed
from procedures.wording import (
    channel_in_words,
    copies_in_words,
    fee_in_words,
    fee_summary,
    online_in_words,
    sets_in_words,
    time_summary,
    way_time_in_words,
)

#: Procedures in one file of whole sheets; more are printed by field.
MOST_SHEETS = 100


class Paper(StrEnum):
    """The paper of a sheet."""

    A4 = "a4"
    A3 = "a3"


def procedure_sheets(versions: Sequence[ProcedureVersion], paper: Paper, day: date) -> bytes:
    """One sheet a version, each as many pages as it needs. The same versions on the same day make
    the same bytes. Raises SheetFailed."""
    office = _office()
    titles = [version.value().title for version in versions]
    return make_pdf(
        "procedures/posting_sheets.typ",
        {
            "title": titles[0] if len(titles) == 1 else _("Procedures posted"),
            "paper": str(paper),
            "office": office,
            "words": _words(),
            "sheets": [_sheet(one, content) for one, content in _as_due(versions, day)],
        },
        made_at=_morning(day),
    )


def list_sheet(versions: Iterable[ProcedureVersion], paper: Paper, day: date) -> bytes:
    """The list of procedures with their time, fee and short address. Raises SheetFailed."""
    from django.conf import settings

    index = ProcedureIndexPage.objects.get()
    address = settings.SITE_URL.rstrip("/") + (index.url or "/")
    rows = [_row(one, content) for one, content in _as_due(versions, day)]
    return make_pdf(
        "procedures/posting_list.typ",
        {
            "title": _("Administrative procedures handled here"),
            "paper": str(paper),
            "office": _office(),
            "day": _("On %(day)s: %(count)s procedures")
            % {"day": f"{day:%d/%m/%Y}", "count": len(rows)},
            "words": _words(),
            "address": typed(address),
            "qr": qr_svg(address),
            "fields": _by_field(rows),
        },
        made_at=_morning(day),
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


def _office() -> str:
    site = Site.objects.get(is_default_site=True)
    return PortalSettings.for_site(site).office_name


def _as_due(
    versions: Iterable[ProcedureVersion], day: date
) -> Iterable[tuple[ProcedureVersion, ProcedureContent]]:
    """Each version with its content, the fees as due on `day`."""
    versions = list(versions)
    contents = all_with_current_fees([version.value() for version in versions], day)
    return zip(versions, contents, strict=True)


def _sheet(version: ProcedureVersion, content: ProcedureContent) -> dict[str, Any]:
    address = short_address(version)
    return {
        "title": content.title,
        "code": content.code_printed or content.code,
        "field": content.field_name,
        "announced": _("In force from %(day)s, by decision %(decision)s")
        % {"day": f"{version.in_force_from:%d/%m/%Y}", "decision": version.decision_number},
        "version": _("Version %(number)s") % {"number": version.number},
        "address": typed(address),
        "qr": qr_svg(address),
        "facts": [fact for fact in _facts(content) if fact[1]],
        "sets": sets_in_words(content.dossier_sets),
        "papers": _papers(content),
        "steps": [{"title": step.title, "text": step.text} for step in content.steps],
        "ways": [
            [
                channel_in_words(way.channel),
                way_time_in_words(way),
                _fee_of(way, content),
                way.condition,
            ]
            for way in content.filing_ways
        ],
        "fees": [
            [
                fee.name,
                fee_in_words(fee) + (f"\n{fee.exemption}" if fee.exemption else ""),
                fee.basis,
            ]
            for fee in content.fees
        ],
        "fee_note": content.fee_note,
        "parts": [part for part in _parts(content) if part[1]],
    }


def _facts(content: ProcedureContent) -> list[tuple[str, str]]:
    return [
        (_("Time limit"), time_summary(content)),
        (_("Fee"), _or_the_table(fee_summary(content))),
        (_("Where to file"), content.agency_receiving),
        (_("Online"), online_in_words(content.online_level)),
    ]


def _fee_of(way: FilingWay, content: ProcedureContent) -> str:
    if way.fee_amount is not None:
        return amount_words(way.fee_amount)
    return _or_the_table(way.fee) if content.fees else way.fee


def _or_the_table(fee: str) -> str:
    """Words of a fee that fit a cell; long ones stand once, in the table of fees."""
    return fee if len(fee) < 200 else _("see the table of fees")


def _papers(content: ProcedureContent) -> list[dict[str, Any]]:
    """The papers by case, in their order."""
    groups: list[dict[str, Any]] = []
    for line in content.dossier_lines:
        if not groups or groups[-1]["case"] != line.case:
            groups.append({"case": line.case, "rows": []})
        groups[-1]["rows"].append(
            [_paper(line), copies_in_words(line.originals, line.copies) or "–"]
        )
    return groups


def _paper(line: DossierLine) -> str:
    extra = [text for text in (line.form, line.note) if text]
    return f"{line.name} ({'; '.join(extra)})" if extra else line.name


def _parts(content: ProcedureContent) -> list[tuple[str, str]]:
    return [
        (_("Time limit in full"), content.time_limit),
        (_("Who may apply"), content.subjects),
        (_("Who decides"), content.agency_deciding),
        (_("Authorised to decide"), content.agency_authorised),
        (_("Who takes part"), content.agencies_coordinating),
        (_("What you get"), content.result),
        (_("Requirements and conditions"), content.conditions),
        (_("Legal basis"), "\n".join(basis.text for basis in content.legal_bases)),
    ]


def _row(version: ProcedureVersion, content: ProcedureContent) -> dict[str, str]:
    fee = fee_summary(content)
    limit = time_summary(content)
    return {
        "field": content.field_name,
        "code": content.code,
        "title": content.title,
        "time": limit if len(limit) < 120 else _("see the sheet"),
        "fee": fee if len(fee) < 120 else _("see the sheet"),
        "online": online_in_words(content.online_level),
        "address": typed(short_address(version)).partition("/")[2],
    }


def _by_field(rows: Iterable[dict[str, str]]) -> list[dict[str, Any]]:
    fields: dict[str, list[list[str]]] = {}
    for row in rows:
        cells = [row[name] for name in ("code", "title", "time", "fee", "online", "address")]
        fields.setdefault(row["field"], []).append(cells)
    return [{"name": name, "rows": fields[name]} for name in sorted(fields, key=sort_key)]


def _words() -> dict[str, str]:
    return {
        "heading": _("Administrative procedure"),
        "code": _("Code"),
        "scan": _("Scan to see whether this sheet is still valid, or type:"),
        "papers": _("Papers to bring"),
        "paper": _("Paper"),
        "number": _("How many"),
        "case": _("Only in this case"),
        "steps": _("Steps"),
        "step": _("Step"),
        "ways": _("How and where to file"),
        "way": _("Way"),
        "time": _("Time"),
        "fee": _("Fee"),
        "condition": _("Note"),
        "fees": _("Fees and charges"),
        "amount": _("Amount"),
        "basis": _("Basis"),
        "name": _("Name of the procedure"),
        "online": _("Online"),
        "address": _("Address to type"),
        "page": _("Page"),
        "qr": _("QR code that leads to this version on the portal"),
        "qr_list": _("QR code that leads to the list on the portal"),
        "none": _("Other fields"),
    }
