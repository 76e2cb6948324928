"""Nothing the portal does by itself needs a network: whoever tries one in a test fails at once.

Imported by tests/conftest.py for the suite's own process. With this folder on PYTHONPATH Python
imports it by itself at its start, so that it also holds for what a test starts: preparing the
demonstration, the server, its worker. (PostgreSQL's library connects below Python and is not seen.)
"""

from __future__ import annotations

import sys
from typing import Any


class NoNetwork(RuntimeError):
    """Something asked for another machine."""


def is_here(host: Any) -> bool:
    """Whether that address is this very machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    return not host or host in {"localhost", "::1"} or str(host).startswith("127.")


def refuse(event: str, args: tuple[Any, ...]) -> None:
    """Audit hook: refuse to look up or reach any other machine."""
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in {"socket.connect", "socket.sendto"}:
        host = args[1][0] if isinstance(args[1], tuple) else ""  # else a socket in a file
    else:
        return
    if not is_here(host):
        raise NoNetwork(f"{event}: a test asked for {host!r}; tests stay on this machine")


sys.addaudithook(refuse)
