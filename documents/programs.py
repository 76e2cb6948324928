"""What a program of the system is started with: nothing of this process's own environment, so that
a document is read the same way by the server, a worker and a command."""

from __future__ import annotations

#: Where such programs are looked for.
PATH = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"


def environment(home: str = "/nonexistent", **more: str) -> dict[str, str]:
    """The environment of a program whose home and temporary folder is `home`."""
    found = {"PATH": PATH, "HOME": home, "LANG": "C.UTF-8"}
    if home != "/nonexistent":
        found["TMPDIR"] = home
    return {**found, **more}
