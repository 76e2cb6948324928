"""The texts marked for translation are found as gettext's own program would find them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.extraction import Message, gather


def _gather(folder: Path, **files: str) -> tuple[dict[tuple[str, str], Message], list[str]]:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return gather(folder)


def test_python_calls_are_found_with_context_and_plural(tmp_path: Path) -> None:
    source = """
title = _("Title")
gettext_lazy("Long " "text")
pgettext("verb", "Open")
ngettext("%(n)s day", "%(n)s days", n)
translation.gettext("Dotted")
_(variable)
"""
    found, faults = _gather(tmp_path, portal__a_dot_py=source)
    assert set(found) == {
        ("", "Title"),
        ("", "Long text"),
        ("verb", "Open"),
        ("", "%(n)s day"),
        ("", "Dotted"),
    }
    assert found["", "%(n)s day"].plural == "%(n)s days"
    assert faults == []


def test_a_function_is_known_by_the_name_it_was_imported_under(tmp_path: Path) -> None:
    source = """
from django.utils.translation import gettext_lazy as lazy, pgettext as said
from elsewhere import anything as strange
lazy("Later")
said("verb", "Open")
strange("Not ours")
"""
    found, faults = _gather(tmp_path, portal__a_dot_py=source)
    assert set(found) == {("", "Later"), ("verb", "Open")}
    assert faults == []


def test_template_tags_and_filters_are_found(tmp_path: Path) -> None:
    source = """{% load i18n %}{% translate "Home" %}{% translate "Open" context "verb" %}
{% blocktranslate trimmed count n=days %}
  one day
{% plural %}
  {{ n }} days
{% endblocktranslate %}
{{ name|default:_("nobody") }} {% include "x.html" with label=_("More (all)") %}
{# translate "not this" #}"""
    found, faults = _gather(tmp_path, templates__a_dot_html=source)
    assert set(found) == {
        ("", "Home"),
        ("verb", "Open"),
        ("", "one day"),
        ("", "nobody"),
        ("", "More (all)"),
    }
    assert found["", "one day"].plural == "%(n)s days"
    assert faults == []


def test_a_text_built_inside_the_call_is_a_fault(tmp_path: Path) -> None:
    source = '_(f"Hello {name}")\n_("Hello " + name)\n_("Hello %s" % name)\n'
    found, faults = _gather(tmp_path, portal__a_dot_py=source)
    assert found == {}
    assert [fault.split(": ")[0] for fault in faults] == [f"portal/a.py:{n}" for n in (1, 2, 3)]


def test_a_text_said_twice_is_one_message_of_two_files(tmp_path: Path) -> None:
    found, _faults = _gather(
        tmp_path, portal__a_dot_py='_("Save")', home__b_dot_py='_("Save")\n_("Save")'
    )
    assert found["", "Save"].files == ["portal/a.py", "home/b.py"]


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    source = "{% load i18n %}{% blocktranslate %}{% if x %}{% endblocktranslate %}"
    _found, faults = _gather(tmp_path, templates__a_dot_html=source)
    assert len(faults) == 1 and faults[0].startswith("templates/a.html: ")


@given(text=st.text(min_size=1))
def test_any_text_in_python_comes_out_as_it_went_in(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("code")
    found, _faults = _gather(folder, portal__a_dot_py=f"_({text!a})")
    assert list(found) == [("", text)]
