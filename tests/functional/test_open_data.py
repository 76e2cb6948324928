"""Open data: the read API, files, feeds and the site map, read by other people's parsers; nothing
that is not public is in any of them."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import feedparser
import jsonschema_rs
import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal import publishing
from portal.csv_files import safe
from portal.open_data import queries
from portal.open_data.kinds import models_by_kind
from tests.factories import make_conclusion, make_procedure, make_user, publish_page

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("open data")]
API = "/du-lieu/api/v1"
EVIL = "=HYPERLINK(\"http://evil.example\") <b>'Kết luận'</b>"


@pytest.fixture
def published() -> dict[str, Any]:
    """A procedure, two conclusions (one with a title that spreadsheets would run), and beside them
    a draft, a withdrawn one and one behind a login."""
    found = {
        "procedure": make_procedure(),
        "conclusion": make_conclusion(number="11/KL-SKHCN", title=EVIL),
        "other": make_conclusion(number="12/KL-SKHCN"),
        "withdrawn": make_conclusion(number="13/KL-SKHCN", title="Đã rút"),
        "locked": make_conclusion(number="14/KL-SKHCN", title="Sau cửa"),
    }
    for page in found.values():
        publish_page(page)
    found["draft"] = make_conclusion(number="15/KL-SKHCN", title="Bản nháp")
    publishing.withdraw(
        found["withdrawn"],
        actor=make_user(is_superuser=True),
        reason="Nhầm tệp",
        override_reason="x",
    )
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page_id=found["locked"].pk, restriction_type="login")]
    )
    return found


def get(client: Client, path: str, **headers: str) -> Any:
    return client.get(path, headers=headers)


def data(client: Client, path: str, status: int = 200) -> Any:
    answer = get(client, path)
    assert answer.status_code == status, answer.content[:200]
    assert answer["Content-Type"].startswith("application/json")
    return json.loads(answer.content)


def whole(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def ids(records: list[dict[str, Any]]) -> list[str]:
    return [record["id"] for record in records]


def test_the_api_gives_what_is_public_and_nothing_else(
    client: Client, published: dict[str, Any]
) -> None:
    page = data(client, f"{API}/items")
    public = [published[name] for name in ("other", "conclusion", "procedure")]
    assert ids(page["items"]) == [f"page:{one.pk}" for one in public]
    assert (page["total"], page["next"]) == (3, None)
    for name, status in (("withdrawn", 410), ("draft", 404), ("locked", 404)):
        assert "error" in data(client, f"{API}/items/page:{published[name].pk}", status)


def test_every_record_is_what_the_description_says(
    client: Client, published: dict[str, Any]
) -> None:
    described = data(client, f"{API}/openapi.json")
    schemas = described["components"]["schemas"]
    for record in data(client, f"{API}/items")["items"]:
        jsonschema_rs.validate(schemas[record["kind"]], record)
    assert set(models_by_kind()) <= set(schemas)
    for kind in models_by_kind():
        assert jsonschema_rs.meta.is_valid(schemas[kind])


def test_a_record_has_its_fields_its_answers_and_its_files(
    client: Client, published: dict[str, Any]
) -> None:
    conclusion = published["conclusion"]
    record = data(client, f"{API}/items/page:{conclusion.pk}")
    assert record["number"] == "11/KL-SKHCN"
    assert record["signed_on"] == conclusion.signed_on.isoformat()
    [file] = record["files"]
    assert (file["sha256"], file["size"]) == (conclusion.file.sha256, conclusion.file.file_size)
    assert whole(get(client, urlsplit(file["url"]).path))[:5] == b"%PDF-"
    assert {"duty": "KLKT", "case": conclusion.case_key} in record["answers"]
    procedure = data(client, f"{API}/items/page:{published['procedure'].pk}")
    assert procedure["code"] == published["procedure"].code
    assert procedure["steps"] and procedure["is_repealed"] is False


def test_pages_follow_one_another_without_gap_or_repetition(
    client: Client, published: dict[str, Any]
) -> None:
    seen: list[str] = []
    path: str | None = f"{API}/items?per_page=1"
    while path:
        answer = get(client, path)
        page = json.loads(answer.content)
        assert (f'<{page["next"]}>; rel="next"' == answer.headers.get("Link")) == bool(page["next"])
        seen += ids(page["items"])
        path = page["next"] and page["next"].partition("testserver")[2]
    assert seen == ids(data(client, f"{API}/items")["items"])


def test_records_are_found_by_kind_unit_and_day(client: Client, published: dict[str, Any]) -> None:
    today = timezone.localdate()
    unit = published["conclusion"].unit.code
    assert data(client, f"{API}/items?kind=procedure")["total"] == 1
    assert data(client, f"{API}/items?unit={unit}")["total"] >= 2
    assert data(client, f"{API}/items?kind=procedure&unit=KHONG")["total"] == 0
    assert data(client, f"{API}/items?since={today}&until={today}")["total"] == 3
    assert data(client, f"{API}/items?since={today + timedelta(days=1)}")["total"] == 0
    assert data(client, f"{API}/items?until={today - timedelta(days=1)}")["total"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "kind=nothing",
        "kind=",
        "since=31/02/2026",
        "since=2026-02-31",
        "since=0001-01-01",
        "since=2026-06-30&until=2026-06-01",
        "per_page=0",
        "per_page=101",
        "per_page=-1",
        "per_page=%D9%A3",
        "cursor=x",
        "cursor=0",
        "cursor=99999999999999999999",
        "unit=" + "a" * 41,
        "unit=%0A",
        "page=2",
        "kind=procedure%0A",
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused_and_named(client: Client, query: str) -> None:
    said = data(client, f"{API}/items?{query}", 400)["error"]
    assert said
    assert query.partition("=")[0] in said or query.startswith(("kind", "unit"))


@pytest.mark.parametrize(
    "path",
    [
        "items/page:0",
        "items/12",
        "items/page:x",
        "items/page:" + "9" * 30,
        "items/%0Apage:1",
        "items/page:1%0A",
        "%0A",
        "items/%F4%89%86%A2w%10%0A%3E",
    ],
)
def test_an_address_that_names_no_record_is_not_found(client: Client, path: str) -> None:
    assert data(client, f"{API}/{path}", 404)["error"]


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, verb: str) -> None:
    assert getattr(client, verb)(f"{API}/items").status_code == 405


def test_asked_again_nothing_new_costs_a_few_bytes_until_something_is(
    client: Client, published: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    first = get(client, f"{API}/items")
    assert first["Access-Control-Allow-Origin"] == "*"
    with django_assert_max_num_queries(2):
        again = get(client, f"{API}/items", if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    publish_page(make_conclusion(number="16/KL-SKHCN"))
    assert get(client, f"{API}/items", if_none_match=first["ETag"]).status_code == 200


def test_files_of_a_kind_hold_all_of_it_and_no_formula(
    client: Client, published: dict[str, Any]
) -> None:
    answer = get(client, "/du-lieu/inspection_conclusion.csv")
    text = whole(answer).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert [row["number"] for row in rows] == ["11/KL-SKHCN", "12/KL-SKHCN"]
    assert rows[0]["title"] == f"'{EVIL}"
    assert json.loads(rows[0]["files"])[0]["sha256"]
    listed = json.loads(whole(get(client, "/du-lieu/inspection_conclusion.json")))
    assert ids(listed) == [row["id"] for row in rows]
    for kind in models_by_kind():
        assert json.loads(whole(get(client, f"/du-lieu/{kind}.json"))) is not None
        assert whole(get(client, f"/du-lieu/{kind}.csv"))
    assert get(client, "/du-lieu/nothing.csv").status_code == 404


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "|"])
def test_no_cell_is_a_formula(begin: str) -> None:
    assert safe(f"{begin}1+1") == f"'{begin}1+1"
    assert safe([f"{begin}1", "2"]).startswith("'")
    assert safe(-5) == "-5"  # a number is one


def test_feeds_are_read_by_a_feed_reader(client: Client, published: dict[str, Any]) -> None:
    unit = published["conclusion"].unit.code
    for path, count in (
        ("moi", 3),
        ("inspection_conclusion", 2),
        (f"don-vi/{unit}", None),
        ("fee", 0),
    ):
        answer = get(client, f"/du-lieu/{path}.atom")
        assert answer["Content-Type"].startswith("application/atom+xml")
        found = feedparser.parse(answer.content)
        assert not found.bozo, found.get("bozo_exception")
        assert found.version == "atom10"
        if count is not None:
            assert len(found.entries) == count
        for entry in found.entries:
            assert (
                get(client, entry.link.partition("testserver")[2] or entry.link).status_code == 200
            )
    assert get(client, "/du-lieu/don-vi/KHONG.atom").status_code == 404


def test_a_correction_comes_first_in_the_feed_under_the_same_id(
    client: Client, published: dict[str, Any]
) -> None:
    before = feedparser.parse(get(client, "/du-lieu/moi.atom").content).entries
    page = published["procedure"]
    page.save_revision()
    publish_page(page, change_note="Sửa lệ phí")
    after = feedparser.parse(get(client, "/du-lieu/moi.atom").content).entries
    assert after[0].id == before[-1].id
    assert "Sửa lệ phí" in after[0].summary


def test_a_feed_reads_past_what_left_the_web_and_counts_no_page_twice(
    published: dict[str, Any],
) -> None:
    kind = "inspection_conclusion"
    for number in range(20, 25):
        page = make_conclusion(number=f"{number}/KL-SKHCN")
        publish_page(page)
        publishing.withdraw(
            page, actor=make_user(is_superuser=True), reason="Nhầm", override_reason="x"
        )
    for _time in range(3):  # the youngest page, said three times more
        page = published["other"]
        page.save_revision()
        publish_page(page, change_note="Sửa")
    expected = [published["other"].pk, published["conclusion"].pk]
    for most in (1, 2, 30):
        assert [one.page_id for one in queries.latest(kind, most=most)] == expected[:most]
    assert len(queries.latest(most=30)) == 3


def test_the_site_map_has_every_public_page_with_its_day(
    client: Client, published: dict[str, Any]
) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ET.fromstring(get(client, "/sitemap.xml").content)  # noqa: S314  (our own)
    addresses: dict[str, str] = {}
    for part in index.findall("s:sitemap/s:loc", space):
        path = (part.text or "").partition("testserver")[2]
        tree = ET.fromstring(get(client, path).content)  # noqa: S314
        for url in tree.findall("s:url", space):
            place = url.findtext("s:loc", "", space).partition("testserver")[2]
            addresses[place] = url.findtext("s:lastmod", "", space)
    for name in ("procedure", "conclusion", "other"):
        assert addresses[published[name].get_url()]
    for name in ("draft", "withdrawn", "locked"):
        assert published[name].get_url() not in addresses
    assert "Sitemap: http://testserver/sitemap.xml" in get(client, "/robots.txt").content.decode()


def test_a_page_of_fifty_costs_no_more_queries_than_one_of_two(
    client: Client, published: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    for number in range(20, 26):
        publish_page(make_conclusion(number=f"{number}/KL-SKHCN"))
    get(client, f"{API}/items?kind=inspection_conclusion&per_page=2")
    with django_assert_max_num_queries(16):
        get(client, f"{API}/items?kind=inspection_conclusion&per_page=2&cursor=999999")
    with django_assert_max_num_queries(16):
        get(client, f"{API}/items?kind=inspection_conclusion&per_page=50")


def test_people_find_what_there_is_and_what_fields_mean(
    client: Client, published: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    get(client, "/du-lieu/")
    with django_assert_max_num_queries(12):
        answer = get(client, "/du-lieu/")
    assert answer.status_code == 200
    for kind in models_by_kind():
        assert f'href="/du-lieu/{kind}.csv"' in answer.content.decode()
        assert get(client, f"/du-lieu/truong/{kind}/").status_code == 200
    assert get(client, "/du-lieu/truong/nothing/").status_code == 404
