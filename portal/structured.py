"""Structured data (JSON-LD) inside a page. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

#: Signs that would end the script element they stand in.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_script(data: Mapping[str, Any]) -> str:
    """The data as it may stand inside a script element."""
    return json.dumps(data, ensure_ascii=False).translate(_UNSAFE)
