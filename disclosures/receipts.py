"""What the register says to a receipt, and what it forgets when a page is taken down."""

from __future__ import annotations

from typing import Any

from disclosures import register
from disclosures.words.wording import INSTANCES, case_words, day_words, title_of
from portal.registry import ReceiptLine


def lines_of(event: Any) -> list[ReceiptLine]:
    """For `registry.receipt_lines`: each duty that the event answers, with the deadline of its case
    and how the case stands now."""
    found, lines = register.snapshot(), []
    for answer in event.as_value().answers:
        duty = found.duty(answer.duty)
        if duty is None:
            lines.append(ReceiptLine(answer.duty, "", answer.case))
            continue
        instance = next(
            (
                one
                for one in found.statuses[duty.code].instances
                if one.case.strip() == answer.case.strip()
            ),
            None,
        )
        lines.append(
            ReceiptLine(
                duty.code,
                title_of(duty),
                case_words(answer.case) if answer.case else "",
                day_words(instance.due) if instance and instance.due else "",
                str(INSTANCES[instance.status]) if instance else "",
            )
        )
    return lines


def forget_titles(page: Any, event: Any) -> None:
    """For `registry.purges`: the register in memory knows the titles of cases."""
    register.forget()
