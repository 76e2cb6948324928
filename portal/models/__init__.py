"""Models of the core, one concern per file; import them from here.

Low to high: users, units → numbers, ledger → pages. A lower file never imports a higher one.
"""

from portal.models.days import CalendarDay, ConfirmedYear, office_calendar
from portal.models.ledger import PublicationEvent
from portal.models.numbers import DocumentNumber
from portal.models.pages import BasePage, DisclosurePage, DutyAnswer
from portal.models.schedule import ScheduleRun
from portal.models.site import PortalSettings
from portal.models.units import Membership, Unit
from portal.models.users import User
from portal.models.workflow import SecondPersonApprovalTask

__all__ = [
    "BasePage",
    "CalendarDay",
    "ConfirmedYear",
    "DisclosurePage",
    "DocumentNumber",
    "DutyAnswer",
    "Membership",
    "PortalSettings",
    "PublicationEvent",
    "ScheduleRun",
    "SecondPersonApprovalTask",
    "Unit",
    "User",
    "office_calendar",
]
