"""The public list of a kind: filters, archive by year, pages, counts. Whatever makes no sense is
ignored.

Counting fifty thousand rows for every reader would cost more than the page: one grouped query
counts every combination of the filters at once, and is kept until the ledger moves on or the day
ends (what is public changes through the ledger alone, what is in force with the day).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Model
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from disclosures import register
from disclosures.kinds import kind_models, kinds_for, model_of
from disclosures.models.item_fields import SubjectFields, subject_choices
from disclosures.models.items import DisclosureItem
from disclosures.words.wording import case_words, day_words, title_of
from portal.events import EventKind
from portal.models import PublicationEvent

PER_PAGE = 20
#: How long a count may be kept, in seconds; the ledger's last row is part of its key.
KEPT = 24 * 3600
#: Counts up with the columns of a tally: what an older release kept is not read.
TALLY_FORMAT = 1
#: Nil returns named under an empty list.
NIL_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: `param` in the address, `column` in the grouped count."""

    param: str
    column: str
    label: str
    all: str


def listed(model: type[DisclosureItem]) -> Any:
    """The items of a kind that everybody may find in lists: what is live."""
    return model.objects.live()


def listing(index: Any, query: Mapping[str, str]) -> dict[str, Any]:
    """The context of a list: `page_obj` (Paginator page of items, latest first), `filters` (see
    components/filters.html), `filtered`, `chosen` (by parameter), `years` (of the archive: year,
    count, url, current), `nil_returns` (what units signed there was nothing of) and `duties`
    (code, title, url), the last two only where the list is empty. At most six queries."""
    model = model_of(index.lists)
    if model is None:  # the list of a kind that is no more
        return {"page_obj": Paginator([], PER_PAGE).get_page(1), "filters": [], "years": []}
    today = timezone.localdate()
    rows = tally_of(model, today)
    filters = filters_of(model)
    chosen = _chosen(model, filters, rows, query)
    matching = [row for row in rows if _fits(row, chosen, filters)]
    total = sum(row["n"] for row in matching)
    items = _filtered(model, chosen, filters, today)
    paginator = CountedPaginator(items, PER_PAGE, total=total)
    page_obj = paginator.get_page(query.get("trang"))
    empty = total == 0
    return {
        "page_obj": page_obj,
        "filters": _shown(model, filters, rows, chosen),
        "filtered": bool(chosen),
        "chosen": chosen,
        "clear_url": index.url,
        "years": _archive(index, rows, chosen, filters),
        "nil_returns": nil_returns(index.lists) if empty else [],
        "duties": duties_of(index.lists) if empty else [],
    }


class CountedPaginator(Paginator):
    """A paginator that was told how many there are."""

    def __init__(self, items: Any, per_page: int, *, total: int) -> None:
        super().__init__(items, per_page)
        self._total = total

    @cached_property
    def count(self) -> int:
        return self._total


# What there is, counted once


def tally_of(model: type[DisclosureItem], today: date) -> list[dict[str, Any]]:
    """How many public items there are of each combination of year, unit, type, status and field:
    rows with `year`, `unit` (code) …, and `n`. Kept until the ledger moves on."""
    last = PublicationEvent.objects.aggregate(last=Max("id"))["last"] or 0
    key = f"tally:{TALLY_FORMAT}:{model.kind}:{last}:{today}"
    rows = cache.get(key)
    if rows is None:
        columns = _columns(model, today)
        rows = list(
            listed(model).annotate(**columns).order_by().values(*columns).annotate(n=Count("pk"))
        )
        cache.set(key, rows, KEPT)
    return rows


def _columns(model: type[DisclosureItem], today: date) -> dict[str, Any]:
    """The expressions by which a kind's items are counted and filtered."""
    columns: dict[str, Any] = {
        "f_year": ExtractYear("dated_on"),
        "f_unit": F("unit__code"),
        "f_unit_name": F("unit__name"),
    }
    if model.type_field:
        columns["f_type"] = F(model.type_field)
    status = model.status_expression(today)
    if status is not None:
        columns["f_status"] = status
    if issubclass(model, SubjectFields):
        columns["f_subject"] = F("subject_field")
    return columns


