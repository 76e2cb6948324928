"""Why a file is refused (pure): one exception, a closed list of codes, facts for the message."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Every reason for refusing a file. `messages.py` has the words for each."""

    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_HAS_PATH = "name_has_path"
    NAME_HAS_CONTROL = "name_has_control"
    NAME_HAS_HIDDEN = "name_has_hidden"
    NAME_LEADING_DOT = "name_leading_dot"
    NO_EXTENSION = "no_extension"
    UNKNOWN_TYPE = "unknown_type"
    WRONG_TYPE = "wrong_type"
    WEB_PAGE = "web_page"
    EMPTY = "empty"
    ONLY_ZEROS = "only_zeros"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    MACROS = "macros"
    UNSAFE_XML = "unsafe_xml"
    TOO_MANY_PIXELS = "too_many_pixels"
    TEXT_ENCODING = "text_encoding"
    NOT_EXAMINED = "not_examined"


class FileRefused(Exception):
    """The file may not come in. Nothing has been stored.

    `code` says why; `params` holds the facts the message needs (plain strings and numbers;
    sizes in bytes).
    """

    def __init__(self, code: Refusal, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code.value)

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value!r}" for key, value in sorted(self.params.items()))
        return f"{self.code.value} ({facts})" if facts else self.code.value
