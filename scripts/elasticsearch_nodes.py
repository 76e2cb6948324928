"""Nodes of Elasticsearch in a temporary folder: started, joined, killed, removed (`cluster`).

Every start unpacks the distribution anew and gives each node its own settings, data and free ports
of this machine. Elasticsearch refuses to run as root: then nodes run as another user. What a run
that was killed left behind is ended and removed at the next start.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts import processes
from scripts.serving import HOST, free_port
from scripts.system import Stop, is_root

HEAP = "512m"
#: For nodes that live for minutes: compile less, touch no memory beforehand. Not for measuring.
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch"
PATIENCE = 180  # seconds until a cluster answers, on a busy machine
PREFIX = "portal-es-"
INDEX = "cong-cong-khai"


class Node:
    """One node of a cluster, in its own folder and on its own ports."""

    def __init__(self, name: str, folder: Path, home: Path, java: Path) -> None:
        self.name, self.folder, self.home, self.java = name, folder, home, java
        self.port, self.transport_port = free_port(), free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def prepare(self, seeds: list[Node]) -> None:
        """Write the node's settings; `seeds` are all nodes of the cluster, itself included."""
        config = self.folder / "config"
        (self.folder / "tmp").mkdir(parents=True)
        shutil.copytree(self.home / "config", config)
        options = (config / "jvm.options").read_text(encoding="utf-8")
        kept = [line for line in options.splitlines() if "jdk.incubator.vector" not in line]
        (config / "jvm.options").write_text("\n".join(kept) + "\n", encoding="utf-8")
        values: dict[str, Any] = {
            "cluster.name": "portal",
            "node.name": self.name,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "http.host": HOST,
            "http.port": self.port,
            "transport.host": HOST,
            "transport.port": self.transport_port,
            "xpack.security.enabled": False,
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "node.store.allow_mmap": False,
        }
        if len(seeds) == 1:
            values["discovery.type"] = "single-node"
        else:
            values["discovery.seed_hosts"] = [f"{HOST}:{seed.transport_port}" for seed in seeds]
            values["cluster.initial_master_nodes"] = [seed.name for seed in seeds]
        lines = [f"{key}: {json.dumps(value)}" for key, value in values.items()]
        (config / "elasticsearch.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def start(self, options: str = SHORT_LIVED) -> None:
        """Start the node, with these options of Java; it answers later (`Cluster.wait`)."""
        env = {
            "PATH": os.environ.get("PATH", os.defpath),
            "ES_JAVA_HOME": str(self.java),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP} {options}",
            "ES_TMPDIR": str(self.folder / "tmp"),
            "HOME": str(self.folder),
        }
        with (self.folder / "output").open("ab") as output:
            self.process = processes.start(
                [str(self.home / "bin" / "elasticsearch")],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=env,
                **owner(),
            )

    def kill(self) -> None:
        """`kill -9`: the launcher and the server itself, at once."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Let the node end as it should."""
        if self.process is not None:
            processes.stop(self.process, patience=30)
            self.process = None

    def last_words(self) -> str:
        """The line of its output that says most about why it isn't there."""
        lines = (self.folder / "output").read_text(errors="replace").strip().splitlines()
        telling = [line for line in lines if re.search("(?i)error|exception|fatal", line)]
        return (telling or lines or ["no word why"])[-1][:300]


class Cluster:
    """Nodes that know each other."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes

    def search_url(self, index: str = INDEX, **options: Any) -> str:
        """The SEARCH_URL that names all nodes."""
        hosts = ",".join(f"{HOST}:{node.port}" for node in self.nodes)
        query = "&".join(f"{key}={value}" for key, value in options.items())
        return f"elasticsearch://{hosts}/{index}" + (f"?{query}" if query else "")

    def wait(self, status: str = "yellow") -> None:
        """Until every node that was started has joined. Raises Stop when that takes too long."""
        alive = [node for node in self.nodes if node.process is not None]
        asked = f"/_cluster/health?wait_for_nodes={len(alive)}&wait_for_status={status}&timeout=5s"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for node in alive:
                if node.process is not None and node.process.poll() is not None:
                    raise Stop(f"Elasticsearch did not start: {node.last_words()}")
            if all(_answers(f"{node.url}{asked}") for node in alive):
                return
            time.sleep(0.5)
        raise Stop(f"Elasticsearch did not answer in {PATIENCE} s: {alive[0].last_words()}")


@contextlib.contextmanager
def cluster(
    archive: Path, java: Path, nodes: int = 1, options: str = SHORT_LIVED
) -> Iterator[Cluster]:
    """A running cluster of so many nodes; killed and removed at the end.

    `archive` is the zip of the distribution, `java` the home of a Java. Raises Stop.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    with (folder / "in-use").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made: list[Node] = []
        try:
            home = _unpack(archive, folder)
            names = [f"node-{number}" for number in range(nodes)]
            made += [Node(name, folder / name, home, java) for name in names]
            for node in made:
                node.prepare(made)
            _give_away(folder)
            for node in made:
                node.start(options)
            running = Cluster(made)
            running.wait()
            yield running
        finally:
            for node in made:
                node.kill()  # nothing here is worth an orderly end
            shutil.rmtree(folder, ignore_errors=True)


def _unpack(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    (home,) = folder.glob("elasticsearch-*")
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    (home / "plugins").mkdir(exist_ok=True)
    (home / "logs").mkdir(exist_ok=True)
    return home


def owner() -> dict[str, Any]:
    """As whom nodes run, as Popen's options: {} for ourselves, another user for root."""
    if is_root():
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam("nobody")
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return {}


def _give_away(folder: Path) -> None:
    other = owner()
    if other:
        for place in (folder, *folder.rglob("*")):
            os.chown(place, other["user"], other["group"])


def _sweep() -> None:
    """End and remove what a run that was killed left behind: nobody holds its lock any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), (folder / "in-use").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for process in _processes_of(folder):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(process, signal.SIGKILL)
            shutil.rmtree(folder, ignore_errors=True)


def _processes_of(folder: Path) -> Iterator[int]:
    """Processes that were started from `folder`, by the command line that Linux shows."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if f"{folder}{os.sep}".encode() in entry.read_bytes():
                yield int(entry.parent.name)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return not json.load(answer)["timed_out"]
    except (OSError, ValueError, urllib.error.URLError):
        return False
