"""The machine we are on: one-line errors and packages of the system.

Used by `scripts.setup` too, before anything is installed: standard library only, and nothing
that an old Python could not even read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent


class Stop(Exception):
    """The work cannot go on; the message is one line that says what to do."""


def say(text: str) -> None:
    """One line of progress, on standard error: standard output belongs to results."""
    print(text, file=sys.stderr, flush=True)


def finish(main) -> None:
    """Run `main`, a script's entry point, and end the process: a Stop becomes its one line."""
    try:
        code = main()
    except Stop as stop:
        say(str(stop))
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code or 0)


def required() -> bool:
    """Whether everything a run needs must be there (REQUIRE_ALL=1, as CI sets)."""
    return os.environ.get("REQUIRE_ALL", "") not in {"", "0"}


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def os_release() -> dict:
    """The distribution's own words about itself, e.g. {"ID": "debian", ...}; empty elsewhere."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.split("=", 1) for line in lines if "=" in line)
    return {key: value.strip().strip('"') for key, value in pairs}


def apt_prefix():
    """The words before `apt-get` with which packages may be installed here, or None.

    Root needs none; others need sudo that asks for no password: `make` never asks for one.
    """
    if shutil.which("apt-get") is None:
        return None
    if is_root():
        return []
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def apt_install(packages: list, purpose: str) -> bool:
    """Install Debian packages where that is allowed. Returns whether they were installed."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    say(f"Installing {' '.join(packages)} from the system's packages ({purpose}) …")
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    install = [*command, "install", "--no-install-recommends", *packages]
    # The list of packages may be missing or old on a new machine: once more after an update.
    return _succeeds(install) or (_succeeds([*command, "update"]) and _succeeds(install))


def apt_line(packages: list) -> str:
    """What a person types to install `packages`."""
    sudo = "" if is_root() else "sudo "
    return f"{sudo}apt-get install {' '.join(packages)}"


def _succeeds(command: list) -> bool:
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return done.returncode == 0
