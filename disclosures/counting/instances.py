"""From the cases of a duty to its instances: what is owed, until when, and how it stands.

Each case gets its deadlines (`disclosures.counting.due`) and is held against what was made public.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from disclosures.counting.cases import Case, Update
from disclosures.counting.due import STATED, Counting, stated_due
from disclosures.counting.duties import RuleVersion
from disclosures.counting.exposure import Answered, answered, combined
from disclosures.counting.periods import Period, period_or_none
from disclosures.counting.verdicts import Instance, InstanceStatus, Reason, ReasonCode
from disclosures.deadlines import DeadlineError, Due


@dataclass(slots=True)
class Bench(Counting):
    """Where the instances of a duty are worked out: their deadlines held against what happened."""

    def of_case(self, case: Case, period: Period | None = None) -> Iterator[Instance]:
        """The instances of a case whose deadline counts from what happened."""
        anchors = case.anchors
        return self.counted(case, anchors, self.done(case, anchors), period)

    def counted(
        self,
        case: Case,
        anchors: Mapping[str, date],
        done: Answered,
        period: Period | None = None,
        updates: Sequence[Update] | None = None,
    ) -> Iterator[Instance]:
        """Instances for the deadlines that `anchors` set under the version that holds for them.

        With `updates` a deadline is met by what was put up for its own change, not by `done` alone.
        """
        key = period.key if period else ""
        settled = self.by_act(case, key)
        if settled and done.since is None:
            yield settled
            return
        version, used = self.version_for(case, anchors, period)
        if not used:
            if STATED in anchors:
                due = stated_due(anchors[STATED])
                yield self.judged(case, due, done, version, key, anchors)
            else:
                yield self._without_deadline(case, version, anchors, done, key)
            return
        try:
            dues = self.due_dates(version.rule, {one: anchors[one] for one in used}, case)
        except DeadlineError as error:
            yield self.plain(
                case,
                InstanceStatus.UNKNOWN,
                ReasonCode.CANNOT_COUNT,
                key,
                version,
                error=str(error),
            )
            return
        for due in dues:
            # Of several anchors each needs its own word: one before it is about another.
            own = done
            if updates is not None or len(used) > 1:
                own = self.renewed(updates or case.updates, due.anchor, anchors, done)
            due = self.not_after_stated(due, anchors)
            yield self.judged(case, due, own, version, key, anchors)
        if not dues:
            yield self.plain(
                case, InstanceStatus.NOT_APPLICABLE, ReasonCode.EXEMPT, key, version, when=case.when
            )

    def judged(
        self,
        case: Case,
        due: Due,
        done: Answered,
        version: RuleVersion | None,
        period: str,
        anchors: Mapping[str, date],
    ) -> Instance:
        """An instance with a deadline: in time, late, owed, or its clock stopped."""
        status, code = self._held_against(due.due, done.since)
        events, counted = tuple(case.events), due.counted
        params = {
            "case": case.key,
            "version": version.since if version else None,
            "anchor": due.anchor,
            "anchored_on": counted.from_day,
            "due": due.due,
            "satisfied_on": done.since,
            "missing": done.missing,
            "interrupted": done.interrupted,
            "events": events,
        }
        return Instance(
            self.duty.code, case.key, status, Reason(code, params), due.due, due.anchor,
            counted.from_day, period or due.period, done.since, events, anchors,
            case.title, case.unit, done.missing, version, counted,
            version is not None and version.is_confirmed(self.known_at),
            self.years_confirmed(counted.years),
        )  # fmt: skip

    def plain(
        self,
        case: Case,
        status: InstanceStatus,
        code: ReasonCode,
        period: str = "",
        version: RuleVersion | None = None,
        **params: object,
    ) -> Instance:
        """An instance without a deadline."""
        known = {
            "case": case.key,
            "version": version.since if version else None,
            "events": tuple(case.events),
        }
        return Instance(
            duty=self.duty.code, case=case.key, status=status, why=Reason(code, known | params),
            period=period, events=tuple(case.events), anchors=case.anchors, title=case.title,
            unit=case.unit, version=version,
            rule_confirmed=version is not None and version.is_confirmed(self.known_at),
            calendar_confirmed=True,
        )  # fmt: skip

    def by_act(self, case: Case, period: str = "") -> Instance | None:
        """What a signed act settled: set aside with a legal ground, or nothing to publish."""
        act = case.set_aside or case.nil
        if act is None:
            return None
        nil = case.set_aside is None
        if nil and not period and period_or_none(case.key) is None:
            return None
        status = InstanceStatus.NIL_DECLARED if nil else InstanceStatus.NOT_APPLICABLE
        code = ReasonCode.NIL_RETURNED if nil else ReasonCode.SET_ASIDE
        found = self.plain(case, status, code, period, reason=act.reason, on=act.happened_on)
        return found._replace(satisfied_on=act.happened_on)

    def done(
        self,
        case: Case,
        anchors: Mapping[str, date],
        version: RuleVersion | None = None,
        also: Case | None = None,
    ) -> Answered:
        """Since when the case (`also`: or another) is public where and as long as it must be."""
        duty, stretches = self.duty, case.stretches
        if also and also.stretches:
            names = stretches.keys() | also.stretches.keys()
            stretches = {
                name: [*stretches.get(name, ()), *also.stretches.get(name, ())] for name in names
            }
        if not stretches:
            return Answered(None, duty.channels.all_of + duty.channels.any_of)
        day = max(anchors.values(), default=self.day)
        exposure = duty.exposure_under(version or duty.version_on(day))
        return answered(stretches, duty.channels, exposure, anchors)

    def renewed(
        self, updates: Sequence[Update], anchor: str, anchors: Mapping[str, date], done: Answered
    ) -> Answered:
        """Since when what happened on the anchor's day is public in every channel.

        An earlier update counts only if it names that very day; and nothing counts once the case is
        not public any more (`done`).
        """
        if done.since is None:
            return done
        day, starts = anchors[anchor], {}
        for update in updates:
            if update.day >= day or update.anchors.get(anchor) == day:
                starts[update.channel] = min(starts.get(update.channel, update.day), update.day)
        return combined(starts, self.duty.channels)

    def _without_deadline(
        self,
        case: Case,
        version: RuleVersion | None,
        anchors: Mapping[str, date],
        done: Answered,
        period: str,
    ) -> Instance:
        """Why a case has no deadline: no rule, no longer ours, its case or its day not said."""
        unknown = InstanceStatus.UNKNOWN
        if version is not None and not version.applies:
            return self.plain(
                case, InstanceStatus.NOT_APPLICABLE, ReasonCode.NO_LONGER_OURS, period, version,
                successor=self.duty.succeeded_by, why=version.why,
            )  # fmt: skip
        if version is None or version.rule is None:
            return self.plain(case, unknown, ReasonCode.NO_RULE, period, version)
        rule = version.rule.in_case(case.when)
        if rule.term is None:
            found = self.plain(
                case, unknown, ReasonCode.CASE_NOT_SAID, period, version, cases=rule.cases
            )
        else:
            found = self.plain(
                case, unknown, ReasonCode.ANCHOR_MISSING, period, version, needs=rule.term.anchors
            )
        return found._replace(satisfied_on=done.since, anchors=anchors)

    def _held_against(
        self, due: date | None, since: date | None
    ) -> tuple[InstanceStatus, ReasonCode]:
        if due is None:
            if since is not None:
                return InstanceStatus.ON_TIME, ReasonCode.ANSWERED_IN_TIME
            return InstanceStatus.OPEN, ReasonCode.CLOCK_STOPPED
        if since is not None:
            if since <= due:
                return InstanceStatus.ON_TIME, ReasonCode.ANSWERED_IN_TIME
            return InstanceStatus.LATE, ReasonCode.ANSWERED_LATE
        if self.day > due:
            return InstanceStatus.OVERDUE, ReasonCode.DEADLINE_PASSED
        if self.day >= self.calendar.subtract(due, self.due_soon_days):
            return InstanceStatus.DUE_SOON, ReasonCode.DEADLINE_NEAR
        return InstanceStatus.OPEN, ReasonCode.DEADLINE_AHEAD
