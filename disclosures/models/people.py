"""Staff: how many, and who is looked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from disclosures.models.choices import known
from disclosures.models.item_fields import DocumentFields, document_panel
from disclosures.models.items import DisclosureItem, item_panels
from portal.public_record import PublicField, ValueType
from portal.registry import Kind

#: Applications are taken for so many days after the notice (NĐ 115/2020 Đ.14(5), NĐ 138/2020 Đ.13).
APPLICATION_DAYS = 30


class StaffingPage(DocumentFields, DisclosureItem):
    """How many posts each unit has and how many are filled."""

    about = Kind("staffing", _("Staffing"), _("Staffing"), "user")
    kind = about.code
    anchor_fields = {"signed_on": "signed_on"}
    served_with = ("unit", "file", "issuer")
    item_template = "disclosures/staffing_page.html"

    as_of = models.DateField(_("as of"), null=True)

    public_fields = (
        PublicField("as_of", _("as of"), ValueType.DATE, fact=True, in_list=True),
        PublicField("assigned", _("posts assigned"), ValueType.NUMBER, fact=True),
        PublicField("present", _("posts filled"), ValueType.NUMBER, fact=True),
        *DocumentFields.DOCUMENT,
        PublicField(
            "rows",
            _("posts by unit"),
            ValueType.ROWS,
            rows=(
                PublicField("name", _("unit")),
                PublicField("civil_assigned", _("civil servants assigned"), ValueType.NUMBER),
                PublicField("civil_present", _("civil servants present"), ValueType.NUMBER),
                PublicField("public_assigned", _("public employees assigned"), ValueType.NUMBER),
                PublicField("public_present", _("public employees present"), ValueType.NUMBER),
                PublicField("contract_present", _("on contract"), ValueType.NUMBER),
            ),
        ),
    )
    content_panels = item_panels(
        FieldPanel("as_of"),
        document_panel(),
        InlinePanel("rows", heading=_("Posts by unit"), label=_("unit")),
    )

    class Meta:
        verbose_name = _("staffing")
        verbose_name_plural = _("staffing")

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if not self.rows.all():
            errors["rows"] = _("Enter the posts of each unit.")

    @cached_property
    def posts(self) -> list[StaffingRow]:
        """The posts of each unit, read once."""
        return list(self.rows.all())

    @cached_property
    def assigned(self) -> int:
        """Posts of all units and sorts together."""
        return sum(row.civil_assigned + row.public_assigned for row in self.posts)

    @cached_property
    def present(self) -> int:
        """Posts filled, of all units and sorts together, those on contract left out."""
        return sum(row.civil_present + row.public_present for row in self.posts)


class StaffingRow(Orderable):
    """The posts of one unit."""

    page = ParentalKey(StaffingPage, on_delete=models.CASCADE, related_name="rows")
    name = models.CharField(_("unit"), max_length=200)
    civil_assigned = models.PositiveSmallIntegerField(_("civil servants assigned"), default=0)
    civil_present = models.PositiveSmallIntegerField(_("civil servants present"), default=0)
    public_assigned = models.PositiveSmallIntegerField(_("public employees assigned"), default=0)
    public_present = models.PositiveSmallIntegerField(_("public employees present"), default=0)
    contract_present = models.PositiveSmallIntegerField(_("on contract"), default=0)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("civil_assigned"), FieldPanel("civil_present")]),
        FieldRowPanel([FieldPanel("public_assigned"), FieldPanel("public_present")]),
        FieldPanel("contract_present"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("posts of a unit")
        verbose_name_plural = _("posts of units")

    def __str__(self) -> str:
        return self.name


class RecruitmentStage(models.TextChoices):
    """How far a recruitment has come."""

    NOTICE = "notice", _("Notice of recruitment")
    CANDIDATES = "candidates", _("List of candidates")
    RESULT = "result", _("Result")


class RecruitmentState(models.TextChoices):
    """Whether one can still apply."""

    OPEN = "open", _("Open for applications")
    CLOSED = "closed", _("Closed")


class RecruitmentPage(DocumentFields, DisclosureItem):
    """A notice of recruitment with what NĐ 115/2020 art. 14(2) asks it to say, the list of
    candidates, the result (TD-TB). Its publication drives the closing date: thirty days."""

    about = Kind("recruitment", _("Recruitment"), _("Recruitment"), "group")
    kind = about.code
    type_field = "stage"
    anchor_fields = {"application_close_on": "application_close_on"}
    served_with = ("unit", "file", "issuer")
    item_template = "disclosures/recruitment_page.html"

    stage = models.CharField(
        _("step"), max_length=20, choices=RecruitmentStage, default=RecruitmentStage.NOTICE
    )
    method = models.CharField(
        _("by examination or by selection"), max_length=200, help_text=_("Thi tuyển, xét tuyển.")
    )
    requirements = models.TextField(_("requirements"))
    application_close_on = models.DateField(
        _("applications until"),
        null=True,
        help_text=_("At least thirty days after the notice is public (NĐ 115/2020 art. 14(5))."),
    )
    application_address = models.CharField(_("where to apply"), max_length=300)
    exam_plan = models.TextField(_("content, time and place of the examination or selection"))
    second_choice_posts = models.TextField(
        _("posts for which two choices may be stated"),
        blank=True,
        help_text=_("Or that there are none."),
    )

    public_fields = (
        PublicField("stage", _("step"), ValueType.CODE, pair=False),
        PublicField(
            "application_close_on", _("applications until"), ValueType.DATE, fact=True, in_list=True
        ),
        PublicField("headcount", _("how many"), ValueType.NUMBER, fact=True),
        PublicField("method", _("by examination or by selection"), fact=True),
        PublicField("application_address", _("where to apply"), fact=True),
        PublicField("requirements", _("requirements")),
        PublicField("exam_plan", _("content, time and place of the examination or selection")),
        PublicField("second_choice_posts", _("posts for which two choices may be stated")),
        *DocumentFields.DOCUMENT,
        PublicField(
            "positions",
            _("posts"),
            ValueType.ROWS,
            rows=(
                PublicField("name", _("post")),
                PublicField("unit_name", _("unit")),
                PublicField("count", _("how many"), ValueType.NUMBER),
                PublicField("requirements", _("requirements")),
            ),
        ),
    )
    required_as = {
        "so_luong_theo_VTVL": "positions",
        "hinh_thuc_thi_xet": "method",
        "tieu_chuan": "requirements",
        "thoi_han_dia_chi_nhan_phieu": "application_address",
        "noi_dung_thoi_gian_dia_diem": "exam_plan",
        "vi_tri_2_nguyen_vong": "second_choice_posts",
    }
    content_panels = item_panels(
        FieldPanel("stage"),
        document_panel(),
        InlinePanel("positions", heading=_("Posts"), label=_("post")),
        MultiFieldPanel(
            [
                FieldPanel("method"),
                FieldPanel("requirements"),
                FieldRowPanel(
                    [FieldPanel("application_close_on"), FieldPanel("application_address")]
                ),
                FieldPanel("exam_plan"),
                FieldPanel("second_choice_posts"),
            ],
            heading=_("How to apply"),
        ),
    )

    class Meta:
        verbose_name = _("recruitment")
        verbose_name_plural = _("recruitments")
        constraints = [known("stage", RecruitmentStage, "recruitment_known_stage")]

    @classmethod
    def status_expression(cls, today: date) -> Any:
        is_open = Q(stage=RecruitmentStage.NOTICE, application_close_on__gte=today)
        return Case(
            When(is_open, then=Value(RecruitmentState.OPEN.value)),
            default=Value(RecruitmentState.CLOSED.value),
            output_field=models.CharField(),
        )

    @classmethod
    def status_words(cls) -> dict[str, str]:
        return {str(value): str(label) for value, label in RecruitmentState.choices}

    @property
    def is_open(self) -> bool:
        """Whether one can apply today."""
        close = self.application_close_on
        return (
            self.stage == RecruitmentStage.NOTICE
            and close is not None
            and close >= timezone.localdate()
        )

    @property
    def state(self) -> dict[str, str]:
        """Whether one can apply, as a list shows it."""
        state = RecruitmentState.OPEN if self.is_open else RecruitmentState.CLOSED
        return {"code": "in_force" if self.is_open else "ended", "label": str(state.label)}

    @cached_property
    def posts(self) -> list[RecruitmentPosition]:
        """The posts to fill, read once."""
        return list(self.positions.all())

    @cached_property
    def headcount(self) -> int:
        """How many people are looked for."""
        return sum(position.count for position in self.posts)

    @property
    def earliest_close(self) -> date:
        """The first lawful closing date of a notice published today; of one that is public, counted
        from the day it first was."""
        first = self.first_published_at
        day = timezone.localtime(first).date() if first else timezone.localdate()
        return day + timedelta(days=APPLICATION_DAYS)

    def check_published(self, errors: dict[str, Any]) -> None:
        super().check_published(errors)
        if self.application_close_on is None:
            errors["application_close_on"] = _("Say until when one can apply.")
        elif self.signed_on and self.application_close_on <= self.signed_on:
            errors["application_close_on"] = _("Applications close after the notice is signed.")
        if not self.positions.all():
            errors["positions"] = _("Say which posts, and how many of each.")

    def warnings(self) -> list[str]:
        """A publication can be too late to be valid."""
        found = super().warnings()
        close = self.application_close_on
        is_notice = self.stage == RecruitmentStage.NOTICE
        if is_notice and close is not None and close < self.earliest_close:
            found.append(
                _(
                    "Applications would close on %(close)s, fewer than 30 days after publication. "
                    "Published today, the earliest closing date is %(earliest)s."
                )
                % {"close": f"{close:%d/%m/%Y}", "earliest": f"{self.earliest_close:%d/%m/%Y}"}
            )
        return found


class RecruitmentPosition(Orderable):
    """One post that is looked for."""

    page = ParentalKey(RecruitmentPage, on_delete=models.CASCADE, related_name="positions")
    name = models.CharField(_("post"), max_length=200)
    unit_name = models.CharField(_("unit"), max_length=200, blank=True)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    requirements = models.TextField(_("requirements"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("unit_name"), FieldPanel("count")]),
        FieldPanel("requirements"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("post to fill")
        verbose_name_plural = _("posts to fill")

    def __str__(self) -> str:
        return self.name
