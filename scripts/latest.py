"""`make test-latest`: the suite on the newest releases that pyproject.toml allows.

The lock file and .venv stay as they are: the newest releases go into a virtual environment of their
own under var/. TRY="wagtail>=8" goes beyond the ranges, to see what the next version would cost.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from scripts import processes
from scripts.setup import NO_NETWORK
from scripts.system import PROJECT_DIR, Stop, finish, say

FOLDER = PROJECT_DIR / "var" / "latest"
PYTEST = ("-n", "auto", "--dist", "loadgroup", "-p", "no:cacheprovider")
#: One requirement, as in TRY: a name with an optional extra and what versions of it.
REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(\[[A-Za-z0-9,._-]+\])?([<>=!~]=?[^\s;]+)?")


def main() -> int:
    processes.turn_signals_into_exit()
    install(FOLDER, requirements(os.environ.get("TRY", "")))
    python = FOLDER / "bin" / "python"
    locked, newest = versions(Path(sys.executable)), versions(python)
    for line in differences(locked, newest):
        say(line)
    command = [str(python), "-m", "pytest", *PYTEST, *sys.argv[1:]]
    # granian and lint-imports are found beside Python; PATH is for whatever else is called.
    env = {**os.environ, "VIRTUAL_ENV": str(FOLDER)}
    env["PATH"] = os.pathsep.join([str(FOLDER / "bin"), env.get("PATH", os.defpath)])
    return subprocess.run(command, check=False, cwd=PROJECT_DIR, env=env).returncode


def requirements(text: str) -> list[str]:
    """The requirements in TRY, parted by blanks. Raises Stop for what is none."""
    wanted = shlex.split(text)
    for one in wanted:
        if not REQUIREMENT.fullmatch(one):
            raise Stop(f"TRY must name releases, like TRY='wagtail>=8 django>=6', not {one!r}.")
    return wanted


def install(folder: Path, beyond: list[str]) -> None:
    """Bring `folder` to the newest releases in the ranges; `beyond` takes the place of ranges."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    say(f"Looking for newer releases ({folder.relative_to(PROJECT_DIR)}) …")
    uv = str(Path(sys.executable).parent / "uv")
    _run([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(folder)])
    overrides = folder / "overrides.txt"
    overrides.write_text("".join(f"{one}\n" for one in beyond), encoding="utf-8")
    python = str(folder / "bin" / "python")
    pip = [uv, "pip", "install", "--quiet", "--upgrade", "--python", python]
    what = ["--requirements", "pyproject.toml", "--group", "dev", "--overrides", str(overrides)]
    _run([*pip, *what])


def _run(command: list[str]) -> None:
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    env.pop("UV_PROJECT_ENVIRONMENT", None)
    done = subprocess.run(command, check=False, capture_output=True, cwd=PROJECT_DIR, env=env)
    if done.returncode == 0:
        return
    said = done.stderr.decode(errors="replace")
    if NO_NETWORK.search(said):
        raise Stop("The package index cannot be reached. Is there a network?")
    words = " ".join(said.split()) or "no word why"
    raise Stop(f"The newest releases could not be installed: {words}")


def versions(python: Path) -> dict[str, str]:
    """What is installed for `python`: name in lower case → version."""
    code = (
        "from importlib.metadata import distributions\n"
        "for one in distributions(): print(one.name.lower().replace('_', '-'), one.version)"
    )
    done = subprocess.run([str(python), "-c", code], check=True, capture_output=True, text=True)
    return dict(line.split(" ", 1) for line in done.stdout.splitlines())


def differences(locked: dict[str, str], newest: dict[str, str]) -> list[str]:
    """One line for each package that is newer than (or not in) the lock; one line when none is."""
    changed = [
        f"  {name} {locked.get(name, '–')} → {version}"
        for name, version in sorted(newest.items())
        if locked.get(name) != version
    ]
    return changed or ["Nothing is newer than uv.lock."]


if __name__ == "__main__":
    finish(main)
