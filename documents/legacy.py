"""Vietnamese from before Unicode: TCVN3 (ABC fonts, `.VnTime`) and VNI, told apart and converted
(pure).

Both put Vietnamese letters at the places of Western ones, so that a program that doesn't know the
font reads `Céng hoµ x· héi` or `Coäng hoøa xaõ hoäi` for `Cộng hòa xã hội`. In office files and
PDF the name of the font tells; in bare text only the words do. Tables: TCVN 5712:1993, VN3, and
VNI's own code page for Windows.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Encoding(StrEnum):
    """An encoding from before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"


#: A text is taken for converted right when so many of its words could be Vietnamese, …
_GOOD = 0.9
#: … and so many more than before.
_BETTER_BY = 0.15
#: Fewer words prove nothing.
_FEWEST_WORDS = 8
_SAMPLE = 20_000

_TCVN3 = dict(
    zip(
        (0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE),
        "ĂÂÊÔƠƯĐăâêôơưđ",
        strict=True,
    )
) | dict(
    zip(
        (
            *range(0xB5, 0xBA), *range(0xBB, 0xBF), *range(0xC6, 0xCD), *range(0xCE, 0xD9),
            *range(0xDC, 0xE0), *range(0xE1, 0xF0), *range(0xF1, 0xFF),
        ),
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)  # fmt: skip

_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_CIRCUMFLEX = dict(zip("âáàåãä", ("", *_TONES.values()), strict=True))
_BREVE = dict(zip("êéèúüë", ("", *_TONES.values()), strict=True))
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    pairs = dict(_VNI_SINGLE)
    for base in "aeiouyôö":
        letter = {"ô": "ơ", "ö": "ư"}.get(base, base)
        pairs |= {base + mark: letter + tone for mark, tone in _TONES.items()}
    for base in "aeo":
        pairs |= {base + mark: f"{base}\u0302{tone}" for mark, tone in _CIRCUMFLEX.items()}
    pairs |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in _BREVE.items()}
    pairs = {key: unicodedata.normalize("NFC", value) for key, value in pairs.items()}
    upper = {key.upper(): value.upper() for key, value in pairs.items()}
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in pairs.items() if key[1:]}
    return pairs | mixed | upper


_VNI = _vni()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$"
)
_WORD = re.compile(r"[^\W\d_]+(?:[·¸¹µ¶»¼½¾®¨©ª«¬\u00ad][^\W\d_]*)*", re.UNICODE)
_LETTERS = frozenset(
    unicodedata.normalize("NFC", f"{base}{tone}")
    for base in "aăâeêioôơuưy"
    for tone in ("", *_TONES.values())
) | {"đ"}


#: Signs that TCVN3 uses as letters (à ả ã á ạ ă â …); beside a letter they are nothing else. Nor is
#: a capital in the middle of a word: `cÊp giÊy phÐp`.
_SIGNS = "µ¶·¸¹¨©ª«¬®»¼½¾"
_SIGN_LETTERS = re.compile(
    rf"(?<=[A-Za-z])[{_SIGNS}]|[{_SIGNS}](?=[a-z])|(?<=[a-z])[\u00c0-\u00d6\u00d8-\u00de]"
)
#: VNI writes a vowel and, after it, a letter for its mark.
_PAIRS = re.compile(
    r"[aeiouyAEIOUYöôÖÔ][ùøûõïáàåãäéèúüëâêÙØÛÕÏÁÀÅÃÄÉÈÚÜËÂÊ](?![ạảấầẩẫậ])|ñ(?=[aeiouöô])"
)
#: Letters that Western European text has and Vietnamese doesn't.
_FOREIGN = re.compile(r"[åäæçëîïñöøûüþßÿÅÄÆÇËÎÏÑÖØÛÜÞ]")
#: Letters that Vietnamese can't do without, and nobody else has.
_OWN = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_ENOUGH = 4


def font_encoding(font: str) -> Encoding | None:
    """The encoding a font of that name was made for; None for Unicode."""
    name = font.rpartition("+")[2].lstrip(".").lower()  # a part of a font is called ABCDEF+Name
    if font.rpartition("+")[2].startswith(".Vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni-") else None


def to_unicode(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """`text`, read letter by letter as Western, in Unicode. `capitals`: the font draws capitals
    for everything (names of such TCVN3 fonts end in H)."""
    if encoding is Encoding.TCVN3:
        converted = _as_western(text).translate(_TCVN3)
    else:
        converted = _VNI_PATTERN.sub(lambda found: _VNI[found.group()], _as_western(text))
    return converted.upper() if capitals else converted


def recognise(text: str) -> Encoding | None:
    """The older encoding that `text` is in, judged by its words; None when it is fine as it is
    or nothing helps."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return None
    before = vietnamese_share(sample)
    if before >= _GOOD:
        return None
    after, encoding = max((vietnamese_share(to_unicode(sample, one)), one) for one in Encoding)
    return encoding if after >= _GOOD and after - before >= _BETTER_BY else None


def suspect(text: str) -> Encoding | None:
    """The older encoding that `text` seems to be typed in; None for ordinary text. For what is
    refused and not converted: it tells from a few words, which `recognise` doesn't dare, and reads
    a large table in no time. What tells is a text full of letters that Vietnamese doesn't have and
    without those it can't do without."""
    own = len(_OWN.findall(text))
    signs, pairs, foreign = (len(one.findall(text)) for one in (_SIGN_LETTERS, _PAIRS, _FOREIGN))
    if signs + foreign < _ENOUGH and pairs < _ENOUGH:
        return None
    if max(signs + foreign, pairs) <= 3 * own:
        return None
    return Encoding.TCVN3 if signs >= pairs / 2 and signs >= 2 else Encoding.VNI


def vietnamese_share(text: str) -> float:
    """Which part (0 to 1) of the words could be Vietnamese syllables; 1.0 for too few words."""
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return 1.0
    return sum(map(_may_be_vietnamese, words)) / len(words)


def _may_be_vietnamese(word: str) -> bool:
    plain = []
    for letter in unicodedata.normalize("NFC", word):
        if letter.isascii():
            plain.append(letter)
        elif letter in _LETTERS:
            plain.append("đ" if letter == "đ" else unicodedata.normalize("NFD", letter)[0])
        else:
            return False
    return _SYLLABLE.match("".join(plain)) is not None


def _as_western(text: str) -> str:
    """Undo what readers make of the same byte: windows-1252's own characters, µ in its two
    codes."""
    return unicodedata.normalize("NFC", text).replace("\u03bc", "µ").replace("\u2013", "\x96")
