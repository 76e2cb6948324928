"""`make setup`: .venv with exactly what uv.lock names; nothing at all when that is so already.

Runs on the system's Python, before anything is installed. uv comes from the package index into
.venv, in the version that pyproject.toml asks for ([tool.uv] required-version).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from scripts.system import PROJECT_DIR, Stop, apt_install, apt_line, finish, say

OLDEST_PYTHON = (3, 11)
VENV = PROJECT_DIR / ".venv"
STAMP = VENV / ".installed"
LOG = VENV / "setup.log"
#: Words by which pip and uv say that they reached nobody.
NO_NETWORK = re.compile(
    "name resolution|failed to resolve|dns error|connection refused|network is unreachable"
    "|connection error|timed out|newconnectionerror|error sending request|failed to connect",
    re.IGNORECASE,
)


def main() -> None:
    _check_python()
    wanted = _fingerprint()
    if not _is_installed(wanted):
        started = time.monotonic()
        _make_venv()
        _install_uv(_uv_version())
        _install_packages()
        STAMP.write_text(wanted, encoding="ascii")
        say(f"Ready after {time.monotonic() - started:.0f} s.")
    _compile_messages()


def _check_python() -> None:
    if sys.version_info[:2] < OLDEST_PYTHON:
        raise Stop(
            "Python {}.{} or newer is needed; this is {}. Install one and name it: "
            "make PYTHON=python3.12 ...".format(*OLDEST_PYTHON, sys.version.split()[0])
        )


def _fingerprint() -> str:
    """What .venv is made from: the lock file, uv's version, Python's version."""
    parts = [
        (PROJECT_DIR / "uv.lock").read_bytes(),
        _uv_version().encode(),
        sys.version.encode(),
        str(VENV).encode(),  # a folder that was moved holds scripts with the old path
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _uv_version() -> str:
    text = (PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'^required-version = "==([0-9.]+)"', text, re.MULTILINE)
    if not found:
        raise Stop('pyproject.toml lacks [tool.uv] required-version = "==x.y.z".')
    return found.group(1)


def _is_installed(wanted: str) -> bool:
    try:
        return STAMP.read_text(encoding="ascii") == wanted and (VENV / "bin" / "python").exists()
    except OSError:
        return False


def _make_venv() -> None:
    if _has_venv(VENV / "bin" / "python"):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    say("Making .venv …")
    if _try_venv():
        return
    package = [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]
    if apt_install(package, "Debian's Python comes without venv") and _try_venv():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    raise Stop(
        f"This Python ({sys.executable}) cannot make a virtual environment. "
        f"Type: {apt_line(package)}   then make again."
    )


def _has_venv(python: Path) -> bool:
    """Whether .venv is there, works, has pip, and is of this very Python."""
    check = "import sys, pip; print(sys.version)"
    try:
        done = subprocess.run([str(python), "-c", check], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.decode().strip() == sys.version.strip()


def _try_venv() -> bool:
    command = [sys.executable, "-m", "venv", str(VENV)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _install_uv(version: str) -> None:
    say(f"Installing uv {version} into .venv …")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    options = ["--disable-pip-version-check", "--retries", "1", "--timeout", "20"]
    _run([*pip, *options, f"uv=={version}"], "uv could not be installed")


def _install_packages() -> None:
    say("Installing the packages of uv.lock (the first time this takes a minute or two) …")
    uv = [str(VENV / "bin" / "uv"), "sync", "--frozen", "--no-progress"]
    _run([*uv, "--python", str(VENV / "bin" / "python")], "The packages could not be installed")


def _run(command: list, failure: str) -> None:
    """Run `command`, keep what it says in .venv/setup.log; raise Stop when it fails."""
    # uv must use this .venv and this Python, whatever the shell had in mind.
    ours = {"UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    env = {**os.environ, **ours}
    env.pop("UV_PROJECT_ENVIRONMENT", None)
    with LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(
            command,
            check=False,
            cwd=str(PROJECT_DIR),
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    if done.returncode == 0:
        return
    said = LOG.read_text(encoding="utf-8", errors="replace")
    if NO_NETWORK.search(said):
        raise Stop(f"{failure}: the package index cannot be reached. Is there a network?")
    last = [line.strip() for line in said.splitlines() if line.strip()][-1:] or ["no word why"]
    raise Stop(f"{failure}: {last[0]} (all of it: {LOG.relative_to(PROJECT_DIR)})")


def _compile_messages() -> None:
    """Compile translations that are newer than what was compiled; gettext is not needed."""
    for source in PROJECT_DIR.glob("locale/**/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            command = [str(VENV / "bin" / "python"), "-m", "scripts.messages", "compile"]
            if subprocess.run(command, check=False, cwd=str(PROJECT_DIR)).returncode != 0:
                raise Stop("The translations in locale/ could not be compiled (see above).")
            return


if __name__ == "__main__":
    finish(main)
