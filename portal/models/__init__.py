"""Models of the core, one concern per file; import them from here.

Low to high: users, units → numbers, ledger → pages. A lower file never imports a higher one.
"""

from portal.models.addresses import OldAddress
from portal.models.days import CalendarDay, ConfirmedYear, office_calendar
from portal.models.ledger import PublicationEvent
from portal.models.limited import LimitedItem
from portal.models.numbers import DocumentNumber
from portal.models.pages import BasePage, DisclosurePage, DutyAnswer
from portal.models.readers import PageOpinion, PageViews, Usefulness
from portal.models.schedule import ScheduleRun
from portal.models.secrecy import SecrecyCheck
from portal.models.site import PortalSettings, TrackingMove, tracked_from_as_known
from portal.models.units import Membership, Unit
from portal.models.users import User
from portal.models.workflow import KindWorkflow, SecondPersonApprovalTask, Substitution

__all__ = [
    "BasePage",
    "CalendarDay",
    "ConfirmedYear",
    "DisclosurePage",
    "DocumentNumber",
    "DutyAnswer",
    "KindWorkflow",
    "LimitedItem",
    "Membership",
    "OldAddress",
    "PageOpinion",
    "PageViews",
    "PortalSettings",
    "PublicationEvent",
    "ScheduleRun",
    "SecondPersonApprovalTask",
    "SecrecyCheck",
    "Substitution",
    "TrackingMove",
    "Unit",
    "Usefulness",
    "User",
    "office_calendar",
    "tracked_from_as_known",
]
