"""The form of another version of a duty's rule: what people write instead of the grammar.

A rule has one of a few forms (`Shape`); each asks for what it needs and no more. What none of them
can say (several anchors, alternatives, a schedule) is written in the grammar of the catalogue.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import yaml
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from disclosures.acts.day_field import DayField
from disclosures.catalogue.reading import StrictLoader
from disclosures.catalogue.values import Mistake
from disclosures.catalogue.versions import duty_with, with_another
from disclosures.counting.duties import Duty, Verification
from disclosures.counting.grammar import LONGEST_TERM, parse_rule
from disclosures.counting.rules import PERIOD_END, DayCount, RuleError
from disclosures.words.mistakes import mistake_words
from disclosures.words.wording import ANCHORS, VERIFICATIONS

#: Longest rule that is taken as text.
MOST_CHARACTERS = 10_000
READ = frozenset({Verification.CODIFIED, Verification.SECONDARY_COPY})


class Shape(StrEnum):
    """What kind of deadline the version sets; the values are those of the page's address."""

    AFTER = "sau"
    BEFORE = "truoc"
    AT_ONCE = "ngay"
    BY = "ngay-co-dinh"
    MONTH_END = "cuoi-thang"
    WRITTEN = "van-pham"
    NONE = "chua-biet"
    ENDED = "khong-con"


SHAPES = {
    Shape.AFTER: lazy("some days after an event"),
    Shape.BEFORE: lazy("some days before an event"),
    Shape.AT_ONCE: lazy("at once"),
    Shape.BY: lazy("by a fixed day of the year"),
    Shape.MONTH_END: lazy("by the end of a month"),
    Shape.WRITTEN: lazy("written in the grammar"),
    Shape.NONE: lazy("no deadline is known"),
    Shape.ENDED: lazy("no longer a duty of the Department"),
}
NEW, CORRECTED = "new", "corrected"


def shape_of(version: dict[str, Any]) -> Shape:
    """The simplest form that says all of a version's rule."""
    rule = version["rule"]
    if not version["applies"]:
        return Shape.ENDED
    if rule is None:
        return Shape.NONE
    keys = set(rule) - {"default_term"}
    if isinstance(rule.get("after"), str) and rule["after"] != PERIOD_END:
        if rule.get("immediate"):
            return Shape.AT_ONCE if keys <= {"after", "days", "calendar", "immediate"} else _written
        return Shape.AFTER if keys == {"after", "days", "calendar"} else _written
    if "before" in rule:
        return Shape.BEFORE if keys == {"before", "days", "calendar"} else _written
    if "by" in rule:
        return Shape.BY if keys <= {"by", "year_offset", "inclusive"} else _written
    if "by_rule" in rule:
        return Shape.MONTH_END if keys <= {"by_rule", "month", "year_offset"} else _written
    return _written


_written = Shape.WRITTEN


