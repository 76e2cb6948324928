"""What people come for: life events and business events, each with the procedures it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.db.models import Q, Value
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from procedures.field_choices import InVietnameseOrder
from procedures.models.fields import ProcedureField
from procedures.needs import Claim, words_of


class NeedAudience(models.TextChoices):
    """Whose need it is."""

    CITIZEN = "citizen", _("Life event")
    BUSINESS = "business", _("Business event")
    BOTH = "both", _("Life and business event")


def claims_of(needs: Sequence[Need]) -> list[Claim]:
    """What each of the needs claims, in their order; one query."""
    ids = [need.pk for need in needs]
    whole_fields = Need._meta.get_field("fields").remote_field.through.objects.filter(
        need_id__in=ids
    )
    named = NeedProcedure.objects.filter(need_id__in=ids).order_by()
    rows = whole_fields.values_list("need_id", Value("field"), "procedurefield_id").union(
        named.values_list("need_id", Value("page"), "page_id"), all=True
    )
    claimed: dict[tuple[int, str], set[int]] = {}
    for need_id, what, number in rows:
        claimed.setdefault((need_id, what), set()).add(number)
    return [
        Claim(
            need.slug,
            frozenset(claimed.get((need.pk, "field"), ())),
            frozenset(claimed.get((need.pk, "page"), ())),
            words_of(need.words),
        )
        for need in needs
    ]


class NeedQuerySet(models.QuerySet):
    """Questions about needs."""

    def claims(self) -> list[Claim]:
        """What each claims, in order; two queries."""
        return claims_of(list(self))

    def shown(self) -> Self:
        """Those that readers are offered."""
        return self.filter(is_shown=True)


class NeedForm(WagtailAdminModelForm):
    """A need; its fields are offered in the order of their names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "fields" in self.fields:
            self.fields["fields"].iterator = InVietnameseOrder
            self.fields["fields"].widget.choices = self.fields["fields"].choices


class Need(ClusterableModel):
    """One thing people come for, in their words (“Tôi muốn đặt máy X-quang”)."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title = models.CharField(_("what people want to do"), max_length=100)
    text = models.CharField(_("what they find"), max_length=200, blank=True)
    audience = models.CharField(
        _("whose need"), max_length=10, choices=NeedAudience, default=NeedAudience.BOTH
    )
    words = models.TextField(
        _("words in the name"),
        blank=True,
        help_text=_(
            "Parted by commas. Every procedure with one of them in its name belongs to this need, "
            "those of later imports too."
        ),
    )
    fields = ParentalManyToManyField(
        ProcedureField, blank=True, related_name="needs", verbose_name=_("whole fields")
    )
    is_shown = models.BooleanField(_("shown to readers"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = NeedQuerySet.as_manager()

    base_form_class = NeedForm
    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("slug")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("sort_order"), FieldPanel("is_shown")]),
        MultiFieldPanel(
            [
                FieldPanel("words"),
                FieldPanel("fields", widget=CheckboxSelectMultiple),
                InlinePanel("procedures", label=_("procedure")),
            ],
            heading=_("What belongs to it"),
        ),
    ]

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["sort_order", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=NeedAudience.values), name="need_of_a_known_audience"
            )
        ]

    def __str__(self) -> str:
        return self.title


class NeedProcedure(Orderable):
    """A procedure named by a need."""

    need = ParentalKey(Need, on_delete=models.CASCADE, related_name="procedures")
    page = models.ForeignKey(
        "procedures.ProcedurePage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("procedure"),
    )

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("procedure of a need")
        verbose_name_plural = _("procedures of needs")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "page"],
                name="procedure_once_per_need",
                violation_error_message=_("This procedure is already named."),
            )
        ]

    def __str__(self) -> str:
        return str(self.page)
