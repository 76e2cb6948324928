"""Text typed in a legacy Vietnamese font, taken for Unicode: `Thñ tôc hµnh chÝnh` (TCVN3),
`Thuû tuïc haønh chính` (VNI). Pure.

Such fonts put Vietnamese letters where Western European ones stand. Nothing in the bytes says so;
what tells is a text full of letters that Vietnamese doesn't have and without those it can't do
without.
"""

from __future__ import annotations

import re

TCVN3, VNI = "TCVN3", "VNI"

#: Signs that TCVN3 uses as letters (à ả ã á ạ ă â …); beside a letter they are nothing else.
_SIGNS = "µ¶·¸¹¨©ª«¬®»¼½¾"
_TCVN3 = re.compile(rf"(?<=[A-Za-z])[{_SIGNS}]|[{_SIGNS}](?=[a-z])")
#: VNI writes a vowel and, after it, a letter for its mark.
_VNI = re.compile(
    r"[aeiouyAEIOUYöôÖÔ][ùøûõïáàåãäéèúüëâêÙØÛÕÏÁÀÅÃÄÉÈÚÜËÂÊ](?![ạảấầẩẫậ])|ñ(?=[aeiouöô])"
)
#: Letters that Western European text has and Vietnamese doesn't.
_FOREIGN = re.compile(r"[åäæçëîïñöøûüþßÿÅÄÆÇËÎÏÑÖØÛÜÞ]")
#: Letters that Vietnamese can't do without, and nobody else has.
_OWN = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_ENOUGH = 4


def legacy_font(text: str) -> str | None:
    """The encoding that `text` seems to be typed in (TCVN3 or VNI); None for ordinary text, and
    for one too short to tell."""
    own = len(_OWN.findall(text))
    signs, pairs, foreign = (len(one.findall(text)) for one in (_TCVN3, _VNI, _FOREIGN))
    if signs + foreign < _ENOUGH and pairs < _ENOUGH:
        return None
    if max(signs + foreign, pairs) <= 3 * own:
        return None
    return TCVN3 if signs >= pairs / 2 and signs >= 2 else VNI
