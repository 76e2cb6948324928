"""The catalogue of translations is complete, or the check says what is wrong with it."""

from __future__ import annotations

import gettext
import unicodedata
from pathlib import Path

import polib
import pytest

from scripts import messages
from scripts.system import Stop


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one file with three messages, and a catalogue that has them all."""
    code = '_("Save")\n_("%(n)s duties")\nngettext("%(n)s day", "%(n)s days", n)\n'
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "views.py").write_text(code, encoding="utf-8")
    catalogue = tmp_path / "locale" / "django.po"
    monkeypatch.setattr(messages, "PROJECT_DIR", tmp_path)
    monkeypatch.setattr(messages, "CATALOGUES", (catalogue,))
    monkeypatch.setattr(messages, "BORROWED", ())
    messages.update()
    _translate(catalogue, {"Save": "Lưu", "%(n)s duties": "%(n)s nghĩa vụ"}, "%(n)s ngày")
    return tmp_path


def _translate(path: Path, texts: dict[str, str], plural: str = "") -> None:
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        entry.msgstr = texts.get(entry.msgid, entry.msgstr)
        if entry.msgid_plural and plural:
            entry.msgstr_plural = {0: plural}
    catalogue.save()


def test_a_complete_catalogue_passes(project: Path) -> None:
    assert messages.check() == 0


def test_what_is_compiled_is_what_the_standard_library_reads(project: Path) -> None:
    messages.compile_all()
    with (project / "locale" / "django.mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
    assert translations.gettext("Save") == "Lưu"
    assert translations.ngettext("%(n)s day", "%(n)s days", 3) == "%(n)s ngày"


@pytest.mark.parametrize(
    ("code", "texts", "complaint"),
    [
        ('_("New")\n', {}, "not there: 'New'"),
        ("", {}, "no longer used: 'Save'"),
        (None, {"Save": ""}, "not translated: 'Save'"),
        (None, {"%(n)s duties": "nghĩa vụ"}, "placeholders differ (%(n)s)"),
        (None, {"%(n)s duties": "%(m)s nghĩa vụ"}, "placeholders differ (%(m)s, %(n)s)"),
        (None, {"Save": "Lưu\n"}, "ends with a new line on one side only"),
        (None, {"Save": unicodedata.normalize("NFD", "Lưu lại")}, "not in one piece (NFC)"),
    ],
)
def test_what_is_wrong_is_named(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    code: str | None,
    texts: dict[str, str],
    complaint: str,
) -> None:
    if code is not None:
        (project / "portal" / "views.py").write_text(code, encoding="utf-8")
    _translate(project / "locale" / "django.po", texts)
    capsys.readouterr()
    assert messages.check() == 1
    assert complaint in capsys.readouterr().err


def test_an_update_keeps_translations_and_drops_what_the_code_no_longer_says(
    project: Path,
) -> None:
    source = project / "portal" / "views.py"
    source.write_text('_("Save")\n_("New")\n', encoding="utf-8")
    messages.update()
    catalogue = polib.pofile(str(project / "locale" / "django.po"))
    assert {entry.msgid: entry.msgstr for entry in catalogue} == {"Save": "Lưu", "New": ""}


def test_fragments_are_merged_without_overwriting(project: Path) -> None:
    source = project / "portal" / "views.py"
    source.write_text('_("Save")\n_("New")\n', encoding="utf-8")
    messages.update()
    fragment = project / "part.po"
    fragment.write_text(
        'msgid "New"\nmsgstr "Mới"\n\nmsgid "Save"\nmsgstr "Ghi"\n', encoding="utf-8"
    )
    messages.merge([str(fragment)])
    catalogue = polib.pofile(str(project / "locale" / "django.po"))
    assert {entry.msgid: entry.msgstr for entry in catalogue} == {"Save": "Lưu", "New": "Mới"}


def test_a_damaged_catalogue_is_one_clear_line(project: Path) -> None:
    (project / "locale" / "django.po").write_text("not a catalogue\n", encoding="utf-8")
    with pytest.raises(Stop, match=r"locale/django\.po cannot be read"):
        messages.check()


def test_a_text_that_a_library_uses_in_another_sense_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    borrowed = project / "locale" / "libraries.po"
    library = polib.POFile()
    library.append(polib.POEntry(msgid="Save", msgstr="Lưu lại"))
    library.save(str(borrowed))
    monkeypatch.setattr(messages, "BORROWED", (borrowed,))
    assert messages.check() == 1
    assert "'Save' is 'Lưu lại' in a library" in "".join(capsys.readouterr())
