"""What is true of Elasticsearch alone: its address, what is left behind, what it refuses."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.elasticsearch_nodes import Cluster
from scripts.serving import free_port
from search import schema
from search.engines import (
    EngineUnavailable,
    EntriesRefused,
    IndexState,
    UnknownEngine,
    engine_for,
)
from search.engines import elasticsearch_index as index_module
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_address import Address
from search.query import parse
from tests.unit.search.conftest import ON_ELASTICSEARCH, places
from tests.unit.search.samples import EVERYTHING, RENEWAL, X_RAY

# -- the address ---------------------------------------------------------------------------------


def test_an_address_names_several_hosts_and_the_index() -> None:
    address = Address.of("elasticsearch://one:9201,two,[::1]:9203/cong-khai?shards=3&replicas=2")
    assert address.hosts == ("http://one:9201", "http://two:9200", "http://[::1]:9203")
    assert (address.name, address.shards, address.replicas) == ("cong-khai", 3, 2)


def test_an_address_carries_what_signs_in_and_whom_to_trust() -> None:
    by_key = Address.of("elasticsearch+https://one/x?api_key=a%2Bb%3D%3D&ca_certs=/etc/ca.pem")
    assert by_key.hosts == ("https://one:9200",)
    assert by_key.sign_in == {"api_key": "a+b=="}
    assert by_key.tls == {"ca_certs": "/etc/ca.pem"}
    by_name = Address.of("elasticsearch+https://me:p%40ss@one/x?fingerprint=AB:CD")
    assert by_name.sign_in == {"basic_auth": ("me", "p@ss")}
    assert by_name.tls == {"ssl_assert_fingerprint": "AB:CD"}
    assert "p@ss" not in repr(by_name)


@pytest.mark.parametrize(
    "url",
    [
        "elasticsearch://one:9200",
        "elasticsearch://one:9200/",
        "elasticsearch:///name",
        "elasticsearch://one:no/name",
        "elasticsearch://one,/name",
        "elasticsearch://one:9200/Name",
        "elasticsearch://one:9200/*",
        "elasticsearch://one/name?user=me",
        "elasticsearch://one/name?shards=many",
        "elasticsearch://one/name?timeout=-1",
        "elasticsearch://one/name?ca_certs=/etc/ca.pem",
        "elasticsearch+https://me:secret@one/name?api_key=secret",
    ],
)
def test_an_address_that_means_nothing_is_refused_without_its_secrets(url: str) -> None:
    with pytest.raises(UnknownEngine) as refused:
        engine_for(url)
    assert "secret" not in str(refused.value)


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_address_is_understood_or_refused(where: str, options: str) -> None:
    with contextlib.suppress(UnknownEngine):
        engine_for(f"elasticsearch://{where}?{options}")


# -- when nobody answers -------------------------------------------------------------------------


def test_an_engine_whose_servers_are_away_says_so() -> None:
    engine = ElasticsearchEngine(Address.of(f"elasticsearch://127.0.0.1:{free_port()}/x"))
    assert engine.state() == IndexState.AWAY
    for ask in (lambda: engine.search(parse("giấy")), lambda: engine.index([X_RAY])):
        with pytest.raises(EngineUnavailable, match="no node answers") as problem:
            ask()
        assert problem.value.state is IndexState.AWAY
    with pytest.raises(EngineUnavailable):
        engine.rebuild([X_RAY])


@pytest.fixture
def refusing() -> Iterator[tuple[str, list[str]]]:
    """A server that refuses everybody, and what it was told to let them in."""
    told: list[str] = []

    class Refuse(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.append(self.headers.get("Authorization", ""))
            self.send_response(401)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"error": {"type": "security_exception"}, "status": 401}')

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Refuse)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", told
    server.shutdown()
    server.server_close()


def test_the_key_is_sent_and_a_refusal_is_no_missing_index(
    refusing: tuple[str, list[str]],
) -> None:
    host, told = refusing
    engine = ElasticsearchEngine(Address.of(f"elasticsearch://{host}/x?api_key=bGV0bWVpbg%3D%3D"))
    assert engine.state() == IndexState.AWAY
    with pytest.raises(EngineUnavailable, match="401") as problem:
        engine.search(parse("giấy"))
    assert told[-1] == "ApiKey bGV0bWVpbg=="
    assert "bGV0bWVpbg" not in str(problem.value)


# -- on a node -----------------------------------------------------------------------------------


@pytest.fixture
def engine(node: Cluster, request: pytest.FixtureRequest) -> Iterator[ElasticsearchEngine]:
    engine = ElasticsearchEngine(
        Address.of(node.search_url(f"alone{abs(hash(request.node.name))}"))
    )
    yield engine
    for name in places(engine):
        engine.client.indices.delete(index=name)


@ON_ELASTICSEARCH
def test_what_a_killed_rebuild_left_is_removed_by_the_next(engine: ElasticsearchEngine) -> None:
    engine.rebuild([X_RAY])
    engine.client.indices.create(index=f"{engine.address.name}-v1-0123456789ab")
    somebody_elses = f"{engine.address.name}-v1-archive"
    engine.client.indices.create(index=somebody_elses)
    engine.rebuild([RENEWAL])
    assert len(places(engine)) == 2 and somebody_elses in places(engine)
    assert engine.ids() == {"renewal"}


@ON_ELASTICSEARCH
def test_an_index_that_has_the_name_of_the_alias_is_in_the_way_and_stays(
    engine: ElasticsearchEngine,
) -> None:
    name = engine.address.name
    engine.client.indices.create(index=name)
    try:
        assert engine.state() == IndexState.DAMAGED
        with pytest.raises(EngineUnavailable):
            engine.rebuild([X_RAY])
        assert places(engine) == []
        assert engine.client.indices.exists(index=name)
    finally:
        engine.client.indices.delete(index=name)


def _refusing(document: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def made(entry: Any, place: int) -> dict[str, Any]:
        values = document(entry, place)
        return {**values, "unheard_of": 1} if entry.id == "x-ray" else values

    return made


@ON_ELASTICSEARCH
def test_an_entry_that_is_refused_stops_no_other(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.rebuild([RENEWAL])
    monkeypatch.setattr(index_module, "document", _refusing(index_module.document))
    with pytest.raises(EntriesRefused) as refused:
        engine.index(EVERYTHING, delete=["renewal"])
    assert set(refused.value.reasons) == {"x-ray"}
    assert "unheard_of" in refused.value.reasons["x-ray"]
    assert engine.ids() == {one.id for one in EVERYTHING} - {"x-ray"}
    with pytest.raises(EntriesRefused):
        engine.rebuild([RENEWAL, X_RAY])
    assert engine.ids() == {"renewal"}


@ON_ELASTICSEARCH
def test_the_index_is_stamped_with_its_schema(engine: ElasticsearchEngine) -> None:
    engine.rebuild([X_RAY])
    (name,) = places(engine)
    assert name.startswith(f"{engine.address.name}-v{schema.VERSION}-")
    stamp = engine.client.indices.get_mapping(index=name)[name]["mappings"]["_meta"]
    assert stamp == {"schema": schema.VERSION}


@ON_ELASTICSEARCH
def test_a_rebuild_in_the_middle_of_asking_whose_the_alias_is_fails_no_search(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.rebuild([X_RAY])
    reader = ElasticsearchEngine(engine.address)
    count = reader.client.count
    rebuilds = iter([[RENEWAL]])

    def rebuilt_first(**asked: Any) -> Any:
        for entries in rebuilds:
            engine.rebuild(entries)
        return count(**asked)

    monkeypatch.setattr(reader.client, "count", rebuilt_first)
    assert reader.search(parse("gia hạn")).total == 1


@ON_ELASTICSEARCH
def test_the_alias_leads_to_the_new_index_before_the_old_one_is_closed(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.rebuild([X_RAY])
    delete, found = engine._writer.indices.delete, []

    def asked_first(**what: Any) -> Any:
        found.append(ElasticsearchEngine(engine.address).search(parse("gia hạn")).total)
        return delete(**what)

    monkeypatch.setattr(engine._writer.indices, "delete", asked_first)
    engine.rebuild([RENEWAL])
    assert found == [1]
