"""Science and technology tasks: one page from the call to the result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from disclosures.models.choices import known
from disclosures.models.item_fields import SubjectFields
from disclosures.models.items import DisclosureItem, item_panels
from portal.case_keys import keyable_number
from portal.public_record import PublicField, ValueType
from portal.registry import Kind
from portal.text import normal_number


class TaskStage(models.TextChoices):
    """How far a task has come; each stage adds to what the page says."""

    CALLED = "called", _("Called for")
    AWARDED = "awarded", _("Awarded")
    UNDER_WAY = "under_way", _("Under way")
    RESULT = "result", _("Result")
    STOPPED = "stopped", _("Stopped")


#: Which duties the page answers at each stage: all that it has come through (TT 14/2014 art. 23–25,
#: TT 20/2023 art. 16, Luật KH&CN 2013 Đ.29(3)).
DUTIES_BY_STAGE: Mapping[str, frozenset[str]] = {
    TaskStage.CALLED: frozenset({"NV-TC"}),
    TaskStage.AWARDED: frozenset({"NV-TC", "NV-KQTC"}),
    TaskStage.UNDER_WAY: frozenset({"NV-TC", "NV-KQTC", "NV-DTH"}),
    TaskStage.RESULT: frozenset({"NV-TC", "NV-KQTC", "NV-DTH", "NV-KQ"}),
    TaskStage.STOPPED: frozenset({"NV-TC", "NV-KQTC", "NV-DTH"}),
}
#: What each stage has to say, on top of the stages before it.
NEEDED: Mapping[str, tuple[str, ...]] = {
    TaskStage.CALLED: ("approved_on", "goals", "how_to_take_part"),
    TaskStage.AWARDED: ("lead_organisation", "principal", "awarded_on", "budget", "starts_on"),
    TaskStage.UNDER_WAY: ("form_received_on", "methods", "expected_results", "ends_on"),
    TaskStage.RESULT: ("certificate_on", "participants", "results"),
    TaskStage.STOPPED: (),
}
ORDER = (TaskStage.CALLED, TaskStage.AWARDED, TaskStage.UNDER_WAY, TaskStage.RESULT)


class ScienceTaskPage(SubjectFields, DisclosureItem):
    """One science and technology task through its whole life (NV-TC, NV-KQTC, NV-DTH, NV-KQ)."""

    about = Kind("st_task", _("Science and technology task"), _("Science and technology tasks"))
    kind = about.code
    status_field = "stage"
    anchor_fields = {
        "approved_on": "approved_on",
        "signed_on": "awarded_on",
        "received_on": "form_received_on",
        "certificate_issued_on": "certificate_on",
    }
    past_days = ("approved_on", "awarded_on", "form_received_on", "certificate_on")
    item_template = "disclosures/science_task_page.html"

    code = models.CharField(
        _("code of the task"), max_length=60, help_text=_("It names the task for good.")
    )
    stage = models.CharField(_("stage"), max_length=20, choices=TaskStage, default=TaskStage.CALLED)

    # Called for
    approved_on = models.DateField(
        _("list approved on"), null=True, blank=True, help_text=_("The deadline counts from it.")
    )
    decision_number = models.CharField(_("decision on the list"), max_length=100, blank=True)
    goals = models.TextField(_("goals and content"), blank=True)
    how_to_take_part = models.TextField(_("conditions and how to take part"), blank=True)
    applications_until = models.DateField(_("applications until"), null=True, blank=True)

    # Awarded
    lead_organisation = models.CharField(_("lead organisation"), max_length=300, blank=True)
    principal = models.CharField(_("principal investigator"), max_length=200, blank=True)
    awarded_on = models.DateField(_("decision signed on"), null=True, blank=True)
    award_number = models.CharField(_("decision on the award"), max_length=100, blank=True)
    budget = models.BigIntegerField(_("money from the budget"), null=True, blank=True)
    other_money = models.BigIntegerField(_("other money"), null=True, blank=True)
    starts_on = models.DateField(_("begins on"), null=True, blank=True)

    # Under way
    form_received_on = models.DateField(_("information form received on"), null=True, blank=True)
    methods = models.TextField(_("methods"), blank=True)
    expected_results = models.TextField(_("expected results"), blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    # Result
    certificate_on = models.DateField(_("registration certificate of"), null=True, blank=True)
    certificate_number = models.CharField(
        _("number of the certificate"), max_length=100, blank=True
    )
    participants = models.TextField(_("who took part"), blank=True, help_text=_("One name a line."))
    results = models.TextField(_("results in short"), blank=True)
    application = models.TextField(_("how the results are used"), blank=True)
    stopped_because = models.TextField(_("why it was stopped"), blank=True)

    public_fields = (
        PublicField("code", _("code of the task"), fact=True, in_list=True),
        PublicField("stage", _("stage"), ValueType.CODE, pair=False),
        PublicField("lead_organisation", _("lead organisation"), fact=True, in_list=True),
        PublicField("principal", _("principal investigator"), fact=True),
        PublicField("budget", _("money from the budget"), ValueType.AMOUNT, fact=True),
        PublicField("applications_until", _("applications until"), ValueType.DATE),
        *SubjectFields.SUBJECT,
        PublicField("starts_on", _("begins on"), ValueType.DATE),
        PublicField("ends_on", _("ends on"), ValueType.DATE),
        PublicField("other_money", _("other money"), ValueType.AMOUNT),
        PublicField("approved_on", _("list approved on"), ValueType.DATE),
        PublicField("decision_number", _("decision on the list")),
        PublicField("awarded_on", _("decision signed on"), ValueType.DATE),
        PublicField("award_number", _("decision on the award")),
        PublicField("form_received_on", _("information form received on"), ValueType.DATE),
        PublicField("certificate_on", _("registration certificate of"), ValueType.DATE),
        PublicField("certificate_number", _("number of the certificate")),
        PublicField("goals", _("goals and content"), pair=False),
        PublicField("how_to_take_part", _("conditions and how to take part"), pair=False),
        PublicField("methods", _("methods"), pair=False),
        PublicField("expected_results", _("expected results"), pair=False),
        PublicField("participants", _("who took part"), pair=False),
        PublicField("results", _("results in short"), pair=False),
        PublicField("application", _("how the results are used"), pair=False),
        PublicField("stopped_because", _("why it was stopped"), pair=False),
    )
    required_as = {
        "ten": "title",
        "to_chuc_chu_tri": "lead_organisation",
        "chu_nhiem": "principal",
        "chu_nhiem_va_nguoi_tham_gia": "participants",
        "muc_tieu": "goals",
        "muc_tieu_noi_dung": "goals",
        "linh_vuc": "subject_field",
        "phuong_phap": "methods",
        "ket_qua_du_kien": "expected_results",
        "bat_dau_ket_thuc_du_kien": "ends_on",
        "bat_dau_ket_thuc": "ends_on",
        "ket_qua_tom_tat": "results",
        "kinh_phi": "budget",
    }
    content_panels = item_panels(
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("stage")]),
                FieldPanel("subject_field"),
            ],
            heading=_("The task"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("approved_on"), FieldPanel("decision_number")]),
                FieldPanel("goals"),
                FieldPanel("how_to_take_part"),
                FieldPanel("applications_until"),
            ],
            heading=TaskStage.CALLED.label,
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("lead_organisation"), FieldPanel("principal")]),
                FieldRowPanel([FieldPanel("awarded_on"), FieldPanel("award_number")]),
                FieldRowPanel([FieldPanel("budget"), FieldPanel("other_money")]),
                FieldPanel("starts_on"),
            ],
            heading=TaskStage.AWARDED.label,
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("form_received_on"), FieldPanel("ends_on")]),
                FieldPanel("methods"),
                FieldPanel("expected_results"),
            ],
            heading=TaskStage.UNDER_WAY.label,
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("certificate_on"), FieldPanel("certificate_number")]),
                FieldPanel("participants"),
                FieldPanel("results"),
                FieldPanel("application"),
                FieldPanel("stopped_because"),
            ],
            heading=TaskStage.RESULT.label,
        ),
    )

    class Meta:
        verbose_name = _("science and technology task")
        verbose_name_plural = _("science and technology tasks")
        constraints = [
            known("stage", TaskStage, "science_task_known_stage"),
            models.UniqueConstraint(
                fields=["code"],
                name="one_page_per_science_task",
                violation_error_message=_("There is already a page for this task."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                name="science_task_days_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        try:
            keyable_number(self.code)
        except ValidationError as error:
            raise ValidationError({"code": error}) from error

    @property
    def case_key(self) -> str:
        """The code of the task: every stage is about the same one."""
        return normal_number(self.code) if self.code else ""

    def duty_codes(self) -> frozenset[str]:
        return DUTIES_BY_STAGE[self.stage]

    def own_day(self) -> date | None:
        """The day of the last stage it has come to."""
        days = (self.certificate_on, self.form_received_on, self.awarded_on, self.approved_on)
        return next((day for day in days if day), None)

    def stages(self) -> list[dict[str, Any]]:
        """The stages with what has been reached: `code`, `title`, `on` (day or None), `reached`."""
        days = (self.approved_on, self.awarded_on, self.form_received_on, self.certificate_on)
        here = ORDER.index(self.stage) if self.stage in ORDER else len(ORDER) - 2
        return [
            {
                "code": stage.value,
                "title": str(stage.label),
                "on": day,
                "reached": number <= here,
            }
            for number, (stage, day) in enumerate(zip(ORDER, days, strict=True))
        ]

    def sections(self) -> list[dict[str, str]]:
        """The longer texts there are: `title`, `text`."""
        names = (
            "how_to_take_part", "goals", "methods", "expected_results", "results", "application",
            "participants", "stopped_because",
        )  # fmt: skip
        return [
            {"title": str(self._meta.get_field(name).verbose_name), "text": getattr(self, name)}
            for name in names
            if getattr(self, name).strip()
        ]

    @property
    def state(self) -> dict[str, str]:
        """Its stage as a list shows it."""
        codes = {TaskStage.RESULT: "done", TaskStage.STOPPED: "ended", TaskStage.CALLED: "not_yet"}
        return {
            "code": codes.get(TaskStage(self.stage), "under_way"),
            "label": str(self.get_stage_display()),
        }

    def check_published(self, errors: dict[str, Any]) -> None:
        """Each stage says what it has to, and what the stages before it had to."""
        super().check_published(errors)
        if self.stage == TaskStage.STOPPED and not self.stopped_because.strip():
            errors["stopped_because"] = _("Say why it was stopped.")
        last = ORDER.index(self.stage) if self.stage in ORDER else 0
        for stage in ORDER[: last + 1]:
            for name in NEEDED[stage]:
                value = getattr(self, name)
                if value is None or value == "" or (isinstance(value, str) and not value.strip()):
                    errors[name] = _("A task at the stage “%(stage)s” says this.") % {
                        "stage": stage.label
                    }
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = _("It ends before it begins.")
