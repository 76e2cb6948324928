"""What an editor meets in Wagtail every day is Vietnamese, and its translations are well formed."""

from __future__ import annotations

import re

import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, override

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
#: Buttons, menus and messages of a day's work.
DAILY = [
    "Save draft", "Publish", "Approve", "Request changes", "Approve with comment",
    "Restart workflow ", "Cancel workflow ", "Awaiting your review", "Compare with live version",
    "Dashboard", "Pages", "Documents", "Snippets", "Users", "Groups", "Reports", "Settings", "Help",
    "Sign in", "Forgotten password?", "Remember me", "Log out", "Account", "Move", "Copy", "Delete",
    "Add child page", "History", "Preview in new tab", "Set schedule", "Null characters are not "
    "allowed.", "You have been successfully logged out.", "This field is required.",
    "The page could not be saved due to validation errors.",
]  # fmt: skip


def _catalogues() -> list[polib.POFile]:
    folder = settings.PROJECT_DIR / "locale" / "libraries" / "vi" / "LC_MESSAGES"
    return [
        polib.pofile(str(folder / name), check_for_duplicates=True)
        for name in ("django.po", "djangojs.po")
    ]


@pytest.mark.parametrize("text", DAILY)
def test_a_text_of_every_day_is_translated(text: str) -> None:
    with override("vi"):
        assert gettext(text) != text


def test_what_is_counted_is_vietnamese_too() -> None:
    with override("vi"):
        assert ngettext("%(num)d minute", "%(num)d minutes", 5) % {"num": 5} == "5 phút"


@pytest.mark.parametrize("catalogue", _catalogues(), ids=["pages", "scripts"])
def test_every_translation_keeps_its_placeholders_and_is_not_empty(
    catalogue: polib.POFile,
) -> None:
    for entry in catalogue:
        [text] = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        assert text.strip(), entry.msgid
        wanted = sorted(set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid)))
        assert sorted(set(PLACEHOLDER.findall(text))) == wanted, entry.msgid
        assert text.count("<") == (entry.msgid_plural or entry.msgid).count("<"), entry.msgid


def test_the_borrowed_texts_cover_the_admin() -> None:
    pages, scripts = _catalogues()
    assert len(pages) > 1200
    assert len(scripts) > 70
