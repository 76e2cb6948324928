"""Models of the procedures app, one concern per file; import them from here."""

from procedures.models.decisions import AnnouncingDecision, DecisionItem
from procedures.models.fee_index import FeeIndexPage
from procedures.models.fees import FeePage, FeeRate, FeeReduction
from procedures.models.fields import ProcedureField
from procedures.models.imports import ImportState, ProcedureImport
from procedures.models.index import ProcedureIndexPage
from procedures.models.needs import Need, NeedProcedure
from procedures.models.pages import ProcedurePage
from procedures.models.parts import (
    ProcedureDossierCase,
    ProcedureDossierLine,
    ProcedureFee,
    ProcedureFilingWay,
    ProcedureLegalBasis,
    ProcedureStep,
)
from procedures.models.reviews import ProcedureReview, ReviewItem
from procedures.models.stated_fees import StatedFee
from procedures.models.synchronised import ProcedureSynchronisation
from procedures.models.versions import ProcedureVersion

__all__ = [
    "AnnouncingDecision",
    "DecisionItem",
    "FeeIndexPage",
    "FeePage",
    "FeeRate",
    "FeeReduction",
    "ImportState",
    "Need",
    "NeedProcedure",
    "ProcedureDossierCase",
    "ProcedureDossierLine",
    "ProcedureFee",
    "ProcedureField",
    "ProcedureFilingWay",
    "ProcedureImport",
    "ProcedureIndexPage",
    "ProcedureLegalBasis",
    "ProcedurePage",
    "ProcedureReview",
    "ProcedureStep",
    "ProcedureSynchronisation",
    "ProcedureVersion",
    "ReviewItem",
    "StatedFee",
]
