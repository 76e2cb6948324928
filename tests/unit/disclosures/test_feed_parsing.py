"""Reading feeds: the real one, Atom, and everything that calls itself a feed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.feeds import parsing
from disclosures.feeds.parsing import parse, plain_text
from disclosures.feeds.recognising import recognise
from disclosures.feeds.states import FeedFault, FeedRefused
from tests.unit.disclosures.feed_server import item, rss

BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def read(body: bytes, content_type: str = "") -> dict:
    """What the process would print; in this one, which is quicker."""
    return parsing.read(body, "https://feeds.example/rss", content_type)


def test_the_real_feed_gives_its_entries_as_plain_text(shared: Path) -> None:
    [file] = (shared / "data" / "feeds").glob("*.xml")
    found = parse(file.read_bytes(), url="http://feeds.example/rss")
    assert len(found.entries) == 25
    assert found.left_out == 0
    assert len({one.key for one in found.entries}) == 25
    first = found.entries[0]
    assert first.published == datetime(2017, 8, 30, 13, 3, tzinfo=UTC)
    for one in found.entries:
        assert one.link.startswith("http://")
        assert one.title == one.title.strip()
        assert not {"<", ">"} & set(one.title + one.summary)


def test_atom_is_read_as_well_with_links_relative_to_the_feed() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>tag:1</id>'
        '<title type="html">Nghị định &amp;lt;b&amp;gt;số 1/2026/NĐ-CP</title>'
        '<link href="/vb/1"/><updated>2026-11-02T08:00:00+07:00</updated></entry></feed>'
    ).encode()
    [entry] = parse(body, url="https://feeds.example/rss").entries
    assert (entry.key, entry.link) == ("tag:1", "https://feeds.example/vb/1")
    assert entry.published == datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", FeedFault.EMPTY),
        (b" \n\xef\xbb\xbf\0 ", FeedFault.EMPTY),
        (b"<!DOCTYPE html><html><body>Login</body></html>", FeedFault.WEB_PAGE),
        (b"<!-- x --><HTML><head></head></HTML>", FeedFault.WEB_PAGE),
        (b"%PDF-1.7 ...", FeedFault.NOT_A_FEED),
        (b'{"items": []}', FeedFault.NOT_A_FEED),
        (b"<sitemap></sitemap>", FeedFault.NOT_A_FEED),
        (rss(item("&c;"), head=BOMB), FeedFault.ENTITIES),
        (rss(item("&a;"), head=OUTSIDE), FeedFault.ENTITIES),
        (rss(item("&a;"), head=OUTSIDE).decode().encode("utf-16"), FeedFault.ENTITIES),
    ],
)
def test_what_is_no_feed_is_refused_and_said_why(body: bytes, fault: FeedFault) -> None:
    assert read(body) == {"fault": fault.value}


def test_the_process_reports_faults_too() -> None:
    with pytest.raises(FeedRefused) as refusal:
        parse(b"<html></html>")
    assert refusal.value.fault is FeedFault.WEB_PAGE


def test_a_feed_cut_in_the_middle_gives_what_came_before() -> None:
    body = rss(item("Một", "https://a.example/1"), item("Hai", "https://a.example/2"))
    found = read(body[: body.index(b"Hai")])
    assert [one["title"] for one in found["entries"]][:1] == ["Một"]


def test_another_charset_than_declared_is_read_all_the_same() -> None:
    utf16 = rss(item("Quyết định", "https://a.example/1")).decode()
    body = utf16.replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(body)["entries"][0]["title"] == "Quyết định"
    latin = "application/rss+xml; charset=iso-8859-1"
    assert read(rss(item("Quyết định", "https://a.example/1")), latin)["entries"]


def test_scripts_and_tags_do_not_come_through() -> None:
    evil = '<img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:1">Tin</a>'
    found = read(rss(item("A &lt;script&gt;x&lt;/script&gt;", "javascript:alert(1)", text=evil)))
    [one] = found["entries"]
    assert (one["title"], one["summary"], one["link"]) == ("A", "Tin", "")


def test_entries_with_neither_title_nor_link_are_counted_and_left_out() -> None:
    found = read(rss(item("", "", text="x"), item("Có tên")))
    assert (len(found["entries"]), found["left_out"]) == (1, 1)


def test_a_feed_of_many_thousands_is_read_as_far_as_the_bound() -> None:
    entries = [item(f"Văn bản {number}") for number in range(parsing.MOST_ENTRIES + 100)]
    found = read(rss(*entries))
    assert (len(found["entries"]), found["left_out"]) == (parsing.MOST_ENTRIES, 100)


@pytest.mark.parametrize(
    "published", ["", "31/02/2026", "Thu, 99 Foo 2026 99:99:99", "0000-00-00", "9999-12-31"]
)
def test_a_day_that_makes_no_sense_is_no_day(published: str) -> None:
    [one] = read(rss(item("A", published=published)))["entries"]
    assert one["published"] is None


@given(st.text())
def test_plain_text_never_has_tags_of_a_script_or_control_signs(text: str) -> None:
    found = plain_text(f"<b>{text}</b>")
    assert "<script" not in found.lower() or "&lt;script" in text.lower()
    assert found.isprintable()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    found = read(body)
    assert "fault" in found or "entries" in found


# --- what a title says ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "number", "kind", "issuer", "signed"),
    [
        (
            "Nghị định số 224/2026/NĐ-CP ngày 24/6/2026 của Chính phủ quy định chi tiết Luật A",
            "224/2026/NĐ-CP",
            "Nghị định",
            "Chính phủ",
            date(2026, 6, 24),
        ),
        (
            "Thông tư 26/2026/TT-BTC hướng dẫn Nghị định 73/2026/NĐ-CP ngày 01/3/2026",
            "26/2026/TT-BTC",
            "Thông tư",
            "Bộ Tài chính",
            None,
        ),
        (
            "Quyết định số 1244/QĐ-UBND ngày 05 tháng 9 năm 2026 của Ủy ban nhân dân tỉnh Quảng Trị"
            " về việc công bố danh mục",
            "1244/QĐ-UBND",
            "Quyết định",
            "Ủy ban nhân dân tỉnh Quảng Trị",
            date(2026, 9, 5),
        ),
        (
            "quyet dinh so 12/qd-ubnd sua doi quyet dinh 11/qd-ubnd",
            "12/QD-UBND",
            "Quyết định",
            "",
            None,
        ),
        ("Luật số 93/2025/QH15 về khoa học", "93/2025/QH15", "Luật", "Quốc hội", None),
        (
            "Nghị quyết 31/2026/NQ-HĐND quy định chính sách",
            "31/2026/NQ-HĐND",
            "Nghị quyết",
            "",
            None,
        ),
        (
            "Quyết định 5/2026/QĐ-TTg ngày 31/02/2026",
            "5/2026/QĐ-TTg",
            "Quyết định",
            "Thủ tướng Chính phủ",
            None,
        ),
        ("Sửa đổi Nghị định 42/2022/NĐ-CP", "", "", "", None),
        ("Tỷ lệ 12/5 và ngày hội 8/3", "", "", "", None),
        ("", "", "", "", None),
    ],
)
def test_a_title_says_number_type_issuer_and_day_of_its_own_document(
    title: str, number: str, kind: str, issuer: str, signed: date | None
) -> None:
    found = recognise(title)
    assert (found.number, found.document_type, found.issuer) == (number, kind, issuer)
    assert found.signed_on == signed


@given(st.text(max_size=200))
def test_any_title_is_read_without_a_fault(title: str) -> None:
    recognise(title)
