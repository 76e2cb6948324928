"""`make setup` asks uv's package index and nobody else; checking, migrating, building and serving
the demonstration ask nobody at all."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.system import PROJECT_DIR
from tests.e2e.conftest import OFFLINE
from tests.offline.sitecustomize import NoNetwork

SCRIPTS = sorted((PROJECT_DIR / "scripts").glob("*.py"))
#: Programs that fetch something when they are told to.
FETCHING = re.compile(r"\b(curl|wget|git clone|npm|npx|pip download|playwright install)\b")
#: Modules with which Python fetches. `http.client` asks our own server whether it is up.
CLIENTS = {"urllib.request", "requests", "httpx", "urllib3", "aiohttp", "ftplib", "http.client"}
# The nodes of the tests are asked on this machine whether they are up.
MAY_ASK = {"serving.py": {"http.client"}, "elasticsearch_nodes.py": {"urllib.request"}}


def imported(file: Path) -> set[str]:
    """The modules that a file imports anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or "", *(f"{node.module}.{a.name}" for a in node.names)}
    return names


@pytest.mark.parametrize(
    "file", [*SCRIPTS, PROJECT_DIR / "Makefile", PROJECT_DIR / "manage.py"], ids=lambda f: f.name
)
def test_what_sets_up_and_runs_the_portal_names_no_other_machine(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    others = [
        url
        for url in re.findall(r"(?:https?|ftp|git)://[^\s\"'`)]*", text)
        if not url.startswith(("http://127.0.0.1", "http://{HOST}"))
    ]
    assert others == []
    assert FETCHING.findall(text) == []
    if file.suffix == ".py":
        assert imported(file) & CLIENTS == MAY_ASK.get(file.name, set())


def test_setup_fetches_with_pip_and_uv_alone() -> None:
    text = (PROJECT_DIR / "scripts" / "setup.py").read_text(encoding="utf-8")
    assert text.count("_run([") == 2  # uv by pip, everything else by uv from the lock file
    assert '"--frozen"' in text and '"UV_PYTHON_DOWNLOADS": "never"' in text
    assert "index" not in re.findall(r'"--([a-z-]+)"', text)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_a_test_that_asks_for_another_machine_fails_at_once(host: str) -> None:
    with pytest.raises(NoNetwork):
        socket.create_connection((host, 443), timeout=1)


def test_what_a_test_starts_is_kept_from_the_network_as_well() -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 443), timeout=1)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, env=OFFLINE
    )
    assert "NoNetwork" in done.stderr


def test_the_system_checks_ask_nobody(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--settings", "portal.settings.test"],
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT_DIR,
        env={**OFFLINE, "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
