"""Models of the disclosures app, one concern per file; import them from here."""

from disclosures.models.budget import BudgetLine, BudgetPage
from disclosures.models.citizens import (
    DialoguePage,
    DialogueQuestion,
    FeedbackAnswerPage,
    SurveyCriterion,
    SurveyPage,
)
from disclosures.models.conclusions import (
    ComplianceRecord,
    ConclusionType,
    InspectionConclusionPage,
    Recommendation,
    RecommendationState,
)
from disclosures.models.documents import PlanPage, RegulationPage, SupportProgrammePage
from disclosures.models.feeds import (
    FeedFaultChoices,
    FeedItem,
    FeedKey,
    FeedSighting,
    FeedSource,
    ItemStateChoices,
)
from disclosures.models.indices import IndexResult, ProvincialIndex
from disclosures.models.integrity import (
    AnticorruptionReportPage,
    AssetDeclarationNoticePage,
    ComplaintResultPage,
    PeoplesInspectorateNoticePage,
)
from disclosures.models.issuers import Issuer, IssuerLevel
from disclosures.models.items import AttachedFile, DisclosureItem
from disclosures.models.legal_bases import LegalBasis
from disclosures.models.legal_documents import LegalDocumentPage, LegalRelation
from disclosures.models.lists import DisclosureIndexPage, DisclosureSectionPage
from disclosures.models.missing import MissingNotice, MissingStateChoices, SetApartNotice
from disclosures.models.money import (
    AssetLine,
    AssetPage,
    ProcurementPage,
    ThriftPage,
)
from disclosures.models.obligations import (
    Obligation,
    ObligationAudience,
    ObligationCadence,
    ObligationKind,
    ObligationVersion,
)
from disclosures.models.office import CampaignPage, OutageNoticePage, QualityStatementPage
from disclosures.models.organisation import (
    OrganisationLeader,
    OrganisationPage,
    OrganisationUnit,
)
from disclosures.models.people import (
    RecruitmentPage,
    RecruitmentPosition,
    StaffingPage,
    StaffingRow,
)
from disclosures.models.plan_imports import PlanDraft, PlanImport
from disclosures.models.plans import Plan, PlanSection, PlanTask, TaskCadence, TaskDuty
from disclosures.models.receptions import ReceptionDay, ReceptionPage, RecurringReception
from disclosures.models.reminders import DigestState, ReminderDigest, SentReminder
from disclosures.models.reports import AnswerQuestion, AnswerState, ReportPeriod, TaskAnswer
from disclosures.models.science import ScienceTaskPage
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
    "AnticorruptionReportPage",
    "AssetDeclarationNoticePage",
    "AssetLine",
    "AssetPage",
    "AttachedFile",
    "BudgetLine",
    "BudgetPage",
    "CampaignPage",
    "ChangeVerdict",
    "ComplaintResultPage",
    "ComplianceRecord",
    "ConclusionType",
    "DialoguePage",
    "DialogueQuestion",
    "DigestState",
    "DisclosureIndexPage",
    "DisclosureItem",
    "DisclosureSectionPage",
    "FeedFaultChoices",
    "FeedItem",
    "FeedKey",
    "FeedSighting",
    "FeedSource",
    "FeedbackAnswerPage",
    "FrozenReport",
    "IndexResult",
    "InspectionConclusionPage",
    "Issuer",
    "IssuerLevel",
    "ItemStateChoices",
    "LegalBasis",
    "LegalDocumentPage",
    "LegalRelation",
    "MissingNotice",
    "MissingStateChoices",
    "Obligation",
    "ObligationAudience",
    "ObligationCadence",
    "ObligationKind",
    "ObligationVersion",
    "OrganisationLeader",
    "OrganisationPage",
    "OrganisationUnit",
    "OutageNoticePage",
    "PeoplesInspectorateNoticePage",
    "Plan",
    "PlanDraft",
    "PlanImport",
    "PlanPage",
    "PlanSection",
    "PlanTask",
    "ProcurementPage",
    "ProvincialIndex",
    "QualityStatementPage",
    "ReceptionDay",
    "ReceptionPage",
    "Recommendation",
    "RecommendationState",
    "RecruitmentPage",
    "RecruitmentPosition",
    "RecurringReception",
    "RegulationPage",
    "ReminderDigest",
    "ReportCorrection",
    "ReportOverride",
    "ReportPeriod",
    "ReportSettings",
    "ReportText",
    "ScienceTaskPage",
    "SentReminder",
    "SetApartNotice",
    "StaffingPage",
    "StaffingRow",
    "SupportProgrammePage",
    "SurveyCriterion",
    "SurveyPage",
    "TaskAnswer",
    "TaskCadence",
    "TaskChange",
    "TaskChangeDecision",
    "TaskDuty",
    "ThriftPage",
]
