"""Notices that something is missing: what a reader of the catalogue asked, and what became of it
(R12).

A notice belongs to a duty, by its code; the unit that answers for the duty answers the notice. The
text becomes public only when a person of the office releases it. What was sent here by mistake and
concerns a person (a denunciation above all) is set apart: its text moves to `SetApartNotice`, which
a permission of its own guards, and the database refuses any of it in the notice itself, so that no
list, page or export can show it by accident.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disclosures.missing.states import MissingState

#: The longest question and answer, in characters.
LONGEST_QUESTION, LONGEST_ANSWER = 2_000, 5_000


class MissingStateChoices(models.TextChoices):
    """The states of a notice in words."""

    WAITING = MissingState.WAITING, pgettext_lazy("notice", "Waiting for an answer")
    ANSWERED = MissingState.ANSWERED, pgettext_lazy("notice", "Answered, not yet public")
    RELEASED = MissingState.RELEASED, pgettext_lazy("notice", "Answered and public")
    DECLINED = MissingState.DECLINED, pgettext_lazy("notice", "Closed without publication")
    SET_APART = MissingState.SET_APART, pgettext_lazy("notice", "Passed on, not public")


class MissingNoticeQuerySet(models.QuerySet):
    """Questions about notices."""

    def of_duty(self, code: str) -> Self:
        """Notices about one duty."""
        return self.filter(duty_code=code)

    def waiting(self) -> Self:
        """Those that nobody has dealt with, the longest due first."""
        return self.filter(state=MissingState.WAITING).order_by("due_on", "pk")

    def overdue(self, day: date) -> Self:
        """Those whose day had passed before `day` without an answer."""
        return self.waiting().filter(due_on__lt=day)

    def public(self) -> Self:
        """Those released to the public, the latest first."""
        return self.filter(state=MissingState.RELEASED).order_by("-released_at", "-pk")


def _person(words: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=words,
    )


class MissingNotice(models.Model):
    """What a reader wrote about one duty. `code_digest` is the SHA-256 of the tracking code, which
    its sender alone knows; `email` is shown to nobody and deleted once the answer was sent."""

    duty_code = models.CharField(_("duty"), max_length=40, db_index=True)
    question = models.TextField(_("question"), max_length=LONGEST_QUESTION, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    received_at = models.DateTimeField(_("received at"))
    due_on = models.DateField(_("answer due on"))
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=MissingStateChoices,
        default=MissingState.WAITING.value,
    )
    shown_question = models.TextField(
        _("question as the public reads it"), max_length=LONGEST_QUESTION, blank=True
    )
    answer = models.TextField(_("answer"), max_length=LONGEST_ANSWER, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by = _person(_("answered by"))
    released_at = models.DateTimeField(_("made public at"), null=True)
    released_by = _person(_("made public by"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = _person(_("closed by"))
    mailed_at = models.DateTimeField(_("answer mailed at"), null=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = MissingNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice that something is missing")
        verbose_name_plural = _("notices that something is missing")
        ordering = ["-received_at", "-pk"]
        default_permissions = ()
        permissions = [("read_set_apart", _("Can read notices that were set apart"))]
        indexes = [models.Index(fields=["state", "due_on"], name="missing_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in MissingState]),
                name="missing_known_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=MissingState.RELEASED.value)
                | (Q(released_at__isnull=False) & ~Q(answer="") & ~Q(shown_question="")),
                name="missing_public_only_when_released",
            ),
            models.CheckConstraint(
                condition=~Q(state=MissingState.SET_APART.value)
                | Q(question="", shown_question="", answer="", email=""),
                name="missing_set_apart_holds_no_text",
            ),
        ]

    def __str__(self) -> str:
        # Logs keep this: never a word of the text.
        return f"{self.pk} ({self.duty_code})"

    def is_overdue(self, day: date) -> bool:
        """Whether it waits for an answer beyond its day."""
        return self.state == MissingState.WAITING and self.due_on < day


class SetApartNotice(models.Model):
    """The text of a notice that was set apart: for holders of `disclosures.read_set_apart`."""

    notice = models.OneToOneField(
        MissingNotice, on_delete=models.PROTECT, related_name="set_apart", verbose_name=_("notice")
    )
    question = models.TextField(_("question"))
    answer = models.TextField(_("answer"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    read_at = models.DateTimeField(_("first read at"), null=True)
    read_by = _person(_("first read by"))

    class Meta:
        verbose_name = _("notice set apart")
        verbose_name_plural = _("notices set apart")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.notice_id}"
