"""Run a command with a PostgreSQL of its own: `python -m scripts.postgres pytest ...`.

The server is started from the installed binaries in a temporary folder, reachable by a Unix
socket in that folder alone (no port to collide with, no password to keep), without the syncing to
disk that matters only for data one wants to keep, and always stopped. With DATABASE_URL set, that
database is used instead and nothing is started. PostgreSQL refuses to run as root: then it runs as
another user.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scripts import processes
from scripts.system import Stop, apt_install, apt_line, finish, is_root, say

DATABASE = "portal"
PACKAGES = ["postgresql"]
#: Fast and forgetful; enough locks for a schema with many tables in parallel workers.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_locks_per_transaction": "256",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


def main() -> int:
    command = sys.argv[1:]
    if not command:
        raise Stop("Name the command to run: python -m scripts.postgres pytest ...")
    processes.turn_signals_into_exit()
    if os.environ.get("DATABASE_URL"):
        say("Using the database at DATABASE_URL.")
        return subprocess.run(command, check=False).returncode
    with server() as url:
        return subprocess.run(
            command, check=False, env={**os.environ, "DATABASE_URL": url}
        ).returncode


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A running PostgreSQL with an empty database; its URL. Stopped and removed at the end.

    Raises Stop when there are no server binaries and they may not be installed.
    """
    binaries = _binaries()
    owner = _owner()
    with tempfile.TemporaryDirectory(prefix="portal-pg-") as folder:
        data, log = Path(folder, "data"), Path(folder, "log")
        user = owner.get("user", pwd.getpwuid(os.geteuid()).pw_name)
        if owner:
            shutil.chown(folder, owner["user"], owner["group"])
        init = ["--pgdata", str(data), "--encoding", "UTF8", "--locale", "C.UTF-8"]
        trust = ["--auth", "trust", "--username", "portal", "--no-sync"]
        _check([str(binaries / "initdb"), *init, *trust], f"initdb as {user}", owner, folder)
        options = [word for key, value in OPTIONS.items() for word in ("-c", f"{key}={value}")]
        command = [str(binaries / "postgres"), "-D", str(data), "-k", folder, *options]
        with log.open("wb") as output:
            process = processes.start(
                command, stdout=output, stderr=subprocess.STDOUT, cwd=folder, **owner
            )
        try:
            _wait(process, binaries, folder, log)
            createdb = [str(binaries / "createdb"), "-h", folder, "-U", "portal", DATABASE]
            _check(createdb, "createdb", {}, folder)
            yield f"postgres://portal@{quote(folder, safe='')}/{DATABASE}"
        finally:
            processes.stop(process, signal.SIGQUIT)  # at once: nothing here is worth a checkpoint


def _binaries() -> Path:
    """The folder of initdb and postgres, the newest version first; installed where allowed."""
    found = _find_binaries()
    if found is None and apt_install(PACKAGES, "tests on PostgreSQL"):
        found = _find_binaries()
    if found is None:
        raise Stop(
            "PostgreSQL's server (initdb) was not found. "
            f"Type: {apt_line(PACKAGES)}   or set DATABASE_URL."
        )
    return found


def _find_binaries() -> Path | None:
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(installed, key=lambda path: float(path.parent.parent.name), reverse=True)
    if newest:
        return newest[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _owner() -> dict[str, Any]:
    """As whom the server runs, as Popen's options: {} for ourselves, another user for root."""
    if not is_root():
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_name, "group": entry.pw_gid, "extra_groups": []}
    raise Stop("PostgreSQL refuses to run as root and there is no user 'postgres' or 'nobody'.")


def _check(command: list[str], name: str, owner: dict[str, Any], folder: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, cwd=folder, **owner)
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no word why"]
        raise Stop(f"{name} failed: {last[0]}")


def _wait(process: subprocess.Popen[bytes], binaries: Path, folder: str, log: Path) -> None:
    ready = [str(binaries / "pg_isready"), "-q", "-h", folder, "-U", "portal", "-d", "postgres"]
    for _ in range(300):
        if subprocess.run(ready, check=False, cwd=folder).returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    last = log.read_text(errors="replace").strip().splitlines()[-1:] or ["no word why"]
    raise Stop(f"PostgreSQL did not start: {last[0]}")


if __name__ == "__main__":
    finish(main)
