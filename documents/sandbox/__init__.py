"""A process of its own for whatever parses what strangers made (ADR 0014).

    for message in run("read", path, {"max_pages": 10}, limits=READING):
        ...

The process is started anew for each job, with a clean environment, an empty folder to work in,
bounds on memory, file sizes, processor time and silence, and without network (`isolation`). What it
sends are lines of JSON, never pickled objects: a parser that was taken over can send wrong values,
not run anything here. Whoever stops iterating ends the process and all that it started.

What is not kept from it: reading other files the portal's account can read. It can't send them
anywhere.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from documents.programs import environment
from documents.readers import ReaderRefused, Trouble

MEBIBYTE = 1 << 20
PROJECT_DIR = Path(__file__).resolve().parents[2]
_PROCESS = Path(__file__).with_name("process.py")
#: One line of JSON (a page of words, a thumbnail's name) is never longer; bytes.
_LONGEST_LINE = 32 * MEBIBYTE
_ENDED = object()
#: Shares of its bounds from which a process that was ended is taken to have met them. The bound on
#: memory is one of addresses, of which never all are used; the most that was held counts from what
#: started the process, which is far less.
_NEARLY_ALL_TIME, _MUCH_MEMORY = 0.9, 0.6


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Bounds of one job. Sizes in bytes; each process it starts has the same bounds."""

    memory: int = 1536 * MEBIBYTE
    file_size: int = 512 * MEBIBYTE
    #: Seconds without a line (a page takes no longer), and altogether.
    silence: int = 60
    seconds: int = 300
    #: Whether local sockets may be opened: LibreOffice talks to itself through one.
    local_sockets: bool = False


#: A short look: the gate, signatures, findings, one page's picture.
LOOKING = SandboxLimits(silence=60, seconds=60)
#: Reading words; with OCR a page may take two minutes, a thick scan hours.
READING = SandboxLimits(silence=60, seconds=900)
OCR = SandboxLimits(silence=300, seconds=4 * 3600)
OFFICE = SandboxLimits(memory=4096 * MEBIBYTE, silence=120, seconds=120, local_sockets=True)


def call(
    job: str, path: Path, arguments: Mapping[str, Any] | None = None, *, limits: SandboxLimits
) -> Any:
    """The value of the last message of `job`. Raises `ReaderRefused`."""
    value = None
    for message in run(job, path, arguments, limits=limits):
        value = message
    return value


def run(
    job: str,
    path: Path,
    arguments: Mapping[str, Any] | None = None,
    *,
    limits: SandboxLimits,
    keep_in: Path | None = None,
    beat: float | None = None,
) -> Iterator[Any]:
    """What `job` (a name in `documents.sandbox.jobs`) sends about the file at `path`, value by
    value, as JSON values.

    `keep_in`: an existing folder into which the job's own files are written (they are for whoever
    called, and to be removed by him); by default they vanish with the job. `beat`: after so many
    seconds without a value None comes, so that the caller can look after other things.
    Raises `ReaderRefused` with the reader's own reason, or TOO_LONG, TOO_MUCH_MEMORY, DAMAGED (the
    parser broke down over it), CRASHED.
    """
    with contextlib.ExitStack() as stack:
        folder = keep_in or Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="doc-", ignore_cleanup_errors=True)
            )
        )
        request = {
            "job": job,
            "path": str(Path(path).resolve()),
            "folder": str(folder),
            "arguments": dict(arguments or {}),
            "limits": asdict(limits),
        }
        process = _start(folder)
        try:
            yield from _messages(process, json.dumps(request).encode(), limits, beat)
        finally:
            _end(process)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (our own file, no shell)
        [sys.executable, "-I", str(_PROCESS), str(PROJECT_DIR)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment(str(folder), PYTHONHASHSEED="0"),
        start_new_session=True,  # so that all it starts can be ended together
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError, ValueError):
            if stream is not None:
                stream.close()


def _messages(
    process: subprocess.Popen[bytes], request: bytes, limits: SandboxLimits, beat: float | None
) -> Iterator[Any]:
    """The values of the job, in order. A thread waits for lines so that silence has an end."""
    lines: queue.Queue[Any] = queue.Queue(maxsize=64)
    threading.Thread(target=_listen, args=(process, request, lines), daemon=True).start()
    until = time.monotonic() + limits.seconds
    silent_until = time.monotonic() + limits.silence
    while True:
        left = min(silent_until, until) - time.monotonic()
        try:
            line = lines.get(timeout=max(min(left, beat or left), 0.01))
        except queue.Empty:
            if beat and left > beat:
                yield None
                continue
            raise ReaderRefused(Trouble.TOO_LONG, seconds=limits.seconds) from None
        if line is _ENDED:
            raise ReaderRefused(_why_it_ended(*_reaped(process), limits))
        kind, value = _parsed(line)
        silent_until = time.monotonic() + limits.silence
        if kind == "value":
            yield value
        elif kind == "done":
            return
        else:
            raise ReaderRefused(Trouble(value["code"]), **value["params"])


def _listen(process: subprocess.Popen[bytes], request: bytes, lines: queue.Queue[Any]) -> None:
    with contextlib.suppress(OSError, ValueError):
        process.stdin.write(request)  # type: ignore[union-attr]
        process.stdin.close()  # type: ignore[union-attr]
        while line := process.stdout.readline(_LONGEST_LINE):  # type: ignore[union-attr]
            _put(process, lines, line)
    _put(process, lines, _ENDED)


def _put(process: subprocess.Popen[bytes], lines: queue.Queue[Any], line: Any) -> None:
    """Hand a line over; give up when nobody takes it any more and the process has ended."""
    while True:
        try:
            lines.put(line, timeout=1)
            return
        except queue.Full:
            if process.returncode is not None:
                return


def _parsed(line: bytes) -> tuple[str, Any]:
    """(kind, value) of a line; whatever isn't one of ours is a crash."""
    try:
        message = json.loads(line)
        if "refused" in message:
            value = message["refused"]
            Trouble(value["code"])
            params = value["params"]
            if all(isinstance(one, str | int) for one in params.values()):
                return "refused", value
        if "value" in message:
            return "value", message["value"]
        if "done" in message:
            return "done", None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    raise ReaderRefused(Trouble.CRASHED)


def _reaped(process: subprocess.Popen[bytes]) -> tuple[int, int, float]:
    """The exit code of an ended process, the most memory it held (bytes; 0 where nobody can tell)
    and its seconds of processor time."""
    if process.returncode is None and hasattr(os, "wait4"):
        with contextlib.suppress(ChildProcessError):
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            unit = 1 if sys.platform == "darwin" else 1024
            return process.returncode, used.ru_maxrss * unit, used.ru_utime + used.ru_stime
    return process.wait(), 0, 0.0


def _why_it_ended(code: int, memory: int, busy: float, limits: SandboxLimits) -> Trouble:
    """Native code that gets no memory, or runs over its own stack, ends its process at once: only
    what it had used tells the one from the other. (`memory` is at least what this process was when
    it began the other: the system counts on from there.)"""
    if code >= 0:
        return Trouble.CRASHED
    if code == -signal.SIGXCPU or busy >= _NEARLY_ALL_TIME * limits.seconds:
        return Trouble.TOO_LONG
    if code == -signal.SIGKILL or memory >= _MUCH_MEMORY * limits.memory:
        return Trouble.TOO_MUCH_MEMORY  # SIGKILL: the system's own bound
    return Trouble.DAMAGED
