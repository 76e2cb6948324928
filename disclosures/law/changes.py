"""What the register would say otherwise under other rules, for people to see before they are
entered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from disclosures.catalogue.preview import Change, changes
from disclosures.counting.duties import Duty
from disclosures.register import Register
from disclosures.status import status_all
from disclosures.words.wording import INSTANCES, VALUES, case_words, title_of

#: Changes shown; the number of all is said.
MOST_SHOWN = 300


def what_changes(found: Register, duties: tuple[Duty, ...]) -> list[Change]:
    """What the register would say otherwise under `duties`. Duties that are not among them stay as
    they are."""
    after = status_all(
        duties, found.journal, found.calendar, found.at, tracked_from=found.tracked_from
    )
    order = list(dict.fromkeys([*(one.code for one in found.duties), *after]))
    return changes(found.statuses, {**found.statuses, **after}, order)


def preview(found: Register, duties: tuple[Duty, ...]) -> dict[str, Any]:
    """The same in words: `changes` (the first MOST_SHOWN of them), `change_count` of all,
    `instance_count` without those of a duty as a whole."""
    all_changes = what_changes(found, duties)
    titles = {one.code: title_of(one) for one in (*found.duties, *duties)}
    return {
        "changes": [
            {**in_words(one), "title": titles[one.duty]} for one in all_changes[:MOST_SHOWN]
        ],
        "change_count": len(all_changes),
        "instance_count": sum(not one.of_whole for one in all_changes),
    }


def in_words(one: Change) -> dict[str, Any]:
    """One change as people read it: duty, case, days and statuses before and after."""
    words = VALUES if one.of_whole else INSTANCES
    labels = {key.value: label for key, label in words.items()}
    return {
        "duty": one.duty,
        "case": _("the duty as a whole") if one.of_whole else case_words(one.case),
        "of_whole": one.of_whole,
        "due_before": one.due_before,
        "due_after": one.due_after,
        "before": labels.get(one.status_before, "–"),
        "after": labels.get(one.status_after, "–"),
    }
