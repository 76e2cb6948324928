"""Fields of administration that procedures belong to (lĩnh vực)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.collation import sort_key


class ProcedureField(models.Model):
    """A field of administration, as in the national database."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def as_choices() -> list[tuple[str, str]]:
    """For `registry.subject_fields`: the fields as pairs of code and name, by name."""
    rows = ProcedureField.objects.order_by().values_list("code", "name")
    return sorted(rows, key=lambda row: sort_key(row[1]))