class VersionForm(forms.Form):
    """Another version of the rule of `duty`, in the form `shape`; `versions` are those that stand,
    as the catalogue writes them."""

    what = forms.ChoiceField(
        label=lazy("What is entered"),
        choices=[
            (NEW, lazy("a new version from a day on")),
            (CORRECTED, lazy("the version in force, put right")),
        ],
        initial=NEW,
        widget=forms.RadioSelect,
    )
    valid_from = DayField(
        label=lazy("Holds from"),
        required=False,
        help_text=lazy("The first day on which it is in force; of a budget, of its year."),
    )

    def __init__(
        self, *args: Any, duty: Duty, versions: list[dict[str, Any]], shape: Shape, **options: Any
    ) -> None:
        self.duty, self.versions, self.shape = duty, versions, shape
        super().__init__(*args, **options)
        last = versions[-1]
        self._build_rule(last["rule"] or {})
        self._build_rest(last)

    def _build_rule(self, rule: dict[str, Any]) -> None:
        fields = self.fields
        if self.shape in (Shape.AFTER, Shape.BEFORE, Shape.AT_ONCE):
            names = [name for name in ANCHORS if name not in (PERIOD_END, "due_on")]
            fields["anchor"] = forms.ChoiceField(
                label=lazy("Counted from"),
                choices=[(name, capfirst(ANCHORS[name])) for name in names],
                initial=rule.get("after") or rule.get("before"),
            )
        if self.shape in (Shape.AFTER, Shape.BEFORE):
            fields["days"] = forms.IntegerField(
                label=lazy("Days"),
                min_value=0,
                max_value=LONGEST_TERM,
                initial=rule.get("days"),
            )
            fields["calendar"] = forms.ChoiceField(
                label=lazy("Which days count"),
                choices=[
                    (DayCount.WORKING.value, lazy("working days")),
                    (DayCount.CALENDAR.value, lazy("every day")),
                ],
                initial=rule.get("calendar"),
            )
        if self.shape in (Shape.AFTER, Shape.AT_ONCE):
            fields["default_term"] = forms.BooleanField(
                label=lazy("The general term: the law sets none of its own"),
                required=False,
                initial=rule.get("default_term", False),
            )
        if self.shape is Shape.BY:
            month, _sign, day = str(rule.get("by", "")).partition("-")
            fields["day"] = forms.IntegerField(
                label=lazy("Day"), min_value=1, max_value=31, initial=day or None
            )
            fields["month"] = _month(month, required=True)
            fields["strict"] = forms.BooleanField(
                label=lazy("Before that day (the day itself is too late)"),
                required=False,
                initial=not rule.get("inclusive", True),
            )
        if self.shape is Shape.MONTH_END:
            fields["working"] = forms.BooleanField(
                label=lazy("Its last working day"),
                required=False,
                initial=rule.get("by_rule") == "last_working_day_of_month",
            )
            fields["month"] = _month(rule.get("month"), required=False)
        if self.shape in (Shape.BY, Shape.MONTH_END):
            fields["next_year"] = forms.BooleanField(
                label=lazy("Of the following year"),
                required=False,
                initial=bool(rule.get("year_offset")),
            )
        if self.shape is Shape.WRITTEN:
            fields["written"] = forms.CharField(
                label=lazy("Rule"),
                max_length=MOST_CHARACTERS,
                widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
                initial=yaml.safe_dump(rule, allow_unicode=True, sort_keys=False) if rule else "",
                help_text=lazy("In the grammar that the header of the catalogue file explains."),
            )
        if self.shape in (Shape.NONE, Shape.ENDED):
            fields["why"] = forms.CharField(
                label=lazy("Why"),
                max_length=500,
                required=self.shape is Shape.ENDED,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _build_rest(self, last: dict[str, Any]) -> None:
        exposure = last["exposure"] or {}
        if self.shape is not Shape.ENDED:
            self.fields["exposure_days"] = forms.IntegerField(
                label=lazy("Stays public at least, days"),
                required=False,
                min_value=1,
                max_value=LONGEST_TERM,
                initial=exposure.get("days"),
                help_text=lazy("Empty: as the catalogue says of this duty."),
            )
            self.fields["consecutive"] = forms.BooleanField(
                label=lazy("Without interruption"),
                required=False,
                initial=exposure.get("consecutive", False),
            )
        self.fields["legal_basis"] = forms.CharField(
            label=lazy("Legal basis"),
            max_length=1000,
            help_text=lazy("Number and article, for example NĐ 224/2026/NĐ-CP Đ.9(3)."),
        )
        self.fields["source_url"] = forms.URLField(
            label=lazy("Where it was read"), required=False, max_length=500, assume_scheme="https"
        )
        self.fields["verification"] = forms.ChoiceField(
            label=lazy("How it was read"),
            choices=[(one.value, VERIFICATIONS[one.value]) for one in Verification],
            initial=Verification.CODIFIED.value,
        )

    @property
    def corrects(self) -> bool:
        """Whether the version in force is put right instead of followed by another."""
        return self.cleaned_data["what"] == CORRECTED

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            self._clean_from(cleaned)
        if not self.errors:
            try:
                self.version = self._version(cleaned)
                versions = with_another(self.versions, self.version, corrects=self.corrects)
                self.changed = duty_with(self.duty, versions)
            except (Mistake, RuleError) as error:
                place = "written" if self.shape is Shape.WRITTEN else None
                words = _("This rule can't be read: %(why)s")
                self.add_error(place, words % {"why": mistake_words(error)})
        return cleaned

    def _clean_from(self, cleaned: dict[str, Any]) -> None:
        if cleaned["what"] == CORRECTED:
            return
        day, last = cleaned.get("valid_from"), self.versions[-1]["from"]
        if day is None:
            self.add_error("valid_from", _("Say from which day on it holds."))
        elif last is not None and day <= last:
            words = _("The version in force holds from %(day)s; a new one begins later.")
            self.add_error("valid_from", words % {"day": f"{last:%d/%m/%Y}"})

    def _version(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What was entered, as the catalogue writes a version. Raises Mistake, RuleError."""
        return {
            "from": cleaned.get("valid_from"),
            "rule": self._rule(cleaned),
            "exposure": self._exposure(cleaned),
            "applies": self.shape is not Shape.ENDED,
            "why": cleaned.get("why", ""),
            "legal_basis": cleaned["legal_basis"],
            "source_url": cleaned["source_url"],
            "verified": cleaned["verification"] in READ,
            "verification": cleaned["verification"],
        }

    def _rule(self, cleaned: dict[str, Any]) -> dict[str, Any] | None:
        rule: dict[str, Any] = {}
        match self.shape:
            case Shape.NONE | Shape.ENDED:
                return None
            case Shape.WRITTEN:
                rule = _read(cleaned["written"])
            case Shape.AFTER | Shape.BEFORE:
                word = "after" if self.shape is Shape.AFTER else "before"
                rule = {word: cleaned["anchor"], **_picked(cleaned, "days", "calendar")}
            case Shape.AT_ONCE:
                rule = {
                    "after": cleaned["anchor"],
                    "days": 0,
                    "calendar": "working",
                    "immediate": True,
                }
            case Shape.BY:
                rule = {
                    "by": f"{cleaned['month']:02}-{cleaned['day']:02}",
                    "inclusive": not cleaned["strict"],
                }
            case Shape.MONTH_END:
                last = "last_working_day" if cleaned["working"] else "last_day"
                rule = {"by_rule": f"{last}_of_month", **_picked(cleaned, "month")}
        if cleaned.get("next_year"):
            rule["year_offset"] = 1
        if cleaned.get("default_term"):
            rule["default_term"] = True
        parse_rule(rule, "rule")
        return rule

    def _exposure(self, cleaned: dict[str, Any]) -> dict[str, Any] | None:
        if cleaned.get("exposure_days"):
            more = {"consecutive": True} if cleaned["consecutive"] else {}
            return {"days": cleaned["exposure_days"], **more}
        former = self.versions[-1]["exposure"] or {}
        return former if "until" in former else None


def _month(initial: Any, *, required: bool) -> forms.TypedChoiceField:
    every = [] if required else [("", lazy("each month"))]
    return forms.TypedChoiceField(
        label=lazy("Month"),
        choices=[*every, *((number, str(number)) for number in range(1, 13))],
        coerce=int,
        empty_value=None,
        required=required,
        initial=int(initial) if initial else None,
    )


def _picked(cleaned: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: cleaned[name] for name in names if cleaned.get(name) is not None}


def _read(text: str) -> Any:
    try:
        return yaml.load(text, Loader=StrictLoader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Mistake(str(error)) from error
