"""Public pages over HTTP

The real server (granian, one worker process) on a fresh demonstration, SQLite, with its task worker
beside it. One client on the same machine, one request at a time on a kept-alive connection, the
pages taken in turn with a bare Django view of the same server, so that all share the machine's
moods. Uncached in the browser's sense: the whole page is fetched each time.
"""

from __future__ import annotations

import http.client
import re
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from scripts import serving
from scripts.system import Stop

ROUNDS = 200
WARM_UP = 10
BARE = "/_bare/"
LISTING = "/thu-tuc/"


def run() -> list[dict[str, object]]:
    """One row a page: median, 95th percentile, ratio of medians to the bare view's, size."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        changes = {"PORTAL_DATA_DIR": folder, "DATABASE_URL": "", "SEARCH_URL": ""}
        env = serving.environment(PORTAL_BENCH="1", **changes)
        serving.prepare(env)
        with (
            Path(folder, "log").open("wb") as log,
            serving.serving(serving.free_port(), env, output=log) as portal,
        ):
            return _measure(portal.port)


def _measure(port: int) -> list[dict[str, object]]:
    connection = http.client.HTTPConnection(serving.HOST, port, timeout=30)
    pages = {
        "bare Django view": BARE,
        "home": "/",
        "listing of procedures": LISTING,
        "one procedure": _first_procedure(connection),
        "search": f"/tim-kiem/?q={quote('cấp giấy phép')}",
        "search, no accents": "/tim-kiem/?q=cap+giay+phep",
        "duties and their status": "/nghia-vu-cong-khai/",
    }
    sizes = {name: len(_get(connection, path)) for name, path in pages.items()}
    for _ in range(WARM_UP):
        for path in pages.values():
            _get(connection, path)
    times: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, path in pages.items():
            started = time.perf_counter()
            _get(connection, path)
            times[name].append((time.perf_counter() - started) * 1000)
    connection.close()
    bare = statistics.median(times["bare Django view"])
    return [
        {
            "page": name,
            "median, ms": round(statistics.median(taken), 1),
            "p95, ms": round(statistics.quantiles(taken, n=20)[-1], 1),
            "times bare": round(statistics.median(taken) / bare, 1),
            "size, kB": round(sizes[name] / 1000, 1),
        }
        for name, taken in times.items()
    ]


def _first_procedure(connection: http.client.HTTPConnection) -> str:
    listing = _get(connection, LISTING).decode()
    found = re.search(rf'href="(?:http://[^/"]+)?({LISTING}[^"/?#]+/)"', listing)
    if not found:
        raise Stop(f"The listing {LISTING} links to no procedure.")
    return found.group(1)


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    """The body of `path`; raises Stop unless the server answers 200."""
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise Stop(f"{path} answers {response.status} instead of 200.")
    return body
