"""Loads the demonstration's items of every kind, relative to today, through the verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from wagtail.documents import get_document_model

from disclosures.demo.item_days import ItemDays
from disclosures.demo.signed_copy import as_upload, signed_copy
from disclosures.kinds import model_of
from disclosures.models import AttachedFile, DisclosureIndexPage, DisclosureItem, Issuer, PlanTask
from disclosures.words.wording import period_words
from portal.demo import Demonstration, read
from portal.forms import answer_choices, fitting_keys, give_answers
from portal.models import Unit
from portal.text import fold

FILE = Path(__file__).with_name("items.yaml")


def load_items(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`: what is there stays."""
    data = read(FILE)
    rows = [row for row in data["items"] if not _is_there(row)]
    if not rows:
        return
    demonstration.say(f"items of every kind ({len(rows)})")
    for row in rows:
        ItemLoader(demonstration, row, data["signer"]).load()


def slug_of(row: Mapping[str, Any]) -> str:
    """The last part of the address of an item."""
    title = row["title"].replace("(ví dụ)", "").partition("{")[0]
    number = row["fields"].get("number", "") or row["fields"].get("code", "")
    return slugify(fold(f"{number} {title}".replace("/", "-")))[:80].strip("-")


def _within_a_sentence(words: str) -> str:
    """`Quý III/2026` as it stands within a sentence: the numeral stays."""
    return words[:1].lower() + words[1:]


def _is_there(row: Mapping[str, Any]) -> bool:
    return model_of(row["kind"]).objects.filter(slug=slug_of(row)).exists()


class ItemLoader:
    """One item: made from its row, published on its day, corrected later where the row says so."""

    def __init__(
        self, demonstration: Demonstration, row: Mapping[str, Any], signer: Mapping[str, str]
    ) -> None:
        self.demonstration = demonstration
        self.row = row
        self.model: type[DisclosureItem] = model_of(row["kind"])
        days = ItemDays(demonstration.today, demonstration.calendar)
        period = row["fields"].get("period")
        self.period = days.period_of(period) if period else None
        self.days = ItemDays(demonstration.today, demonstration.calendar, self.period)
        self.signed_on = self.days.day(row["signed"]) if "signed" in row else None
        self.signer = signer if self._has("signer") else {}

    def load(self) -> DisclosureItem:
        """Make it, publish it, and what follows. Returns the page."""
        page = self.make()
        day = self.publish_day()
        self._publish(page, self.row.get("override", ""), day)
        for step in self.row.get("then", ()):
            day = min(
                self.demonstration.today,
                self.demonstration.calendar.add_working_days(self.publish_day(), step["after"]),
            )
            self._fill(page, step["fields"])
            page.change_note = step["note"]
            self._answer(page)
            page.save_revision(user=self.demonstration.editor)
            self._publish(page, "", day)
        return page

    def make(self) -> DisclosureItem:
        """The item as a draft with its files and the duties it answers."""
        row = self.row
        page = self.model(
            title=self._words(row["title"]),
            slug=slug_of(row),
            summary=self._words(row.get("summary", "")),
            body=self._words(row.get("body", "")),
            unit=Unit.objects.get(code=row["unit"]).responsible_on(self.publish_day()),
            owner=self.demonstration.editor,
            live=False,
        )
        if self.signed_on:
            page.signed_on = self.signed_on
        self._fill(page, {**self.signer, **row["fields"]})
        for relation, rows in row.get("rows", {}).items():
            child = self.model._meta.get_field(relation).related_model
            setattr(page, relation, [self._filled(child(), fields) for fields in rows])
        page.attached_files = [
            AttachedFile(file=self._data_file(one), label=one["label"])
            for one in row.get("files", ())
        ]
        if self._has("file"):
            page.file = self._signed_file(page)
        DisclosureIndexPage.objects.get(lists=row["kind"]).add_child(instance=page)
        self._answer(page)
        page.save_revision(user=self.demonstration.editor)
        return page

    def publish_day(self) -> date:
        """The day on which it is first public."""
        when = self.row["publish"]
        if isinstance(when, int):
            after = self.signed_on or self.demonstration.today
            calendar = self.demonstration.calendar
            return min(
                self.demonstration.today, calendar.add_working_days(after, when) if when else after
            )
        return min(self.demonstration.today, self.days.day(when))

    # Filling in

    def _has(self, name: str) -> bool:
        return name in {field.name for field in self.model._meta.get_fields()}

    def _fill(self, page: DisclosureItem, fields: Mapping[str, Any]) -> None:
        self._filled(page, fields)

    def _filled(self, thing: Any, fields: Mapping[str, Any]) -> Any:
        for name, raw in fields.items():
            setattr(thing, name, self._value(thing._meta.get_field(name), raw))
        return thing

    def _value(self, field: models.Field, raw: Any) -> Any:
        if raw is None or raw == "":
            return raw
        if field.name == "period":
            return self.days.period_of(raw).key
        if field.name == "issuer":
            return Issuer.objects.get(name=raw)
        if field.name == "unit":
            return Unit.objects.get(code=raw)
        if field.name == "task":
            return PlanTask.objects.current().filter(order=raw).first()
        if isinstance(field, models.DateTimeField):
            return timezone.make_aware(self.days.moment(raw))
        if isinstance(field, models.DateField):
            return self.days.day(raw)
        if isinstance(field, models.TimeField):
            return time.fromisoformat(raw)
        if isinstance(field, models.DecimalField):
            return Decimal(str(raw))
        if field.name == "year":
            return self.days.period_of(raw).end.year
        return self._words(raw) if isinstance(raw, str) else raw

    def _words(self, text: str) -> str:
        today = self.demonstration.today
        next_month = self.days.day("M+1")
        for name, value in {
            "year": today.year,
            "last_year": today.year - 1,
            "before_last_year": today.year - 2,
            "next_month": f"{next_month:%m/%Y}",
            "period": _within_a_sentence(period_words(self.period.key)) if self.period else "",
            "signed_year": self.signed_on.year if self.signed_on else "",
        }.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    # Files, answers, publication

    def _signed_file(self, page: DisclosureItem) -> Any:
        data = signed_copy(page.number, page.title, page.signed_on, page.signer, [page.summary])
        return self._file(f"{page.number.replace('/', '-')}.pdf", f"{page.number} (bản ký)", data)

    def _data_file(self, one: Mapping[str, Any]) -> Any:
        data = "\ufeff" + "\r\n".join(one["lines"]) + "\r\n"
        return self._file(f"{one['name']}.csv", self._words(one["label"]), data.encode())

    def _file(self, name: str, title: str, data: bytes) -> Any:
        return get_document_model().objects.create(
            title=title, file=as_upload(data, name), uploaded_by_user=self.demonstration.editor
        )

    def _answer(self, page: DisclosureItem) -> None:
        keys: Sequence[str] = (
            [self._words(key) for key in self.row["answers"]]
            if "answers" in self.row
            else fitting_keys(answer_choices(page))
        )
        give_answers(page, list(keys))
        page.save()

    def _publish(self, page: DisclosureItem, override: str, day: date) -> None:
        leader = self.demonstration.users["lanhdao"]
        self.demonstration.publish(
            page, day, actor=leader if override else None, override_reason=override
        )
        page.refresh_from_db()
