"""Starting an Elasticsearch: what is lacking is said in one line, nothing is left behind."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from scripts import bench, elasticsearch, elasticsearch_nodes
from scripts.elasticsearch_nodes import Cluster, Node
from scripts.system import Stop


@pytest.fixture
def nothing_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, an empty PATH, no Java."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(elasticsearch, "java_home", lambda: None)
    return tmp_path


def test_what_is_lacking_is_said(nothing_here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Java" in elasticsearch.why_not()
    monkeypatch.setattr(elasticsearch, "java_home", lambda: nothing_here)
    assert "has not been fetched" in elasticsearch.why_not()
    assert "mvn" in elasticsearch.fetch()
    with pytest.raises(Stop, match="has not been fetched"), elasticsearch.started():
        pass


def test_a_fetch_that_fails_says_why_and_leaves_nothing(nothing_here: Path) -> None:
    maven = nothing_here / "mvn"
    maven.write_text("#!/bin/sh\necho '[ERROR] no route to anywhere'; exit 1\n")
    maven.chmod(0o755)
    assert "no route to anywhere" in elasticsearch.fetch()
    assert list(elasticsearch.archive().parent.iterdir()) == []


def test_what_was_fetched_is_not_fetched_again(nothing_here: Path) -> None:
    elasticsearch.archive().parent.mkdir(parents=True)
    elasticsearch.archive().write_bytes(b"")
    assert elasticsearch.fetch() == ""


@pytest.mark.parametrize(
    ("said", "version"), [('openjdk version "21.0.1"', 21), ('java version "1.8.0"', 1), ("", 0)]
)
def test_the_version_of_java_is_read(tmp_path: Path, said: str, version: int) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{said}' >&2\n")
    java.chmod(0o755)
    assert elasticsearch._java_version(tmp_path) == version
    assert elasticsearch._java_version(tmp_path / "nowhere") == 0


@pytest.mark.parametrize("nodes", ["0", "6", "many", "1;ls"])
def test_a_number_of_nodes_that_is_none_is_refused(
    nodes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NODES", nodes)
    with pytest.raises(Stop, match="NODES"):
        elasticsearch._nodes()


def test_the_address_names_all_nodes(tmp_path: Path) -> None:
    nodes = [Node(name, tmp_path / name, tmp_path, tmp_path) for name in ("a", "b")]
    first, second = (node.port for node in nodes)
    assert Cluster(nodes).search_url("x", shards=2) == (
        f"elasticsearch://127.0.0.1:{first},127.0.0.1:{second}/x?shards=2"
    )


def test_what_a_killed_run_left_is_ended_and_removed_and_what_is_in_use_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, used = (tmp_path / f"{elasticsearch_nodes.PREFIX}{name}" for name in ("left", "used"))
    for folder in (left, used):
        folder.mkdir()
        (folder / "in-use").touch()
    program = "import sys, time; print(flush=True); time.sleep(600)"
    orphan = subprocess.Popen(
        [sys.executable, "-c", program, f"{left}/node-0"], stdout=subprocess.PIPE
    )
    assert orphan.stdout
    orphan.stdout.readline()
    with (used / "in-use").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        elasticsearch_nodes._sweep()
    assert orphan.wait(30) != 0
    orphan.stdout.close()
    assert used.is_dir() and not left.exists()


def test_a_benchmark_that_cannot_be_made_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "elasticsearch"])
    monkeypatch.setattr("benchmarks.elasticsearch.why_not", lambda: "there is no Java")
    monkeypatch.setattr(bench, "_write", lambda *_: pytest.fail("something was written"))
    bench.main()
    assert "Left out: elasticsearch, because there is no Java" in capsys.readouterr().err
