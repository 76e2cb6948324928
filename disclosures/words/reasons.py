"""Why a status is what it is, as a sentence: the codes of `disclosures.counting.verdicts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosures.counting.verdicts import Reason, ReasonCode
from disclosures.words.wording import (
    anchor_words,
    case_words,
    channel_words,
    day_words,
    special_case_words,
)

Params = Mapping[str, Any]


def sentence(reason: Reason, *, with_case: bool = True) -> str:
    """`05/KL-SKHCN (2026): due on 17/03/2026, not yet published.`

    `with_case` says which case or period it is about, where the reason is about one.
    """
    words = SENTENCES[reason.code](reason.params)
    case = case_words(reason.params.get("case", "")) if with_case else ""
    return f"{case}: {words}" if case else words[:1].upper() + words[1:]


def _in_time(params: Params) -> str:
    if not params.get("due"):
        return _("published on %(on)s.") % {"on": day_words(params.get("satisfied_on"))}
    return _("published on %(on)s, in time (due on %(due)s).") % _days(params)


def _late(params: Params) -> str:
    return _("published on %(on)s, after its deadline of %(due)s.") % _days(params)


def _ahead(params: Params) -> str:
    return _("due on %(due)s, not yet published.") % _days(params) + _missing(params)


def _passed(params: Params) -> str:
    interrupted = params.get("interrupted")
    if interrupted:
        return _("was due on %(due)s and was taken back before its time: %(places)s.") % {
            "due": day_words(params["due"]),
            "places": channel_words(interrupted),
        }
    return _("was due on %(due)s and is not published.") % _days(params) + _missing(params)


def _stopped(params: Params) -> str:
    return _("its clock is stopped; no deadline runs.")


def _missing(params: Params) -> str:
    """Where it is still missing, when it is not this portal alone."""
    missing = params.get("missing") or ()
    if not missing or tuple(missing) == ("portal",):
        return ""
    return " " + _("Missing: %(places)s.") % {"places": channel_words(missing)}


def _waiting(params: Params) -> str:
    return _("nothing has happened so far that must be published (period until %(until)s).") % {
        "until": day_words(params.get("until"))
    }


def _nobody_said(params: Params) -> str:
    words = _("nobody has said whether there was anything to publish from %(since)s to %(until)s.")
    return words % {
        "since": day_words(params.get("since")),
        "until": day_words(params.get("until")),
    }


def _nothing_registered(params: Params) -> str:
    return _(
        "since %(since)s no event has been entered, and nobody has signed that there was none."
    ) % {"since": day_words(params.get("since"))}


def _no_register(params: Params) -> str:
    return _("nobody keeps a register of these events, so nothing can be told about them.")


def _anchor_missing(params: Params) -> str:
    return _("%(anchor)s is not known, so no deadline can be counted.") % {
        "anchor": anchor_words(params.get("needs", ()))
    }


def _case_not_said(params: Params) -> str:
    return _("the rule tells several cases apart and nobody said which one it is: %(cases)s.") % {
        "cases": special_case_words(params.get("cases", ()))
    }


def _no_rule(params: Params) -> str:
    return _("no deadline rule is known for this time.")


def _cannot_count(params: Params) -> str:
    return _("the deadline cannot be counted from what is known.")


def _nil(params: Params) -> str:
    return _said(_("nothing to publish, signed on %(on)s"), params)


def _set_aside(params: Params) -> str:
    return _said(_("declared not applicable on %(on)s"), params)


def _said(words: str, params: Params) -> str:
    words %= {"on": day_words(params.get("on"))}
    reason = str(params.get("reason") or "").strip()
    if not reason:
        return f"{words}."
    return f"{words}: {reason}" + ("" if reason.endswith((".", "!", "?")) else ".")


def _exempt(params: Params) -> str:
    return _("nothing is owed in this case: %(case)s.") % {
        "case": special_case_words([params.get("when") or ""])
    }


def _not_ours(params: Params) -> str:
    words = _("no longer a duty of the Department.")
    why = str(params.get("why") or "").strip().rstrip(".")
    if why:
        words = _("no longer a duty of the Department: %(why)s.") % {"why": why}
    if params.get("successor"):
        words += " " + _("Continued by %(successor)s.") % {"successor": params["successor"]}
    return words


def _never(params: Params) -> str:
    return _("nothing has ever been published for this duty.")


def _nothing_left(params: Params) -> str:
    return _("what was published is no longer public.")


def _channel_missing(params: Params) -> str:
    return _("published, but not everywhere it must be. Missing: %(places)s.") % {
        "places": channel_words(params.get("missing", ()))
    }


def _current(params: Params) -> str:
    items = params.get("items", 0)
    return ngettext(
        "%(n)s item is public; last confirmed or changed on %(on)s.",
        "%(n)s items are public; the oldest was last confirmed or changed on %(on)s.",
        items,
    ) % {"n": items, "on": day_words(params.get("last_on"))}


def _confirm(params: Params) -> str:
    stale = params.get("stale", 0)
    return ngettext(
        "%(n)s item must be confirmed as still current by %(due)s (rule of the house).",
        "%(n)s items must be confirmed as still current by %(due)s (rule of the house).",
        stale,
    ) % {"n": stale, "due": day_words(params.get("due"))}


def _confirm_missed(params: Params) -> str:
    stale = params.get("stale", 0)
    return ngettext(
        "%(n)s item was not confirmed as still current by %(due)s (rule of the house).",
        "%(n)s items were not confirmed as still current by %(due)s (rule of the house).",
        stale,
    ) % {"n": stale, "due": day_words(params.get("due"))}


def _days(params: Params) -> dict[str, str]:
    return {"due": day_words(params.get("due")), "on": day_words(params.get("satisfied_on"))}


SENTENCES: Mapping[ReasonCode, Callable[[Params], str]] = {
    ReasonCode.ANSWERED_IN_TIME: _in_time,
    ReasonCode.ANSWERED_LATE: _late,
    ReasonCode.DEADLINE_AHEAD: _ahead,
    ReasonCode.DEADLINE_NEAR: _ahead,
    ReasonCode.DEADLINE_PASSED: _passed,
    ReasonCode.CLOCK_STOPPED: _stopped,
    ReasonCode.WAITING_FOR_EVENT: _waiting,
    ReasonCode.NOBODY_SAID: _nobody_said,
    ReasonCode.NOTHING_REGISTERED: _nothing_registered,
    ReasonCode.NO_REGISTER: _no_register,
    ReasonCode.ANCHOR_MISSING: _anchor_missing,
    ReasonCode.CASE_NOT_SAID: _case_not_said,
    ReasonCode.NO_RULE: _no_rule,
    ReasonCode.CANNOT_COUNT: _cannot_count,
    ReasonCode.NIL_RETURNED: _nil,
    ReasonCode.SET_ASIDE: _set_aside,
    ReasonCode.EXEMPT: _exempt,
    ReasonCode.NO_LONGER_OURS: _not_ours,
    ReasonCode.NOTHING_PUBLISHED: _never,
    ReasonCode.NOTHING_LEFT: _nothing_left,
    ReasonCode.CHANNEL_MISSING: _channel_missing,
    ReasonCode.CURRENT: _current,
    ReasonCode.CONFIRMATION_DUE: _confirm,
    ReasonCode.CONFIRMATION_MISSED: _confirm_missed,
}
