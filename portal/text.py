"""The one place that knows Vietnamese letters: one spelling for what people write in many.

Whatever compares, looks up or indexes Vietnamese text goes through here, so that the search
engines, the plan import and the register agree on what "the same words" means:

* `compose`    the text itself in one encoding: to store and to show;
* `normalise`  one spelling, on one line: to compare, still readable;
* `fold`       what is left without accents: to match what was typed without them;
* `tokens`     words and numbers with their places; `word_forms` and `joined_forms` the same in
  bulk, for engines;
* `normal_number`, `number_key`, …  document numbers (42/2022/NĐ-CP) and procedure codes.

Pure: no Django, no clock, no state but caches.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# -- letters -------------------------------------------------------------------------------------

# Look-alikes of Đ in real files: Icelandic eth, African d.
_ETH = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
_ETHS = re.compile(f"[{''.join(_ETH)}]")
_LINE_END_CHARACTERS = "\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_LINE_ENDS = re.compile(f"\r\n|[{_LINE_END_CHARACTERS}]")
# Controls, zero-width characters, soft hyphens, writing-direction marks and lone surrogates
# (which no UTF-8 can carry).
_INVISIBLE_CHARACTERS = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
# ⫝̸ is the one character outside the marks that composing takes apart into one of them.
_UNUSUAL = re.compile(
    f"[{_LINE_END_CHARACTERS}{_INVISIBLE_CHARACTERS}{''.join(_ETH)}\u0300-\u036f\u2adc]"
)
_MARKS = re.compile("[\u0300-\u036f]")
_MARK_RUN = re.compile("[\u0300-\u036f]{2,}")
_SHAPES = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn: part of the letter
_BLANKS = re.compile(r"\s+")

_TONES = "\u0300\u0301\u0309\u0303\u0323"


def _both_cases(pairs: dict[str, str]) -> dict[str, str]:
    cased = {}
    for wrong, right in pairs.items():
        for change in (str, str.upper, str.capitalize):
            cased[change(wrong)] = change(right)
        cased[wrong[0] + wrong[1].upper()] = right[0] + right[1].upper()
    return cased


def _placements(first: str, second: str) -> dict[str, str]:
    """{"oà": "òa", …}: the tone taken from the second vowel to the first."""
    return {
        first + unicodedata.normalize("NFC", second + tone): (
            unicodedata.normalize("NFC", first + tone) + second
        )
        for tone in _TONES
    }


_OPEN = _both_cases({**_placements("o", "a"), **_placements("o", "e"), **_placements("u", "y")})
_CLOSED = {right: wrong for wrong, right in _both_cases(_placements("o", "a")).items()}
_SECOND = "".join({second for _, second in _OPEN})
_OPEN_SYLLABLE = re.compile(f"(?<![qQ])[oOuU][{_SECOND}](?![^\\W\\d_])")
_FIRST = "".join({first for first, _ in _CLOSED})
_CLOSED_SYLLABLE = re.compile(f"[{_FIRST}][aA](?=[ncmptiyNCMPTIY])")


def compose(text: str) -> str:
    """The same text in one encoding: NFC, Đ for its look-alikes, nothing invisible.

    Tones typed before the letter's own mark (a + ́ + ̂) find their letter; marks left without
    one are dropped. Lines stay lines. Idempotent.
    """
    if text.isascii() and text.isprintable():
        return text
    if not _UNUSUAL.search(text):  # nearly every text: one pass tells
        return unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _ETHS.sub(lambda found: _ETH[found[0]], text)
    text = unicodedata.normalize("NFC", text)
    if _MARKS.search(text):
        text = _MARK_RUN.sub(_letter_marks_first, unicodedata.normalize("NFD", text))
        text = _MARKS.sub("", unicodedata.normalize("NFC", text))
        text = unicodedata.normalize("NFC", text)
    return text


def _letter_marks_first(run: re.Match[str]) -> str:
    return "".join(sorted(run[0], key=lambda mark: mark not in _SHAPES))


def normalise(text: str) -> str:
    """One spelling on one line: composed, tone marks in one place, single blanks.

    hoà → hòa, uỷ → ủy, hòan → hoàn; quý and hoàn stay. Letter case stays. Idempotent.
    """
    text = _BLANKS.sub(" ", compose(text)).strip()
    return text if text.isascii() else place_tones(text)


def place_tones(text: str) -> str:
    """Tone marks where the commoner spelling has them; as many characters as before."""
    text = _OPEN_SYLLABLE.sub(lambda found: _OPEN.get(found[0], found[0]), text)
    return _CLOSED_SYLLABLE.sub(lambda found: _CLOSED[found[0]], text)


class _FoldTable(dict[int, str]):
    """A table for `str.translate` that works out each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        lowered = _lower(chr(code))
        base = unicodedata.normalize("NFKD", lowered.replace("đ", "d").replace("ς", "σ"))
        base = _lower(_MARKS.sub("", base))
        self[code] = base if len(base) == 1 else lowered
        return self[code]


_FOLD = _FoldTable()


