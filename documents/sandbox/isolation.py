"""What a process gives up before it parses anything: network, memory, time (Linux; less elsewhere).

Network, by two means of the kernel, each of which may be missing:

* a filter of system calls (seccomp): no socket can be made, by Python or by any library. Needs no
  right at all; known for x86-64 and ARM64;
* a network namespace of its own (unshare), in which there is nothing but a loopback that is down.
  Some systems keep it from ordinary accounts.

Where neither works, Python's own sockets are refused by an audit hook: honest code is stopped,
native code is not. `manage.py doctor` says so where neither holds.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
import sys
from typing import Any

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_SECCOMP_MODE_FILTER = 2
_AF_UNIX = 1
_EACCES = 13

#: machine → (AUDIT_ARCH_…, socket, io_uring_setup): <linux/audit.h> and the tables of system calls.
_CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
_LOAD, _JUMP_EQUAL, _JUMP_GREATER, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | _EACCES, 0x80000000
_ARCH_AT, _CALL_AT, _FIRST_ARGUMENT_AT = 4, 0, 16
#: x86-64's second table of calls begins here; nothing of ours uses it.
_X32 = 0x40000000


def end_with_parent() -> None:
    """The process ends when whoever started it does."""
    with contextlib.suppress(OSError, AttributeError):
        _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def bound(*, memory: int, file_size: int, seconds: int) -> None:
    """Bounds on this process and on each that it starts: bytes of memory and of a file it writes,
    seconds of processor time; no core files."""
    try:
        import resource
    except ImportError:  # no such bounds on Windows
        return
    for name, value in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_FSIZE", file_size),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _soft, hard = resource.getrlimit(kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def cut_network(*, local_sockets: bool = False) -> list[str]:
    """Give up the network; which of "namespace", "filter", "python" hold from now on.

    `local_sockets`: sockets between processes of this machine (AF_UNIX) stay possible.
    """
    means = []
    if _own_namespace():
        means.append("namespace")
    if _filter_sockets(local_sockets):
        means.append("filter")
    if not means:
        sys.addaudithook(_refuse_sockets)
        means.append("python")
    return means


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _own_namespace() -> bool:
    """Alone first: an account with the right to it needs no namespace of users beside."""
    try:
        unshare = _libc().unshare
    except (OSError, AttributeError):
        return False
    return any(unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def _filter_sockets(local_sockets: bool) -> bool:
    known = _CALLS.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return False
    arch, socket, io_uring_setup = known
    program = [
        _step(_LOAD, _ARCH_AT),
        _step(_JUMP_EQUAL, arch, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _CALL_AT),
        _step(_JUMP_GREATER, _X32, 5, 0),
        _step(_JUMP_EQUAL, io_uring_setup, 4, 0),
        _step(_JUMP_EQUAL, socket, 0, 2),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
        _step(_JUMP_EQUAL, _AF_UNIX if local_sockets else 0xFFFF, 0, 1),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_void_p)]

    described = Program(len(program), ctypes.addressof(code))
    try:
        prctl = _libc().prctl
        if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            return False
        done = prctl(
            _PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), ctypes.byref(described), 0, 0
        )
    except (OSError, AttributeError):
        return False
    return bool(done == 0)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _refuse_sockets(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket.") and event not in {"socket.gethostname"}:
        raise PermissionError(_EACCES, os.strerror(_EACCES))
