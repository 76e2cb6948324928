"""Importing the real procedures

All 3,354 real records of ../shared/data/corpus, 23 MB unpacked, into an empty database by
`procedures.importing`, as `manage.py import_procedures` does it; then the same file once more, and
the drafts exported. Each in a process of its own, on a database made for it; *memory* is the most
that the process held, of which *before* it held already when it began.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.system import PROJECT_DIR

CORPUS = Path(os.environ.get("PORTAL_SHARED") or PROJECT_DIR.parent / "shared").joinpath(
    "data/corpus/procedures.jsonl.gz"
)
_STEP = """
import json, resource, sys, time
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from procedures import exports
from procedures.importing.importer import Import, examine
from procedures.importing.report import Options
from procedures.exchange.unpacking import Format, unpack
from procedures.models import ProcedurePage

def held():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

step, path, folder = sys.argv[1:]
if step == "prepare":
    call_command("migrate", verbosity=0)
    call_command("setup_site", verbosity=0)
    sys.exit()
before, begin, cpu = held(), time.perf_counter(), time.process_time()
if step.startswith("export"):
    form = Format(step.partition(" ")[2])
    out = Path(folder, f"out.{form}")
    exports.write(lambda: exports.drafts(ProcedurePage.objects.all()), form, out)
    found = {"procedures": ProcedurePage.objects.count()}
else:
    with open(path, "rb") as source:
        unpacked = unpack(source, path)
    options = Options(timezone.now(), timezone.localdate(), "bench")
    examine(unpacked, {})
    report = Import(options).run(unpacked)
    found = {"created": report.created, "unchanged": report.unchanged,
             "rejected": len(report.rejected)}
print(json.dumps({**found, "s": round(time.perf_counter() - begin, 1),
    "CPU s": round(time.process_time() - cpu, 1), "memory MB": held(), "before MB": before}))
"""


def why_not() -> str:
    """Why it can't be measured here; empty when it can."""
    return "" if CORPUS.exists() else f"there is no {CORPUS}"


def run() -> list[dict[str, object]]:
    """One row a step."""
    with tempfile.TemporaryDirectory() as folder:
        _step("prepare", folder)
        rows = []
        for name, step in (
            ("import", "import"),
            ("import again, unchanged", "import"),
            ("export as JSON Lines", "export jsonl"),
            ("export as XLSX", "export xlsx"),
        ):
            found = _step(step, folder)
            row = {key: found.get(key, "") for key in ("created", "unchanged", "rejected")}
            rows.append({"step": name, **row, **{k: found[k] for k in found if k not in row}})
        for row in rows:
            row.pop("procedures", None)
        return rows


def _step(step: str, folder: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", _STEP, step, str(CORPUS), folder],
        cwd=PROJECT_DIR,
        env={
            **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORTAL_DATA_DIR": folder,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1]) if step != "prepare" else {}
