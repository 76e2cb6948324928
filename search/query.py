"""What somebody typed, understood: `parse(text) -> Query`. No engine sees raw input.

A `Query` is a frozen value of folded and accented words, so that both engines answer it alike:
abbreviations, everyday words and question words are dealt with here, not in an analyzer.

Pure: no Django, no clock. Takes any text at all and never raises: text without a word in it is an
empty `Query`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.text import Token, compose, fold, has_accents, procedure_code, tokens
from search.everyday import EVERYDAY
from search.vietnamese import (
    ABBREVIATIONS,
    ASKING_FOR_IT,
    DEFINITION,
    DOCUMENT_TYPES,
    QUESTION_PHRASES,
    TYPE_SYMBOLS,
    untelex,
)

#: Longer input is cut here before anything looks at it; nobody types more, only programs do.
MAX_CHARACTERS = 400
MAX_WORDS = 40
#: What stands in quotes must be found as it stands, unless it is longer and part of a question.
LONG_QUOTATION = 8

_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
# A hyphen before a word or quotation, nothing between: 14-KH, "X - quang" and -5 are none.
_MINUS = re.compile(r'(?<!\S)[-−–](?:["“”„«»]([^"“”„«»]+)["“”„«»]|([^\W\d_]\S*))')
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOSE_CODE = re.compile(r"(?<![\w.])(\d)[ .,]?(\d{6})(?![\w])")
_NUMBER = re.compile(r"0*(\d{1,5}[a-zđ]?)")
_ARTICLE = re.compile(r"(?<![^ ])dieu (\d{1,4}[a-zđ]?)(?![^ ])")
_GLUED = re.compile(r"(\d{1,5})([a-z]{2,12})")
_AROUND_NUMBERS = frozenset(
    [*" ".join(DOCUMENT_TYPES).split(), "so", "ngay", "thang", "nam", "van", "ban", "ki", "hieu"]
)
_BEFORE_HYPHEN = re.compile(rf".*\d.*|{'|'.join(TYPE_SYMBOLS)}")
_SPELLED_OUT: dict[str, list[str]] = {}
for _short, _long in ABBREVIATIONS.items():
    _SPELLED_OUT.setdefault(_long, []).append(_short)
_LONGEST_PHRASE = max(
    phrase.count(" ") + 1 for phrase in (*QUESTION_PHRASES, *EVERYDAY, *_SPELLED_OUT)
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word asked for.

    `others` are what may stand instead, each a tuple of folded words (an abbreviation's long form,
    the syllable meant by Telex keys), of which `doubtful` ones only fit when the accents typed are
    left out of account; `weak` words belong to the question, not to its subject.
    """

    text: str
    folded: str
    weak: bool = False
    others: tuple[tuple[str, ...], ...] = ()
    doubtful: tuple[tuple[str, ...], ...] = ()

    @property
    def meant(self) -> tuple[tuple[str, ...], ...]:
        """The others that count for the order, not only for what is found."""
        return tuple(other for other in self.others if other not in self.doubtful)


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    `numbers`: keys (`portal.text.number_key`) of document numbers and codes it may name, the
    fullest first; `typed_numbers`: number with the symbol of its type ("1707/qd"); `bare_numbers`:
    numbers alone; `articles`: numbers of articles ("8" of "Điều 8"). `phrases`: what stood in
    quotes, each required; `minus`: words and phrases that must not be there.
    `titles`: folded words of the title under which such a question is answered.
    """

    text: str = ""
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()
    numbers: tuple[str, ...] = ()
    typed_numbers: tuple[str, ...] = ()
    bare_numbers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    accented: bool = False
    minus: tuple[tuple[Word, ...], ...] = ()
    titles: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def strong_words(self) -> tuple[Word, ...]:
        """The words of the subject; all words when there is nothing but a question."""
        return tuple(word for word in self.words if not word.weak) or self.words

    @property
    def pairs(self) -> tuple[tuple[Word, Word], ...]:
        """Neighbours, as typed: syllables that make a word stand together."""
        return tuple(pairwise(self.words))


def parse(text: str) -> Query:
    """Understand `text`; never raises. What it found of numbers is also searched as words."""
    text = " ".join(compose(text[: MAX_CHARACTERS * 4]).split())[:MAX_CHARACTERS]
    wanted, minus = _without_minus(text)
    accented = has_accents(wanted)
    found = list(tokens(wanted))[:MAX_WORDS]
    folded = [token.folded for token in found]
    numbers, typed, bare = _numbers(wanted, folded)
    return Query(
        text=text if found else "",
        words=_words(found, folded, accented),
        phrases=_required(list(filter(None, map(_phrase, _QUOTED.findall(wanted)))), len(found)),
        numbers=numbers,
        typed_numbers=typed,
        bare_numbers=bare,
        articles=tuple(dict.fromkeys(_ARTICLE.findall(" ".join(folded)))),
        years=tuple(dict.fromkeys(int(word) for word in folded if _YEAR.fullmatch(word))),
        dates=_dates(wanted),
        accented=accented,
        minus=minus,
        titles=_titles(folded),
    )


def _phrase(quoted: str) -> tuple[Word, ...]:
    return tuple(Word(token.text, token.folded) for token in tokens(quoted))


def _required(quoted: list[tuple[Word, ...]], words: int) -> tuple[tuple[Word, ...], ...]:
    """The quotations that must be there: a long one in the middle of a question is only cited."""
    return tuple(
        phrase for phrase in quoted if len(phrase) <= LONG_QUOTATION or len(phrase) == words
    )


def _without_minus(text: str) -> tuple[str, tuple[tuple[Word, ...], ...]]:
    """(what is wanted, what is not); a minus is none where nothing would be left to look for, or
    after a number or symbol, whose own hyphen it may be (14 -KH).
    """
    minus: list[tuple[Word, ...]] = []

    def take(found: re.Match[str]) -> str:
        before = text[: found.start()].split()
        if found[2] and before and _BEFORE_HYPHEN.fullmatch(fold(before[-1])):
            return found[0]
        minus.append(_phrase(found[1] or found[2]))
        return " "

    wanted = _MINUS.sub(take, text)
    kept = tuple(filter(None, minus))
    return (wanted, kept) if kept and any(tokens(wanted)) else (text, ())


def _words(found: list[Token], folded: list[str], accented: bool) -> tuple[Word, ...]:
    weak: set[int] = set()
    others: list[list[tuple[str, ...]]] = [[] for _ in found]
    doubtful: list[list[tuple[str, ...]]] = [[] for _ in found]
    for start in range(len(folded)):
        for end in range(min(len(folded), start + _LONGEST_PHRASE), start, -1):
            places = range(start, end)
            phrase = " ".join(folded[start:end])
            if phrase in QUESTION_PHRASES:
                weak.update(places)
            for short in _SPELLED_OUT.get(phrase, ()):
                _add(others, places, (short,))
            if phrase in EVERYDAY:
                said, meant = EVERYDAY[phrase]
                _add(others, places, tuple(meant.split()))
                if accented and " ".join(token.text for token in found[start:end]) != said:
                    _add(doubtful, places, tuple(meant.split()))
        if folded[start] in ABBREVIATIONS:
            others[start].append(tuple(ABBREVIATIONS[folded[start]].split()))
        if (meant_key := untelex(found[start].text)) is not None:
            others[start].append((meant_key,))
    return tuple(
        Word(token.text, token.folded, place in weak, tuple(others[place]), tuple(doubtful[place]))
        for place, token in enumerate(found)
    )


def _add(to: list[list[tuple[str, ...]]], places: range, words: tuple[str, ...]) -> None:
    for place in places:
        to[place].append(words)


def _titles(folded: list[str]) -> tuple[tuple[str, ...], ...]:
    text = f" {' '.join(folded)} "
    asked = any(f" {phrase} " in text for phrase in ASKING_FOR_IT)
    return (tuple(DEFINITION.split()),) if asked else ()


def _dates(text: str) -> tuple[date, ...]:
    days = []
    for day, month, year in _DATE.findall(text):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:  # 31/02/2026 is text like any other
            continue
    return tuple(dict.fromkeys(days))


def _numbers(
    text: str, folded: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(keys, number with type, number alone) that the words may name, however they are written.

    "1234 qd ubnd thuê đất" does not say where the symbol ends, so each length is tried; a key
    that no document has costs nothing.
    """
    keys: list[str] = []
    typed: list[str] = []
    bare: list[str] = []
    if code := procedure_code(text):
        keys.append(code)
    keys += [f"{major}.{minor}" for major, minor in _LOOSE_CODE.findall(text)]
    undated = [token.folded for token in tokens(_DATE.sub(" ", text))]
    words = _unglue(undated[:MAX_WORDS])
    for place, word in enumerate(words):
        number = _NUMBER.fullmatch(word)
        if not number or (_YEAR.fullmatch(word) and place and _NUMBER.fullmatch(words[place - 1])):
            continue
        rest = words[place + 1 : place + 7]
        year = ""
        if rest and _YEAR.fullmatch(rest[0]):
            year, rest = f"{rest[0]}/", rest[1:]
        symbols = rest[:4]
        if symbols and _may_be_symbol(symbols[0]):
            ends = range(len(symbols), 0, -1)
            keys += [f"{number[1]}/{year}{''.join(symbols[:end])}" for end in ends]
            typed += [f"{number[1]}/{''.join(symbols[:end])}" for end in ends if year or end == 1]
        if type_symbol := _type_before(words, place):
            typed.append(f"{number[1]}/{type_symbol}")
        bare.append(number[1])
    if not all(_NUMBER.fullmatch(word) or word in _AROUND_NUMBERS for word in folded):
        bare = []  # "xe 12 chỗ" is not about documents number 12
    return tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(typed)), tuple(dict.fromkeys(bare))


def _type_before(words: list[str], place: int) -> str:
    """The symbol of the kind of document named before the number: quyết định số 161 → qd."""
    end = place - 1 if place and words[place - 1] == "so" else place
    names = (" ".join(words[max(0, end - length) : end]) for length in (4, 3, 2, 1))
    return next((DOCUMENT_TYPES[name] for name in names if name in DOCUMENT_TYPES), "")


def _may_be_symbol(word: str) -> bool:
    # Symbols are initials: without a vowel that carries a syllable, or a known kind of document.
    return word in TYPE_SYMBOLS or (word.isalnum() and not _SPOKEN.fullmatch(word))


_SPOKEN = re.compile(r"\d+|.*[aeioy].*")


def _unglue(words: list[str]) -> list[str]:
    """1501QĐ-UBND was typed without its stroke: the number and the symbol are two words."""
    parts: list[str] = []
    for word in words:
        glued = _GLUED.fullmatch(word)
        parts += glued.groups() if glued and _may_be_symbol(glued[2]) else [word]
    return parts
