"""What the words for "how far online" meant when they were written. Pure.

The vocabulary changed twice, and “mức độ 1–4” means something else today than it did:

| in force | law | words |
|---|---|---|
| to 14/08/2022 | NĐ 43/2011 art. 3(4) | mức độ 1, 2: information, forms to download; 3: filed online; 4: paid and answered online too |
| 15/08/2022 – 30/06/2026 | NĐ 42/2022 art. 11 | toàn trình, một phần; the rest gives information only |
| from 01/07/2026 | NĐ 224/2026 art. 14, 16 | toàn trình is the rule, một phần only with its reason published; “mức độ 1–4” are levels of *proactive* service |
"""  # noqa: E501  (a table)

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.text import fold

FULL, PARTIAL, INFORMATION = "full", "partial", "information"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one law: `since` the day they are used, `law` as cited, and what each word (as
    `portal.text.fold` leaves it) says: an `OnlineLevel`."""

    since: date
    law: str
    words: Mapping[str, str]
    levels_are_proactive: bool = False


_IN_WORDS = {
    "toan trinh": FULL,
    "mot phan": PARTIAL,
    "con lai": INFORMATION,
    "cung cap thong tin": INFORMATION,
    "chi cung cap thong tin": INFORMATION,
    "dich vu cung cap thong tin truc tuyen": INFORMATION,
}
_FOUR_LEVELS = {"1": INFORMATION, "2": INFORMATION, "3": PARTIAL, "4": FULL}

VOCABULARIES: tuple[Vocabulary, ...] = (
    Vocabulary(date(2011, 8, 1), "NĐ 43/2011/NĐ-CP", _FOUR_LEVELS),
    Vocabulary(date(2022, 8, 15), "NĐ 42/2022/NĐ-CP", {**_FOUR_LEVELS, **_IN_WORDS}),
    Vocabulary(date(2026, 7, 1), "NĐ 224/2026/NĐ-CP", _IN_WORDS, levels_are_proactive=True),
)
_LEVEL = re.compile(r"\bmuc(?: do)? ([1-4])\b|^([1-4])$")
_PREFIX = re.compile(r"^(?:dich vu cong )?(?:truc tuyen )?")


@dataclass(frozen=True, slots=True)
class OnlineReading:
    """What the words say: an `OnlineLevel` (empty: nothing), or a level of proactive service; and
    the law whose words they are."""

    level: str = ""
    proactive_level: int | None = None
    law: str = ""


def vocabulary_on(day: date) -> Vocabulary:
    """The words in use on `day`; before the first, the first."""
    begun = [one for one in VOCABULARIES if one.since <= day]
    return begun[-1] if begun else VOCABULARIES[0]


def read_online_level(text: str, written_on: date) -> OnlineReading:
    """What `text` (`Toàn trình`, `DVC trực tuyến một phần`, `Mức độ 4`) said on the day it was
    written. Words of no vocabulary say nothing."""
    words = vocabulary_on(written_on)
    folded = " ".join(fold(text).replace("dvc", "dich vu cong").split())
    found = _LEVEL.search(folded)
    if found:
        number = found[1] or found[2]
        if words.levels_are_proactive:
            return OnlineReading("", int(number), words.law)
        return OnlineReading(words.words.get(number, ""), None, words.law)
    bare = _PREFIX.sub("", folded).strip(" .:")
    for word in sorted(words.words, key=len, reverse=True):
        if bare == word or (len(word) > 1 and word in folded):
            return OnlineReading(words.words[word], None, words.law)
    # “Toàn trình” in a list that is dated wrongly is still plain.
    level = next((level for word, level in _IN_WORDS.items() if word in folded), "")
    return OnlineReading(level, None, words.law if level else "")
