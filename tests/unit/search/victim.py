"""Works on the index until it is killed; started by `test_killed.py` as a process of its own.

Reads lines `drain` or `rebuild`, does each in a child of its own, prints that child's number when
it begins and its exit status when it ended, however that was.
"""

from __future__ import annotations

import os
import sys

import django


def main() -> None:
    django.setup()
    from search import outbox
    from search.engines import get_engine

    outbox.BATCH = 2  # many commits, so that many of them can be interrupted
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            if line.strip() == "drain":
                outbox.drain(get_engine())
            else:
                outbox.rebuild(get_engine())
            os._exit(0)
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main()
