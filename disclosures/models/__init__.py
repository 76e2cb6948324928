"""Models of the disclosures app, one concern per file; import them from here."""

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

__all__ = [
    "InspectionConclusionIndexPage",
    "InspectionConclusionPage",
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
    "Recommendation",
    "TaskCadence",
    "TaskDuty",
]