def filters_of(model: type[DisclosureItem]) -> list[Filter]:
    """The filters that the list of a kind offers, in their order."""
    found = []
    if issubclass(model, SubjectFields):
        label = pgettext("of administration", "Field")
        found.append(Filter("linh-vuc", "f_subject", label, _("All fields")))
    if model.type_field:
        found.append(Filter("loai", "f_type", _("Kind"), _("All kinds")))
    if model.has_status():
        found.append(Filter("trang-thai", "f_status", _("State"), _("Any state")))
    found.append(Filter("nam", "f_year", _("Year"), _("All years")))
    found.append(Filter("don-vi", "f_unit", _("Unit in charge"), _("All units")))
    return found


def _chosen(
    model: type[DisclosureItem],
    filters: Iterable[Filter],
    rows: Sequence[Mapping[str, Any]],
    query: Mapping[str, str],
) -> dict[str, str]:
    """What the reader chose, by parameter: only values that something has or may have."""
    chosen = {}
    for one in filters:
        value = query.get(one.param, "")
        if value and (
            value in {str(row[one.column]) for row in rows} or value in _possible(model, one)
        ):
            chosen[one.param] = value
    return chosen


def _possible(model: type[DisclosureItem], one: Filter) -> Iterable[str]:
    """The values that an item may have, though none has it."""
    if one.column == "f_type":
        return _choice_words(model, model.type_field)
    return model.status_words() if one.column == "f_status" else ()


def _fits(
    row: Mapping[str, Any], chosen: Mapping[str, str], filters: Iterable[Filter], but: str = ""
) -> bool:
    return all(
        str(row[one.column]) == chosen[one.param]
        for one in filters
        if one.param in chosen and one.param != but
    )


def _filtered(
    model: type[DisclosureItem], chosen: Mapping[str, str], filters: Iterable[Filter], today: date
) -> Any:
    items = listed(model).select_related(*model.listed_with).order_by("-dated_on", "-pk")
    columns = _columns(model, today)
    for one in filters:
        if one.param not in chosen:
            continue
        if one.column == "f_year":
            items = items.filter(dated_on__year=int(chosen[one.param]))
        else:
            items = items.annotate(**{one.column: columns[one.column]})
            items = items.filter(**{one.column: chosen[one.param]})
    return items


def _shown(
    model: type[DisclosureItem],
    filters: Iterable[Filter],
    rows: Sequence[Mapping[str, Any]],
    chosen: Mapping[str, str],
) -> list[dict[str, Any]]:
    """The filters as components/filters.html shows them, each with how many its values have under
    the other choices; one that can't narrow anything is left out."""
    filters = list(filters)
    found = []
    for one in filters:
        counts: dict[str, int] = {}
        for row in rows:
            value = row[one.column]
            if value in (None, ""):
                continue
            fits = _fits(row, chosen, filters, but=one.param)
            counts[str(value)] = counts.get(str(value), 0) + (row["n"] if fits else 0)
        if len(counts) < 2 and one.param not in chosen:
            continue
        words = _words(model, one, rows)
        options = [
            {"value": value, "label": words.get(value, value), "count": count}
            for value, count in counts.items()
        ]
        options.sort(key=lambda option: option["label"], reverse=one.column == "f_year")
        found.append(
            {
                "field_id": one.param,
                "name": one.param,
                "label": one.label,
                "all": one.all,
                "value": chosen.get(one.param, ""),
                "options": options,
            }
        )
    return found


