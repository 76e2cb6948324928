"""`make bench`: run what is in benchmarks/, print the tables, write docs/performance.md.

`make bench ARGS="http"` runs only the modules named; the other sections stay as they are.
"""

from __future__ import annotations

import datetime
import importlib
import os
import pkgutil
import platform
import re
import sys
from pathlib import Path
from types import ModuleType

import benchmarks
from scripts import processes
from scripts.system import PROJECT_DIR, Stop, finish, say

REPORT = PROJECT_DIR / "docs" / "performance.md"
Rows = list[dict[str, object]]


def main() -> None:
    processes.turn_signals_into_exit()
    modules = _modules(sys.argv[1:])
    for name, module in modules.items():
        if reason := getattr(module, "why_not", str)():
            say(f"Left out: {name}, because {reason}.")
            continue
        say(f"Measuring: {name} …")
        rows = module.run()
        section = _section(module, rows)
        print(f"\n{section}", flush=True)
        _write(name, section)


def _modules(wanted: list[str]) -> dict[str, ModuleType]:
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        raise Stop(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(names)}.")
    found = {name: importlib.import_module(f"benchmarks.{name}") for name in wanted or names}
    return {name: module for name, module in found.items() if hasattr(module, "run")}


def _section(module: ModuleType, rows: Rows) -> str:
    title, _, how = (module.__doc__ or module.__name__).strip().partition("\n")
    return "\n".join([f"## {title}", "", how.strip(), "", _table(rows), "", _machine(), ""])


def _table(rows: Rows) -> str:
    if not rows:
        raise Stop("A benchmark measured nothing.")
    columns = list(rows[0])
    numeric = {c: all(isinstance(row[c], int | float) for row in rows) for c in columns}
    lines = [columns, ["---:" if numeric[c] else "---" for c in columns]]
    lines += [[str(row[column]) for column in columns] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _machine() -> str:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    return (
        f"Measured on {today} with {os.cpu_count()} cores ({platform.machine()}), "
        f"Python {platform.python_version()}."
    )


def _write(name: str, section: str, report: Path = REPORT) -> None:
    """Put `section` between its marks in the report; a new one goes to the end."""
    begin, end = f"<!-- bench:{name} -->", f"<!-- end:{name} -->"
    text = report.read_text(encoding="utf-8")
    marked = f"{begin}\n{section}\n{end}"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if pattern.search(text):
        text = pattern.sub(lambda _match: marked, text)
    else:
        text = f"{text.rstrip()}\n\n{marked}\n"
    report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    finish(main)
