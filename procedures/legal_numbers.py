"""The number of the document that a legal basis cites. Pure."""

from __future__ import annotations

from portal.text import find_numbers, procedure_code


def number_in(citation: str) -> str:
    """The first document number in the citation (`142/2020/NĐ-CP`), in its one way of writing;
    empty when there is none."""
    for _start, _end, number in find_numbers(citation):
        if procedure_code(number) is None:
            return number
    return ""
