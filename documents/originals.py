"""Withheld originals: whole documents of which the public has a copy with parts left out (P10).

Their collection stands beside the root, like that of evidence: permissions on the root do not reach
it, so that nobody chooses an original for a page to publish. A file moves there when a page names
it as its original, and what is in it is never public, whatever lists it.
"""

from __future__ import annotations

from wagtail.models import Collection

NAME = "Bản gốc có phần không công khai"


def originals_collection() -> Collection:
    """The collection of withheld originals, made when it is missing."""
    return Collection.objects.filter(depth=1, name=NAME).first() or Collection.add_root(name=NAME)


def is_original(file: object) -> bool:
    """Whether the file was put away as a withheld original."""
    collection = file.collection  # type: ignore[attr-defined]
    return collection.depth == 1 and collection.name == NAME
