"""Both engines: the embedded one in a folder, and a real Elasticsearch where it can be started.

What is parametrised over `ENGINES` is the contract. The tests on Elasticsearch are one xdist group,
so that one node serves them all; where it cannot be started they are skipped with the reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts import elasticsearch
from scripts.elasticsearch_nodes import Cluster
from search.engines import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_address import Address
from search.engines.tantivy import TantivyEngine
from tests.conftest import ENVIRONMENT

ON_ELASTICSEARCH = pytest.mark.xdist_group("elasticsearch")
ENGINES = ["tantivy", pytest.param("elasticsearch", marks=ON_ELASTICSEARCH)]
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def node() -> Iterator[Cluster]:
    """One running node of Elasticsearch; the test must be in the group `ON_ELASTICSEARCH`."""
    if reason := elasticsearch.why_not():
        pytest.skip(f"{ENVIRONMENT} {reason}")
    with elasticsearch.started() as running:
        yield running


@pytest.fixture(scope="module", params=ENGINES)
def new_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Engine]]:
    """Makes engines of one kind that hold nothing yet, each in a place of its own."""
    made: list[ElasticsearchEngine] = []

    def in_a_folder() -> Engine:
        return TantivyEngine(tmp_path_factory.mktemp("index") / "index", wait_for_writer=0.2)

    def on_the_node() -> Engine:
        url = running.search_url(f"test{next(_numbers)}")
        made.append(ElasticsearchEngine(Address.of(url)))
        return made[-1]

    if request.param == "tantivy":
        yield in_a_folder
        return
    running: Cluster = request.getfixturevalue("node")
    yield on_the_node
    for engine in made:
        engine.remove()
        engine.client.close()


def another(engine: Engine) -> Engine:
    """The same index as another process has it."""
    if isinstance(engine, ElasticsearchEngine):
        return ElasticsearchEngine(engine.address)
    assert isinstance(engine, TantivyEngine)
    return TantivyEngine(engine.folder, wait_for_writer=0.2)


def places(engine: Engine) -> list[str]:
    """The names of all indices that lie where the engine keeps its own."""
    if isinstance(engine, ElasticsearchEngine):
        found = engine.client.indices.get(index=f"{engine.address.name}-v*", features="aliases")
        return sorted(found)
    assert isinstance(engine, TantivyEngine)
    return sorted(place.name for place in Path(engine.folder).iterdir() if place.is_dir())
