"""Writing to Elasticsearch: a new index, entries in bulk, the alias given to another index."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterable, Iterator

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import streaming_bulk

from portal.searchable import SearchEntry
from search.engines import EngineUnavailable, IndexState
from search.engines.elasticsearch_address import Address
from search.engines.elasticsearch_index import actions, mapping, settings, settings_in_use

COPIES = "60s"  # how long a rebuild waits for the copies on other nodes
CHUNK = 8 * 1024 * 1024  # bytes in one request


def create(client: Elasticsearch, name: str, shards: int) -> None:
    """Make the index `name`, empty, without copies."""
    client.indices.create(index=name, mappings=mapping().to_dict(), settings=settings(shards))


def write(
    client: Elasticsearch,
    index: str,
    entries: Iterable[SearchEntry],
    delete: Collection[str],
    first: int,
) -> tuple[int, dict[str, str]]:
    """How many different entries were written, and why some were refused, by id.

    They are searched only after a refresh. Raises `EngineUnavailable` when the servers have too
    much to do even after some patience.
    """
    written: set[str] = set()
    refused: dict[str, str] = {}
    done = streaming_bulk(
        client,
        actions(index, iter(entries), iter(delete), first),
        raise_on_error=False,
        max_retries=5,
        initial_backoff=0.2,
        max_chunk_bytes=CHUNK,
    )
    for good, answer in done:
        ((verb, item),) = answer.items()
        status = item.get("status")
        if good:
            written.update([item["_id"]] if verb == "index" else [])
        elif status in (429, 503):
            raise unavailable(IndexState.AWAY, "Elasticsearch has too much to do")
        elif (verb, status) != ("delete", 404):
            refused[item["_id"]] = str(item.get("error", ""))[:500]
    return len(written), refused


def put_in_use(client: Elasticsearch, name: str, address: Address) -> None:
    """Give the index `name` its copies and then, at once, the alias; then every other index of
    ours goes, half-built ones too.

    Not in the same step: a node closes an index before it knows the alias' new index, and whoever
    asked in between would be sent to the closed one again and again.
    """
    client.indices.put_settings(index=name, settings=settings_in_use(address.replicas))
    client.indices.refresh(index=name)
    with contextlib.suppress(ApiError):  # fewer nodes than copies: what there is must do
        client.cluster.health(index=name, wait_for_status="green", timeout=COPIES)
    old = [index for index in ours(client, address.name) if index != name]
    removals = [
        {"remove": {"index": index, "alias": address.name, "must_exist": False}} for index in old
    ]
    new = {"add": {"index": name, "alias": address.name}}
    client.indices.update_aliases(actions=[new, *removals])
    for index in old:
        client.indices.delete(index=index, ignore_unavailable=True)


def ours(client: Elasticsearch, alias: str) -> list[str]:
    """The names of all indices made for `alias`, in use or not."""
    named = re.compile(rf"{re.escape(alias)}-v\d+-[0-9a-f]{{12}}")
    there = client.indices.get(index=f"{alias}-v*", features="aliases")
    return sorted(index for index in there if named.fullmatch(index))


@contextlib.contextmanager
def as_ours() -> Iterator[None]:
    """What the client raises, as `EngineUnavailable`."""
    try:
        yield
    except ApiError as problem:
        state = IndexState.AWAY
        if problem.status_code == 404:
            state = IndexState.MISSING
        raise unavailable(
            state, f"Elasticsearch says {problem.status_code} {problem.error}"
        ) from problem
    except TransportError as problem:
        raise unavailable(IndexState.AWAY, f"no node answers ({problem.message})") from problem


def unavailable(state: IndexState, reason: str) -> EngineUnavailable:
    what = (
        "see that Elasticsearch runs"
        if state is IndexState.AWAY
        else "run `manage.py search_reindex`"
    )
    return EngineUnavailable(state, f"{reason}; {what}")
