"""`search_query Q [--json]`: what the results page shows for Q, for a person or a program."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import registry
from portal.command_line import PortalCommand
from search.engines import Filters, get_engine
from search.house_words import current
from search.results import LAST_PAGE, ResultsPage, SearchRequest, find


class Command(PortalCommand):
    help = "Search as the results page does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query")
        parser.add_argument(
            "--kind", action="append", default=[], help="only this kind; repeatable"
        )
        parser.add_argument("--page", type=int, default=1, help=f"page, 1 to {LAST_PAGE}")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        _check(options["kind"])
        request = SearchRequest(
            text=options["query"],
            filters=Filters.of(kind=options["kind"]),
            number=max(1, min(LAST_PAGE, options["page"])),
        )
        page = find(request, get_engine(), current())
        if not page.available:
            raise CommandError(_("There is no usable search index; run: manage.py search_reindex"))
        if options["json"]:
            self.stdout.write(json.dumps(as_dict(page), ensure_ascii=False, indent=2))
            return
        self.stdout.write(
            ngettext("%(count)s result", "%(count)s results", page.total) % {"count": page.total}
        )
        for position, hit in enumerate(page.hits, page.first_position):
            number = f"{hit.entry.number}  " if hit.entry.number else ""
            self.stdout.write(f"{position:3}. {number}{hit.entry.title}  {hit.entry.url}")


def _check(kinds: list[str]) -> None:
    """Raises CommandError for a kind of page that isn't there, naming those that are."""
    there = sorted({kind.code for kind in registry.kinds})
    for kind in kinds:
        if kind not in there:
            raise CommandError(
                _("There is no kind %(kind)s; there are: %(kinds)s.")
                % {"kind": repr(kind), "kinds": ", ".join(there)}
            )


def as_dict(page: ResultsPage) -> dict[str, Any]:
    """The shape `search_query --json` prints (docs/architecture.md)."""
    return {
        "total": page.total,
        "hits": [
            {
                "id": hit.entry.id,
                "kind": hit.entry.kind,
                "number": hit.entry.number,
                "title": hit.entry.title,
                "url": hit.entry.url,
                "score": round(hit.score, 4),
                "snippet": str(hit.snippet),
                "answer": hit.answer
                and {
                    "field": hit.answer.field,
                    "text": hit.answer.text,
                    "basis": hit.answer.basis,
                },
            }
            for hit in page.hits
        ],
        "facets": {
            facet: {value.value: value.count for value in values}
            for facet, values in page.facets.items()
        },
    }
