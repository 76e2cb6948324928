"""/tim-kiem/ as a visitor meets it; any address at all makes a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.searchable import AttachmentText, SearchEntry
from search.engines import engine_for
from tests.unit.search.samples import EVERYTHING, entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(tmp_path: Path, settings: Any) -> Any:
    """The site's index, holding a few procedures and documents."""
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    engine = engine_for(settings.SEARCH_URL)
    engine.rebuild(EVERYTHING)
    return engine


@pytest.fixture
def many(index: Any) -> Any:
    index.index([entry(f"many-{n}", f"Thủ tục thứ {n} về nước sạch") for n in range(45)])
    return index


def page(client: Client, address: str = "", **parameters: Any) -> str:
    response = client.get(f"/tim-kiem/{address}", parameters or None)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_finds_a_procedure_without_accents(client: Client, index: Any) -> None:
    content = page(client, q="giay phep x quang")
    assert '<a href="/x-ray/">' in content
    assert "<mark>giấy phép</mark>" in content
    assert "2.002380" in content


def test_a_number_finds_its_document_first(client: Client, index: Any) -> None:
    content = page(client, q="14 kh skhcn")
    assert content.index("/citing/") == min(
        content.index(f"/{hit.id}/") for hit in EVERYTHING if f"/{hit.id}/" in content
    )


def test_the_kind_can_be_chosen_in_a_plain_form(client: Client, index: Any) -> None:
    content = page(client, q="thiết bị", loai="inspection_conclusion")
    assert "/conclusion/" in content
    assert "/x-ray/" not in content
    assert 'name="loai" value="procedure">' in content
    assert 'name="loai" value="inspection_conclusion" checked>' in content


def test_the_page_of_the_attachment_is_named(client: Client, index: Any) -> None:
    response = client.get("/tim-kiem/", {"q": "đồng hồ nước lạnh"})
    (hit,) = response.context["results"].hits
    assert (hit.found_in, hit.found_on_page) == ("ket-luan.pdf", 7)


def test_a_find_deep_in_a_long_file_leads_to_its_page(client: Client, index: Any) -> None:
    filler = "Nội dung chung của báo cáo năm nay, không có gì riêng. " * 40
    pages = tuple(
        AttachmentText(
            "bao-cao.pdf",
            number,
            filler + ("Trạm quan trắc phóng xạ Cửa Tùng ngừng đo." if number == 97 else ""),
            "/tep/bao-cao.pdf",
        )
        for number in range(1, 121)
    )
    long_one = SearchEntry(
        id="page:1", url="/bc/", kind="content", title="Báo cáo năm", attachments=pages
    )
    index.rebuild([long_one])
    found = client.get("/tim-kiem/", {"q": "tram quan trac phong xa cua tung"})
    (hit,) = found.context["results"].hits
    assert (hit.found_in, hit.found_on_page) == ("bao-cao.pdf", 97)
    assert "<mark>Trạm quan trắc phóng xạ Cửa Tùng</mark>" in hit.snippet
    assert 'href="/tep/bao-cao.pdf#page=97"' in found.content.decode()


def test_results_are_leafed_through(client: Client, many: Any) -> None:
    first = client.get("/tim-kiem/", {"q": "nước sạch"}).context["results"]
    second = client.get("/tim-kiem/", {"q": "nước sạch", "trang": "2"}).context["results"]
    assert first.total == second.total == 45
    assert not {hit.entry.id for hit in first.hits} & {hit.entry.id for hit in second.hits}
    assert "trang=3" in page(client, q="nước sạch", trang="2")


@pytest.mark.parametrize(
    ("written", "shown"),
    [("0", 1), ("-3", 1), ("abc", 1), ("1.5", 1), ("", 1), ("²", 1), ("99", 5), ("9" * 400, 5)],
)
def test_bad_page_numbers_become_the_first_or_the_last(
    client: Client, many: Any, written: str, shown: int
) -> None:
    response = client.get("/tim-kiem/", {"q": "nước sạch", "trang": written})
    assert response.context["results"].number == shown


def test_finding_nothing_says_what_to_try(client: Client, index: Any) -> None:
    response = client.get("/tim-kiem/", {"q": "qwrtp zzz", "loai": "procedure"})
    assert response.context["results"].total == 0
    assert "14/KH-SKHCN" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "?q=",
        "?q=%20%20",
        "?q=%00",
        "?q=gi%E1y%20ph%E9p",
        "?q=%ff%fe%80",
        "?q=%22%22%22%28%29%5B%5D%7B%7D%5E~%2A%3F%3A%5C%2F%21%2B-",
        "?q=" + "a" * 10_000,
        "?q=" + quote("giấy phép ") * 1_000,
        "?q=%22giay+phep",
        "?q=x&q=y&trang=1&trang=2",
        "?q=giay&loai=&loai=%00&loai=nothing&loai=" + "x" * 5_000,
        "?q=giay&" + "&".join(f"loai=k{n}" for n in range(2_000)),
        "?q=giay&khong-biet=1",
        "?q=title%3Agiay+AND+all_folded%3A%2A",
        "?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "?q=%ED%A0%80",
    ],
)
def test_any_address_is_a_page(client: Client, index: Any, address: str) -> None:
    content = page(client, address)
    assert "<script>alert" not in content


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=100), loai=st.lists(st.text(max_size=20), max_size=4), trang=st.text())
def test_nothing_typed_breaks_the_page(
    client: Client, index: Any, q: str, loai: list[str], trang: str
) -> None:
    query = "&".join(
        [
            f"q={quote(q, errors='replace')}",
            f"trang={quote(trang, errors='replace')}",
            *(f"loai={quote(value, errors='replace')}" for value in loai),
        ]
    )
    page(client, f"?{query}")


def test_search_only_reads(client: Client, index: Any) -> None:
    assert client.post("/tim-kiem/", {"q": "x"}).status_code == 405


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_without_an_index_search_says_so_politely(
    client: Client, tmp_path: Path, settings: Any, damage: str
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    if damage == "damaged":
        engine_for(settings.SEARCH_URL).rebuild(EVERYTHING)
        for file in tmp_path.glob("index/v*/*.term"):
            file.write_bytes(b"")
    response = client.get("/tim-kiem/", {"q": "giấy phép"})
    assert response.status_code == 503
    assert response["Retry-After"]
    assert response.context["results"].available is False
    with pytest.raises(CommandError, match="search_reindex"):
        call_command("search_query", "giấy phép")


def test_the_page_costs_few_queries(
    client: Client, index: Any, django_assert_max_num_queries: Any
) -> None:
    page(client, q="giấy phép")
    with django_assert_max_num_queries(12):
        page(client, q="giấy phép")


def test_a_program_gets_the_same_answer(index: Any, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search_query", "giay phep x quang", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["total"] == answer["facets"]["kind"]["procedure"]
    first = answer["hits"][0]
    assert set(first) == {"id", "kind", "number", "title", "url", "score", "snippet", "answer"}
    assert first["id"] in {"x-ray", "renewal"}
    assert "<mark>" in first["snippet"]
