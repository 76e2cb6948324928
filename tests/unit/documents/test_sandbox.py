"""The process in which parsers run: no network, bounds that hold, and nothing believed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from documents import sandbox
from documents.intake import examine_apart
from documents.readers import ReaderRefused, Trouble
from documents.refusals import FileRefused, Refusal
from tests.unit.documents import samples

PROJECT_DIR = Path(__file__).resolve().parents[3]
QUICK = replace(sandbox.LOOKING, silence=10, seconds=10)

TRY = """
import socket, sys
sys.path.insert(0, {project!r})
from documents.sandbox import isolation
{prepare}
means = isolation.cut_network(local_sockets={local})
def refused(family):
    try:
        socket.socket(family, socket.SOCK_STREAM).close()
    except PermissionError:
        return True
    return False
def unreachable():
    try:
        socket.create_connection(("127.0.0.1", {port}), timeout=2)
    except OSError:
        return True
    return False
print(means, refused(socket.AF_INET), refused(socket.AF_UNIX), unreachable())
"""


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """`pretend(code)`: the sandboxed process runs that instead of a job."""

    def run(code: str) -> None:
        script = tmp_path / "process.py"
        script.write_text(f"import json, os, sys, time\n{code}", encoding="utf-8")
        monkeypatch.setattr(sandbox, "_PROCESS", script)

    return run


def tried(listening: int, *, prepare: str = "", local: bool = False) -> list[str]:
    code = TRY.format(project=str(PROJECT_DIR), prepare=prepare, local=local, port=listening)
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    return done.stdout.decode().strip().rsplit(" ", 3)


@pytest.fixture
def listening():
    import socket

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_the_process_has_no_network(listening: int) -> None:
    means, inet, _unix, unreachable = tried(listening)
    assert means != "[]"
    assert unreachable == "True"
    if "filter" in means or "python" in means:
        assert inet == "True"


def test_the_filter_alone_keeps_the_network_away(listening: int) -> None:
    """Where no namespace is allowed, as in many containers."""
    prepare = "isolation._own_namespace = lambda: False"
    means, inet, unix, unreachable = tried(listening, prepare=prepare)
    assert (inet, unix, unreachable) == ("True", "True", "True")
    assert "namespace" not in means


def test_without_the_kernels_help_python_itself_refuses(listening: int) -> None:
    prepare = "isolation._own_namespace = isolation._filter_sockets = lambda *a: False"
    means, inet, unix, unreachable = tried(listening, prepare=prepare)
    assert "python" in means
    assert (inet, unix, unreachable) == ("True", "True", "True")


def test_sockets_within_the_machine_can_be_left(listening: int) -> None:
    """LibreOffice needs them."""
    means, _inet, unix, unreachable = tried(listening, local=True)
    if "filter" in means:
        assert (unix, unreachable) == ("False", "True")


def test_it_gets_nothing_of_our_environment(pretend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    pretend("print(json.dumps({'value': dict(os.environ)})); print('{\"done\": true}')")
    seen = sandbox.call("x", Path("a"), limits=QUICK)
    assert "SECRET_KEY" not in seen
    assert "geheim" not in seen.values()


def test_silence_has_an_end_and_nothing_is_left_running(pretend, tmp_path: Path) -> None:
    """A child of the process, as tesseract would be, ends with it."""
    mark = tmp_path / "child"
    pretend(
        f"""
import subprocess
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open({str(mark)!r}, "w").write(str(child.pid))
time.sleep(60)
"""
    )
    began = time.monotonic()
    with pytest.raises(ReaderRefused) as refused:
        sandbox.call("x", Path("a"), limits=replace(QUICK, silence=2))
    assert refused.value.code is Trouble.TOO_LONG
    assert time.monotonic() - began < 20
    child = int(mark.read_text())
    for _ in range(50):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("the child is still running")


def test_whoever_stops_listening_ends_it(pretend, tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    pretend(
        f"""
open({str(mark)!r}, "w").write(str(os.getpid()))
while True:
    print(json.dumps({{"value": 1}}), flush=True)
