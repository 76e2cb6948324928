"""What is true of the embedded engine alone: its folder, its lock, its damages."""

from __future__ import annotations

import fcntl
import json
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from portal.searchable import SearchEntry
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


@contextmanager
def no_room_for_more_than(size: int) -> Iterator[None]:
    """Files may not grow beyond `size` bytes: what a full disk is to whoever writes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_rebuild_that_cannot_be_written_says_why_and_leaves_the_index_as_it_was(
    fresh: TantivyEngine,
) -> None:
    many = [replace(X_RAY, id=f"x-{number}", body=f"số {number} " * 50) for number in range(2_000)]
    with no_room_for_more_than(50_000), pytest.raises(EngineUnavailable, match="MB are free"):
        fresh.rebuild(many)
    assert fresh.search(parse("gia hạn")).hits[0].entry.id == "renewal"
    assert len([place for place in fresh.folder.iterdir() if place.is_dir()]) == 1
    assert fresh.rebuild(many) == len(many)


def test_entries_that_cannot_be_written_leave_the_index_as_it_was(fresh: TantivyEngine) -> None:
    many = [replace(X_RAY, id=f"x-{number}", body=f"số {number} " * 50) for number in range(2_000)]
    with no_room_for_more_than(50_000), pytest.raises(EngineUnavailable, match="MB are free"):
        fresh.index(many)
    assert fresh.ids() == {entry.id for entry in EVERYTHING}
    assert fresh.index(many) == len(many)


def test_a_rebuild_whose_folder_is_taken_away_ends_with_the_reason(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "index")

    def entries() -> Iterator[SearchEntry]:
        for number in range(2_000):
            yield replace(X_RAY, id=f"x-{number}")
        shutil.rmtree(tmp_path / "index")

    with pytest.raises(EngineUnavailable, match="could not be written"):
        engine.rebuild(entries())
    assert engine.state() == IndexState.MISSING


def test_what_the_entries_raise_is_not_taken_for_the_disk(fresh: TantivyEngine) -> None:
    def entries() -> Iterator[SearchEntry]:
        yield X_RAY
        raise ValueError("a page says nothing")

    with pytest.raises(ValueError, match="a page says nothing"):
        fresh.rebuild(entries())
    assert fresh.count() == len(EVERYTHING)


def test_the_address_names_the_engine(tmp_path: Path) -> None:
    engine = engine_for(f"tantivy://{tmp_path}/m%E1%BB%A5c l%E1%BB%A5c")
    assert isinstance(engine, TantivyEngine)
    assert engine.folder == tmp_path / "mục lục"
    for address in ("", "tantivy://", "solr://localhost/x", "nonsense"):
        with pytest.raises(UnknownEngine):
            engine_for(address)
