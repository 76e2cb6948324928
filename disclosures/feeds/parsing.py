"""A feed's bytes -> what it announces, by feedparser, in a process of its own.

A hostile document may cost its reader any time and memory; here both are bounded and nothing else
of the portal is in the process. `parse` is what the others call; `python -I parsing.py` is that
process: the bytes on standard input, JSON on standard output.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
import subprocess
import sys
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

SECONDS = 20
MEMORY = 1024**3  # bytes of address space
#: A feed that announces more at once is read as far as this, the first ones being the newest.
MOST_ENTRIES = 500
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_KEY = 500, 2_000, 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing announced, as plain text: `key` is its id as the source gives it (else its link,
    else its title), `link` an absolute http(s) address or "", `published` aware or None."""

    key: str
    link: str
    title: str
    summary: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """The feed's own title and its entries as they stand in it; `left_out` entries had neither
    title nor link, or came after the most that are read."""

    title: str
    entries: tuple[Entry, ...]
    left_out: int = 0


def parse(body: bytes, *, url: str = "", content_type: str = "") -> ParsedFeed:
    """Read a feed. `url` is where it came from (links may be relative to it).

    Raises FeedRefused: EMPTY, WEB_PAGE, ENTITIES, NOT_A_FEED, TOO_SLOW.
    """
    from disclosures.feeds.states import FeedFault, FeedRefused

    try:
        done = subprocess.run(  # noqa: S603  (our own file, no shell)
            [sys.executable, "-I", __file__, url, content_type],
            input=body,
            capture_output=True,
            timeout=SECONDS + 5,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise FeedRefused(FeedFault.TOO_SLOW) from error
    if done.returncode:
        raise FeedRefused(FeedFault.NOT_A_FEED)
    said = json.loads(done.stdout)
    if "fault" in said:
        raise FeedRefused(FeedFault(said["fault"]))
    entries = tuple(
        Entry(
            **{
                **one,
                "published": datetime.fromtimestamp(one["published"], UTC)
                if one["published"] is not None
                else None,
            }
        )
        for one in said["entries"]
    )
    return ParsedFeed(said["title"], entries, said["left_out"])


# --- inside the process ---------------------------------------------------------------------------

_HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_YEARS = range(1900, 2200)


def read(body: bytes, url: str, content_type: str) -> dict[str, Any]:
    """What `parse` gets as JSON: {"fault"} or {"title", "entries", "left_out"}."""
    import feedparser

    plain = body.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not plain:
        return {"fault": "empty"}
    if b"<!ENTITY" in plain.upper():
        return {"fault": "entities"}
    if _HTML.match(plain[:4096]):
        return {"fault": "web_page"}
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    found = feedparser.parse(body.lstrip(), response_headers=headers, sanitize_html=False)
    if not found.version:
        return {"fault": "not_a_feed"}
    entries = [_entry(one, url) for one in found.entries[:MOST_ENTRIES]]
    kept = [one for one in entries if one]
    return {
        "title": plain_text(found.feed.get("title", ""))[:LONGEST_TITLE],
        "entries": kept,
        "left_out": len(found.entries) - len(kept),
    }


def _entry(one: Any, url: str) -> dict[str, Any] | None:
    title = plain_text(one.get("title", ""))[:LONGEST_TITLE]
    link = _web_address(one.get("link", ""), url)
    if not title and not link:
        return None
    summary = one.get("summary") or next(
        (content.get("value", "") for content in one.get("content", ())), ""
    )
    return {
        "key": " ".join((one.get("id") or link or title).split())[:LONGEST_KEY],
        "link": link,
        "title": title or link[:LONGEST_TITLE],
        "summary": plain_text(summary)[:LONGEST_SUMMARY],
        "published": _moment(one),
    }


def plain_text(markup: str) -> str:
    """The text of `markup` (HTML or not) on one line: no tags, scripts, control signs."""
    import nh3

    text = html.unescape(nh3.clean(str(markup), tags=set()))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _web_address(link: str, url: str) -> str:
    if not link:
        return ""  # joined to the feed's address it would be that
    with contextlib.suppress(ValueError):
        absolute = urljoin(url, "".join(str(link).split()))
        if absolute.lower().startswith(("http://", "https://")) and len(absolute) <= 2_000:
            return absolute
    return ""


def _moment(one: Any) -> int | None:
    # Asked with `in` first: feedparser maps one to the other and warns that it will not for ever.
    said = set(one.keys())
    parsed = next(
        (one[name] for name in ("published_parsed", "updated_parsed") if name in said), None
    )
    if not parsed or parsed.tm_year not in _YEARS:
        return None
    with contextlib.suppress(ValueError, OverflowError):
        return timegm(parsed)
    return None


def _limit() -> None:
    with contextlib.suppress(ImportError):  # no such limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(url: str, content_type: str) -> int:
    """The process: one feed in, JSON out."""
    _limit()
    said = read(sys.stdin.buffer.read(), url, content_type)
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
