"""Mistakes in a rule or a catalogue, in words for people.

The readers of the grammar are pure and say what is wrong in English, with its place
(`disclosures.counting.grammar`, `disclosures.catalogue`); whoever writes a rule in the admin reads
it in their own language. Names of the grammar stay as they are written.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as lazy

#: What the readers say (a test holds this list to it), and how people are told.
_SAID: tuple[tuple[str, Any], ...] = (
    (
        r"says (?P<names>.+?); a rule has only one of them",
        lazy("says %(names)s; a rule has only one of them"),
    ),
    (r"unknown key(?: here)?; known: (?P<names>.+)", lazy("unknown key; known: %(names)s")),
    (r"needs one of (?P<names>.+)", lazy("needs one of: %(names)s")),
    (
        r"a rule of alternatives alone takes no other key",
        lazy("a rule of alternatives alone takes no other key"),
    ),
    (r"names no anchor", lazy("names no event to count from")),
    (
        r"period_end cannot be mixed with other anchors",
        lazy("period_end cannot be mixed with other events"),
    ),
    (r"an immediate deadline has days: 0", lazy("an immediate deadline has days: 0")),
    (r"only with after: period_end", lazy("only with after: period_end")),
    (
        r"(?P<value>\S+|'.*?') is not one of (?P<names>.+)",
        lazy("%(value)s is not one of: %(names)s"),
    ),
    (r"is empty", lazy("is empty")),
    (r"is missing; one of (?P<names>.+)", lazy("is missing; one of: %(names)s")),
    (r"is missing", lazy("is missing")),
    (r"must be a list of duties", lazy("must be a list of duties")),
    (r"must be a list", lazy("must be a list")),
    (r"must be a mapping(?:, not (?P<value>\w+))?", lazy("must be a mapping")),
    (r"this code is there twice", lazy("this code is there twice")),
    (
        r"the key (?P<value>\S+|'.*?') is there twice \(mapping of line (?P<line>\S+)\)",
        lazy("the key %(value)s is there twice (mapping of line %(line)s)"),
    ),
    (r"(?P<value>\S+|'.*?') is there twice", lazy("%(value)s is there twice")),
    (
        r"(?P<value>\S+|'.*?') is not a whole number from (?P<low>\S+) to (?P<high>\S+)",
        lazy("%(value)s is not a whole number from %(low)s to %(high)s"),
    ),
    (
        r"(?P<value>\S+|'.*?') is neither true nor false",
        lazy("%(value)s is neither true nor false"),
    ),
    (r"(?P<value>\S+|'.*?') is not a name", lazy("%(value)s is not a name")),
    (
        r"unknown anchor (?P<value>.+?); known: (?P<names>.+)",
        lazy("unknown event %(value)s; known: %(names)s"),
    ),
    (
        r"(?P<value>\S+|'.*?') is no day of the year; write MM-DD",
        lazy("%(value)s is no day of the year; write MM-DD"),
    ),
    (r"only the last version may be open", lazy("only the last version may be open")),
    (
        r"only the first version may begin before we know",
        lazy("only the first version may have no first day"),
    ),
    (
        r"overlaps the version before \(until (?P<day>\S+)\)",
        lazy("overlaps the version before (until %(day)s)"),
    ),
    (r"leaves a gap after (?P<day>\S+)", lazy("leaves a gap after %(day)s")),
    (r"the last version must be open", lazy("the last version must be open")),
    (
        r"(?P<value>\S+) is before (?P<day>\S+)",
        lazy("%(value)s is before %(day)s"),
    ),
    (
        r"(?P<value>\S+|'.*?') is no date; write YYYY-MM-DD",
        lazy("%(value)s is no date; write YYYY-MM-DD"),
    ),
    (r"unknown channel (?P<value>.+)", lazy("unknown channel %(value)s")),
    (r"says either days or until", lazy("says either days or until")),
    (r"(?P<value>\S+|'.*?') is not a number of days", lazy("%(value)s is not a number of days")),
    (r"(?P<value>\S+|'.*?') is not a text", lazy("%(value)s is not a text")),
    (
        r"(?P<value>\S+|'.*?') is not a dimension of PAPI \(1 to 8\)",
        lazy("%(value)s is not a dimension of PAPI (1 to 8)"),
    ),
    (r"unknown unit (?P<value>.+)", lazy("unknown unit %(value)s")),
    (
        r"web_allowed is false, so the portal cannot be one of them",
        lazy("web_allowed is false, so the portal cannot be one of them"),
    ),
    (r"is not readable YAML: (?P<value>.+)", lazy("is not readable YAML: %(value)s")),
    (r"cannot be read: (?P<value>.+)", lazy("cannot be read: %(value)s")),
    (r"there is no duty (?P<value>.+)", lazy("there is no duty %(value)s")),
    # What a deadline lacks to be counted (`disclosures.deadlines`).
    (
        r"the rule knows no case (?P<value>.+); known: (?P<names>.+)",
        lazy("the rule knows no case %(value)s; known: %(names)s"),
    ),
    (r"the case must be said, one of: (?P<names>.+)", lazy("say the case, one of: %(names)s")),
    (
        r"(?P<value>\S+) extensions granted, the rule allows (?P<most>\S+)",
        lazy("%(value)s extensions granted, the rule allows %(most)s"),
    ),
    (
        r"needs the period: its year, or the date of period_end",
        lazy("needs the period: its year, or the date of period_end"),
    ),
    (
        r"the rule sets no deadline for a period that ends then",
        lazy("the rule sets no deadline for a period that ends then"),
    ),
    (
        r"cannot be counted: cannot count (?P<value>.+) working days \((?P<range>.+)\)",
        lazy("%(value)s working days cannot be counted (%(range)s)"),
    ),
    (
        r"cannot be counted: .+",
        lazy("the count runs beyond the last date there is"),
    ),
    (r"needs the date of (?P<names>.+)", lazy("needs the date of %(names)s")),
)
_KNOWN = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in _SAID)


def mistake_words(error: Exception) -> str:
    """What `error` says, its place kept, in the reader's language."""
    said = str(error)
    for pattern, words in _KNOWN:
        found = pattern.search(said)
        if found:
            return said[: found.start()] + str(words) % found.groupdict() + said[found.end() :]
    return said
