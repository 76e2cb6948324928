"""Which duties, and which case or period of each, a page can answer; what may not be published.

Registered in `portal.registry.answer_choices` and `guards`. The case of an event is named by the
page's own document, that of standing content by the page's own item, that of a period by what is
still open; cases that were registered and are not yet public are offered too, so that a page with
another writing of its number can still answer them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from disclosures import register
from disclosures.acts.cases import WAITING, is_quiet
from disclosures.counting.duties import Cadence, Duty
from disclosures.counting.verdicts import Instance
from disclosures.kinds import kinds_for
from disclosures.models.items import DisclosureItem
from disclosures.recommendations import COMPLIANCE, answered_cases
from disclosures.words.wording import case_words, day_words, title_of
from portal.audiences import CHANNELS
from portal.models import DisclosurePage
from portal.registry import AnswerChoice, Refusal


def choices_of(page: Any) -> list[AnswerChoice]:
    """For `registry.answer_choices`: what `page` could answer, its own case first."""
    if not isinstance(page, DisclosurePage):
        return []
    found = register.snapshot()
    choices = [
        choice
        for duty in found.duties
        if _may_answer(page, duty)
        for choice in _of_duty(page, duty, found.statuses[duty.code].instances)
    ]
    compliance = found.duty(COMPLIANCE)
    if compliance is not None:
        known = {one.case: one for one in found.statuses[COMPLIANCE].instances}
        choices += [
            _choice(compliance, case, known.get(case), True) for case in answered_cases(page)
        ]
    return choices


def asking_for(kind: str, channel: str) -> list[str]:
    """For `registry.channel_duties`: the duties about pages of `kind` that ask for `channel` or
    count it."""
    return [
        duty.code
        for duty in register.catalogue()
        if duty.content_type == kind
        and channel in (*duty.channels.all_of, *duty.channels.any_of, *duty.channels.also)
    ]


def guard(verb: str, page: Any, actor: Any, at: datetime) -> list[Refusal]:
    """For `registry.guards`: what must never be on the web, what names a duty that publication to
    its audience can't answer, and what forgot to name its duty."""
    if verb != "publish" or not isinstance(page, DisclosurePage):
        return []
    named = {answer.duty for answer in page.answers()}
    mine: list[Duty] = []
    for duty in register.catalogue():
        is_meant = duty.code in named or duty.content_type == page.kind
        if is_meant and not duty.web_allowed and not _is_about_it(page, duty):
            message = _("“%(duty)s” must never be published on the web (%(basis)s).")
            basis = duty.versions[-1].legal_basis
            return [Refusal("web_not_allowed", message % {"duty": title_of(duty), "basis": basis})]
        if duty.code in named and not _is_served(page, duty):
            message = _(
                "“%(duty)s” is not answered by publishing for “%(audience)s”. Untick it, or choose "
                "whom it is for anew."
            )
            values = {"duty": title_of(duty), "audience": page.get_audience_display()}
            return [Refusal("wrong_audience", message % values)]
        if _may_answer(page, duty):
            mine.append(duty)
    if named or not mine:
        return []
    message = _(
        "The page names no duty that it answers, so publishing it would close nothing. Tick "
        "what it answers (%(duties)s), or state why it answers none."
    )
    codes = ", ".join(duty.code for duty in mine)
    return [Refusal("no_duty_named", message % {"duties": codes}, overridable=True)]


def _is_about_it(page: DisclosurePage, duty: Duty) -> bool:
    """Whether `page` is not the protected content itself, but what the catalogue lets be told of it
    (`publishable_on_web`: a plan, a notice, totals). A kind of page says so by `web_part`."""
    return getattr(page, "web_part", "") in duty.publishable_on_web


def _may_answer(page: DisclosurePage, duty: Duty) -> bool:
    """Whether a page of this kind counts for the duty, by publication to whom it is for."""
    if page.kind not in kinds_for(duty) or not duty.web_allowed or not _is_served(page, duty):
        return False
    own = page.duty_codes()
    return own is None or duty.code in own


def _is_served(page: DisclosurePage, duty: Duty) -> bool:
    """Whether the duty asks for, or counts, the way in which the page's audience is served."""
    channels = duty.channels
    return _channel(page) in (*channels.all_of, *channels.any_of, *channels.also)


def _channel(page: DisclosurePage) -> str:
    """The channel by which the page is made known: this portal, or the staff's own place."""
    return CHANNELS[page.audience]


def _of_duty(
    page: DisclosurePage, duty: Duty, instances: tuple[Instance, ...]
) -> Iterator[AnswerChoice]:
    """The cases of one duty. Prefilled is what must be on the portal and is the Department's own
    to publish."""
    channels = duty.channels
    is_natural = _channel(page) in (*channels.all_of, *channels.any_of)
    is_natural = is_natural and not duty.responsible_level
    own = _own_case(page, duty)
    waiting: dict[str, Instance] = {}
    for one in instances:
        if one.status in WAITING and one.case and not is_quiet(duty, one):
            waiting.setdefault(one.case, one)
    if own is not None:
        yield _choice(duty, own, waiting.pop(own, None), is_natural)
    if duty.cadence is Cadence.CONTINUOUS or (own and duty.cadence.every):
        return  # a page about a period answers that one and no other
    for case, one in sorted(waiting.items(), key=lambda item: item[1].due or date.max):
        yield _choice(duty, case, one, is_natural and bool(duty.cadence.every))


def _own_case(page: DisclosurePage, duty: Duty) -> str | None:
    """The case that the page itself is; None while its number isn't known, or for a period."""
    if isinstance(page, DisclosureItem):
        return page.case_for(duty)
    if duty.cadence is Cadence.EVENT:
        return getattr(page, "event_case_key", "") or page.case_key or None
    if duty.cadence is not Cadence.CONTINUOUS:
        return None
    # A kind of page that is not about items (the organisation, say) answers for the whole duty.
    is_whole = type(page).case_key is DisclosurePage.case_key
    return "" if is_whole else page.case_key or None


def _choice(duty: Duty, case: str, instance: Instance | None, fits: bool) -> AnswerChoice:
    label = f"{duty.code} – {title_of(duty)}"
    if case:
        label += f": {case_words(case)}"
    if instance is not None and instance.due:
        label += " · " + _("due on %(day)s") % {"day": day_words(instance.due)}
    return AnswerChoice(duty.code, case, label, fits)
