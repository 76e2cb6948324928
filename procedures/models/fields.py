"""Fields of administration that procedures belong to (lĩnh vực)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    return list(ProcedureField.objects.values_list("code", "name"))
