"""The demonstration's data files, read once for the tests that hold them to their rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "procedures": "procedures/demo/procedures.yaml",
    "fees": "procedures/demo/fees.yaml",
    "units": "disclosures/data/units.yaml",
    "plan": "disclosures/demo/plan.yaml",
    "conclusions": "disclosures/demo/conclusions.yaml",
    "acts": "disclosures/demo/acts.yaml",
    "items": "disclosures/demo/items.yaml",
    "pages": "home/demo/pages.yaml",
}


def read(path: str) -> str:
    """The text of a file of the project."""
    return (ROOT / path).read_text(encoding="utf-8")


DATA: dict[str, Any] = {name: yaml.safe_load(read(path)) for name, path in FILES.items()}
UNIT_CODES = {unit["code"] for unit in DATA["units"]["units"]}
