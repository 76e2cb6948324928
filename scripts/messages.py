"""The Vietnamese translations: gathered, compiled and checked without gettext's programs.

    python -m scripts.messages update    locale/*/django.po gets what the code says, loses the rest
    python -m scripts.messages compile   django.po -> django.mo
    python -m scripts.messages check     fails on anything missing, fuzzy, stale or malformed
    python -m scripts.messages missing   prints what lacks a translation, as a .po fragment
    python -m scripts.messages merge F…  takes translations over from .po fragments

A stranger's machine has no gettext and `make run` needs the translations, so polib does what
msgfmt does, and `scripts.extraction` what xgettext does.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import polib

from scripts.extraction import Message, gather
from scripts.system import PROJECT_DIR, Stop, finish, say

#: `%(name)s`, `%s`, `%d` and `{name}`: what a translation must carry over unchanged.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
#: Every catalogue of the project's own messages.
CATALOGUES = (PROJECT_DIR / "locale" / "vi" / "LC_MESSAGES" / "django.po",)
#: Texts of Wagtail and Django, kept by hand: compiled and checked, never gathered from our code.
BORROWED = tuple(
    PROJECT_DIR / "locale" / "libraries" / "vi" / "LC_MESSAGES" / name
    for name in ("django.po", "djangojs.po")
)
HEADER = {
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
Key = tuple[str, str]  # context ("" for none), msgid


def main() -> int:
    verbs = {"update": update, "compile": compile_all, "check": check, "missing": missing}
    verb, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if verb == "merge":
        return merge(arguments)
    if verb not in verbs or arguments:
        raise Stop(f"Say one of: {', '.join(verbs)}, or merge FILE …")
    return verbs[verb]()


def update() -> int:
    """Add the messages of the code to every catalogue, and remove those it no longer has."""
    messages = _messages()
    for path in CATALOGUES:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            new = polib.POFile(wrapwidth=100)
            new.metadata = HEADER
            new.save(str(path))
    for path in CATALOGUES:
        catalogue = _read(path)
        known = {_key(entry): entry for entry in catalogue}
        for message in messages.values():
            entry = known.get(message.key) or _new_entry(catalogue, message)
            entry.occurrences = [(place, "") for place in message.files]
            entry.msgid_plural = message.plural
            # Only so does gettext's own msgfmt, and a translator's editor, watch the placeholders.
            entry.flags = ["python-format"] if "%(" in message.text + message.plural else []
        for key, entry in known.items():
            if key not in messages:
                catalogue.remove(entry)
        _write(catalogue, path)
        lacking = len(_untranslated(catalogue))
        say(f"{_name(path)}: {len(catalogue)} messages, {lacking} untranslated")
    return 0


def compile_all() -> int:
    """Write a .mo beside every .po."""
    for path in (*CATALOGUES, *BORROWED):
        _read(path).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


def check() -> int:
    """Say everything that is wrong with the catalogues; 1 when there is something."""
    messages = _messages()
    problems: list[str] = []
    for path in CATALOGUES:
        catalogue = _read(path)
        name = _name(path)
        known = {_key(entry): entry for entry in catalogue}
        absent = [message for key, message in messages.items() if key not in known]
        problems += [f"{name}: not there: {m.text!r} ({m.files[0]})" for m in absent]
        problems += [
            f"{name}: no longer used: {e.msgid!r}" for k, e in known.items() if k not in messages
        ]
        problems += [f"{name}: fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
        problems += [f"{name}: not translated: {e.msgid!r}" for e in _untranslated(catalogue)]
        problems += [f"{name}: {problem}" for entry in catalogue for problem in _malformed(entry)]
    for path in BORROWED:
        catalogue = _read(path)
        name = _name(path)
        problems += [f"{name}: fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
        problems += [f"{name}: not translated: {e.msgid!r}" for e in _untranslated(catalogue)]
        problems += [f"{name}: {problem}" for entry in catalogue for problem in _malformed(entry)]
    problems += _two_senses()
    for problem in problems:
        say(problem)
    if problems:
        say(f"{len(problems)} problem(s) with translations; `make messages` gathers them anew.")
    return 1 if problems else 0


def _two_senses() -> list[str]:
    """Texts that a library says too, in another sense: ours would be shown on its screens."""
    theirs = {
        _key(entry): entry.msgstr for path in BORROWED for entry in _read(path) if entry.msgstr
    }
    return [
        f"{_name(path)}: {entry.msgid!r} is {theirs[_key(entry)]!r} in a library: "
        "say the same, or tell ours apart by a context"
        for path in CATALOGUES
        for entry in _read(path)
        if entry.msgstr and theirs.get(_key(entry), entry.msgstr) != entry.msgstr
    ]


def missing() -> int:
    """Print the messages without a translation as a fragment that `merge` takes."""
    messages = _messages()
    for path in CATALOGUES:
        translated = {_key(entry) for entry in _read(path) if _is_translated(entry)}
        fragment = polib.POFile()
        for message in messages.values():
            if message.key not in translated:
                entry = _new_entry(fragment, message)
                entry.occurrences = [(place, "") for place in message.files]
        sys.stdout.write(str(fragment) + "\n")
    return 0


def merge(fragments: Iterable[str]) -> int:
    """Take the translations of `fragments` over; the first one that says something else wins."""
    for path in CATALOGUES:
        catalogue = _read(path)
        known = {_key(entry): entry for entry in catalogue}
        for fragment in fragments:
            for entry in _read(Path(fragment)):
                mine = known.get(_key(entry))
                if mine is None:
                    catalogue.append(entry)
                    known[_key(entry)] = entry
                elif not _is_translated(mine):
                    mine.msgstr, mine.msgstr_plural = entry.msgstr, entry.msgstr_plural
                elif mine.msgstr != entry.msgstr and _is_translated(entry):
                    said = f"is {mine.msgstr!r} already, not {entry.msgstr!r}"
                    say(f"{fragment}: {entry.msgid!r} {said}")
        _write(catalogue, path)
    return 0


def _messages() -> dict[Key, Message]:
    messages, faults = gather(PROJECT_DIR)
    if faults:
        raise Stop("\n".join(faults))
    return messages


def _read(path: Path) -> polib.POFile:
    try:
        return polib.pofile(str(path), wrapwidth=100, check_for_duplicates=True)
    except (OSError, ValueError) as error:
        # polib takes the name of a file that is not there for the text of a catalogue.
        reason = error if path.exists() else "it is not there"
        raise Stop(f"{_name(path)} cannot be read: {reason}") from None


def _write(catalogue: polib.POFile, path: Path) -> None:
    """In one order and without line numbers, so that a diff shows what was really changed."""
    catalogue.sort(key=lambda entry: (entry.msgid.casefold(), entry.msgctxt or ""))
    for entry in catalogue:
        entry.occurrences = sorted({(place, "") for place, _line in entry.occurrences})
    catalogue.save(str(path))


def _new_entry(catalogue: polib.POFile, message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgid_plural=message.plural)
    entry.msgctxt = message.context or None
    if message.plural:
        entry.msgstr_plural = {0: ""}  # Vietnamese has one form
    catalogue.append(entry)
    return entry


def _key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid)


def _is_translated(entry: polib.POEntry) -> bool:
    if entry.msgid_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def _untranslated(catalogue: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in catalogue if not _is_translated(entry)]


def _malformed(entry: polib.POEntry) -> list[str]:
    """What would break or look wrong on the page: placeholders lost, an end of line too many."""
    if not _is_translated(entry):
        return []
    problems = []
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
        # A form for one thing may say "one" instead of the number.
        strange = set(PLACEHOLDER.findall(text)) - wanted
        lost = wanted - set(PLACEHOLDER.findall(text))
        if strange or lost:
            differing = ", ".join(sorted(strange | lost))
            problems.append(f"placeholders differ ({differing}) in {entry.msgid!r}")
        if not unicodedata.is_normalized("NFC", text):
            problems.append(f"letters and accents are not in one piece (NFC) in {entry.msgid!r}")
        if text.startswith("\n") != entry.msgid.startswith("\n"):
            problems.append(f"begins with a new line on one side only: {entry.msgid!r}")
        if text.endswith("\n") != entry.msgid.endswith("\n"):
            problems.append(f"ends with a new line on one side only: {entry.msgid!r}")
    return problems


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT_DIR)) if path.is_relative_to(PROJECT_DIR) else path.name


if __name__ == "__main__":
    finish(main)
