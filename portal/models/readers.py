"""What readers leave: whether a page was useful to them, and that it was opened. Nothing of either
says who it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import connection, models
from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.permissions import may, units_of, units_served_by

#: Characters of a comment.
LONGEST_COMMENT = 1_000
#: Characters of an address that is kept.
LONGEST_PATH = 500


class Usefulness(models.TextChoices):
    """The answer to “was this page useful?”."""

    YES = "yes", _("Yes, I found what I need")
    PARTLY = "partly", _("Partly, something is unclear")
    NO = "no", _("No, I did not find it")


def reads_every_opinion(user: Any) -> bool:
    """Whether `user` reads what was said of all pages, not of their units' alone."""
    return any(may(user, right) for right in ("view_register", "write_any_kind", "read_everything"))


def may_read_opinions(user: Any) -> bool:
    """Whether `user` reads what was said of any page: who reads of all, or works in a unit."""
    return reads_every_opinion(user) or bool(units_of(user))


class PageOpinionQuerySet(models.QuerySet):
    """Questions about opinions."""

    def visible_to(self, user: Any, day: date) -> Self:
        """What was said of the pages of `user`'s units, and of units whose work they took over;
        everything for who reads it all."""
        if reads_every_opinion(user):
            return self
        return self.filter(unit_code__in=[unit.code for unit in units_served_by(user, day)])

    def by_page(self) -> models.QuerySet:
        """One row an address: `path`, `page_id`, `title`, `unit_code`, how many of each answer
        (`yes`, `partly`, `no`), how many comments, `last` given; the latest first."""
        counted = {value: Count("pk", filter=Q(usefulness=value)) for value in Usefulness.values}
        rows = self.order_by().values("path", "page_id", "unit_code", title=models.F("page__title"))
        return rows.annotate(
            **counted, comments=Count("pk", filter=~Q(comment="")), last=Max("given_at")
        ).order_by("-last", "path")


class PageOpinion(models.Model):
    """One reader's answer about one page. Neither address nor account of the reader is kept."""

    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        related_name="opinions",
        verbose_name=_("page"),
        help_text=_("Empty for what is no page of the tree, such as search."),
    )
    path = models.CharField(_("address"), max_length=LONGEST_PATH, db_index=True)
    version_number = models.PositiveIntegerField(_("number of the version"), null=True)
    unit_code = models.CharField(_("unit"), max_length=40, blank=True, db_index=True)
    usefulness = models.CharField(_("was it useful"), max_length=10, choices=Usefulness)
    comment = models.TextField(_("what is unclear"), blank=True, max_length=LONGEST_COMMENT)
    given_at = models.DateTimeField(_("given at"), db_index=True)

    objects = PageOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader's opinion")
        verbose_name_plural = _("readers' opinions")
        default_permissions = ()
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(usefulness__in=Usefulness.values), name="opinion_of_known_usefulness"
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} – {self.get_usefulness_display()}"


class PageViewsQuerySet(models.QuerySet):
    """Questions about how often pages were opened."""

    def since(self, day: date) -> Self:
        """From that day on."""
        return self.filter(day__gte=day)

    def of_paths(self, paths: Iterable[str]) -> dict[str, int]:
        """How often each of those addresses was opened."""
        rows = self.filter(path__in=list(paths)).order_by().values_list("path")
        return dict(rows.annotate(total=Sum("count")))

    def add(self, counted: Iterable[tuple[date, str, int]]) -> None:
        """Add to what is there: one statement, whoever else adds at the same time."""
        rows = list(counted)
        if not rows:
            return
        quote = connection.ops.quote_name
        table = quote(self.model._meta.db_table)
        count = quote("count")
        values = ", ".join(["(%s, %s, %s)"] * len(rows))
        with connection.cursor() as cursor:
            cursor.execute(  # S608: only names of the table are put in; every value is a parameter
                f"INSERT INTO {table} (day, path, {count}) VALUES {values} "  # noqa: S608
                f"ON CONFLICT (path, day) DO UPDATE SET {count} = {table}.{count} + "
                f"excluded.{count}",
                [value for row in rows for value in row],
            )


class PageViews(models.Model):
    """How often an address was opened on one day: a number and nothing else."""

    day = models.DateField(_("day"), db_index=True)
    path = models.CharField(_("address"), max_length=LONGEST_PATH)
    count = models.PositiveIntegerField(_("times opened"))

    objects = PageViewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("times a page was opened")
        verbose_name_plural = _("times pages were opened")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["path", "day"], name="one_count_a_page_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.day:%d/%m/%Y}: {self.count}"
