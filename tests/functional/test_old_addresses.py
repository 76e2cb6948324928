"""Addresses of the former site lead to their pages; a list of them can't lead anybody astray."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from portal.models import OldAddress
from portal.old_addresses.reading import ListRefused, key_of, rows_of
from tests.factories import make_conclusion, publish_page

pytestmark = pytest.mark.django_db


def imported(tmp_path: Path, text: str, *options: str) -> dict[str, Any]:
    file, out = tmp_path / "danh-sach.csv", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("import_old_addresses", str(file), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def test_an_old_address_leads_to_its_page_however_it_is_written(
    tmp_path: Path, client: Client
) -> None:
    page = make_conclusion()
    publish_page(page)
    text = (
        f"Cũ,Mới\nhttp://cu.example.org/TinTức.aspx?ID=12,{page.url}\n"
        f"/van-ban/,{page.url}\n/tim,/tim-kiem/?q=phi\n"
    )
    assert imported(tmp_path, text, "--dry-run")["created"] == 3
    assert not OldAddress.objects.exists()
    assert imported(tmp_path, text)["created"] == 3
    assert imported(tmp_path, text)["unchanged"] == 3
    for path in ("/tint%E1%BB%A9c.aspx?id=12", "/TinTức.aspx?ID=12", "/Van-Ban", "/van-ban/?utm=1"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, page.url), path
    assert client.get("/tim")["Location"] == "/tim-kiem/?q=phi"
    assert client.get("/khong-co/").status_code == 404
    assert client.post("/van-ban/").status_code != 301
    changed = imported(tmp_path, "/van-ban/,/tim-kiem/\n")
    assert changed["updated"] == 1


def test_no_old_address_tells_of_a_draft_and_none_that_is_strange_fails(client: Client) -> None:
    draft = make_conclusion()
    OldAddress.objects.create(key="/nhap", page=draft)
    long = "ế" * 400
    OldAddress.objects.create(key=f"/{long}", target="/tim-kiem/")
    assert client.get(f"/{long}")["Location"] == "/tim-kiem/"
    for path in ("/nhap/", "/a%2500/", "/a/?x=%2500", "/%25/", "/?%ff", f"/{'x' * 9000}/"):
        assert client.get(path).status_code in (200, 404), path


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("/a,https://evil.example/", "another site"),
        ("/a,//evil.example/", "no address"),
        ("/a,javascript:alert(1)", "no address of a page"),
        ("/a,/\\evil.example", "no address"),
        ("/a,/%5C%5Cevil.example", "no address"),
        ("/a,", "empty"),
        ("/a%00,/", "no address"),
        (f"/{'ΐ' * 400},/", "too long"),
        (",/", "empty"),
        ("/a,/khong-co-dau/", "nowhere"),
        ("/a,/b\n/b,/a", "nowhere"),
        ("/a,/a", "nowhere"),
        ("/ket-luan/,/", "used here"),
        (f"/{'x' * 600},/", "longer"),
        ("/a,/\n/A/,/tim-kiem/", "line 1"),
    ],
)
def test_a_line_that_leads_astray_is_rejected_with_the_reason(
    tmp_path: Path, line: str, word: str
) -> None:
    make_conclusion()
    rejected = imported(tmp_path, line)["rejected"]
    assert rejected
    assert word in rejected[-1]["reason"]


@pytest.mark.parametrize(
    "data",
    [b"\xff\xd8\xff\xe0 JFIF", "/cũ,/mới".encode("cp1258", "replace") + b"\xfd", b"/a\x00,/b",
     b"/a,/\n" * 50_001, b"x" * (9 * 1024 * 1024)],
    ids=["a picture", "another encoding", "zeroes", "too many", "too large"],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ListRefused):
        rows_of(data)
    file = tmp_path / "x.csv"
    file.write_bytes(data)
    with pytest.raises(CommandError):
        call_command("import_old_addresses", str(file))


def test_other_delimiters_and_utf_16_are_read() -> None:
    for text in ("cũ;mới\n/a;/b\n", "/a\t/b\r\n", "\n/a,/b"):
        for encoding in ("utf-8-sig", "utf-16"):
            found = rows_of(text.encode(encoding))
            assert [(row.old, row.new) for row in found] == [("/a", "/b")]
    assert key_of("/A/?b=2&a=1") == key_of("/a?a=1&b=2")


def test_the_database_refuses_what_leads_off_this_site() -> None:
    for values in ({"target": "//evil.example"}, {"target": "https://evil.example"}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OldAddress.objects.create(key="/a", **values)
