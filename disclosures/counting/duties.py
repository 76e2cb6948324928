"""A disclosure duty and the versions of its rule, as frozen values.

Rules are dated data, because the law moves: a version says from when to when it holds, on what
legal basis, and how far its text was checked. Read from the catalogue by catalogue.py or from the
database.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from disclosures.counting.rules import Rule

PORTAL = "portal"
#: Every way to make something public that a duty may name; all but the portal need evidence.
CHANNELS = frozenset(
    {
        PORTAL, "national_tthc_db", "national_service_portal", "national_st_db", "csdlqg_vbpl",
        "muasamcong", "one_stop_posting", "electronic_board", "hq_posting",
        "collection_point_posting", "reception_place_posting", "inspected_body_posting",
        "intranet", "meeting", "staff_meeting", "mass_media", "letter", "written_notice",
    }
)  # fmt: skip
#: Channels that are over once done: no stretch of days can be asked of them.
MOMENTARY = frozenset({"meeting", "staff_meeting", "mass_media", "letter", "written_notice"})


class DutyKind(StrEnum):
    """The three clocks that must not be mixed, and what the plan promised without a law."""

    DISCLOSURE = "disclosure"
    RESPONSE_CLOCK = "response_clock"
    REPORT = "report"
    HOUSE_COMMITMENT = "house_commitment"


class Cadence(StrEnum):
    """What makes an instance of the duty: its standing state, an event, or a period."""

    CONTINUOUS = "continuous"
    EVENT = "event"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"

    @property
    def every(self) -> str:
        """The period of a periodic cadence (month, quarter, year); empty for the others."""
        return {"monthly": "month", "quarterly": "quarter", "yearly": "year"}.get(self.value, "")


class Audience(StrEnum):
    """For whom it is public."""

    PUBLIC = "public"
    INTERNAL = "internal"
    REQUESTER = "requester"
    PUBLIC_OR_INTERNAL = "public_or_internal"


class Until(StrEnum):
    """What ends an exposure that is not a number of days."""

    EVENT = "event"
    APPLICATION_CLOSE = "application_close"
    REPLACED_OR_REPEALED = "replaced_or_repealed"
    NEVER = "never"


class Verification(StrEnum):
    """How far the text of a rule was checked when the catalogue was prepared."""

    CODIFIED = "codified"
    SECONDARY_COPY = "secondary_copy"
    ARTICLE = "article"
    PLAN = "plan"
    DEFAULT_RULE = "default_rule"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Channels:
    """Where it must be public: in each of `all_of`, in at least one of `any_of`; `also` is
    optional.
    """

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.all_of or self.any_of)


@dataclass(frozen=True, slots=True)
class Exposure:
    """How long it stays public. `channel` limits it to one channel."""

    days: int | None = None
    consecutive: bool = False
    until: Until | None = None
    channel: str = ""
    show: str = ""

    def on(self, channel: str) -> Exposure | None:
        """What is asked of `channel`, or None."""
        return self if self.channel in ("", channel) and channel not in MOMENTARY else None


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version of a duty's rule. `until` is the last day on which it holds (None = still holds).

    `rule` None = no deadline is known for that time; `applies` False = no duty of the department
    then. `entered_at` None = known from the start; `superseded_at` when another text of it
    replaced this one. `confirmed_at` when a person of the office confirmed it: None = nobody yet.
    """

    since: date | None
    until: date | None = None
    rule: Rule | None = None
    applies: bool = True
    why: str = ""
    exposure: Exposure | None = None
    legal_basis: str = ""
    source_url: str = ""
    verified: bool = False
    verification: Verification = Verification.MEMORY
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    entered_at: datetime | None = None
    superseded_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this version is in force on `day`."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def is_confirmed(self, known_at: datetime) -> bool:
        """Whether a person of the office had confirmed this version by `known_at`."""
        return self.confirmed_at is not None and self.confirmed_at <= known_at


@dataclass(frozen=True, slots=True)
class ResponseClock:
    """A term for answering a person or handling a case, kept apart from publication deadlines."""

    step: str
    rule: Rule
    basis: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One row of the catalogue. Units are named as the catalogue prints them."""

    code: str
    kind: DutyKind
    title_vi: str
    title_en: str
    cadence: Cadence
    audience: Audience
    versions: tuple[RuleVersion, ...]
    lead_unit: str = ""
    cooperating_units: tuple[str, ...] = ()
    papi_dimension: int | None = None
    papi_related: tuple[int, ...] = ()
    plan_task: tuple[str, ...] = ()
    plan_task_ids: tuple[str, ...] = ()
    plan_section: str = ""
    responsible_level: str = ""
    content_type: str = ""
    web_allowed: bool = True
    channels: Channels = Channels()
    exposure: Exposure | None = None
    confirm_every: str = ""
    event_register: bool = False
    nil_report: bool = False
    pausable: bool = False
    version_by: str = ""
    succeeded_by: str = ""
    required_parts: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    redaction: tuple[str, ...] = ()
    evidence_required: tuple[str, ...] = ()
    publishable_on_web: tuple[str, ...] = ()
    response_clocks: tuple[ResponseClock, ...] = ()
    from_units: tuple[str, ...] = ()
    forward_to: tuple[str, ...] = ()
    export: str = ""
    extra_instances_on: str = ""
    links_to: str = ""
    related: str = ""
    sanction: str = ""
    anchor_note: str = ""
    channel_note: str = ""
    note: str = ""
    needs_recheck: bool = False
    recheck: str = ""
    #: How the row read before it was put right, oldest first, and until when; without versions.
    former: tuple[tuple[datetime, Duty], ...] = ()

    @property
    def by_fiscal_year(self) -> bool:
        """Whether versions are chosen by budget year instead of by date."""
        return self.version_by == "fiscal_year"

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor that some version counts from."""
        return frozenset().union(*(one.rule.anchors for one in self.versions if one.rule))

    def version_on(self, day: date) -> RuleVersion | None:
        """The version in force on `day`; None before the first one."""
        for one in self.versions:
            if (one.since is None or one.since <= day) and (one.until is None or day <= one.until):
                return one
        return None

    def version_for_year(self, year: int) -> RuleVersion | None:
        """The version for the budget year `year`: the one in force when it begins."""
        return self.version_on(date(year, 1, 1))

    def exposure_under(self, version: RuleVersion | None) -> Exposure | None:
        """The exposure asked for under `version`: its own, else the row's."""
        return version.exposure if version and version.exposure else self.exposure

    def as_known(self, known_at: datetime) -> Duty:
        """This duty as its row read and with the rule versions that were entered by `known_at`."""
        row = next((row for until, row in self.former if known_at < until), self)
        if all(one.entered_at is None and one.superseded_at is None for one in self.versions):
            return self if row is self else replace(row, versions=self.versions)
        return replace(row, versions=tuple(_known(self.versions, known_at)))


def _known(versions: Iterable[RuleVersion], known_at: datetime) -> list[RuleVersion]:
    """Versions entered and not superseded by then; the last one open, as it was before a
    successor.
    """
    kept = [
        one
        for one in versions
        if (one.entered_at is None or one.entered_at <= known_at)
        and (one.superseded_at is None or one.superseded_at > known_at)
    ]
    kept.sort(key=lambda one: one.since or date.min)
    if kept and kept[-1].until is not None:
        kept[-1] = replace(kept[-1], until=None)
    return kept
