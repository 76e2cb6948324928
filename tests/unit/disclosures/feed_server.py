"""A server of feeds that misbehaves on demand, for one test module; on loopback only."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class FeedServer:
    """`answers` maps a path to what happens there; `asked` keeps (path, headers) of requests."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, dict(self.headers)))
                outer.answers.get(self.path, status(404))(self)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def url(self, path: str = "/feed") -> str:
        return f"http://feeds.example:{self.port}{path}"

    def serve(self, body: bytes, path: str = "/feed", **headers: str) -> str:
        """Answer `path` with `body`; its address."""
        self.answers[path] = content(body, **headers)
        return self.url(path)


@contextmanager
def feed_server() -> Iterator[FeedServer]:
    """A running server inside the block."""
    found = FeedServer()
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        found.server.shutdown()
        found.server.server_close()
        thread.join()


def content(body: bytes, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", headers.pop("content_type", "application/rss+xml"))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        with contextlib.suppress(OSError):  # the reader may have had enough
            handler.wfile.write(body)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def drip(handler: BaseHTTPRequestHandler) -> None:
    """One byte now and then, for as long as the reader stays."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _turn in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.02)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    """A header that never ends."""
    with contextlib.suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _turn in range(200):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.02)


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    """Half of what was promised, then silence."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<rss>")
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)


def zipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def rss(*entries: str, title: str = "Văn bản mới", head: str = "") -> bytes:
    """An RSS document with these `<item>` contents."""
    items = "".join(f"<item>{one}</item>" for one in entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0"><channel>'
        f"<title>{title}</title>{items}</channel></rss>"
    ).encode()


def item(title: str, link: str = "", guid: str = "", published: str = "", text: str = "") -> str:
    """The content of an `<item>`."""
    return (
        f"<title>{title}</title><link>{link}</link><guid>{guid}</guid>"
        f"<pubDate>{published}</pubDate><description><![CDATA[{text}]]></description>"
    )
