"""The forms of sources and of announced documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.feeds.queue import Document, type_of
from disclosures.models import FeedItem, FeedSource, Issuer, LegalDocumentPage
from disclosures.models.legal_documents import LegalDocumentType
from portal.case_keys import keyable_number


class SourceForm(forms.ModelForm):
    """A source; its address may not be changed into one that can't be fetched."""

    url = forms.URLField(
        label=lazy("address of the feed"),
        max_length=2_000,
        assume_scheme="https",
        help_text=lazy("RSS or Atom, http or https, on the public internet."),
        widget=forms.URLInput(attrs={"spellcheck": "false"}),
    )

    class Meta:
        model = FeedSource
        fields = ["name", "url", "pause_minutes", "is_active"]

    def save(self, commit: bool = True) -> FeedSource:
        """Another address is asked at once, and from the beginning."""
        if "url" in self.changed_data:
            source = self.instance
            source.etag = source.last_modified = source.fault = source.fault_detail = ""
            source.not_before, source.failures = None, 0
        return super().save(commit)


class AcceptForm(forms.Form):
    """What the document is, prefilled with what its announcement says."""

    title = forms.CharField(
        label=lazy("Title"), max_length=255, widget=forms.Textarea(attrs={"rows": 3})
    )
    number = forms.CharField(
        label=lazy("Number"), max_length=100, help_text=lazy("As printed, for example 05/KL-SKHCN.")
    )
    document_type = forms.ChoiceField(label=lazy("Form"), choices=[])
    issuer = forms.ModelChoiceField(label=lazy("Issuing agency"), queryset=Issuer.objects.none())
    signed_on = forms.DateField(
        label=lazy("Signed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    summary = forms.CharField(
        label=lazy("Summary"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("Two or three plain sentences for lists and search."),
    )

    def __init__(self, *args: Any, item: FeedItem, **options: Any) -> None:
        initial = {
            "title": item.title[:255],
            "number": item.number,
            "document_type": type_of(item.document_type),
            "issuer": Issuer.objects.named(item.issuer, item.signed_on) if item.issuer else None,
            "signed_on": item.signed_on,
            "summary": item.summary,
        }
        super().__init__(*args, initial=initial, **options)
        self.fields["document_type"].choices = [("", "---------"), *LegalDocumentType.choices]
        self.fields["issuer"].queryset = Issuer.objects.all()

    def clean_number(self) -> str:
        """The number in the one way it is written."""
        return keyable_number(self.cleaned_data["number"])

    def clean_signed_on(self) -> Any:
        """Not in the future, and not before there were such documents."""
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day of signing lies in the future."))
        if day.year < 1945:
            raise ValidationError(_("Look at the year."))
        return day

    def document(self) -> Document:
        """The document, of a valid form."""
        data = dict(self.cleaned_data)
        return Document(**{**data, "document_type": LegalDocumentType(data["document_type"])})


class MergeForm(forms.Form):
    """Which document it is: one of those suggested, or another by its number."""

    page = forms.ModelChoiceField(
        label=lazy("It is this document"),
        queryset=LegalDocumentPage.objects.none(),
        required=False,
        empty_label=lazy("another one, by its number"),
    )
    number = forms.CharField(label=lazy("Number"), max_length=100, required=False)

    def __init__(self, *args: Any, suggested: list[LegalDocumentPage], **options: Any) -> None:
        super().__init__(*args, **options)
        ids = [page.pk for page in suggested]
        self.fields["page"].queryset = LegalDocumentPage.objects.filter(pk__in=ids)
        if not suggested:
            del self.fields["page"]

    def clean(self) -> dict[str, Any]:
        """Exactly one document. By its number only where one alone bears it."""
        from disclosures.feeds.queue import same_number

        cleaned = super().clean()
        if cleaned.get("page"):
            return cleaned
        number = cleaned.get("number", "").strip()
        if not number:
            raise ValidationError(_("Choose the document, or enter its number."))
        found = same_number(number, None, None)
        if len(found) != 1:
            self.add_error(
                "number",
                _("Several documents bear this number; look for it in the list of pages.")
                if found
                else _("No document here bears this number."),
            )
            return cleaned
        cleaned["page"] = found[0]
        return cleaned


class DismissForm(forms.Form):
    """Why nothing is made of it."""

    reason = forms.CharField(
        label=lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("For example: does not concern the office's field."),
    )
