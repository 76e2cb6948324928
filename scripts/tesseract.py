"""Tesseract with Vietnamese, by which scans are read: found, or installed where that is allowed.

The portal works without it and says so where a scan would have to be read."""

from __future__ import annotations

from documents.readers import ocr
from scripts.system import Stop, apt_install, apt_line, finish, required, say

PACKAGES = ["tesseract-ocr", "tesseract-ocr-vie"]


def why_not() -> str:
    """Why scans cannot be read here; "" when they can."""
    ocr.why_not.cache_clear()
    missing = ocr.why_not()
    return f"no {missing}; type: {apt_line(PACKAGES)}" if missing else ""


def main() -> None:
    """Small enough to be installed wherever apt may be used without asking."""
    if why_not():
        apt_install(PACKAGES, "the tests that read scans")
    reason = why_not()
    if reason and required():
        raise Stop(f"REQUIRE_ALL is set and scans cannot be read: {reason}.")
    if reason:
        say(f"The tests that read scans will be skipped: {reason}.")


if __name__ == "__main__":
    finish(main)
