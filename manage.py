#!/usr/bin/env python3
"""Django's command line; the embedded development settings unless told otherwise."""

import os
import sys


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from portal.command_line import run

    run(sys.argv)


if __name__ == "__main__":
    main()
