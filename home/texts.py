"""Texts of pages as data: blocks of heading, text or points, as HTML. Knows no models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any


def as_html(blocks: Iterable[Mapping[str, Any]]) -> str:
    """The blocks as the HTML that a rich text field keeps."""
    parts = []
    for block in blocks:
        if "heading" in block:
            parts.append(f"<h2>{escape(block['heading'])}</h2>")
        if "text" in block:
            parts.append(f"<p>{escape(block['text'])}</p>")
        if "points" in block:
            points = "".join(f"<li>{escape(point)}</li>" for point in block["points"])
            parts.append(f"<ul>{points}</ul>")
    return "".join(parts)