def _words(
    model: type[DisclosureItem], one: Filter, rows: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    if one.column == "f_unit":
        return {row["f_unit"]: row["f_unit_name"] for row in rows if row["f_unit"]}
    if one.column == "f_subject":
        return dict(subject_choices())
    if one.column == "f_type":
        return _choice_words(model, model.type_field)
    if one.column == "f_status":
        return model.status_words()
    return {}


def _choice_words(model: type[Model], name: str) -> dict[str, str]:
    return {str(value): str(label) for value, label in model._meta.get_field(name).flatchoices}


def _archive(
    index: Any,
    rows: Sequence[Mapping[str, Any]],
    chosen: Mapping[str, str],
    filters: Iterable[Filter],
) -> list[dict[str, Any]]:
    """The years under the other choices, latest first."""
    filters = list(filters)
    counts: dict[int, int] = {}
    for row in rows:
        if row["f_year"] and _fits(row, chosen, filters, but="nam"):
            counts[row["f_year"]] = counts.get(row["f_year"], 0) + row["n"]
    return [
        {
            "year": year,
            "count": count,
            "url": f"{index.url}?nam={year}",
            "current": chosen.get("nam") == str(year),
        }
        for year, count in sorted(counts.items(), reverse=True)
    ]


# An honest empty list


def duties_of(kind: str) -> list[dict[str, str]]:
    """The duties that items of `kind` answer: `code`, `title`, `url` of the catalogue."""
    return [
        {
            "code": duty.code,
            "title": title_of(duty),
            "url": f"/nghia-vu-cong-khai/{duty.code}/",
        }
        for duty in register.catalogue()
        if kind in kinds_for(duty)
    ]


def nil_returns(kind: str) -> list[dict[str, str]]:
    """What units signed there was nothing of, latest first: `period` in words, `day`, `unit`
    (code)."""
    found = register.snapshot()
    signed = [
        (event, answer.case)
        for duty in found.duties
        if kind in kinds_for(duty)
        for event in found.events_of(duty.code)
        if event.kind is EventKind.NIL_RETURNED and event.happened_on <= found.day
        for answer in event.answers
        if answer.duty == duty.code
    ]
    signed.sort(key=lambda one: (one[0].happened_on, one[0].id), reverse=True)
    rows = [
        {"period": case_words(case), "day": day_words(event.happened_on), "unit": event.unit}
        for event, case in signed
    ]
    return [row for number, row in enumerate(rows) if row not in rows[:number]][:NIL_SHOWN]


# The section of all kinds


def groups_of_lists() -> list[dict[str, Any]]:
    """Every list by group, in the order of data/lists.yaml: `title`, `lists` (`url`, `title`,
    `summary`, `count`, `latest`: day or None). Two queries, and one for the numbers of each kind
    that the ledger has moved on since."""
    from disclosures.models import DisclosureIndexPage
    from disclosures.site import list_groups

    pages = {page.lists: page for page in DisclosureIndexPage.objects.live()}
    today = timezone.localdate()
    models = {model.kind: model for model in kind_models()}
    numbers = _numbers(models, today)
    groups = []
    for group in list_groups(internal=False):
        lists = [
            {
                "url": pages[code].url,
                "title": pages[code].title,
                "summary": pages[code].summary,
                **numbers.get(code, {"count": 0}),
            }
            for code in group["kinds"]
            if code in pages
        ]
        if lists:
            groups.append({"title": group["title"], "lists": lists})
    return groups


def _numbers(models: Mapping[str, type[DisclosureItem]], today: date) -> dict[str, dict[str, Any]]:
    """How many public items each kind has, from one grouped query over pages."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    types = {
        content_type.pk: model.kind
        for model, content_type in ContentType.objects.get_for_models(*models.values()).items()
    }
    rows = (
        Page.objects.live()
        .filter(content_type__in=list(types))
        .order_by()
        .values("content_type")
        .annotate(count=Count("pk"))
    )
    return {types[row["content_type"]]: {"count": row["count"]} for row in rows}