def _lower(text: str) -> str:
    # İ is the one letter whose lower case has two characters; offsets must hold, so it waits.
    return text.lower() if "İ" not in text else "İ".join(map(str.lower, text.split("İ")))


def _strip_accents(lowered: str) -> str:
    return lowered.translate(_FOLD)


# What Vietnamese is written with, in 256 characters: of so many the codecs make a table of bytes,
# many times quicker than looking each up. The first must be the null character.
_USUAL = "\0" + "".join(
    map(
        chr,
        [
            *(
                0x09,
                0x0A,
                *range(0x20, 0x7F),
                0xA0,
                0xA7,
                0xAB,
                0xB0,
                0xB1,
                0xB2,
                0xB7,
                0xBA,
                0xBB,
                0xD7,
            ),
            *(0xC0, 0xC1, 0xC2, 0xC3, 0xC8, 0xC9, 0xCA, 0xCC, 0xCD, 0xD2, 0xD3, 0xD4, 0xD5, 0xD9),
            *(0xDA, 0xDD, 0xE0, 0xE1, 0xE2, 0xE3, 0xE8, 0xE9, 0xEA, 0xEC, 0xED, 0xF2, 0xF3, 0xF4),
            *(0xF5, 0xF9, 0xFA, 0xFD, 0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169),
            *(0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA)),
            *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2264, 0x2265),
        ],
    )
)
_PLACES = charmap_build(_USUAL.ljust(256, "\ufffe"))
_OTHERS = re.compile(f"([^{re.escape(_USUAL)}]+)")
_FOLDED_USUAL = "".join([_strip_accents(_lower(letter)) for letter in _USUAL])


def _fold_letters(composed: str) -> str:
    try:
        return _fold_usual(composed)
    except UnicodeEncodeError:  # any other letter goes the long way, what is between them does not
        pieces = _OTHERS.split(composed)
        pieces[0::2] = map(_fold_usual, pieces[0::2])
        pieces[1::2] = [_strip_accents(_lower(piece)) for piece in pieces[1::2]]
        return "".join(pieces)


def _fold_usual(text: str) -> str:
    places, _ = charmap_encode(text, "strict", _PLACES)
    return str(charmap_decode(places, "strict", _FOLDED_USUAL)[0])


# kỹ and kĩ, lý and lí, quy and qui: one syllable, two spellings. The i is what both become.
# (The y comes first in the pattern: that is what the regex engine can look for quickly.)
_Y_AS_I = re.compile(r"[yỳýỷỹỵ](?![^\W\d_])(?:(?<=(?<![^\W\d_])[hklmst].)|(?<=(?<![^\W\d_])qu.))")
_FOLDED_Y_AS_I = re.compile(r"y(?![^\W\d_])(?:(?<=(?<![^\W\d_])[hklmst].)|(?<=(?<![^\W\d_])qu.))")
_I_FOR = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))


def lower(text: str) -> str:
    """Lower case, character by character (as many as before), y written as i where it may be."""
    return _y_as_i(_lower(text))


def fold(text: str) -> str:
    """Lower case, no accents, đ as d, y as i where both are written: what unaccented typing gives.

    Idempotent. As many characters as `compose(text)` has, so offsets found in one hold in the
    other.
    """
    return _FOLDED_Y_AS_I.sub("i", _fold_letters(compose(text)))


def _y_as_i(text: str) -> str:
    return _Y_AS_I.sub(lambda found: _I_FOR[found[0]], text)


def has_accents(text: str) -> bool:
    """True when the writer used accents or đ, so that they mean something."""
    composed = compose(text)
    return not composed.isascii() and lower(composed) != fold(composed)


# -- words ---------------------------------------------------------------------------------------

# A word is letters and digits; codes and amounts keep their points (2.002385, 4.0), and short
# names their ampersand (KH&CN is one word, khcn). Everything else separates.
_WORD = re.compile(r"\d+(?:\.\d+)+(?!\w)|\w+(?:&\w+)*")


