"""What every kind of disclosure of this app is made of, so that a kind is a declaration.

`DisclosureItem` is the page; what many kinds have in common stands in `item_fields`, each with its
panel and its public fields. `docs/content-model.md`, *Adding a
kind*, says how they go together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.rich_text import get_text_for_indexing

from disclosures.counting.duties import Cadence, Duty
from disclosures.counting.periods import period_of
from disclosures.models.item_fields import SubjectFields, subject_choices
from documents.linked import files_linked_in
from portal.events import ON_THE_WEB
from portal.forms import DisclosurePageForm
from portal.models import BasePage, DisclosurePage
from portal.public_record import all_words, shown
from portal.registry import Kind
from portal.searchable import AttachmentText, SearchEntry
from portal.text import normal_number

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class AttachedFile(Orderable):
    """A file beside the signed original: a table of data, an annex, a form."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="attached_files")
    file = models.ForeignKey(
        "documents.OfficialFile",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("file"),
    )
    label = models.CharField(
        _("what it is"), max_length=200, blank=True, help_text=_("Form 73, annex II, data table…")
    )

    panels = [FieldPanel("file"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")

    def __str__(self) -> str:
        return self.label or str(self.file)


def item_panels(*groups: Any, files: bool = True) -> list[Any]:
    """The panels of a kind: title, its own `groups`, text, files, and what every disclosure has."""
    return [
        *BasePage.content_panels,
        *groups,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("body")], heading=_("What it says")),
        *([InlinePanel("attached_files", heading=_("Files"), label=_("file"))] if files else []),
        DisclosurePage.redaction_panel,
        DisclosurePage.disclosure_panel,
    ]


