"""Models of the procedures app, one concern per file; import them from here."""

from procedures.models.fields import ProcedureField
from procedures.models.index import ProcedureIndexPage
from procedures.models.pages import ProcedurePage
from procedures.models.parts import (
    ProcedureDossierLine,
    ProcedureFee,
    ProcedureFilingWay,
    ProcedureLegalBasis,
    ProcedureStep,
)
from procedures.models.versions import ProcedureVersion

__all__ = [
    "ProcedureDossierLine",
    "ProcedureFee",
    "ProcedureField",
    "ProcedureFilingWay",
    "ProcedureIndexPage",
    "ProcedureLegalBasis",
    "ProcedurePage",
    "ProcedureStep",
    "ProcedureVersion",
]
