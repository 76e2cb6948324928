"""What is true of the embedded engine alone: its folder, its lock, its damages."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path

import pytest

from search import schema
from search.engines import EngineBusy, EngineUnavailable, IndexState, UnknownEngine, engine_for
from search.engines.tantivy import TantivyEngine
from search.query import parse
from tests.unit.search.samples import EVERYTHING, X_RAY


@pytest.fixture
def fresh(tmp_path: Path) -> TantivyEngine:
    """An engine that holds `EVERYTHING`."""
    engine = TantivyEngine(tmp_path / "index", wait_for_writer=0.2)
    engine.rebuild(EVERYTHING)
    return engine


def test_only_one_writes_at_a_time(fresh: TantivyEngine) -> None:
    with (fresh.folder / "writer.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(EngineBusy):
            fresh.index([X_RAY])
        assert fresh.search(parse("gia hạn")).hits[0].entry.id == "renewal"
    assert fresh.index([X_RAY]) == 1


def test_an_index_of_another_version_is_outdated(fresh: TantivyEngine) -> None:
    (stamp,) = fresh.folder.glob("*/stamp.json")
    stamp.write_text(json.dumps({"schema": schema.VERSION + 1}))
    assert TantivyEngine(fresh.folder).state() == IndexState.OUTDATED


@pytest.mark.parametrize("damaged", ["*.term", "*.idx", "*.store", "meta.json", "stamp.json"])
@pytest.mark.parametrize("how", ["removed", "emptied", "overwritten"])
def test_a_damaged_index_is_noticed_not_raised(
    fresh: TantivyEngine, damaged: str, how: str
) -> None:
    for file in fresh.folder.glob(f"v*/{damaged}"):
        if how == "removed":
            file.unlink()
        else:
            file.write_bytes(b"" if how == "emptied" else b"\x00" * 400)
    engine = TantivyEngine(fresh.folder)
    assert engine.state() in {IndexState.DAMAGED, IndexState.MISSING}
    with pytest.raises(EngineUnavailable):
        engine.search(parse("giấy phép"))
    engine.rebuild(EVERYTHING)
    assert engine.state() == IndexState.READY


@pytest.mark.parametrize("pointer", ["", "../../elsewhere", "no-such-folder", "\xff"])
def test_a_damaged_pointer_is_noticed(fresh: TantivyEngine, pointer: str) -> None:
    (fresh.folder / "current").write_bytes(pointer.encode("latin-1"))
    assert TantivyEngine(fresh.folder).state() in {IndexState.DAMAGED, IndexState.MISSING}


def test_the_address_names_the_engine(tmp_path: Path) -> None:
    engine = engine_for(f"tantivy://{tmp_path}/m%E1%BB%A5c l%E1%BB%A5c")
    assert isinstance(engine, TantivyEngine)
    assert engine.folder == tmp_path / "mục lục"
    for address in ("", "tantivy://", "solr://localhost/x", "nonsense"):
        with pytest.raises(UnknownEngine):
            engine_for(address)
