"""LibreOffice and Poppler, with which tests read old Word files, open ours and count their pages:
found, or installed where that is allowed. A font with Vietnamese letters and the widths of Times
New Roman comes along, or what is drawn would not be what Word draws."""

from __future__ import annotations

import shutil

from scripts.system import Stop, apt_install, apt_line, finish, required, say

PROGRAMS = ("soffice", "pdfinfo", "pdftotext")
PACKAGES = ["libreoffice-writer-nogui", "poppler-utils", "fonts-croscore"]


def why_not() -> str:
    """Why Word files cannot be drawn here; "" when they can."""
    missing = [one for one in PROGRAMS if shutil.which(one) is None]
    return f"no {', '.join(missing)}; type: {apt_line(PACKAGES)}" if missing else ""


def main() -> None:
    """Install only in CI: for one test it is much, and a desktop often has it."""
    if why_not() and required():
        apt_install(PACKAGES, "the test that opens Word files")
    reason = why_not()
    if reason and required():
        raise Stop(f"REQUIRE_ALL is set and Word files cannot be opened: {reason}.")
    if reason:
        say(f"The test that opens Word files will be skipped: {reason}.")


if __name__ == "__main__":
    finish(main)
