"""The texts that the code marks for translation, read without gettext's xgettext.

Python is read as a syntax tree; a template is first turned into Python-like text by Django's own
`templatize`, as `makemessages` does it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.template.base import TemplateSyntaxError

#: Function -> where its context, text and plural stand among the arguments.
_PLAIN = (None, 0, None)
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), _PLAIN),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
#: Folders with texts for users.
FOLDERS = ("portal", "documents", "home", "procedures", "disclosures", "search", "templates")
#: The calls in what `templatize` makes of a template; all else in there is filler.
_CALL = re.compile(r"\b(?:n?p?gettext|_)\((?:[^()'\"]|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")*\)")


@dataclass
class Message:
    """One text to translate and the files that say it."""

    context: str
    text: str
    plural: str = ""
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        return (self.context, self.text)


def gather(project: Path) -> tuple[dict[tuple[str, str], Message], list[str]]:
    """Every message of the product by (context, text), and what is wrong with how it is marked."""
    messages: dict[tuple[str, str], Message] = {}
    faults: list[str] = []
    for path in _sources(project):
        name = str(path.relative_to(project))
        read = _read_python if path.suffix == ".py" else _read_template
        try:
            found = list(read(path.read_text(encoding="utf-8"), faults, name))
        except (SyntaxError, TemplateSyntaxError) as error:
            faults.append(f"{name}: cannot be read for its texts: {error}")
            continue
        for message in found:
            kept = messages.setdefault(message.key, message)
            kept.plural = kept.plural or message.plural
            if name not in kept.files:
                kept.files.append(name)
    return messages, faults


def _sources(project: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((project / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                in_templates = "templates" in path.parts
                if path.suffix == ".py" or in_templates:
                    yield path


def _read_python(source: str, faults: list[str], name: str) -> Iterator[Message]:
    nodes = list(ast.walk(ast.parse(source)))
    renamed = _renamed(nodes)
    for node in nodes:
        if isinstance(node, ast.Call):
            function = _function(node)
            function = renamed.get(function, function)
            if function in FUNCTIONS:
                message = _message(node, FUNCTIONS[function], faults, name)
                if message:
                    yield message


def _renamed(nodes: list[ast.AST]) -> dict[str, str]:
    """What a file calls Django's functions: `gettext_lazy as lazy` is {"lazy": "gettext_lazy"}."""
    return {
        alias.asname: alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname
    }


def _read_template(source: str, faults: list[str], name: str) -> Iterator[Message]:
    if not settings.configured:
        settings.configure()  # templatize reads whether translation is in use
    from django.utils.translation.template import templatize

    for call in _CALL.findall(templatize(source)):
        yield from _read_python(call, faults, name)


def _function(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr if function.attr != "_" else ""
    return function.id if isinstance(function, ast.Name) else ""


def _message(
    node: ast.Call, places: tuple[int | None, int, int | None], faults: list[str], name: str
) -> Message | None:
    """The message of one call; None when it translates a variable, which is marked elsewhere."""
    texts: list[str] = []
    for place in places:
        argument = node.args[place] if place is not None and place < len(node.args) else None
        if argument is None:
            texts.append("")
        elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            texts.append(argument.value)
        elif isinstance(argument, ast.JoinedStr | ast.BinOp):
            faults.append(
                f"{name}:{node.lineno}: build the text after translating it, not inside _()"
            )
            return None
        else:
            return None
    context, text, plural = texts
    return Message(context, text, plural) if text else None
