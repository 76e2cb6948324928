"""The answer shown in a result (S7): a structured field of a procedure, never made up.

Shown only when the question is recognised, the field is filled, and the procedure is the one asked
about: its title (or code) has the words of the subject, and it is about the same act: who asks for
the fee of a renewal is not told that of a first licence. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.searchable import SearchEntry
from portal.text import number_key, word_forms
from search.query import Query, Word
from search.questions import Question, question_of
from search.slips import slips

#: What is done with a licence; procedures that differ in it alone have different answers.
_ACTS: dict[tuple[str, ...], str] = {
    tuple(words.split()): act
    for act, ways in {
        "again": ("cap lai", "cap doi", "lam lai", "bi mat", "lam mat", "xin lai", "bi rach"),
        "prolong": ("gia han",),
        "change": ("sua doi", "thay doi", "dieu chinh", "sua", "doi ten", "chinh sua"),
        "add": ("bo sung",),
        "declare": ("khai bao",),
        "announce": ("thong bao",),
        "revoke": ("thu hoi",),
        "end": ("cham dut", "tam ngung"),
        "approve": ("phe duyet",),
        "support": ("ho tro",),
        "recognise": ("cong nhan",),
        "certify": ("xac nhan",),
    }.items()
    for words in ways
}
#: One syllable is no subject: too many titles have it.
FEWEST_WORDS = 2
_GIVING = "give"  # cấp, and nothing that makes it another act
_GIVEN = {("cap", what) for what in ("giay", "phep", "chung", "the", "moi")}
#: Acts on what somebody has already.
_LATER = frozenset({"again", "prolong", "change", "add", "revoke", "end"})


@dataclass(frozen=True, slots=True)
class Answer:
    """`field`: what was asked; `text`: the field's content; `basis`: where it comes from."""

    field: str
    text: str
    basis: str = ""


def answers_for(query: Query, entries: Sequence[SearchEntry]) -> list[Answer | None]:
    """The answer of each entry, in their order; None where none may be shown."""
    question = question_of(query)
    if question is None:
        return [None] * len(entries)
    code = _codes(query, entries)
    if code:
        return [_answer(question, entry) if entry.id in code else None for entry in entries]
    if len(question.subject) < FEWEST_WORDS:
        return [None] * len(entries)
    return [_answer(question, entry) if _is_about(question, entry) else None for entry in entries]


def _codes(query: Query, entries: Iterable[SearchEntry]) -> set[str]:
    """The entries whose own number or code was typed."""
    typed = set(query.numbers)
    return {entry.id for entry in entries if entry.number and number_key(entry.number) in typed}


def _answer(question: Question, entry: SearchEntry) -> Answer | None:
    text = entry.answers.get(question.asks, "").strip()
    if not text:
        return None
    basis = entry.answers.get(f"{question.asks}_basis") or entry.answers.get("basis", "")
    return Answer(question.asks, text, basis)


def _is_about(question: Question, entry: SearchEntry) -> bool:
    """The title has every word of the subject, each beside a neighbour it was typed with, and
    speaks of the same act."""
    if not entry.answers:
        return False
    text, folded = word_forms(entry.title)
    asked, about = _acts([word.folded for word in question.words]), _acts(folded)
    # Nothing asked of the act: the first licence, not its renewal.
    if (asked or about & _LATER) and asked - {_GIVING} != about - {_GIVING}:
        return False
    stands = [_where(word, text, folded) for word in question.words]
    return all(stands[place] is _ELSEWISE or _beside(place, stands) for place in question.subject)


#: Said in other words (`Word.others`): of what stands for several words there is no one place.
_ELSEWISE = frozenset({-1})


def _where(word: Word, text: Sequence[str], folded: Sequence[str]) -> frozenset[int]:
    """The places of the title where the word stands: with its accents if it was typed with any."""
    exact = {n for n, other in enumerate(folded) if other == word.folded}
    if exact:
        return frozenset(n for n in exact if word.text in (word.folded, text[n]))
    if any(_run(way, folded) for way in word.others):
        return _ELSEWISE
    if len(word.folded) < 3:
        return frozenset()
    near = set(slips(word.folded))
    return frozenset(n for n, other in enumerate(folded) if other in near)


def _beside(place: int, stands: Sequence[frozenset[int]]) -> bool:
    """The word stands in the title beside one that it was typed beside."""
    here = stands[place]
    before = stands[place - 1] if place else frozenset()
    after = stands[place + 1] if place + 1 < len(stands) else frozenset()
    if here and (before is _ELSEWISE or after is _ELSEWISE):
        return True
    return any(n - 1 in before or n + 1 in after for n in here if n >= 0)


def _acts(folded: Sequence[str]) -> set[str]:
    """The acts that words name; at least *giving* when they speak of it."""
    found = {
        act
        for way, act in _ACTS.items()
        for start in range(len(folded) - len(way) + 1)
        if tuple(folded[start : start + len(way)]) == way
    }
    given = any(two in _GIVEN for two in pairwise(folded))
    return found or ({_GIVING} if given else set())


def _run(way: tuple[str, ...], folded: Sequence[str]) -> bool:
    length = len(way)
    return any(
        tuple(folded[start : start + length]) == way for start in range(len(folded) - length + 1)
    )
