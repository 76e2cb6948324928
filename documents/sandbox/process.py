"""The process of one job: `python -I process.py PROJECT`, the request as JSON on standard input,
one line of JSON on standard output for each value (`documents.sandbox`)."""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def main(project: str) -> int:
    """0 when the job came to its end or said why it can't; its bounds end it otherwise."""
    sys.path.insert(0, project)
    request: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    # Libraries print; what we send must come through alone.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def send(**message: Any) -> None:
        out.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        out.flush()

    from documents.sandbox.isolation import bound, cut_network, end_with_parent

    limits = request["limits"]
    end_with_parent()
    bound(memory=limits["memory"], file_size=limits["file_size"], seconds=limits["seconds"])
    means = cut_network(local_sockets=limits["local_sockets"])

    from documents.readers import ReaderRefused, Trouble
    from documents.sandbox import jobs

    if request["job"] == "isolation":
        send(value=means)
    try:
        for value in jobs.run(
            request["job"], request["path"], request["folder"], request["arguments"]
        ):
            send(value=value)
        send(done=True)
    except ReaderRefused as refusal:
        send(refused={"code": refusal.code.value, "params": refusal.params})
    except MemoryError:
        send(refused={"code": Trouble.TOO_MUCH_MEMORY.value, "params": {}})
    except RecursionError:
        send(refused={"code": Trouble.DAMAGED.value, "params": {}})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
