"""Choosing fields of administration in a form: by name in Vietnamese order, which no database of
ours sorts by (`portal.collation`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from portal.collation import sort_key


class InVietnameseOrder(ModelChoiceIterator):
    """The choices of a model field by what each is called."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for one in sorted(self.queryset.all(), key=lambda one: sort_key(str(one))):
            yield self.choice(one)


class OneByName(forms.ModelChoiceField):
    """One of them."""

    iterator = InVietnameseOrder


class SeveralByName(forms.ModelMultipleChoiceField):
    """Several of them."""

    iterator = InVietnameseOrder