"""
    )
    values = sandbox.run("x", Path("a"), limits=QUICK)
    assert next(values) == 1
    values.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[1, 2]",
        b'{"refused": {"code": "no such code", "params": {}}}',
        b'{"refused": {"code": "damaged", "params": {"page": []}}}',
        b"[" * 100_000,
        b'{"something": "else"}',
        b"",
    ],
    ids=["text", "list", "unknown code", "odd params", "deep", "unknown", "nothing"],
)
def test_what_is_none_of_our_messages_is_a_crash(pretend, line: bytes) -> None:
    pretend(f"sys.stdout.buffer.write({line!r} + b'\\n')")
    with pytest.raises(ReaderRefused) as refused:
        sandbox.call("x", Path("a"), limits=QUICK)
    assert refused.value.code is Trouble.CRASHED


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("import signal; os.kill(os.getpid(), signal.SIGSEGV)", Trouble.DAMAGED),
        ("held = b'x' * (700 << 20); os.abort()", Trouble.TOO_MUCH_MEMORY),
        ("import signal; os.kill(os.getpid(), signal.SIGKILL)", Trouble.TOO_MUCH_MEMORY),
        ("import signal; os.kill(os.getpid(), signal.SIGXCPU)", Trouble.TOO_LONG),
        ("sys.exit(3)", Trouble.CRASHED),
    ],
    ids=["broke down", "without memory", "ended by the system", "without time", "our own fault"],
)
def test_what_ended_the_process_is_said(pretend, code: str, trouble: Trouble) -> None:
    """Native code says nothing before it ends: what it used tells why."""
    pretend(code)
    # A process begins with the greatest size of the one that made it, and a worker of the suite
    # grows: only where much memory is meant is the bound a low one.
    memory = 1 << 30 if trouble is Trouble.TOO_MUCH_MEMORY else 16 << 30
    with pytest.raises(ReaderRefused) as refused:
        sandbox.call("x", Path("a"), limits=replace(QUICK, memory=memory))
    assert refused.value.code is trouble


def test_memory_is_bounded(tmp_path: Path) -> None:
    """The bound holds in the process itself, before any parser is loaded."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (64 << 20))
    limits = replace(QUICK, memory=160 << 20)
    with pytest.raises(ReaderRefused) as refused:
        sandbox.call("read", path, {"file_type": "txt"}, limits=limits)
    assert refused.value.code in {Trouble.TOO_MUCH_MEMORY, Trouble.CRASHED}


def test_the_gate_asks_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(samples.pdf(3))
    assert examine_apart(path, "Kế hoạch.pdf").pages == 3
    path.write_bytes(b"<html>404</html>")
    with pytest.raises(FileRefused) as refused:
        examine_apart(path, "Kế hoạch.pdf")
    assert refused.value.code is Refusal.WEB_PAGE


def test_a_parser_that_breaks_down_at_the_gate_is_a_refusal(pretend, tmp_path: Path) -> None:
    pretend("os.abort()")
    with pytest.raises(FileRefused) as refused:
        examine_apart(tmp_path, "a.pdf")
    assert refused.value.code is Refusal.NOT_EXAMINED


def test_every_upload_goes_through_it_unless_a_test_says_otherwise(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.files.base import ContentFile

    from documents import intake
    from portal.settings import base

    assert base.DOCUMENTS_GATE_APART is True
    settings.DOCUMENTS_GATE_APART = True
    asked: list[str] = []
    monkeypatch.setattr(
        intake, "examine_apart", lambda path, name: asked.append((path.read_bytes(), name))
    )
    intake.take_in(ContentFile(b"%PDF", name="a.pdf"))
    assert asked == [(b"%PDF", "a.pdf")]


def test_values_come_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Tên;Số\nGiấy phép;5\n", encoding="utf-8")
    values = list(sandbox.run("read", path, {"file_type": "csv"}, limits=QUICK))
    assert json.loads(json.dumps(values)) == values
    assert values[0]["whole"]["is_paged"] is False
    assert values[-1]["blocks"] == [{"kind": "table", "rows": [["Tên", "Số"], ["Giấy phép", "5"]]}]


@pytest.mark.parametrize(
    ("means", "said"), [(["namespace", "filter"], 0), (["filter"], 0), (["python"], 1), (None, 1)]
)
def test_the_doctor_says_where_only_python_keeps_it_from_the_network(
    monkeypatch: pytest.MonkeyPatch, means: list[str] | None, said: int
) -> None:
    from documents import doctor

    monkeypatch.setattr(doctor.sandbox, "call", lambda *a, **k: means)
    found = list(doctor.readers_are_kept_from_the_network(timezone.now()))
    assert [one.id for one in found] == ["documents.reader-not-apart"] * said


def test_the_doctor_asks_the_process_itself() -> None:
    from documents import doctor

    list(doctor.readers_are_kept_from_the_network(timezone.now()))  # whatever holds here
    assert sandbox.call("isolation", Path("/dev/null"), limits=sandbox.LOOKING)
