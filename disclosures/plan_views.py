"""The admin's door for plans: upload, check and correct, accept (R1).

Permission `portal.import_plan`, which includes making the units that the plan names. A draft is its
owner's; nobody else sees it. Nothing of a plan changes before it is accepted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.defaults import permission_denied

from disclosures.models import PlanDraft
from disclosures.plan_import import to_json
from disclosures.plans import drafts, words
from disclosures.plans.accept import Accepted, PlanNotAccepted, Source, accept
from disclosures.plans.forms import HeaderForm, RowForm, UnknownUnitForm, UploadForm
from disclosures.plans.proposal import HEADER_FIELDS, NEW_UNIT, Proposal
from portal.paging import positive_int
from portal.permissions import may

ROWS_PER_PAGE = 50
View = Callable[..., HttpResponse]


def importers_only(view: View) -> View:
    """Everybody else gets a 403 (raised, Wagtail would make a redirect of it)."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user, "import_plan"):
            return permission_denied(request, PermissionDenied())
        return view(request, *args, **kwargs)

    return checked


@importers_only
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file. One that can be read becomes a draft; any other is refused, nothing kept."""
    is_post = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_post else UploadForm()
    if is_post and form.is_valid():
        kept = PlanDraft.objects.create(
            owner=request.user,
            file_name=form.name,
            sha256=hashlib.sha256(form.data_read).hexdigest(),
            read=to_json(form.draft),
        )
        PlanDraft.objects.clean_up(request.user, timezone.now())
        return redirect("disclosures_plan_draft", kept.pk)
    return render(
        request,
        "disclosures/admin/plan_upload.html",
        {
            "form": form,
            "drafts": PlanDraft.objects.of(request.user),
            "page_title": _("Import a plan"),
            "header_icon": "upload",
        },
    )


@importers_only
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Check, correct, accept. Every button saves the corrections first; none is lost by paging."""
    if request.method == "POST":
        with transaction.atomic():
            return _corrected(request, draft_id)
    found = PlanDraft.objects.of(request.user).filter(pk=draft_id).first()
    if found is None:
        raise Http404
    return _Screen(request, found).response()


