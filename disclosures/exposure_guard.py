"""The exposure guard: what must stay public for a minimum time does not leave the web before.

Registered in `portal.registry.guards`. Asked when a page is withdrawn, when a correction would take
a case away that it answers, and when a publication is to end by itself before its time. A reason
and the permission lift it; the ledger keeps both, and the register then counts the case as
interrupted (disclosures/counting/exposure.py). Sources: NĐ 43/2023 Đ.49 (15 consecutive days), NĐ
31/2019 Đ.6 and what the catalogue says duty by duty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from disclosures import register
from disclosures.counting.cases import Case, Cases
from disclosures.counting.duties import PORTAL, Duty, Exposure, Until
from disclosures.counting.exposure import Stretch, free_on
from disclosures.counting.moments import office_day
from disclosures.register import Register
from disclosures.words.wording import case_words, day_words, exposure_words
from portal.models import DisclosurePage
from portal.registry import Refusal


@dataclass(frozen=True, slots=True)
class Bound:
    """A case that must stay public: how long, and the first day on which it may go (None: that day
    is not known)."""

    duty: Duty
    case: str
    asked: Exposure
    free_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it may not go yet on `day`."""
        return self.free_on is None or day < self.free_on

    @property
    def words(self) -> str:
        """Which case must stay how long, and until when where that is known."""
        name = case_words(self.case) or self.duty.code
        values = {"case": name, "duty": self.duty.code, "time": exposure_words(self.asked)}
        if self.free_on is None:
            return _("%(case)s (%(duty)s) must stay public %(time)s.") % values
        values["day"] = day_words(self.free_on)
        return _("%(case)s (%(duty)s) must stay public %(time)s: it may go on %(day)s.") % values


def guard(verb: str, page: Any, actor: Any, at: datetime) -> list[Refusal]:
    """For `registry.guards`: refusals that a reason and the permission lift."""
    if not isinstance(page, DisclosurePage):
        return []
    day = office_day(at)
    if verb == "withdraw":
        return [
            _refusal(
                "exposure_not_over",
                one,
                _("Withdrawn now it counts as not published, and the time begins anew."),
            )
            for one in bounds(page, day)
        ]
    if verb == "publish":
        return [*_taken_away(page, day), *_ends_too_early(page, day)]
    return []


def bounds(page: DisclosurePage, day: date) -> list[Bound]:
    """What `page` shows and may not take away on `day`."""
    found = register.snapshot()
    return [one for one in _shown(found, page) if one.holds_on(day)]


def _taken_away(page: DisclosurePage, day: date) -> Iterator[Refusal]:
    """A correction that no longer answers what the page answers now."""
    kept = {(answer.duty, answer.case.strip()) for answer in page.answers()}
    if not kept:
        return  # another guard asks for the duty
    for one in bounds(page, day):
        if (one.duty.code, one.case) not in kept:
            words = _("This version no longer answers it.")
            yield _refusal("exposure_not_over", one, words)


def _ends_too_early(page: DisclosurePage, day: date) -> Iterator[Refusal]:
    """A publication that is to end by itself before its time."""
    if page.expire_at is None:
        return
    end, found = office_day(page.expire_at), register.snapshot()
    shown = {(one.duty.code, one.case): one for one in _shown(found, page)}
    for answer in page.answers():
        duty = found.duty(answer.duty)
        key = (answer.duty, answer.case.strip())
        one = shown.get(key) or (duty and _planned(duty, key[1], page, day))
        if one and one.holds_on(end):
            words = _("The publication is to end on %(day)s.") % {"day": day_words(end)}
            yield _refusal("ends_too_early", one, words)


def _planned(duty: Duty, case: str, page: DisclosurePage, day: date) -> Bound | None:
    """The bound of what is about to go public on `day`."""
    anchors = page.anchors()
    asked = _asked(duty, anchors, day)
    if asked is None:
        return None
    start = Stretch(day, None)
    return Bound(duty, case, asked, free_on([start], start, asked, anchors))


def _shown(found: Register, page: DisclosurePage) -> Iterator[Bound]:
    """The bounds of everything that `page` shows now."""
    journal = found.journal
    if journal is None or page.pk is None:
        return
    for code in sorted(journal.named.get(page.pk, ())):
        duty, entries = found.duty(code), journal.by_duty.get(code)
        if duty is None or entries is None:
            continue
        cases = Cases(entries.until(found.day, found.known_at), found.day)
        for key, stretch in cases.shown_by(page.pk).items():
            one = _bound(duty, cases[key], stretch, found.day)
            if one is not None:
                yield one


def _bound(duty: Duty, case: Case, shown: Stretch, day: date) -> Bound | None:
    asked = _asked(duty, case.anchors, day)
    stretches = case.stretches.get(PORTAL, [])
    if asked is None or any(one is not shown and one.stop is None for one in stretches):
        return None  # nothing asked, or another page shows it as well
    if asked.until is Until.REPLACED_OR_REPEALED and case.ended:
        return None
    return Bound(duty, case.key, asked, free_on(stretches, shown, asked, case.anchors))


def _asked(duty: Duty, anchors: Any, day: date) -> Exposure | None:
    exposure = duty.exposure_under(duty.version_on(max(anchors.values(), default=day)))
    return exposure.on(PORTAL) if exposure else None


def _refusal(code: str, bound: Bound, words: str) -> Refusal:
    return Refusal(code, f"{bound.words} {words}", overridable=True)
