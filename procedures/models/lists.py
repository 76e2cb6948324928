"""Fields that hold several values in one column: choices ticked, codes named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from procedures.codes import code_list
from procedures.listed import listed


class ChoiceListField(models.CharField):
    """Values of a TextChoices, ticked; kept as `province,commune`, in the order of the choices.

    The Python value is that string; `procedures.listed.listed` gives the values. Raises
    ValidationError for a value that is no choice.
    """

    def __init__(self, *args: Any, choices_from: Any = None, **kwargs: Any) -> None:
        self.choices_from = choices_from
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> str:
        """The string, from a list or a string."""
        if isinstance(value, list | tuple | set):
            chosen = {str(one) for one in value}
            known = [] if self.choices_from is None else list(self.choices_from.values)
            rest = sorted(chosen - set(known))
            return ",".join([one for one in known if one in chosen] + rest)
        return super().to_python(value) or ""

    def validate(self, value: str, model_instance: Any) -> None:
        super().validate(value, model_instance)
        unknown = set(listed(value)) - set(self.choices_from.values if self.choices_from else ())
        if unknown:
            raise ValidationError(
                _("“%(value)s” is none of the choices.") % {"value": ", ".join(sorted(unknown))}
            )

    def formfield(self, **kwargs: Any) -> Any:
        return _ChoiceListFormField(
            choices=self.choices_from.choices,
            required=False,
            label=kwargs.get("label", str(self.verbose_name).capitalize()),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class _ChoiceListFormField(forms.MultipleChoiceField):
    """Check boxes for a `ChoiceListField`."""

    def prepare_value(self, value: Any) -> Any:
        return list(listed(value)) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        chosen = super().clean(value)
        return ",".join(key for key, _label in self.choices if key in chosen)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.prepare_value(initial) or ()) != set(data or ())


class CodeListField(models.CharField):
    """National codes, parted by commas or blanks; kept as `2.002380, 2.002381`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return ", ".join(code_list(text))