@require_POST
@importers_only
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Throw the draft away; twice is as good as once."""
    PlanDraft.objects.of(request.user).filter(pk=draft_id).delete()
    messages.success(request, _("The draft is thrown away."))
    return redirect("disclosures_plan_import")


def _corrected(request: HttpRequest, draft_id: int) -> HttpResponse:
    found = PlanDraft.objects.of(request.user).select_for_update().filter(pk=draft_id).first()
    if found is None:
        messages.warning(
            request, _("This draft is not there any more: it was accepted already or thrown away.")
        )
        return redirect("disclosures_plan_import")
    screen = _Screen(request, found)
    if request.POST.get("seen") != drafts.fingerprint(screen.proposal):
        messages.error(
            request,
            _(
                "Something changed since this page was shown: the draft in another window, the "
                "plan, or the units. Nothing was saved; check what is shown now."
            ),
        )
        return redirect(screen.address(screen.page.number))
    if not screen.is_valid():
        messages.error(request, _("Nothing was saved: correct what is marked below."))
        return screen.response()
    screen.save()
    if "accept" not in request.POST:
        messages.success(request, _("The corrections are saved in the draft."))
        return redirect(screen.address(positive_int(request.POST.get("page")) or 1))
    try:
        done = accept(
            drafts.proposal_of(found), Source(found.file_name, found.sha256), actor=request.user
        )
    except PlanNotAccepted as refused:
        messages.error(request, str(refused))
        return redirect(screen.address(screen.page.number))
    found.delete()
    _say(request, done)
    return redirect("disclosures_plan", done.plan.pk)


class _Screen:
    """The page with everything that can be corrected: header, names, one page of rows."""

    def __init__(self, request: HttpRequest, found: PlanDraft) -> None:
        self.request, self.draft = request, found
        self.proposal: Proposal = drafts.proposal_of(found)
        self.names = {unit.code: unit.name for unit in self.proposal.units}
        self.page: Page = Paginator(self.proposal.rows, ROWS_PER_PAGE).get_page(
            positive_int(request.GET.get("p")) or 1
        )
        data = request.POST if request.method == "POST" else None
        self.header = HeaderForm(
            data,
            prefix="plan",
            initial=self._header(),
            agency_hint=self.proposal.read.agency_hint,
        )
        known = [unit for unit in self.proposal.units if not unit.code.startswith(NEW_UNIT)]
        self.units = [
            UnknownUnitForm(
                unknown,
                self.proposal.decisions[unknown.name],
                known,
                data=data,
                prefix=f"unit-{number}",
            )
            for number, unknown in enumerate(self.proposal.unknown)
        ]
        choices = [
            (unit.code, _("%(name)s (new)") % {"name": unit.name})
            if unit.code.startswith(NEW_UNIT)
            else (unit.code, unit.name)
            for unit in self.proposal.units
        ]
        self.rows = [RowForm(row, choices, data=data) for row in self.page.object_list]

    def _header(self) -> dict[str, Any]:
        stored = self.proposal.stored.header if self.proposal.stored else {}
        return {name: self.proposal.header[name] or stored.get(name) for name in HEADER_FIELDS}

    def address(self, page: int) -> str:
        """This screen's address at a page of its rows."""
        return f"{reverse('disclosures_plan_draft', args=[self.draft.pk])}?p={page}"

    def is_valid(self) -> bool:
        """All forms are asked, so that every mistake is shown at once."""
        answers = [form.is_valid() for form in (self.header, *self.units, *self.rows)]
        return all(answers)

    def save(self) -> None:
        """Keep what was changed in the draft."""
        drafts.correct(
            self.draft,
            header={name: self.header.cleaned_data[name] for name in self.header.changed_data},
            rows={form.row.task.order: form.edits() for form in self.rows},
            units={form.unknown.name: form.decided() for form in self.units},
        )

    def response(self) -> HttpResponse:
        """The page."""
        general, by_row = words.notices(self.proposal)
        return render(
            self.request,
            "disclosures/admin/plan_draft.html",
            {
                "draft": self.draft,
                "proposal": self.proposal,
                "seen": drafts.fingerprint(self.proposal),
                "header_form": self.header,
                "header_changes": words.shown_changes(self.proposal.header_changes, self.names),
                "unit_forms": self.units,
                "groups": self._groups(by_row),
                "notices": general,
                "tally": [
                    (state, count, words.STATES[state])
                    for state, count in self.proposal.counts.items()
                    if count
                ],
                "page_obj": self.page,
                "page_title": _("Import a plan"),
                "page_subtitle": self.draft.file_name,
                "header_icon": "upload",
            },
        )

    def _groups(self, by_row: dict[int, list[Any]]) -> list[dict[str, Any]]:
        """The rows of the page under the titles of their groups."""
        titles = {section.path: section for section in self.proposal.read.sections}
        groups: list[dict[str, Any]] = []
        for form in self.rows:
            row = form.row
            if not groups or groups[-1]["path"] != row.task.section:
                groups.append(
                    {
                        "path": row.task.section,
                        "section": titles.get(row.task.section),
                        "rows": [],
                    }
                )
            groups[-1]["rows"].append(
                {
                    "form": form,
                    "row": row,
                    "lead": self.names.get(row.task.lead_unit or "", ""),
                    "cadence": words.CADENCES.get(row.task.cadence or "", ""),
                    "state": words.STATES[row.state],
                    "notices": by_row.get(row.task.order, []),
                    "changes": words.shown_changes(row.changes, self.names),
                }
            )
        return groups


def _say(request: HttpRequest, done: Accepted) -> None:
    if done.recorded is None:
        messages.info(
            request,
            _("The plan %(plan)s is stored as it is: nothing changed.") % {"plan": done.plan},
        )
        return
    messages.success(request, _("The plan %(plan)s is imported.") % {"plan": done.plan})
    if done.units_made:
        made = len(done.units_made)
        messages.success(
            request,
            ngettext("%(count)s unit was made.", "%(count)s units were made.", made)
            % {"count": made},
        )
