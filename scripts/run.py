"""`make run`: prepare the demonstration, serve it, say where it is, stop everything on Ctrl-C."""

from __future__ import annotations

import os
import time

from scripts import processes, serving
from scripts.datafolder import data_folder, in_use
from scripts.system import Stop, finish, say

ADMIN = "/quan-tri/"
WORKER_LOG = "worker.log"


def main() -> int:
    port = _port()
    processes.turn_signals_into_exit()
    folder = data_folder()
    with in_use(folder):
        serving.check_port(port)
        env = serving.environment()
        accounts = serving.prepare(env)
        reload = os.environ.get("RELOAD", "") not in {"", "0"}
        try:
            with (
                (folder / WORKER_LOG).open("wb") as log,
                serving.serving(port, env, reload=reload, worker_output=log) as portal,
            ):
                _announce(portal.url, accounts, log.name)
                _watch(portal)
        except KeyboardInterrupt:
            say("\nStopped. Your data stays; `make run` goes on from here.")
    return 0


def _port() -> int:
    text = os.environ.get("PORT", "8000").strip()
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _announce(url: str, accounts: serving.Accounts, log: str) -> None:
    print(f"\n  Public site   {url}/")
    print(f"  Admin         {url}{ADMIN}")
    print("\n  Demonstration accounts (user name, password, what it is for):")
    for account in accounts:
        print(f"    {account['username']:<10} {account['password']}   {account['purpose']}")
    print(f"\n  What the task worker does is in {log}")
    print("  Ctrl-C stops both.\n", flush=True)


def _watch(portal: serving.Portal) -> None:
    """Wait for Ctrl-C; raise Stop when the server or the worker ends by itself."""
    while not portal.dead():
        time.sleep(0.5)
    raise Stop(f"The {portal.dead()} ended by itself; what it printed says why.")


if __name__ == "__main__":
    finish(main)
