"""What a fee gives to search."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.searchable import SearchEntry
from portal.words import amount_words

if TYPE_CHECKING:
    from procedures.models import FeePage


def entry_of_fee(page: FeePage, today: date) -> SearchEntry:
    """The fee with what is due on `today`, ready as the answer to "how much"."""
    rows = page.due_on(today)
    amounts = []
    for row in rows:
        text = amount_words(row.due) if row.due is not None else row.rate.formula
        text = f"{text}/{row.rate.unit}" if row.rate.unit else text
        amounts.append(f"{row.rate.what}: {text}" if row.rate.what else text)
    answers = {"fee": "; ".join(amounts), "who": page.payer, "basis": page.basis}
    return SearchEntry(
        id=f"page:{page.pk}",
        url=page.url or "",
        kind=page.kind,
        title=page.title,
        numbers=(page.basis_number,) if page.basis_number else (),
        summary=page.summary or "; ".join(amounts),
        body="\n".join(
            text
            for text in (
                *amounts,
                page.payer,
                page.payment,
                *(one.text for one in page.reductions.all()),
                page.basis,
                page.note,
            )
            if text
        ),
        keywords=_("fee, charge, how much"),
        unit=page.unit.name if page.unit else "",
        effect="in_force" if rows else "ended",
        date=page.anchors().get("changed_on"),
        answers={name: text for name, text in answers.items() if text},
    )