class DisclosureItemForm(DisclosurePageForm):
    """Offers the fields of administration that the portal knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "subject_field" in self.fields:
            old = self.fields["subject_field"]
            choices = [("", "---------"), *subject_choices()]
            if self.instance.subject_field and self.instance.subject_field not in dict(choices):
                choices.append((self.instance.subject_field, self.instance.subject_field))
            self.fields["subject_field"] = forms.ChoiceField(
                choices=choices, required=False, label=old.label, help_text=old.help_text
            )


class DisclosureItem(DisclosurePage):
    """One thing made public, of some kind: what its list, page, search, open data and the register
    need is declared by the class attributes."""

    #: The kind: its code, its names, its icon; `kind` repeats the code.
    about: ClassVar[Kind]
    #: The choice field that its list calls the type; empty: it has none.
    type_field: ClassVar[str] = ""
    #: The choice field that its list calls the status; empty: it has none.
    status_field: ClassVar[str] = ""
    #: Days that deadlines count from: name of the anchor → name of the field.
    anchor_fields: ClassVar[Mapping[str, str]] = {}
    #: Days that can't lie in the future once it is published.
    past_days: ClassVar[tuple[str, ...]] = ()
    parent_page_types = ["disclosures.DisclosureIndexPage"]
    subpage_types: list[str] = []
    #: Its page's template; a kind that needs more extends the one of all kinds.
    item_template: ClassVar[str] = "disclosures/item_page.html"
    #: Fields that the catalogue says its duties need (`required_fields`), each with the field here.
    required_as: ClassVar[Mapping[str, str]] = {}
    #: Whether it is published with a summary only; not where fields say everything.
    needs_summary: ClassVar[bool] = True

    body = RichTextField(_("text"), features=TEXT_FEATURES, blank=True)
    #: The day it is sorted and archived by, repeated from the fields (`own_day`) at every save.
    dated_on = models.DateField(_("date"), null=True, editable=False, db_index=True)

    base_form_class = DisclosureItemForm
    search_fields = [*DisclosurePage.search_fields]

    class Meta:
        abstract = True

    # Its list

    #: Relations that a line of its list shows.
    listed_with: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def status_expression(cls, today: date) -> Any:
        """What its list filters by as the status, as a query expression; None: it has none."""
        return models.F(cls.status_field) if cls.status_field else None

    @classmethod
    def has_status(cls) -> bool:
        """Whether its list filters by a status."""
        return cls.status_expression(date.min) is not None

    @classmethod
    def status_words(cls) -> dict[str, str]:
        """What the values of its status are called."""
        choices = cls._meta.get_field(cls.status_field).flatchoices if cls.status_field else ()
        return {str(value): str(label) for value, label in choices}

    # Keeping it right

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.dated_on = self.own_day()
        written = kwargs.get("update_fields")
        if written is not None and "live" not in written:
            kwargs["update_fields"] = {*written, "dated_on"}
        super().save(*args, **kwargs)

    def own_day(self) -> date | None:
        """The day it is sorted and archived by."""
        return None

    def clean(self) -> None:
        """What is published has a summary, and no day of the past lies in the future."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.live:
            self.check_published(errors)
        if errors:
            raise ValidationError(errors)

    def check_published(self, errors: dict[str, Any]) -> None:
        """Add to `errors`, by field, what keeps it from being published."""
        if self.needs_summary and not self.summary.strip():
            errors["summary"] = _("Write a summary: it is what most readers read.")
        today = timezone.localdate()
        for name in self.past_days:
            day = getattr(self, name)
            if day is not None and day > today:
                errors[name] = _("This day lies in the future.")

    def warnings(self) -> list[str]:
        """What the editor is warned about after saving; it keeps nothing from being published."""
        return []

    @classmethod
    def can_exist_under(cls, parent: Any) -> bool:
        """Beneath the list of its own kind."""
        return super().can_exist_under(parent) and parent.specific.lists == cls.kind

    # Which duty it answers

    @property
    def case_key(self) -> str:
        """The case that this item itself is; empty when it stands for none or isn't known yet."""
        return ""

    def case_for(self, duty: Duty) -> str | None:
        """The case of `duty` that this item answers; None when it answers none (yet).

        Of an event its own case; of standing content the duty as a whole; of a period the item's
        own period, and no other.
        """
        if duty.cadence is Cadence.CONTINUOUS:
            return ""
        if duty.cadence is Cadence.EVENT:
            return self.case_key or None
        return self.period_case(duty.cadence.every)

    def period_case(self, every: str) -> str | None:
        """Its period as one of those that come `every` month, quarter or year."""
        day = self.own_day()
        return period_of(day, every).key if day else None

    def anchors(self) -> Mapping[str, date]:
        days = {anchor: getattr(self, name) for anchor, name in self.anchor_fields.items()}
        return {anchor: day for anchor, day in days.items() if day}

    # Files and search

    def attached(self) -> list[AttachedFile]:
        """The attached files with what is known of them, in one query."""
        rows = self.attached_files.all()
        return list(rows.select_related("file") if hasattr(rows, "select_related") else rows)

    def published_files(self) -> Sequence[Any]:
        """The signed original first, then what is attached, then documents linked in the text."""
        main = [self.file] if getattr(self, "file_id", None) else []
        linked = files_linked_in(self.body) if self.body else []
        files = {file.pk: file for file in [*main, *[row.file for row in self.attached()], *linked]}
        return list(files.values())

    def search_entry(self) -> SearchEntry:
        number = normal_number(getattr(self, "number", "") or "")
        day = self.own_day()
        return SearchEntry(
            id=f"page:{self.pk}",
            url=self.url or "",
            kind=self.kind,
            title=self.title,
            number=number,
            numbers=(number,) if number else (),
            summary=self.summary,
            body="\n".join(
                [*all_words(self, self.public_fields), get_text_for_indexing(self.body)]
            ),
            field=self.subject_name if isinstance(self, SubjectFields) else "",
            unit=self.unit.name if self.unit else "",
            year=day.year if day else None,
            date=day,
            attachments=tuple(AttachmentText(file.title, 0, "") for file in self.published_files()),
        )

    # Its page and its line in a list

    @property
    def kind_words(self) -> str:
        """What stands above its title: its type where it has one, else its kind."""
        if self.type_field:
            return str(getattr(self, f"get_{self.type_field}_display")())
        return str(self.about.title)

    @property
    def state(self) -> dict[str, str] | None:
        """How it stands, as a chip beside it (`code`, `label`); None where the kind has none."""
        return None

    @property
    def facts(self) -> list[dict[str, str]]:
        """The card at the top of its page."""
        return shown(self, self.public_fields, "fact")

    @property
    def line(self) -> list[str]:
        """What stands under its title in a list."""
        return [
            f"{pair['term']}: {pair['value']}"
            for pair in shown(self, self.public_fields, "in_list")
        ]

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """One template for all kinds; Wagtail would name one after each model."""
        return self.item_template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `item` (the page itself, under the name the templates of kinds use), `facts`,
        `pairs`, `attached`, `history` and `answered` (the duties, as the ledger has them), each
        reckoned once."""
        context = super().get_context(request, *args, **kwargs)
        facts = self.facts
        told = {fact["name"] for fact in facts}
        history = self.history()
        latest = next((event for event in history if event.kind in ON_THE_WEB), None)
        if latest is None:  # a preview: what it would answer
            answered: Any = [{"duty": answer.duty} for answer in self.answers()]
        else:
            answered = latest.answers
        # The ledger knows whether there is any file but the signed one: mostly there is none.
        main = 1 if getattr(self, "file_id", None) else 0
        has_more = latest is None or len(latest.files) > main
        context.update(
            item=self,
            history=history,
            answered=answered,
            facts=facts,
            pairs=[
                pair for pair in shown(self, self.public_fields, "pair") if pair["name"] not in told
            ],
            attached=self.attached() if has_more else [],
        )
        return context
