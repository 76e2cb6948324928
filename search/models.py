"""The outbox: which pages the index must look at again; and what the office teaches search.

A row of the outbox is written in the transaction that wrote the ledger, and deleted only after the
index has committed: kill the process between any two steps and the row is still there to be done
again.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.text import normalise, word_forms

#: A phrase is looked for at every word typed: short ones are enough, and cheap.
MOST_WORDS = 6
MOST_MEANT = 8


class OutboxEntry(models.Model):
    """A page to be read afresh and written to the index, or deleted from it."""

    page_id = models.PositiveBigIntegerField(_("page"))
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("waiting for the search index")
        verbose_name_plural = _("waiting for the search index")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"page:{self.page_id}"


def _key(words: str) -> str:
    """What two writings of the same words have in common."""
    return " ".join(word_forms(words)[0])


class HouseWords(models.Model):
    """Words the office teaches search: who types `words` also means `means`."""

    class Kind(models.TextChoices):
        SYNONYM = "synonym", _("Synonym")
        ABBREVIATION = "abbreviation", _("Abbreviation")

    kind = models.CharField(
        _("type of entry"), max_length=20, choices=Kind.choices, default=Kind.SYNONYM
    )
    words = models.CharField(
        _("what people type"),
        max_length=80,
        help_text=_("At most six words. With accents it counts for accented typing only."),
    )
    means = models.CharField(
        _("what is meant"), max_length=80, help_text=_("The words our pages use; at most eight.")
    )
    both_ways = models.BooleanField(
        _("the other way round as well"),
        default=False,
        help_text=_("An abbreviation always counts both ways."),
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("synonym or abbreviation")
        verbose_name_plural = _("synonyms and abbreviations")
        ordering = ["words", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["words", "means"], name="house_words_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.words} → {self.means}"

    def clean(self) -> None:
        """Both sides must have words, not too many, and differ."""
        self.words, self.means = normalise(self.words), normalise(self.means)
        for name, text, most in (
            ("words", self.words, MOST_WORDS),
            ("means", self.means, MOST_MEANT),
        ):
            count = len(word_forms(text)[0])
            if not 0 < count <= most:
                raise ValidationError(
                    {name: _("Write between one and %(most)d words.") % {"most": most}}
                )
        if _key(self.words) == _key(self.means):
            raise ValidationError({"means": _("This is what people type already.")})
        if self.kind == self.Kind.ABBREVIATION and len(word_forms(self.words)[0]) > 1:
            raise ValidationError({"words": _("An abbreviation is one word without blanks.")})


class BestBet(models.Model):
    """A page shown first to whoever searches for exactly these words."""

    words = models.CharField(
        _("what people type"),
        max_length=80,
        help_text=_("The whole of what is typed, with or without accents."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("best bet")
        verbose_name_plural = _("best bets")
        ordering = ["words", "pk"]
        constraints = [models.UniqueConstraint(fields=["words", "page"], name="best_bet_said_once")]

    def __str__(self) -> str:
        return f"{self.words} → {self.page}"

    def clean(self) -> None:
        """There are words, and the page is one that everybody can read."""
        self.words = normalise(self.words)
        if not word_forms(self.words)[0]:
            raise ValidationError({"words": _("Write at least one word.")})
        page = self.page if self.page_id else None
        if page and not (page.live and not page.get_view_restrictions().exists()):
            raise ValidationError({"page": _("This page is not public; choose one that is.")})


class ZeroResult(models.Model):
    """How often a search found nothing in a week. No person, address or time of day is kept.

    `text` is empty in the row that sums what was asked too seldom to be shown.
    """

    week = models.DateField(_("week from"))  # its Monday
    text = models.CharField(_("searched for"), max_length=80, blank=True)
    count = models.PositiveIntegerField(_("times"), default=0)
    settled = models.BooleanField(_("dealt with"), default=False)

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ["-week", "-count", "text"]
        constraints = [
            models.UniqueConstraint(fields=["week", "text"], name="zero_result_once_a_week")
        ]
        permissions = [("keep_search", "Can read searches without result and try search out")]

    def __str__(self) -> str:
        return f"{self.week}: {self.text} ({self.count})"
