"""The portal as it is really served: granian with its task worker beside it.

`make run`, `make bench` and the browser tests all start this one, so that what is tried, measured
and tested is the same thing.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from scripts import processes
from scripts.system import PROJECT_DIR, Stop

HOST = "127.0.0.1"
DEFAULT_SETTINGS = "portal.settings.dev"
WORKER_QUIET = ("--no-reload", "--no-startup-delay")
#: Folders whose changes are not code, when the server reloads.
NOT_CODE = ("var", ".venv", "tests", "docs", "locale")


def check_port(port: int) -> None:
    """Raise Stop when somebody listens on `port` already."""
    with socket.socket() as probe:
        # As the server itself does: a connection closed a moment ago is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stop(
                f"Port {port} needs special rights. Choose another: make run PORT=8001"
            ) from None
        except OSError:
            raise Stop(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from None


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


Accounts = list[dict[str, str]]


def prepare(env: Mapping[str, str]) -> Accounts:
    """Bring the database, the demonstration and the search index up to date in `env`.

    Returns the demonstration's accounts: username, password, role, purpose. Progress is shown on
    standard error. Raises Stop when a step fails; the step has said why.
    """
    done = subprocess.run(
        [sys.executable, "-m", "scripts.prepare"],
        check=False,
        cwd=PROJECT_DIR,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    if done.returncode != 0:
        raise Stop("The portal could not be prepared (see the line above).")
    accounts: Accounts = json.loads(done.stdout)
    return accounts


class Portal:
    """A server, its task worker, the timer of scheduled publication and that of reminders.

    `output` takes what the server prints (None: the terminal), `worker_output` what the worker
    prints of each task it does (None: the same).
    """

    def __init__(
        self,
        port: int,
        env: Mapping[str, str],
        *,
        reload: bool = False,
        output: IO[bytes] | None = None,
        worker_output: IO[bytes] | None = None,
    ) -> None:
        self.port = port
        self.url = f"http://{HOST}:{port}"
        self._env = {**env, "SITE_URL": env.get("SITE_URL") or self.url}
        self._reload = reload
        self._output = output
        self._worker_output = worker_output or output
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, patience: float = 60) -> None:
        """Start the server, wait until it answers, then start what works beside it; raises Stop
        when it does not answer."""
        self._children = {"server": self._start(self._server(), self._output)}
        self._wait(patience)
        # Each takes seconds of a core to begin: whoever waits, waits for the server alone.
        self._children |= {
            "worker": self._start(self._worker(), self._worker_output),
            "reader": self._start(self._reader(), self._worker_output),
            "timer": self._start(self._timer(), self._worker_output),
            "reminders": self._start(self._reminders(), self._worker_output),
        }

    def _wait(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.dead():
                raise Stop(f"The {self.dead()} ended at once; what it printed says why.")
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
                connection.request("GET", "/", headers={"Host": f"{HOST}:{self.port}"})
                status = connection.getresponse().status
                connection.close()
                if status >= 500:
                    raise Stop(f"The server answers its home page with {status}; see above.")
                return
            time.sleep(0.1)
        raise Stop(f"The server did not answer on {self.url} within {patience:.0f} s.")

    def dead(self) -> str:
        """The name of a child that has ended ("server", "worker", "reader" …), or ""."""
        ended = (name for name, child in self._children.items() if child.poll() is not None)
        return next(ended, "")

    def stop(self) -> None:
        """Stop all; nothing is left running afterwards."""
        for child in self._children.values():
            with contextlib.suppress(ProcessLookupError):
                child.terminate()  # all at once, then wait for each
        for child in self._children.values():
            processes.stop(child)
        self._children = {}

    def _start(self, command: list[str], output: IO[bytes] | None) -> subprocess.Popen[bytes]:
        return processes.start(
            command, cwd=PROJECT_DIR, env=self._env, stdout=output, stderr=output
        )

    def _server(self) -> list[str]:
        granian = str(Path(sys.executable).parent / "granian")
        where = ["--host", HOST, "--port", str(self.port), "--interface", "wsgi", "--no-ws"]
        options = ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]
        if self._reload:
            options += [
                "--reload",
                *(word for name in NOT_CODE for word in ("--reload-ignore-dirs", name)),
            ]
        return [granian, *where, *options, "portal.wsgi:application"]

    def _worker(self) -> list[str]:
        return [sys.executable, "manage.py", "db_worker", *WORKER_QUIET]

    def _reader(self) -> list[str]:
        return [*self._worker(), "--queue-name", "reading"]

    def _timer(self) -> list[str]:
        return [sys.executable, "manage.py", "publish_scheduled", "--every", "60"]

    def _reminders(self) -> list[str]:
        return [sys.executable, "manage.py", "send_reminders", "--every", "600"]


@contextlib.contextmanager
def serving(port: int, env: Mapping[str, str], **options: Any) -> Iterator[Portal]:
    """A running portal inside the block."""
    portal = Portal(port, env, **options)
    try:
        portal.start()
        yield portal
    finally:
        portal.stop()


def environment(**changes: str) -> dict[str, str]:
    """This process's environment with `changes`, and the development settings unless told else."""
    return {"DJANGO_SETTINGS_MODULE": DEFAULT_SETTINGS, **os.environ, **changes}
