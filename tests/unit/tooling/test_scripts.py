"""Running, preparing and measuring: what goes wrong is said in one line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

from scripts import bench, browser, datafolder, installation, processes, run, serving, setup
from scripts.system import PROJECT_DIR, Stop


def test_a_taken_port_is_refused_and_another_one_proposed() -> None:
    with socket.socket() as taken:
        taken.bind((serving.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Stop, match=f"Port {port} is taken.*PORT={port + 1}"):
            serving.check_port(port)


def test_a_free_port_is_accepted() -> None:
    serving.check_port(serving.free_port())


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "abc", "8000;ls", "８０００x"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Stop, match="PORT must be a number"):
        run._port()


def test_a_data_folder_has_one_user_at_a_time(tmp_path: Path) -> None:
    with (
        datafolder.in_use(tmp_path),
        pytest.raises(Stop, match="stop it first"),
        datafolder.in_use(tmp_path),
    ):
        pass
    with datafolder.in_use(tmp_path):  # free again afterwards
        pass


def test_a_data_folder_that_cannot_be_made_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / "file" / "folder"))
    with pytest.raises(Stop, match="cannot be made"):
        datafolder.data_folder()


def test_a_stopped_process_leaves_no_grandchild() -> None:
    """The child ignores SIGTERM and has a child of its own: both are gone afterwards."""
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']).pid)\n"
        "sys.stdout.flush(); time.sleep(600)\n"
    )
    child = processes.start([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert child.stdout is not None
    grandchild = int(child.stdout.readline())
    processes.stop(child, patience=0.2)
    assert child.poll() is not None
    patience = time.monotonic() + 60  # a busy machine takes its time to end a process
    while time.monotonic() < patience:
        if not Path(f"/proc/{grandchild}").exists() or "Z" in _state(grandchild):
            return
        time.sleep(0.1)
    os.kill(grandchild, signal.SIGKILL)
    pytest.fail("the grandchild still runs")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_an_old_python_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 2))
    with pytest.raises(Stop, match=r"Python 3\.11 or newer is needed.*make PYTHON="):
        setup._check_python()


def test_a_python_too_old_to_read_the_scripts_is_named_too(tmp_path: Path) -> None:
    """Python 3.6 would stop at their first line with a syntax error."""
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo "Python 3.6.9" || exit 1\n')
    old.chmod(0o755)
    done = subprocess.run(
        ["make", "--no-print-directory", "setup", f"PYTHON={old}"],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert (done.returncode, len(said)) == (2, 1)
    assert "is Python 3.6.9. Name another: make PYTHON=" in said[0]


def test_setup_reads_the_version_of_uv_from_the_project() -> None:
    assert setup._uv_version().count(".") == 2


def test_a_browser_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    assert browser.find() is None
    assert browser.why_not(None) == "CHROMIUM=no-such-browser is not a program"


def test_a_program_that_is_no_browser_is_found_out(tmp_path: Path) -> None:
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexit 0\n")
    fake.chmod(0o755)
    assert "does not start" in browser.why_not(fake)


def test_a_section_of_the_report_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    report = tmp_path / "performance.md"
    report.write_text("# Performance\n\nBy hand.\n", encoding="utf-8")
    module = ModuleType("example")
    module.__doc__ = "Example\n\nHow it is measured."
    for median in (1.5, 2.5):
        section = bench._section(module, [{"page": "home", "median, ms": median}])
        bench._write("example", section, report)
    text = report.read_text(encoding="utf-8")
    assert "By hand." in text
    assert "| home | 2.5 |" in text and "1.5" not in text
    assert text.count("## Example") == 1


def test_an_unknown_benchmark_is_named() -> None:
    with pytest.raises(Stop, match=r"There is no benchmark nonsense; there are: .*http"):
        bench._modules(["nonsense"])


def test_make_refuses_an_unknown_database() -> None:
    done = subprocess.run(
        ["make", "test", "DATABASE=oracle", "--dry-run"],
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT_DIR,
    )
    assert done.returncode != 0
    assert "DATABASE must be sqlite or postgres" in done.stderr


def test_what_an_installation_lacks_is_one_line_and_a_fault_of_ours_is_not() -> None:
    with (
        pytest.raises(Stop, match="EMAIL_URL is not understood"),
        installation.in_one_line(),
    ):
        raise ImproperlyConfigured("EMAIL_URL is not understood")
    with pytest.raises(ZeroDivisionError), installation.in_one_line():
        raise ZeroDivisionError
