"""Models of the disclosures app, one concern per file; import them from here."""

from disclosures.models.indices import IndexResult, ProvincialIndex
from disclosures.models.missing import MissingNotice, MissingStateChoices, SetApartNotice
from disclosures.models.obligations import (
    Obligation,
    ObligationAudience,
    ObligationCadence,
    ObligationKind,
    ObligationVersion,
)
from disclosures.models.pages import (
    InspectionConclusionIndexPage,
    InspectionConclusionPage,
    Recommendation,
)
from disclosures.models.plan_imports import PlanDraft, PlanImport
from disclosures.models.plans import Plan, PlanSection, PlanTask, TaskCadence, TaskDuty
from disclosures.models.reminders import DigestState, ReminderDigest, SentReminder
from disclosures.models.reports import AnswerQuestion, AnswerState, ReportPeriod, TaskAnswer
from disclosures.models.sent_reports import (
    FrozenReport,
    ReportCorrection,
    ReportOverride,
    ReportSettings,
    ReportText,
)
from disclosures.models.task_changes import ChangeVerdict, TaskChange, TaskChangeDecision

__all__ = [
    "AnswerQuestion",
    "AnswerState",
    "ChangeVerdict",
    "DigestState",
    "FrozenReport",
    "IndexResult",
    "InspectionConclusionIndexPage",
    "InspectionConclusionPage",
    "MissingNotice",
    "MissingStateChoices",
    "Obligation",
    "ObligationAudience",
    "ObligationCadence",
    "ObligationKind",
    "ObligationVersion",
    "Plan",
    "PlanDraft",
    "PlanImport",
    "PlanSection",
    "PlanTask",
    "ProvincialIndex",
    "Recommendation",
    "ReminderDigest",
    "ReportCorrection",
    "ReportOverride",
    "ReportPeriod",
    "ReportSettings",
    "ReportText",
    "SentReminder",
    "SetApartNotice",
    "TaskAnswer",
    "TaskCadence",
    "TaskChange",
    "TaskChangeDecision",
    "TaskDuty",
]
