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

__all__ = [
    "InspectionConclusionIndexPage",
    "InspectionConclusionPage",
    "Obligation",
    "ObligationAudience",
    "ObligationCadence",
    "ObligationKind",
    "ObligationVersion",
    "Recommendation",
]
