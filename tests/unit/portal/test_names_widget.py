"""Names are written one on a line; the form field keeps them as a list."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from portal.names_widget import NamesWidget


class Form(forms.Form):
    names = forms.JSONField(required=False, widget=NamesWidget)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Bộ KH&CN\r\n  Bộ   Khoa học \n\n", ["Bộ KH&CN", "Bộ Khoa học"]),
        ('["a"', ['["a"']),
        ("", []),
        (" \n", []),
    ],
)
def test_each_line_is_a_name(written: str, kept: list[str]) -> None:
    form = Form({"names": written})
    assert form.is_valid()
    assert (form.cleaned_data["names"] or []) == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [(["A & B", "C"], "A &amp; B\nC"), ([], ""), ({"a": 1}, "{&quot;a&quot;: 1}")],
)
def test_what_is_kept_is_shown_a_line_each(kept: Any, shown: str) -> None:
    text = str(Form(initial={"names": kept})["names"])
    assert text.partition(">")[2].removeprefix("\n").removesuffix("</textarea>").strip() == shown
