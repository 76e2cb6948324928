"""PAPI, PAR Index and PCI by year, as figures of the province, beside what should move them (R13).

A department has no score of its own, and the page says so. Years without a figure are gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log

from disclosures import permissions
from disclosures.asked import Asked
from disclosures.dashboard import charts, figures
from disclosures.dashboard.rows import dimension_words, duties_url
from disclosures.dashboard.views import lines_of
from disclosures.models import IndexResult, PlanTask, ProvincialIndex
from disclosures.register import LeadUnits, snapshot
from disclosures.words.wording import DIMENSIONS

#: Steps of a chart's scale, as parts of the highest score.
STEPS = (0, 0.25, 0.5, 0.75, 1)
#: Years shown at most, the latest ones.
MOST_YEARS = 12


class IndexForm(forms.ModelForm):
    """One figure of one year."""

    source_url = forms.URLField(
        label=lazy("address of the source"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = IndexResult
        fields = (
            "index",
            "year",
            "code",
            "name",
            "score",
            "out_of",
            "rank",
            "source",
            "source_url",
            "is_example",
        )

    def clean_source_url(self) -> str:
        """A page of the web, nothing that runs."""
        address = self.cleaned_data["source_url"]
        if address and not address.startswith(("http://", "https://")):
            raise forms.ValidationError(_("Enter an address that begins with https://."))
        return address


@require_safe
def indices(request: HttpRequest) -> HttpResponse:
    """The three indices by year, and for each dimension of PAPI the duties and tasks beside it."""
    if not permissions.may_see_dashboard(request.user):
        raise PermissionDenied
    results = list(IndexResult.objects.all())
    found = snapshot()
    lines = lines_of(found, LeadUnits(found.day))
    return render(
        request,
        "disclosures/admin/indices.html",
        {
            "page_title": _("PAPI, PAR, PCI"),
            "page_subtitle": _("Figures of the whole province"),
            "header_icon": "order",
            "may_enter": permissions.may_keep_indices(request.user),
            "indices": [_index(one, results) for one in ProvincialIndex],
            **_dimensions(results, lines),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, result_id: int | None = None) -> HttpResponse:
    """Enter a figure, or correct one; both are logged with what was there before."""
    if not permissions.may_keep_indices(request.user):
        raise PermissionDenied
    result = get_object_or_404(IndexResult, pk=result_id) if result_id else None
    before = _plain(result) if result else {}
    form = IndexForm(
        request.POST or None,
        instance=result,
        initial=None if result else {"year": timezone.localdate().year - 1},
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.instance.entered_by = request.user
            saved = form.save()
            action = "disclosures.index_corrected" if result else "disclosures.index_entered"
            data = {"before": before, "after": _plain(saved)}
            log(instance=saved, action=action, user=request.user, data=data)
        messages.success(request, _("%(figure)s is saved.") % {"figure": saved})
        return redirect("disclosures_indices")
    return render(
        request,
        "disclosures/admin/index_form.html",
        {
            "page_title": _("Correct a figure") if result else _("Enter a figure"),
            "page_subtitle": str(result or _("PAPI, PAR, PCI")),
            "header_icon": "order",
            "form": form,
        },
        status=400 if form.errors else 200,
    )


def years_of(years: Iterable[int]) -> list[int]:
    """Every year from the first to the last one, so that a year without figures is a gap."""
    known = sorted(set(years))
    return list(range(max(known[0], known[-1] - MOST_YEARS + 1), known[-1] + 1)) if known else []


def _index(index: ProvincialIndex, results: Sequence[IndexResult]) -> dict[str, Any]:
    whole = {one.year: one for one in results if one.index == index and not one.code}
    years = years_of(whole)
    top = float(max((one.out_of for one in whole.values()), default=0))
    points = [(str(year), float(whole[year].score) if year in whole else None) for year in years]
    return {
        "code": index.value,
        "title": index.label,
        "chart": charts.columns(points, top=top, scale=[top * step for step in STEPS]),
        "rows": [{"year": year, "result": whole.get(year)} for year in reversed(years)],
        "has_examples": any(one.is_example for one in whole.values()),
    }


def _dimensions(results: Sequence[IndexResult], lines: list[figures.Line]) -> dict[str, Any]:
    """The dimensions of PAPI: figures by year, duties with their status, tasks of the plans."""
    papi = [one for one in results if one.index == ProvincialIndex.PAPI and one.code]
    years = years_of(one.year for one in papi)
    tasks: dict[int, list[PlanTask]] = {}
    rows = PlanTask.objects.current().filter(section__papi_dimension__isnull=False)
    for task in rows.select_related("plan", "section"):
        tasks.setdefault(task.section.papi_dimension, []).append(task)
    groups = {one.key: one for one in figures.by_dimension(lines)}
    now = Asked()
    return {
        "years": years,
        "dimensions": [
            {
                "name": dimension_words(str(number)),
                "figures": [_of_year(papi, str(number), year) for year in years],
                "parts": _parts(papi, str(number), years),
                "duties": group.total if (group := groups.get(str(number))) else 0,
                "late": group.late if group else 0,
                "url": duties_url(now, dimension=str(number)),
                "tasks": tasks.get(number, []),
            }
            for number in DIMENSIONS
        ],
    }


def _parts(papi: Sequence[IndexResult], number: str, years: Sequence[int]) -> list[dict[str, Any]]:
    """The sub-dimensions under a dimension, by their number; names change with the years, the
    latest one is shown."""
    names = {}
    for one in sorted(papi, key=lambda row: row.year):
        if one.code.startswith(f"{number}."):
            names[one.code] = one.name
    return [
        {
            "name": f"{code}. {name}",
            "figures": [_of_year(papi, code, year) for year in years],
        }
        for code, name in sorted(names.items(), key=lambda item: _order(item[0]))
    ]


def _of_year(papi: Sequence[IndexResult], code: str, year: int) -> IndexResult | None:
    return next((one for one in papi if one.code == code and one.year == year), None)


def _order(code: str) -> list[int]:
    return [int(part) for part in code.split(".")]


def _plain(result: IndexResult) -> dict[str, Any]:
    return {name: str(getattr(result, name)) for name in IndexForm.Meta.fields}
