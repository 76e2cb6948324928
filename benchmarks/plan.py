"""Importing a plan

`manage.py import_plan` on real plans of ../shared, each time a process of its own, on a database
made for it with the units of the catalogue. *whole* is that process from start to end, Python and
Django included; *bare* is a process that starts Django and does nothing. Medians of five; asked for
was under 2 s. *again* finds the plan stored already. The plan of 140 tasks prints neither number
nor day, which are given, and names many units that are made with it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.system import PROJECT_DIR, Stop

SHARED = Path(os.environ.get("PORTAL_SHARED") or PROJECT_DIR.parent / "shared")
PLAN = SHARED / "domain/plan-14-KH-SKHCN.md"
LARGE = SHARED / "data/plans/nq03-2025_phu-luc-2_ban-du-thao.md"
ROUNDS = 5
BARE = ("shell", "--no-imports", "-c", "pass")
IDENTIFIED = ("--number", "03/NQ-CP", "--signed-on", "2025-01-09", "--create-units")


def why_not() -> str:
    """Why it can't be measured here; empty when it can."""
    missing = [str(path) for path in (PLAN, LARGE) if not path.exists()]
    return f"there is no {', '.join(missing)}" if missing else ""


def run() -> list[dict[str, object]]:
    """One row a way of importing."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        fresh = Path(folder, "fresh")
        fresh.mkdir()
        for command in (("migrate", "-v0"), ("setup_site", "-v0"), ("load_units",)):
            _manage(fresh, *command)
        bare = statistics.median(_manage(fresh, *BARE) for _ in range(ROUNDS))
        rows = [("bare", "", bare)]
        for name, path, options in (
            ("28 tasks", PLAN, ()),
            ("140 tasks", LARGE, IDENTIFIED),
        ):
            command = ("import_plan", str(path), *options)
            first = statistics.median(_on_a_copy(fresh, command) for _ in range(ROUNDS))
            _manage(fresh, *command)
            again = statistics.median(_manage(fresh, *command) for _ in range(ROUNDS))
            rows += [(name, "first time", first), (name, "again", again)]
    return [
        {
            "plan": plan,
            "how": how,
            "whole, s": round(taken, 2),
            "times bare": round(taken / bare, 2),
        }
        for plan, how, taken in rows
    ]


def _on_a_copy(folder: Path, command: tuple[str, ...]) -> float:
    with tempfile.TemporaryDirectory(dir=folder.parent) as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        return _manage(Path(copy), *command)


def _manage(folder: Path, *command: str) -> float:
    """Seconds that `manage.py` took on the data in `folder`; raises Stop with what it said."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        check=False,
        cwd=PROJECT_DIR,
        env={
            **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SEARCH_URL")},
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORTAL_DATA_DIR": str(folder),
        },
        capture_output=True,
        text=True,
    )
    taken = time.perf_counter() - started
    if done.returncode:
        raise Stop(f"manage.py {command[0]} failed: {done.stderr.strip()}")
    return taken
