"""Signs of symbol fonts as the signs they show. Pure.

Word processors keep a bullet of the fonts Symbol or Wingdings as a letter for private use: no other
font has it, no search finds it, and official texts are full of them.
"""

from __future__ import annotations

import re

#: Where Windows puts the letters of symbol fonts.
_PRIVATE = re.compile("[\uf000-\uf0ff]")
SYMBOLS = str.maketrans(
    {
        "\uf02d": "–",
        "\uf06e": "■",
        "\uf076": "❖",
        "\uf0a7": "▪",
        "\uf0b0": "°",
        "\uf0b3": "≥",
        "\uf0a3": "≤",
        "\uf0b7": "•",
        "\uf0d8": "›",
        "\uf0e0": "→",
        "\uf0fc": "✓",
    }
)


def with_real_signs(text: str) -> str:
    """`text` with the signs of symbol fonts that are known, as ordinary signs."""
    return text.translate(SYMBOLS) if _PRIVATE.search(text) else text
