"""The readable page of a file: for whoever may read the file, and no longer than that."""

from __future__ import annotations

from typing import Any

import bs4
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.blocks import Block, BlockKind
from documents.models import FileReading, OfficialFile, ReadingState
from portal import publishing
from portal.searchable import AttachmentText
from tests.factories import make_approver, make_conclusion, make_editor, make_user, publish_page

pytestmark = pytest.mark.django_db

BLOCKS = [
    Block(BlockKind.HEADING, "KẾT LUẬN", level=2),
    Block(BlockKind.HEADING, "Điều 1. Phạm vi", level=4),
    Block(BlockKind.PARAGRAPH, "Sở kiểm tra <script>alert(1)</script> an toàn bức xạ."),
    Block(BlockKind.ITEM, "1. Bệnh viện", level=1),
    Block(BlockKind.ITEM, "a) Khoa X-quang", level=2),
    Block(BlockKind.TABLE, rows=(("TT", "Cơ sở"), ("1", "Bệnh viện"))),
]


def read_file(file: OfficialFile, pages: int = 2, **fields: Any) -> FileReading:
    """As if the file had been read."""
    reading = FileReading.objects.create(
        file=file,
        number=file.readings.count() + 1,
        state=ReadingState.DONE,
        asked_at=timezone.now(),
        ended_at=timezone.now(),
        text_source=fields.pop("text_source", "native"),
        **fields,
    )
    for number in range(1, pages + 1):
        reading.pages.create(
            number=number,
            source=reading.text_source,
            confidence=0.95,
            text=f"{number}: an toàn bức xạ",
            blocks=[block.to_json() for block in BLOCKS],
        )
    OfficialFile.objects.filter(pk=file.pk).update(is_readable=True)
    file.refresh_from_db()
    return reading


@pytest.fixture
def page() -> Any:
    return make_conclusion(author=make_editor())


def soup(response: Any) -> bs4.BeautifulSoup:
    assert response.status_code == 200
    return bs4.BeautifulSoup(response.content, "html.parser")


def test_it_is_public_exactly_as_long_as_its_file(page: Any, client: Client) -> None:
    read_file(page.file)
    address = page.file.readable_url
    assert client.get(address).status_code == 404
    publish_page(page, approver=make_approver())
    assert client.get(address).status_code == 200
    leader = make_user("Lãnh đạo")
    publishing.withdraw(page, actor=leader, reason="Đăng nhầm.")
    assert client.get(address).status_code == 404
    assert client.get(address + "?trang=2").status_code == 404


def test_staff_who_may_see_the_file_read_it_before(page: Any) -> None:
    read_file(page.file)
    staff = Client()
    staff.force_login(make_editor())
    response = staff.get(page.file.readable_url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert 'content="noindex"' in response.content.decode()


def test_it_shows_what_the_document_is_made_of(page: Any, client: Client) -> None:
    read_file(page.file)
    publish_page(page, approver=make_approver())
    html = soup(client.get(page.file.readable_url))
    paper = html.select(".paper")
    assert [one["id"] for one in paper] == ["trang-1", "trang-2"]
    assert [h.name for h in paper[0].select("h2, h3, h4")] == ["h2", "h3"], "no level is skipped"
    assert [li.text for li in paper[0].select("ul.as-printed li")] == [
        "1. Bệnh viện",
        "a) Khoa X-quang",
    ]
    assert paper[0].select_one("td[data-label='Cơ sở']").text == "Bệnh viện"
    assert not paper[0].select("script")
    assert page.file.url in [a["href"] for a in html.select("a[href]")]
    assert "Tệp gốc là bản có giá trị" in html.text
    # The page that publishes the file and the readable page lead to one another.
    assert page.url in [a["href"].replace("http://localhost", "") for a in html.select("a[href]")]
    assert page.file.readable_url in client.get(page.url).content.decode()


def test_a_doubtful_page_says_so(page: Any, client: Client) -> None:
    reading = read_file(page.file, text_source="ocr")
    reading.pages.filter(number=2).update(confidence=0.55)
    publish_page(page, approver=make_approver())
    first, second = soup(client.get(page.file.readable_url)).select(".paper")
    assert not first.select(".note.warning")
    assert "55" in second.select_one(".note.warning").text


def test_a_long_document_comes_in_parts(page: Any, client: Client) -> None:
    read_file(page.file, pages=45)
    publish_page(page, approver=make_approver())
    address = page.file.readable_url
    first = soup(client.get(address))
    assert len(first.select(".paper")) == 20
    assert [a["href"] for a in first.select("nav.toc")[0].select("a")] == ["?phan=2", "?phan=3"]
    assert soup(client.get(address + "?trang=41")).select_one("#trang-41")
    for odd in ("?phan=999999999999", "?phan=-1", "?phan=x", "?trang=0", "?trang=99999", "?phan="):
        assert client.get(address + odd).status_code == 200


def test_it_costs_few_queries(page: Any, client: Client) -> None:
    read_file(page.file, pages=30)
    publish_page(page, approver=make_approver())
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(page.file.readable_url)
    assert len(queries) <= 12, "\n".join(q["sql"][:130] for q in queries)


def test_a_wrong_name_or_nothing_read_is_not_there(page: Any, client: Client) -> None:
    publish_page(page, approver=make_approver())
    page.file.refresh_from_db()
    assert page.file.readable_url == ""
    named = reverse("document_readable", args=[page.file.pk, page.file.filename])
    assert client.get(named).status_code == 404
    read_file(page.file)
    wrong = reverse("document_readable", args=[page.file.pk, "khac.pdf"])
    assert client.get(wrong).status_code == 404
    assert client.post(named).status_code == 405
    assert client.get(reverse("document_readable", args=[987654, "a.pdf"])).status_code == 404


def test_the_searchable_copy_has_its_own_address_and_the_same_rule(
    page: Any, client: Client
) -> None:
    from django.core.files.base import ContentFile

    reading = read_file(page.file, text_source="ocr")
    copy = reverse("document_copy", args=[page.file.pk, page.file.filename])
    publish_page(page, approver=make_approver())
    assert client.get(copy).status_code == 404, "there is none"
    reading.copy.save("copy.pdf", ContentFile(b"%PDF-1.7 copy"))
    response = client.get(copy)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 copy"
    assert "tim-duoc.pdf" in response["Content-Disposition"]
    assert client.get(copy, headers={"if-none-match": response["ETag"]}).status_code == 304
    reading.copy.storage.delete(reading.copy.name)
    assert client.get(copy).status_code == 404
    publishing.withdraw(page, actor=make_user("Lãnh đạo"), reason="Đăng nhầm.")
    reading.copy.save("copy.pdf", ContentFile(b"%PDF-1.7 copy"))
    assert client.get(copy).status_code == 404


def test_every_page_with_files_gives_their_text_to_search(page: Any) -> None:
    read_file(page.file)
    entry = page.indexed_entry()
    url = page.file.url
    assert entry.attachments == (
        AttachmentText(page.file.title, 1, "1: an toàn bức xạ", url),
        AttachmentText(page.file.title, 2, "2: an toàn bức xạ", url),
    )
