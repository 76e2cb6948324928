"""Approval by a second person, as a Wagtail workflow task; who stands in for an approver; and which
workflow a kind goes through."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Task, Workflow

from portal import registry
from portal.models.secrecy import FAVOURABLE, CheckOutcome, CheckSide
from portal.permissions import authors, may


class SubstitutionQuerySet(models.QuerySet):
    """Questions about substitutes."""

    def on(self, day: date) -> Self:
        """Those that hold on `day`; whoever is stood in for must be able to approve themselves."""
        return self.filter(from_day__lte=day, until_day__gte=day, approver__is_active=True)

    def stood_in_for(self, user: Any, groups: Any, day: date) -> Substitution | None:
        """The substitution by which `user` approves on `day` for a member of `groups`, or None."""
        held = self.on(day).filter(substitute=user, approver__groups__in=groups)
        return held.select_related("approver").order_by("pk").first()


class Substitution(models.Model):
    """For a stated time one person approves in another's place. It is not passed on: a substitute
    has no substitute. What was approved while it held stays approved."""

    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("approver"),
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="substitutions",
        verbose_name=_("substitute"),
    )
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until"), help_text=_("This day included."))
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("By which assignment, for example.")
    )

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("substitute of an approver")
        verbose_name_plural = _("substitutes of approvers")
        ordering = ["-from_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_day__lte=F("until_day")),
                name="substitution_days_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(approver=F("substitute")),
                name="substitution_by_somebody_else",
                violation_error_message=_("Nobody stands in for themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} ← {self.approver}"


class KindWorkflow(models.Model):
    """The workflow that pages of one kind go through; other kinds go through that of the site."""

    kind = models.CharField(_("kind"), max_length=60, unique=True)
    workflow = models.ForeignKey(
        Workflow, on_delete=models.PROTECT, related_name="+", verbose_name=_("workflow of the kind")
    )

    class Meta:
        verbose_name = _("approval of a kind")
        verbose_name_plural = _("approval by kind")
        ordering = ["kind"]

    def __str__(self) -> str:
        kind = registry.kinds.get(self.kind)
        return str(kind.title) if kind else self.kind

    def clean(self) -> None:
        """The kind is known, and its workflow asks a second person."""
        super().clean()
        if self.kind not in registry.kinds:
            raise ValidationError({"kind": _("Choose among the kinds of disclosure.")})
        if self.workflow_id and not asks_a_second_person(self.workflow):
            raise ValidationError(
                {"workflow": _("This workflow has no active approval by a second person.")}
            )


def _lacks_focal_check(page: Any) -> bool:
    """Whether the focal unit's check of what waits is still to be recorded."""
    from portal.publishing import secrecy  # the verbs stand above the models

    if not getattr(page, "four_eyes", False):
        return False
    content = page.get_latest_revision_as_object()
    return secrecy.needs_check(content) and CheckSide.FOCAL not in secrecy.checks_of(content)


def asks_a_second_person(workflow: Workflow) -> bool:
    """Whether the workflow is active and an active task of it is our approval."""
    tasks = Task.objects.filter(workflow_tasks__workflow=workflow, active=True)
    return workflow.active and SecondPersonApprovalTask.objects.filter(pk__in=tasks).exists()


class ApprovalForm(TaskStateCommentForm):
    """What an approver says: a comment and, before the first publication, what came out of the
    focal unit's secrecy check (NĐ 13/2018 art. 7)."""

    secrecy_outcome = forms.ChoiceField(
        label=_("Secrecy and redaction check of the focal unit"),
        choices=[("", _("Not recorded here"))]
        + [choice for choice in CheckOutcome.choices if choice[0] in FAVOURABLE],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Needed once, before the first publication (Decree 13/2018 art. 7)."),
    )


class SecondPersonApprovalTask(AbstractGroupApprovalTask):
    """Members of the chosen groups approve what they have not written themselves.

    Wagtail's own `GroupApprovalTask` lets the author approve, and lets whoever may publish pass the
    workflow by; here nobody may publish a disclosure directly (`portal.permissions`).
    """

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """Nothing to decide for whoever wrote it, nor for anyone outside the groups."""
        if not self._may_decide(obj, user):
            return []
        if may(user, "check_for_focal_unit") and _lacks_focal_check(obj):
            return [("reject", _("Request changes"), True), ("approve", _("Approve"), True)]
        return super().get_actions(obj, user)

    def get_form_for_action(self, action: str) -> Any:
        return ApprovalForm if action == "approve" else super().get_form_for_action(action)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Decide; refused to the author even if the button was there when the page was opened."""
        revision = task_state.revision
        if not self.asks(user) or user.pk in authors(revision.content_object, revision):
            raise PermissionDenied(_("What one person wrote, another person approves."))
        outcome = kwargs.pop("secrecy_outcome", "")
        with transaction.atomic():
            if action_name == "approve" and outcome in FAVOURABLE:
                self._record_focal_check(revision, user, outcome)
            return super().on_action(task_state, user, action_name, **kwargs)

    def _record_focal_check(self, revision: Any, user: Any, outcome: str) -> None:
        """The tick in the approver's form, of what is being approved."""
        from portal.publishing import secrecy  # the verbs stand above the models

        content = revision.as_object()
        if getattr(content, "four_eyes", False) and secrecy.needs_check(content):
            secrecy.record_check(content, side=CheckSide.FOCAL, outcome=outcome, actor=user)

    def _user_in_groups(self, user: Any) -> bool:
        """What Wagtail asks for everything else: reading, locking, what waits for whom."""
        return self.asks(user)

    def asks(self, user: Any, day: date | None = None) -> bool:
        """Whether `user` may decide on `day` (default today): a member of the groups, or the
        substitute of one."""
        if not user.is_active:
            return False
        if self.groups.filter(user=user).exists():
            return True
        return self.stood_in_for(user, day) is not None

    def stood_in_for(self, user: Any, day: date | None = None) -> Substitution | None:
        """By which substitution `user` decides; None for a member of the groups."""
        if self.groups.filter(user=user).exists():
            return None
        day = day or timezone.localdate()
        return Substitution.objects.stood_in_for(user, self.groups.all(), day)

    def _may_decide(self, obj: Any, user: Any) -> bool:
        revision = obj.latest_revision
        return self.asks(user) and revision is not None and user.pk not in authors(obj, revision)

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve what they have not written themselves")
