"""Which documents a rich text links: `<a linktype="document" id="3">`, as Wagtail stores it."""

from __future__ import annotations

from html.parser import HTMLParser

from documents.models import OfficialFile


class _Links(HTMLParser):
    """Collects the ids; whatever is no link to a document is passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[int] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        identifier = found.get("id") or ""
        if tag == "a" and found.get("linktype") == "document" and _is_id(identifier):
            self.ids.add(int(identifier))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def ids_linked_in(html: str) -> set[int]:
    """Ids of the documents that the text links, whether they exist or not."""
    links = _Links()
    links.feed(html)
    links.close()
    return links.ids


def files_linked_in(html: str) -> list[OfficialFile]:
    """The documents that the text links, each once, by id; one that is gone is left out."""
    ids = ids_linked_in(html)
    return list(OfficialFile.objects.filter(pk__in=ids).order_by("pk")) if ids else []
