"""The demonstration: a database full of plausible things, made relative to today.

`load_demo` marks the database as a demonstration first; only such a database may hold events
recorded in the past (portal.publishing.Moment). Each feature loads its own part
(registry.demo_steps) from data files of its own; what is already there stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from portal import publishing, registry, roles
from portal.calendar import Calendar
from portal.models import Membership, PortalSettings, Unit, User, office_calendar
from portal.publishing import Moment
from portal.site import set_up, set_up_texts

#: The password of every demonstration account; such a database is nobody's real one.
PASSWORD = "trinh-dien-2026"  # noqa: S105  (public by intention)
#: How long the demonstration has kept its register.
TRACKED_DAYS = 150
#: When demonstration events were recorded on their day.
RECORDED_AT = time(9, 30)


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account and what it is for."""

    username: str
    family_name: str
    given_name: str
    role: str
    units: tuple[str, ...]
    purpose: str


ACCOUNTS = (
    Account(
        "bientap", "Biên Tập", "Viên (ví dụ)", roles.EDITOR, ("TTNC", "KTRA"), "soạn, gửi duyệt"
    ),
    Account("duyet", "Người", "Duyệt (ví dụ)", roles.APPROVER, ("BGD",), "duyệt và đăng, rút"),
    Account("vanphong", "Văn", "Phòng (ví dụ)", roles.OFFICE, ("VP",), "sổ nghĩa vụ, kế hoạch"),
    Account("lanhdao", "Lãnh", "Đạo (ví dụ)", roles.LEADER, ("BGD",), "xem toàn bộ, duyệt"),
    Account("giamsat", "Giám", "Sát (ví dụ)", roles.AUDITOR, (), "chỉ xem"),
    Account(
        "quantri", "Quản", "Trị (ví dụ)", roles.ADMINISTRATOR, (), "tài khoản, đơn vị, cài đặt"
    ),
)


@dataclass
class Demonstration:
    """What a feature's step gets: the day, the calendar, the people, and a way to say what it
    does."""

    today: date
    calendar: Calendar
    tracked_from: date
    say: Callable[[str], None]
    users: Mapping[str, User] = field(default_factory=dict)

    @property
    def editor(self) -> User:
        """Who writes."""
        return self.users["bientap"]

    @property
    def approver(self) -> User:
        """Who approves."""
        return self.users["duyet"]

    @property
    def office(self) -> User:
        """Who signs acts for any unit."""
        return self.users["vanphong"]

    def publish(self, page: Any, day: date, *, actor: Any = None, **options: Any) -> Any:
        """Publish what the editor wrote, checked by both units and approved, on `day`, by the
        approver unless another `actor` is given; the ledger's event. `options` go to
        `publishing.publish`."""
        moment = self.moment(day)
        publishing.record_checks(
            page,
            unit=self.editor,
            focal=self.approver,
            revision=options.get("revision"),
            moment=moment,
        )
        event = publishing.publish(
            page, actor=actor or self.approver, approved=True, moment=moment, **options
        )
        page.refresh_from_db()
        return event

    def days_ago(self, days: int) -> date:
        """The day that many calendar days before today; negative: after."""
        return self.today - timedelta(days=days)

    def working_days_ago(self, days: int) -> date:
        """The day that many working days before today; 0 is today, negative: after."""
        if days == 0:
            return self.today
        if days > 0:
            return self.calendar.subtract(self.today, days)
        return self.calendar.add_working_days(self.today, -days)

    def moment(self, day: date) -> Moment:
        """The moment of something that happened on `day`: recorded that morning, never later than
        now."""
        at = datetime.combine(day, RECORDED_AT, tzinfo=timezone.get_current_timezone())
        return Moment(min(day, self.today), min(at, timezone.now()))


def read(path: Path) -> Any:
    """A demonstration data file (YAML)."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def load(say: Callable[[str], None], today: date | None = None) -> Demonstration:
    """Load the demonstration, or what is missing of it. Raises PermissionDenied where
    demonstrations aren't allowed (production)."""
    if not settings.PORTAL_ALLOW_DEMONSTRATION:
        raise PermissionDenied("Demonstration content has no place in production.")
    say("structure")
    set_up()
    set_up_texts()
    today = today or timezone.localdate()
    office = _mark(today)
    demonstration = Demonstration(
        today=today, calendar=office_calendar(), tracked_from=office.tracked_from, say=say
    )
    for step in registry.demo_steps:
        with transaction.atomic():
            step(demonstration)
    return demonstration


def load_accounts(demonstration: Demonstration) -> None:
    """The accounts, after the units they belong to. A step of `registry.demo_steps`."""
    demonstration.say("accounts")
    users = {}
    for account in ACCOUNTS:
        user, is_new = User.objects.get_or_create(
            username=account.username,
            defaults={
                "email": f"{account.username}@example.org",
                "last_name": account.family_name,
                "first_name": account.given_name,
                "is_superuser": False,
            },
        )
        if is_new:
            user.set_password(PASSWORD)
            user.save()
            user.groups.set(Group.objects.filter(name=account.role))
            for unit in Unit.objects.filter(code__in=account.units):
                Membership.objects.get_or_create(user=user, unit=unit)
        users[account.username] = user
    demonstration.users = users


def _mark(today: date) -> PortalSettings:
    site = Site.objects.get(is_default_site=True)
    office = PortalSettings.for_site(site)
    if office.demonstration_made_on is None:
        office.demonstration_made_on = today
        office.tracked_from = today - timedelta(days=TRACKED_DAYS)
        office.office_name = office.office_name or "Sở Khoa học và Công nghệ tỉnh Quảng Trị"
        office.save()
    return office
