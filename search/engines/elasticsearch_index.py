"""What Elasticsearch is told to keep: fields, settings, and an entry as a document.

Words come as plain tokens joined by blanks (`search.schema`), in both forms: the server splits at
blanks and does nothing else, so nothing beyond its core is needed. What is shown with a hit is kept
as one text that is never looked into.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.dsl import Keyword, Long, Text
from elasticsearch.dsl import Mapping as Fields

from portal.collation import sort_key
from portal.searchable import SearchEntry
from search import schema
from search.engines import Hit

#: Fields in which words may be asked for as a phrase.
WITH_POSITIONS = ("title_folded", "all_folded")
#: Longer values are kept and shown, but nobody filters by them; Lucene takes 32 kB.
LONGEST_VALUE = 1_000
IDS_AT_A_TIME = 5_000


def mapping() -> Fields:
    """The fields, stamped with the version of the schema."""
    made = Fields()
    made.meta("dynamic", "strict")
    made.meta("_source", includes=["stored"])
    made.meta("_meta", schema=schema.VERSION)
    made.field("id", Keyword(ignore_above=LONGEST_VALUE))
    made.field("stored", Keyword(index=False, doc_values=False))
    made.field("place", Long())
    made.field("day", Long())
    made.field("sort_title", Keyword())
    for facet in schema.FACETS:
        made.field(facet, Keyword(ignore_above=LONGEST_VALUE))
    for attribute in fields(schema.IndexFields):
        made.field(attribute.name, _words(attribute.name))
    return made


def _words(name: str) -> Text:
    if name == "numbers":
        return Text(analyzer="whitespace", index_options="docs", norms=False)
    options = "positions" if name in WITH_POSITIONS else "freqs"
    return Text(analyzer="whitespace", index_options=options)


def settings(shards: int) -> dict[str, Any]:
    """Of a new index: while it is filled, without copies and without showing anything."""
    return {
        "number_of_shards": shards,
        "number_of_replicas": 0,
        "refresh_interval": "-1",  # whoever writes shows what was written
    }


def settings_in_use(replicas: int | None) -> dict[str, Any]:
    """Of an index that is to be searched: with copies on other nodes, where there are any."""
    if replicas is None:
        return {"auto_expand_replicas": "0-1"}
    return {"number_of_replicas": replicas}


def document(entry: SearchEntry, place: int) -> dict[str, Any]:
    """The entry as a document. `place` grows with each writing: what is equally good stays in the
    order in which it was written."""
    values: dict[str, Any] = {
        "id": entry.id,
        "stored": schema.dump(entry).decode("utf-8", "replace"),
        "place": place,
        "day": schema.day(entry),
        "sort_title": sort_key(entry.title),
    }
    words = schema.index_fields(entry)
    values |= {attribute.name: getattr(words, attribute.name) for attribute in fields(words)}
    values |= {facet: str(value) for facet in schema.FACETS if (value := getattr(entry, facet))}
    return {name: _clean(value) for name, value in values.items()}


def _clean(value: Any) -> Any:
    """Half characters, as broken files have them, cannot be sent."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def hits(answer: Mapping[str, Any]) -> Iterator[Hit]:
    """The entries of an answer."""
    for hit in answer["hits"]["hits"]:
        entry = schema.load(hit["_source"]["stored"].encode())
        yield Hit(entry, float(hit["_score"] or 0.0))


def counts(answer: Mapping[str, Any], facets: Sequence[str]) -> dict[str, dict[str, int]]:
    """facet → value → how many."""
    counted = answer.get("aggregations", {})
    return {
        facet: {one["key"]: one["doc_count"] for one in counted[facet]["values"]["buckets"]}
        for facet in facets
    }


def ids(client: Elasticsearch, index: str) -> Iterator[str]:
    """The ids of all entries, as they were when the first was asked for."""
    opened = client.open_point_in_time(index=index, keep_alive="1m").body["id"]
    after: dict[str, Any] = {}
    try:
        while True:
            found = client.search(
                size=IDS_AT_A_TIME,
                pit={"id": opened, "keep_alive": "1m"},
                sort=["_shard_doc"],
                source=False,
                track_total_hits=False,
                allow_partial_search_results=False,
                **after,
            ).body["hits"]["hits"]
            if not found:
                return
            yield from (hit["_id"] for hit in found)
            after = {"search_after": found[-1]["sort"]}
    finally:
        with contextlib.suppress(ApiError, TransportError):
            client.close_point_in_time(id=opened)


def actions(
    name: str, entries: Iterator[SearchEntry], gone: Iterator[str], first: int
) -> Iterator[dict[str, Any]]:
    """The writing of `entries` and the deletion of `gone`, for the bulk helper."""
    for identifier in gone:
        yield {"_op_type": "delete", "_index": name, "_id": identifier}
    for place, entry in enumerate(entries, first):
        yield {
            "_op_type": "index",
            "_index": name,
            "_id": entry.id,
            "_source": document(entry, place),
        }