class _WordCache(dict[str, str]):
    """What becomes of a word, remembered: Vietnamese has some seven thousand syllables."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, word: str) -> str:
        if len(self) > _REMEMBERED:  # numbers and codes have no end
            self.clear()
        self[word] = changed = self._change(word)
        return changed


_REMEMBERED = 100_000
_ACCENTED = _WordCache(lambda word: lower(place_tones(word)).replace("&", ""))
_FOLDED = _WordCache(lambda word: fold(word).replace("&", ""))


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it stands: `text` as written (lower case), `folded` without accents."""

    text: str
    folded: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of `text`, with offsets into `compose(text)`; the same words as `word_forms`."""
    for found in _WORD.finditer(compose(text).replace("_", " ")):
        yield Token(_ACCENTED[found[0]], _FOLDED[found[0]], *found.span())


# Whole texts go piece by piece between blanks, each piece with its comma worked out once: half the
# time of looking for every word of every text.
_PIECES: dict[str, tuple[str, str]] = {}
_LONGEST_REMEMBERED = 40


def word_forms(text: str) -> tuple[list[str], list[str]]:
    """(accented, folded) words of `text`, one for one: what engines index, already cut."""
    accented, folded = joined_forms(text)
    return accented.split(), folded.split()


def joined_forms(text: str) -> tuple[str, str]:
    """The words of `word_forms`, joined by single blanks."""
    pieces = compose(text).replace("_", " ").split()
    known = _PIECES
    try:
        forms = [known[piece] for piece in pieces]
    except KeyError:
        new = {piece: _forms_of(piece) for piece in {*pieces}.difference(known)}
        forms = [known.get(piece) or new.get(piece) or _forms_of(piece) for piece in pieces]
        if len(known) > _REMEMBERED:  # numbers and codes have no end
            known.clear()
        known.update(
            {piece: both for piece, both in new.items() if len(piece) <= _LONGEST_REMEMBERED}
        )
    return (
        " ".join([accented for accented, _ in forms if accented]),
        " ".join([folded for _, folded in forms if folded]),
    )


def _forms_of(piece: str) -> tuple[str, str]:
    words = _WORD.findall(piece)
    return " ".join([_ACCENTED[word] for word in words]), " ".join(
        [_FOLDED[word] for word in words]
    )


# -- document numbers ----------------------------------------------------------------------------

# NĐ 30/2020 Annex I §II.3: number, "/", symbol of the type "-" symbol of the agency; laws and
# decrees have the year between (Luật BHVBQPPL). People add and leave out blanks, dots, hyphens.
_LETTERS = r"[^\W\d_]"
_NUMBER = re.compile(
    r"(?<![\w/.])(?P<number>\d{1,6}[a-zđ]?)\s?/\s?"
    r"(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?"
    rf"(?P<symbol>{_LETTERS}{{1,10}}\d{{0,2}}(?:\s?[-–]\s?{_LETTERS}{{1,12}}\d?(?![\w])){{0,4}})(?!\w)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^\s*(?:số|so)\b\s*(?:ký hiệu|ki hieu)?\s*[:.]?\s*", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w.])(\d\.\d{6})(?:(?:\.\d{3})*(?:\.\d\d)*(?:\.[A-Za-z]\d\d)?)?(?![\w])")
# The few symbols whose letter case is part of how they are printed.
_PRINTED = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr"}


@dataclass(frozen=True, slots=True)
class NumberParts:
    """The parts of a document number: 42/2022/NĐ-CP is ("42", 2022, "NĐ-CP")."""

    number: str
    year: int | None
    symbol: str

    @property
    def type_symbol(self) -> str:
        """The symbol of the kind of document: QĐ of QĐ-UBND."""
        return self.symbol.partition("-")[0]

    def __str__(self) -> str:
        year = f"{self.year}/" if self.year else ""
        return f"{self.number}/{year}{self.symbol}"


def number_parts(text: str) -> NumberParts | None:
    """The parts of a document number written alone ("Số: 14 /KH-SKHCN"); None if it is not one."""
    found = _NUMBER.fullmatch(_LEAD.sub("", normalise(text)).strip(" .,;"))
    return _parts(found) if found else None


def _parts(found: re.Match[str]) -> NumberParts:
    symbols = re.split(r"\s?[-–]\s?", found["symbol"].upper())
    return NumberParts(
        number=found["number"].upper(),
        year=int(found["year"]) if found["year"] else None,
        symbol="-".join(_PRINTED.get(symbol, symbol) for symbol in symbols),
    )


def procedure_code(text: str) -> str | None:
    """The national code (2.002385) in `text`, also from a local one (1.000894.000.00.00.H36)."""
    found = _CODE.search(compose(text))
    return found[1] if found else None


def normal_number(text: str) -> str:
    """The one way a document number or procedure code is written: "14 /kh-skhcn" → "14/KH-SKHCN".

    Zeros in front stay as printed. Text that is neither comes back normalised, blanks around its
    strokes and hyphens taken out, so that a number of an unknown form still equals itself.
    """
    parts = number_parts(text)
    if parts:
        return str(parts)
    stripped = _LEAD.sub("", normalise(text)).strip(" .,;")
    found = _CODE.fullmatch(stripped)
    return found[1] if found else re.sub(r"\s*([/–-])\s*", r"\1", stripped)


def number_key(text: str) -> str:
    """What two writings of one number have in common: "05/QĐ-UBND", "5/qd ubnd" → "5/qdubnd"."""
    normal = fold(normal_number(text))
    number, stroke, rest = normal.partition("/")
    squeezed = "/".join(re.sub(r"[^\w]", "", part) for part in rest.split("/"))
    return f"{re.sub(r'^0+(?=.)', '', number).strip()}{stroke}{squeezed}"


def find_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Document numbers and procedure codes in running text: (start, end, normal form).

    Offsets are into `compose(text)`. Only full forms (with their stroke) are found: a bare
    "14" in a sentence is not a citation.
    """
    composed = compose(text)
    found = [(*hit.span(), str(_parts(hit))) for hit in _NUMBER.finditer(composed)]
    found += [(*hit.span(), hit[1]) for hit in _CODE.finditer(composed)]
    yield from sorted(found)
