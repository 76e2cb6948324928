"""What is to be done about a thing of the work list, in words for the unit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from disclosures.words.wording import case_words
from disclosures.work import WorkItem, WorkKind

TO_DO = {
    WorkKind.PUBLISH: lazy("Publish it, or enter the evidence if it is public elsewhere."),
    WorkKind.PUT_UP: lazy("Put the content up: nothing of it is public."),
    WorkKind.CONFIRM: lazy("Check what is public and confirm that it still holds."),
    WorkKind.SAY: lazy("Answer: did anything happen that must be published?"),
    WorkKind.PROVE: lazy("Enter the evidence of its publication elsewhere."),
    WorkKind.ANSWER: lazy("Answer for the tasks of the unit."),
    WorkKind.REPLY: lazy("Reply to the notice."),
}


def case_of(item: WorkItem) -> str:
    """Its case as people write it; of a notice none: its number means nothing to them."""
    return "" if item.kind is WorkKind.REPLY else case_words(item.case)


def to_do(item: WorkItem) -> str:
    """What is asked of the unit."""
    return str(TO_DO[item.kind])
