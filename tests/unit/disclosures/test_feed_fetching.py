"""Fetching feeds: public addresses only, within bounds of time and size, from a server that does
everything it shouldn't."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.feeds.addresses import address_of, is_public, link_key, redirected
from disclosures.feeds.fetching import Limits, fetch
from disclosures.feeds.states import FeedFault, FeedRefused
from tests.unit.disclosures import feed_server as fake
from tests.unit.disclosures.feed_server import FeedServer, rss

QUICK = Limits(seconds=0.6, connect=0.5, size=20_000, redirects=3)


@pytest.fixture(scope="module")
def server() -> Iterator[FeedServer]:
    with fake.feed_server() as running:
        yield running


def ask(url: str, limits: Limits = QUICK, **options: str) -> object:
    """Fetch from the fake server as if it stood in the public internet."""
    return fetch(
        url,
        limits=limits,
        resolver=lambda _host, _port: ["127.0.0.1"],
        allowed=lambda ip: ip == "127.0.0.1",
        **options,
    )


def fault_of(url: str, limits: Limits = QUICK) -> FeedRefused:
    with pytest.raises(FeedRefused) as refusal:
        ask(url, limits)
    return refusal.value


# --- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "feeds.example/rss",
        "file:///etc/passwd",
        "ftp://feeds.example/rss",
        "gopher://feeds.example/",
        "http://",
        "http:///rss",
        "http://user:secret@feeds.example/",
        "http://feeds.example/a b",
        "http://feeds.example/\nHost: inside",
        "http://feeds.example:99999/",
        "http://[::1/",
        "http://" + "a" * 70 + ".example/",
        "http://feeds.example/" + "a" * 2_000,
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FeedRefused) as refusal:
        address_of(url)
    assert refusal.value.fault is FeedFault.ADDRESS


def test_an_address_is_written_in_plain_letters() -> None:
    found = address_of("https://văn-bản.example/mới nhất/?q=quyết".replace(" ", "%20"))
    assert found.host.startswith("xn--")
    assert found.target == "/m%E1%BB%9Bi%20nh%E1%BA%A5t/?q=quy%E1%BA%BFt"


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "not an address",
    ],
)
def test_an_address_inside_a_network_is_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "103.1.208.1", "2001:4860:4860::8888"])
def test_an_address_of_the_internet_is_public(ip: str) -> None:
    assert is_public(ip)


@given(st.ip_addresses(v=4))
def test_a_v4_address_wrapped_in_v6_is_never_more_public_than_itself(ip: object) -> None:
    if not is_public(str(ip)):
        assert not is_public(f"::ffff:{ip}")


def test_a_name_with_one_inside_address_is_not_asked(server: FeedServer) -> None:
    server.asked.clear()
    with pytest.raises(FeedRefused) as refusal:
        fetch(server.url(), resolver=lambda *_: ["8.8.8.8", "127.0.0.1"], limits=QUICK)
    assert refusal.value.fault is FeedFault.NOT_PUBLIC
    assert server.asked == []


def test_a_redirect_inside_is_not_followed(server: FeedServer) -> None:
    server.answers["/away"] = fake.status(302, Location="http://inside.example/secret")
    with pytest.raises(FeedRefused) as refusal:
        fetch(
            server.url("/away"),
            limits=QUICK,
            resolver=lambda host, _port: ["10.0.0.1" if host.startswith("inside") else "127.0.0.1"],
            allowed=lambda ip: ip == "127.0.0.1",
        )
    assert refusal.value.fault is FeedFault.NOT_PUBLIC


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://a:b@feeds.example/", ""])
def test_a_redirect_to_no_web_address_is_refused(location: str) -> None:
    before = address_of("https://feeds.example/rss")
    if location:
        with pytest.raises(FeedRefused):
            redirected(before, location)
    else:
        assert redirected(before, location) == before  # in a circle, which `fetch` notices


def test_a_redirect_out_of_https_is_refused() -> None:
    with pytest.raises(FeedRefused) as refusal:
        redirected(address_of("https://feeds.example/rss"), "http://feeds.example/rss")
    assert refusal.value.fault is FeedFault.REDIRECTS


def test_two_writings_of_a_link_have_one_key() -> None:
    assert link_key("https://www.chinhphu.vn/vb/1/?utm_source=rss#top") == link_key(
        "http://chinhphu.vn/vb/1"
    )
    assert link_key("http://chinhphu.vn/vb?id=1") != link_key("http://chinhphu.vn/vb?id=2")
    assert link_key("javascript:alert(1)") == ""


# --- what servers do ------------------------------------------------------------------------------


def test_a_feed_is_fetched_unpacked_with_what_is_needed_to_ask_again(server: FeedServer) -> None:
    url = server.serve(
        fake.zipped(rss()), Content_Encoding="gzip", ETag='"1"', Last_Modified="Mon, 1"
    )
    got = ask(url)
    assert (got.body, got.etag, got.last_modified, got.moved_to) == (rss(), '"1"', "Mon, 1", "")
    assert got.content_type == "application/rss+xml"


def test_what_has_not_changed_is_not_sent_again(server: FeedServer) -> None:
    server.answers["/same"] = fake.status(304)
    got = ask(server.url("/same"), etag='"1"', last_modified="Mon, 1")
    asked = server.asked[-1][1]
    assert got.not_modified
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"1"', "Mon, 1")
    assert asked["Host"] == f"feeds.example:{server.port}"


def test_a_stored_header_that_would_smuggle_another_is_left_out(server: FeedServer) -> None:
    server.serve(rss())
    ask(server.url(), etag='"1"\r\nX-Evil: 1')
    assert "If-None-Match" not in server.asked[-1][1]


def test_a_move_for_good_is_told_and_another_is_not(server: FeedServer) -> None:
    server.serve(rss(), "/new")
    server.answers["/old"] = fake.status(301, Location="/new")
    server.answers["/now"] = fake.status(302, Location="/new")
    assert ask(server.url("/old")).moved_to == server.url("/new")
    assert ask(server.url("/now")).moved_to == ""


def test_a_server_that_answers_with_an_error_is_told_with_its_number(server: FeedServer) -> None:
    refusal = fault_of(server.url("/missing"))
    assert (refusal.fault, refusal.detail) == (FeedFault.STATUS, "404")


def test_a_server_that_asks_to_come_later_says_when(server: FeedServer) -> None:
    server.answers["/busy"] = fake.status(429, Retry_After="7200")
    server.answers["/vague"] = fake.status(503, Retry_After="soon")
    assert fault_of(server.url("/busy")).retry_after == 7200
    vague = fault_of(server.url("/vague"))
    assert (vague.fault, vague.retry_after) == (FeedFault.BUSY, None)


def test_redirects_in_a_circle_or_without_end_are_refused(server: FeedServer) -> None:
    server.answers["/a"] = fake.status(302, Location="/b")
    server.answers["/b"] = fake.status(302, Location="/a")
    for turn in range(6):
        server.answers[f"/{turn}"] = fake.status(302, Location=f"/{turn + 1}")
    assert fault_of(server.url("/a")).fault is FeedFault.REDIRECTS
    assert fault_of(server.url("/0")).fault is FeedFault.REDIRECTS


@pytest.mark.parametrize("what", [fake.drip, fake.drip_headers])
def test_a_server_that_sends_a_byte_now_and_then_is_cut_off(
    server: FeedServer, what: fake.Answer
) -> None:
    server.answers["/slow"] = what
    begun = time.monotonic()
    assert fault_of(server.url("/slow")).fault is FeedFault.TOO_SLOW
    assert time.monotonic() - begun < 3


def test_what_is_too_large_is_refused_announced_or_not(server: FeedServer) -> None:
    server.serve(b"x" * 30_000, "/large")
    server.serve(fake.zipped(b"x" * 10_000_000), "/bomb", Content_Encoding="gzip")
    assert fault_of(server.url("/large")).fault is FeedFault.TOO_LARGE
    assert fault_of(server.url("/bomb")).fault is FeedFault.TOO_LARGE


def test_what_is_damaged_on_the_way_is_refused(server: FeedServer) -> None:
    server.answers["/short"] = fake.cut_short
    server.serve(b"no gzip", "/nogzip", Content_Encoding="gzip")
    server.serve(fake.zipped(rss())[:-20], "/half", Content_Encoding="gzip")
    server.serve(rss(), "/br", Content_Encoding="br")
    for path in ("/short", "/nogzip", "/half", "/br"):
        assert fault_of(server.url(path)).fault is FeedFault.BROKEN, path


def test_a_server_that_is_not_there_is_told() -> None:
    assert fault_of("http://feeds.example:1/").fault is FeedFault.UNREACHABLE


def test_a_name_that_nobody_knows_is_told() -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FeedRefused) as refusal:
        fetch("http://feeds.example/", resolver=nobody)
    assert refusal.value.fault is FeedFault.UNREACHABLE
