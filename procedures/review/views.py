"""Periodic reviews in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.day_input import DayInput
from procedures.catalogue.views import for_those_who_work_with_procedures
from procedures.field_choices import SeveralByName
from procedures.models import ProcedureField, ProcedureReview, ReviewItem
from procedures.models.reviews import Outcome, Proposal
from procedures.permissions import may_decide, may_write
from procedures.review import handling

PER_PAGE = 50


class ReviewForm(forms.Form):
    """What a review is about."""

    title = forms.CharField(label=lazy("Review"), max_length=200)
    ground = forms.CharField(
        label=lazy("Ground"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("The plan or document that asks for it."),
    )
    begins_on = forms.DateField(label=lazy("Begins on"), widget=DayInput)
    ends_on = forms.DateField(label=lazy("Ends on"), widget=DayInput)
    fields_reviewed = SeveralByName(
        label=pgettext_lazy("of administration", "Fields"),
        queryset=ProcedureField.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("None ticked: all procedures in force."),
    )


@require_safe
@for_those_who_work_with_procedures
def reviews(request: HttpRequest) -> HttpResponse:
    """All reviews, the latest first, with how far they are."""
    rows = ProcedureReview.objects.annotate(
        total=Count("items"),
        proposed=Count("items", filter=~Q(items__proposal="")),
        decided=Count("items", filter=~Q(items__outcome="")),
    ).order_by("-begins_on", "-pk")
    context = {
        "page_title": _("Reviews of procedures"),
        "header_icon": "tasks",
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("trang")),
        "may_write": may_write(request.user),
    }
    return render(request, "procedures/admin/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who_work_with_procedures
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a review."""
    if not may_write(request.user):
        raise PermissionDenied
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            review = handling.begin(
                request.user,
                title=data["title"],
                ground=data["ground"],
                begins_on=data["begins_on"],
                ends_on=data["ends_on"],
                fields=data["fields_reviewed"],
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("procedures_review", review.pk)
    context = {"page_title": _("Begin a review"), "header_icon": "tasks", "form": form}
    return render(
        request, "procedures/admin/review_form.html", context, status=400 if form.errors else 200
    )


@require_safe
@for_those_who_work_with_procedures
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """One review: each procedure with proposal and outcome; `?show=open` those without outcome."""
    found = get_object_or_404(ProcedureReview, pk=review_id)
    items = found.items.select_related("page", "proposed_by", "decided_by")
    items = items.order_by("page__search_text", "pk")  # by title, đ with d
    show = request.GET.get("show", "")
    if show == "open":
        items = items.filter(outcome="")
    elif show in Proposal.values:
        items = items.filter(proposal=show)
    else:
        show = ""
    context: dict[str, Any] = {
        "page_title": found.title,
        "page_subtitle": f"{found.begins_on:%d/%m/%Y} – {found.ends_on:%d/%m/%Y}",
        "header_icon": "tasks",
        "review": found,
        "page_obj": Paginator(items, PER_PAGE).get_page(request.GET.get("trang")),
        "show": show,
        "proposals": Proposal.choices,
        "outcomes": Outcome.choices,
        "counts": found.items.aggregate(
            total=Count("pk"),
            proposed=Count("pk", filter=~Q(proposal="")),
            decided=Count("pk", filter=~Q(outcome="")),
        ),
        "may_edit": may_write(request.user),
        "may_write": may_write(request.user) and found.closed_at is None,
        "may_decide": may_decide(request.user) and found.closed_at is None,
    }
    return render(request, "procedures/admin/review.html", context)


@require_POST
@for_those_who_work_with_procedures
def act(request: HttpRequest, review_id: int) -> HttpResponse:
    """What is done in a review: `do` is propose, decide (with `item`), close, or decision (begin a
    decision with what was accepted)."""
    found = get_object_or_404(ProcedureReview, pk=review_id)
    do = request.POST.get("do", "")
    number = request.POST.get("item", "")
    try:
        if do in {"propose", "decide"}:
            is_number = number.isascii() and number.isdigit() and len(number) < 10
            item = get_object_or_404(found.items, pk=int(number) if is_number else 0)
            text = request.POST.get("text", "")[:2_000]
            choice = request.POST.get("choice", "")
            if do == "propose":
                handling.propose(item, request.user, choice, text)
            else:
                handling.decide(item, request.user, choice, text)
        elif do == "close":
            handling.close(found, request.user)
            messages.success(request, _("The review is closed."))
        elif do == "decision":
            return _begin_decision(request, found)
        else:
            messages.error(request, _("Nothing of that kind can be done here."))
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    except PermissionDenied as denied:
        if not str(denied):
            raise
        messages.error(request, str(denied))
    target = redirect("procedures_review", found.pk)
    if number.isdigit():
        target["Location"] += f"#item-{number}"
    return target


def _begin_decision(request: HttpRequest, found: ProcedureReview) -> HttpResponse:
    """A decision whose list is what was accepted in the review."""
    if not may_write(request.user):
        raise PermissionDenied
    words = {Proposal.AMEND: "sửa đổi", Proposal.REPLACE: "thay thế", Proposal.REPEAL: "bãi bỏ"}
    items: list[ReviewItem] = list(
        found.items.filter(outcome=Outcome.ACCEPTED, proposal__in=list(words)).select_related(
            "page"
        )
    )
    if not items:
        messages.error(request, _("Nothing has been accepted here that a decision would change."))
        return redirect("procedures_review", found.pk)
    request.session["decision_list"] = "\n".join(
        f"{item.page.code}; {words[Proposal(item.proposal)]}; {item.page.title}" for item in items
    )
    return redirect("procedures_decision_new")
