"""The Chromium of the browser tests and what drives it: found, or installed where that is allowed.

No build of a test tool's own is downloaded: the system's browser gets the system's updates, and a
machine without a way out still has it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import playwright

from scripts.system import Stop, apt_install, apt_line, finish, is_root, os_release, required, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PACKAGES = ["chromium"]
#: What the Node.js inside the playwright package is linked against, and a minimal Debian lacks.
DRIVER_PACKAGES = ["libatomic1"]
#: Quiet and self-contained: nothing is looked up outside, nothing is kept.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> Path | None:
    """The browser to use: CHROMIUM from the environment, else the first known name on PATH."""
    named = os.environ.get("CHROMIUM", "").strip()
    names = (named,) if named else NAMES
    found = (shutil.which(name) for name in names)
    return next((Path(path) for path in found if path), None)


def flags() -> list[str]:
    """The flags to start it with; Chromium's sandbox refuses to run as root."""
    return [*FLAGS, *(["--no-sandbox"] if is_root() else [])]


def why_not(browser: Path | None) -> str:
    """Why the browser tests cannot run with `browser`; "" when they can."""
    if browser is None:
        named = os.environ.get("CHROMIUM", "").strip()
        if named:
            return f"CHROMIUM={named} is not a program"
        return f"no Chromium or Chrome was found; type: {apt_line(PACKAGES)}, or set CHROMIUM"
    return _browser_fault(browser) or _driver_fault()


def _browser_fault(browser: Path) -> str:
    """What is wrong with `browser`; "" when it starts and shows a page.

    Ubuntu's `chromium` is a snap whose command is there and yet starts nothing in a container.
    """
    with tempfile.TemporaryDirectory(prefix="chromium-") as profile:
        page = "data:text/html,<p>it-works</p>"
        command = [str(browser), "--headless", *flags(), f"--user-data-dir={profile}"]
        try:
            done = subprocess.run(
                [*command, "--dump-dom", page], check=False, capture_output=True, timeout=60
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"{browser} does not start ({type(error).__name__})"
    return "" if b"it-works" in done.stdout else f"{browser} does not start here"


def _driver_fault() -> str:
    """What is wrong with Playwright's own Node.js; "" when it runs."""
    node = Path(playwright.__file__).parent / "driver" / "node"
    try:
        done = subprocess.run([str(node), "--version"], check=False, capture_output=True)
    except OSError as error:
        return f"Playwright's driver does not start ({error.strerror})"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode(errors="replace").strip().rpartition(": error")[2].lstrip(" :")
    return f"Playwright's driver: {said}; type: {apt_line(DRIVER_PACKAGES)}"


def main() -> None:
    browser = find()
    # On Ubuntu the package is only a pointer to a snap.
    if browser is None and not os.environ.get("CHROMIUM") and os_release().get("ID") != "ubuntu":
        apt_install(PACKAGES, "browser tests")
        browser = find()
    if browser is not None and _driver_fault():
        apt_install(DRIVER_PACKAGES, "the driver of the browser tests")
    reason = why_not(browser)
    if not reason:
        return
    if required():
        raise Stop(f"REQUIRE_ALL is set and the browser tests cannot run: {reason}.")
    say(f"The browser tests will be skipped: {reason}.")


if __name__ == "__main__":
    finish(main)
