"""Why a file is not taken as a plan, and what a person should look at in one that is.

Codes and parameters only: the words live in `messages`, where they can be translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class PlanRefused(Exception):
    """The file cannot be read as a plan; nothing may be written.

    `code` names the reason (a key of `messages.REFUSALS`), `params` fill its message.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Notice:
    """Something read that a person should check before accepting; a key of `messages.NOTICES`."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)
