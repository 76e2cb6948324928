"""Files over HTTP: every door in refuses what is bad and stores nothing; the one door out asks who
is reading."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    UploadedFile,
)

from documents import messages
from documents.models import OfficialFile
from documents.storage import PrivateFileStorage
from home.models import ContentPage, HomePage
from portal import publishing, roles
from portal.models import User
from portal.site import add_page, set_up
from tests.factories import make_conclusion, make_editor, make_user, publish_page
from tests.unit.documents import samples
from tests.unit.documents.store import files_root, live_page, official_file, record, stored

__all__ = ["files_root"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_root")]


@pytest.fixture
def administrator(client: Client) -> Client:
    """Signed in as somebody who may do everything in the admin."""
    client.force_login(User.objects.create_superuser("admin", "admin@example.vn", "x"))
    return client


def signed_in(role: str) -> Client:
    user = User.objects.create_user(
        f"u{User.objects.count()}", f"u{User.objects.count()}@a.vn", "x"
    )
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


# --- doors in -----------------------------------------------------------------------------------


class Door:
    """One way a file comes in through the admin."""

    prefix = ""
    file_field = "file"

    def url(self) -> str:
        return reverse("wagtaildocs:add")

    def fields(self, title: str) -> dict[str, Any]:
        return {
            f"{self.prefix}title": title,
            f"{self.prefix}collection": Collection.objects.get(depth=1).pk,
            f"{self.prefix}tags": "",
        }

    def send(
        self, client: Client, name: str, data: bytes, title: str = "Tệp", url: str = ""
    ) -> Any:
        """Sends the file under exactly that name, which Django's test client would not."""
        boundary = "ranhgioi"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
            for field, value in self.fields(title).items()
        ]
        encoded = quote(name.encode("utf-8", "surrogatepass"), safe="")
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{self.prefix}{self.file_field}"'
            f"; filename*=UTF-8''{encoded}\r\nContent-Type: application/pdf\r\n\r\n"
        )
        body = "".join(parts).encode() + head.encode() + data + f"\r\n--{boundary}--\r\n".encode()
        return client.post(
            url or self.url(),
            data=body,
            content_type=f"multipart/form-data; boundary={boundary}",
            headers={"X-Requested-With": "XMLHttpRequest"},
        )

    def said(self, response: Any) -> str:
        return html.unescape(response.content.decode())


class Several(Door):
    file_field = "files[]"

    def url(self) -> str:
        return reverse("wagtaildocs:add_multiple")

    def said(self, response: Any) -> str:
        answer = json.loads(response.content)
        assert answer["success"] is False
        return answer["error_message"]


class Chooser(Door):
    prefix = "document-chooser-upload-"

    def url(self) -> str:
        return reverse("wagtaildocs_chooser:create")

    def said(self, response: Any) -> str:
        answer = json.loads(response.content)
        assert answer["step"] == "reshow_creation_form"
        return html.unescape(answer["htmlFragment"])


class Edit(Door):
    """The editor of a document. No door: what is sent here as a file is refused."""

    def url(self) -> str:
        return reverse("wagtaildocs:edit", args=[OfficialFile.objects.get().pk])


DOORS = {"add": Door(), "add several": Several(), "chooser": Chooser()}
HOSTILE = [
    case
    for case in samples.BAD
    if case[0]
    in {
        "empty", "a web page as PDF", "a picture as PDF", "a plain archive as DOCX",
        "PDF without pages", "PDF with a password", "PDF cut in half", "ZIP bomb",
        "macros in a DOCX", "a program by name",
    }
]  # fmt: skip


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest) -> Door:
    return DOORS[request.param]


def assert_nothing_stored(files_root: Path, before: tuple) -> None:
    assert (snapshot(files_root)) == before


def snapshot(files_root: Path) -> tuple:
    return (
        list(OfficialFile.objects.order_by("pk").values()),
        UploadedFile.objects.count(),
        [(path, path.read_bytes()) for path in stored(files_root)],
    )


def test_every_hostile_file_was_found() -> None:
    assert len(HOSTILE) == 10


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case[0])
def test_a_hostile_file_is_refused_at_every_door_and_nothing_is_stored(
    administrator: Client, door: Door, case: tuple, files_root: Path
) -> None:
    before = snapshot(files_root)
    _, name, make, _ = case
    response = door.send(administrator, name, make())
    assert response.status_code == 200
    assert f"“{name}”" in door.said(response)
    assert_nothing_stored(files_root, before)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.pdf", "C:\\a.pdf", "a\x00.pdf", "anh\u202efdp.exe.pdf", "a" * 201 + ".pdf"],
    ids=["path", "Windows path", "NUL", "reading direction", "too long"],
)
def test_a_bad_file_name_is_refused_at_every_door_and_nothing_is_stored(
    administrator: Client, door: Door, name: str, files_root: Path
) -> None:
    before = snapshot(files_root)
    response = door.send(administrator, name, samples.pdf())
    assert response.status_code == 200
    assert "“" in door.said(response)
    assert_nothing_stored(files_root, before)


@pytest.mark.parametrize("name", ["..", "/", "\x00"])
def test_a_name_of_which_nothing_is_left_is_refused_with_a_message(
    administrator: Client, name: str, files_root: Path
) -> None:
    before = snapshot(files_root)
    door = DOORS["add several"]
    response = door.send(administrator, name, samples.pdf())
    assert response.status_code == 200
    assert "“" in door.said(response)
    assert_nothing_stored(files_root, before)


def test_a_file_over_the_limit_is_refused_at_every_door(
    administrator: Client, door: Door, files_root: Path, settings: Any
) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 3 << 20
    before = snapshot(files_root)
    response = door.send(administrator, "to.pdf", samples.pdf() + bytes(3 << 20))
    assert "“to.pdf”" in door.said(response)
    assert "3,0" in door.said(response)
    assert_nothing_stored(files_root, before)


def test_a_good_file_with_something_else_wrong_in_the_form_is_not_kept(
    administrator: Client, door: Door, files_root: Path
) -> None:
    before = snapshot(files_root)
    response = door.send(administrator, "tot.pdf", samples.pdf(2), title="x" * 300)
    assert response.status_code == 200
    assert "255" in door.said(response)
    assert_nothing_stored(files_root, before)


def test_a_good_file_comes_in_by_every_door_under_its_own_name(
    administrator: Client, door: Door, files_root: Path, django_capture_on_commit_callbacks: Any
) -> None:
    data = samples.pdf(2)
    with django_capture_on_commit_callbacks(execute=True):
        response = door.send(administrator, "Kết luận số 05.pdf", data)
    assert response.status_code in {200, 302}
    file = OfficialFile.objects.get()
    assert (file.original_name, file.pages, file.file_size) == ("Kết luận số 05.pdf", 2, len(data))
    assert [path.read_bytes() for path in stored(files_root)] == [data]


def test_a_forms_ordinary_upload_works_too(administrator: Client) -> None:
    upload = SimpleUploadedFile("a.docx", samples.package())
    fields = DOORS["add"].fields("Tệp")
    response = administrator.post(reverse("wagtaildocs:add"), {**fields, "file": upload})
    assert response.status_code == 302
    assert OfficialFile.objects.get().file_type == "docx"


def test_a_form_without_a_file_says_so(administrator: Client) -> None:
    response = administrator.post(reverse("wagtaildocs:add"), DOORS["add"].fields("Tệp"))
    assert response.status_code == 200
    assert not OfficialFile.objects.exists()


def test_a_form_kept_from_before_is_still_examined(administrator: Client, files_root: Path) -> None:
    """Wagtail's second step for several files, with a row that an older version left."""
    user = User.objects.get()
    upload = UploadedFile.objects.create(
        for_content_type_id=None, file=SimpleUploadedFile("a.pdf", samples.pdf(2)),
        uploaded_by_user=user,
    )  # fmt: skip
    from django.contrib.contenttypes.models import ContentType

    upload.for_content_type = ContentType.objects.get_for_model(OfficialFile)
    upload.save()
    prefix = f"uploaded-document-{upload.pk}-"
    response = administrator.post(
        reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[upload.pk]),
        {f"{prefix}title": "Biên bản/1", f"{prefix}collection": 1, f"{prefix}tags": ""},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert json.loads(response.content)["success"]
    file = OfficialFile.objects.get()
    assert (file.pages, file.original_name) == (2, "Biên bản-1.pdf")
    assert len(stored(files_root)) == 1


@pytest.mark.parametrize("is_listed", [True, False], ids=["listed", "draft"])
def test_a_file_is_not_replaced_in_the_admin(
    administrator: Client, files_root: Path, is_listed: bool
) -> None:
    file = official_file("cu.pdf")
    if is_listed:
        record("published", live_page(), [file])
    before = snapshot(files_root)
    response = Edit().send(administrator, "moi.pdf", samples.pdf(3))
    assert response.status_code == 200
    assert str(messages.NEVER_CHANGES) in Edit().said(response)
    assert_nothing_stored(files_root, before)
    administrator.post(Edit().url(), Edit().fields("Tên mới"))
    assert OfficialFile.objects.get().title == "Tên mới"


def test_the_editor_of_a_document_offers_no_other_file_and_says_why(administrator: Client) -> None:
    file = official_file("cu.pdf")
    said = Edit().said(administrator.get(Edit().url()))
    assert 'type="file"' not in said
    assert str(messages.NEVER_CHANGES) in said
    assert file.url in said


def test_what_was_submitted_is_what_is_approved(client: Client, files_root: Path) -> None:
    """The author of a submitted page can't swap its PDF behind the approver's back."""
    author = make_editor()
    page = make_conclusion(author=author)
    client.force_login(author)
    file = page.file
    OfficialFile.objects.filter(pk=file.pk).update(uploaded_by_user=author)
    url = reverse("wagtaildocs:edit", args=[file.pk])
    response = Edit().send(client, "khac.pdf", samples.pdf(3), url=url)
    assert str(messages.NEVER_CHANGES) in Edit().said(response)
    assert publish_page(page).files[0]["sha256"] == file.sha256


def test_a_listed_file_is_not_deleted_in_the_admin_by_any_of_its_ways(
    administrator: Client, files_root: Path
) -> None:
    file, draft = official_file("cu.pdf", title="Bản đã đăng"), official_file("nhap.pdf")
    record("published", live_page(), [file])
    before = snapshot(files_root)
    bulk = reverse("wagtail_bulk_action", args=["documents", "officialfile", "delete"])
    answers = [
        administrator.get(reverse("wagtaildocs:delete", args=[file.pk]), follow=True),
        administrator.post(reverse("wagtaildocs:delete", args=[file.pk]), follow=True),
        administrator.post(f"{bulk}?id={file.pk}&id={draft.pk}", follow=True),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert "Bản đã đăng" in " ".join(map(str, answer.context["messages"]))
    answer = administrator.post(
        reverse("wagtaildocs:delete_multiple", args=[file.pk]),
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert json.loads(answer.content)["success"] is False
    assert_nothing_stored(files_root, before)
    administrator.post(f"{bulk}?id={draft.pk}")
    assert list(OfficialFile.objects.all()) == [file]


def test_the_admins_screens_show_documents(administrator: Client) -> None:
    file = official_file()
    record("published", live_page(), [file])
    for url in (
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtaildocs:edit", args=[file.pk]),
        reverse("wagtaildocs:document_usage", args=[file.pk]),
        reverse("wagtaildocs_chooser:choose"),
    ):
        assert administrator.get(url).status_code == 200, url


# --- the door out -------------------------------------------------------------------------------


def test_a_draft_file_is_not_there_for_a_visitor(client: Client) -> None:
    file = official_file("mật.pdf")
    assert file.url.startswith(f"/tep/{file.pk}/")
    missing = client.get("/tep/999999/m%E1%BA%ADt.pdf")
    for path in (file.url, f"/documents/{file.pk}/mật.pdf", f"/media/{file.file.name}",
                 f"/files/{file.file.name}", f"/tep/{file.file.name}"):  # fmt: skip
        assert client.get(path).status_code == 404, path
    answer = client.get(file.url)
    # The page repeats the address that was asked for; nothing else may differ.
    assert missing.content.replace(b"999999", str(file.pk).encode()) == answer.content


def test_a_published_file_is_served_whole_and_safely(client: Client) -> None:
    data = samples.pdf(2)
    file = official_file("Kết luận 05.pdf", data)
    record("published", live_page(), [file])
    response = client.get(file.url)
    assert (response.status_code, b"".join(response)) == (200, data)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(data))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["ETag"] == f'"{file.sha256}"'
    assert response["Content-Disposition"] == (
        "inline; filename*=utf-8''K%E1%BA%BFt%20lu%E1%BA%ADn%2005.pdf"
    )
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies


def test_what_browsers_do_not_show_is_offered_for_saving_in_a_sandbox(client: Client) -> None:
    file = official_file("bảng.csv", samples.CSV)
    record("published", live_page(), [file])
    response = client.get(file.url)
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''b%E1%BA%A3ng")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_reader_who_has_the_file_is_told_it_has_not_changed(client: Client) -> None:
    file = official_file()
    record("published", live_page(), [file])
    etag = client.get(file.url)["ETag"]
    response = client.get(file.url, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response["Cache-Control"] == "public, no-cache"
    assert client.get(file.url, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("header", "status"), [("If-None-Match", 304), ("If-Match", 412)], ids=["304", "412"]
)
def test_an_answer_without_the_bytes_does_not_open_the_file(
    client: Client, header: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = official_file()
    record("published", live_page(), [file])
    opened: list[str] = []
    monkeypatch.setattr(PrivateFileStorage, "open", lambda _self, name, *_: opened.append(name))
    etag = f'"{file.sha256}"' if status == 304 else '"another"'
    response = client.get(file.url, headers={header: etag})
    assert (response.status_code, response.content, opened) == (status, b"", [])
    assert response["ETag"] == f'"{file.sha256}"'


def test_a_part_of_a_file_can_be_asked_for(client: Client) -> None:
    data = samples.pdf(5)
    file = official_file("a.pdf", data)
    record("published", live_page(), [file])
    response = client.get(file.url, headers={"Range": "bytes=10-19"})
    assert (response.status_code, b"".join(response)) == (206, data[10:20])
    assert response["Content-Range"] == f"bytes 10-19/{len(data)}"
    assert response["Content-Length"] == "10"
    stale = {"Range": "bytes=10-19", "If-Range": '"an older file"'}
    assert b"".join(client.get(file.url, headers=stale)) == data
    beyond = client.get(file.url, headers={"Range": f"bytes={len(data)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(data)}")


def test_a_file_is_sent_as_it_is_whatever_packing_the_reader_takes(client: Client) -> None:
    """A part is measured on the bytes of the file: packed, the measure would be wrong."""
    bytes_of_file = samples.pdf(30)
    file = official_file("a.pdf", bytes_of_file)
    record("published", live_page(), [file])
    for header, status in (({}, 200), ({"Range": "bytes=10-2009"}, 206)):
        response = client.get(file.url, headers={"Accept-Encoding": "gzip", **header})
        assert response.status_code == status
        assert "Content-Encoding" not in response.headers
        body = b"".join(response)
        assert body == (bytes_of_file[10:2010] if header else bytes_of_file)
        assert int(response.headers["Content-Length"]) == len(body)
        assert response["ETag"] == f'"{file.sha256}"'


def test_head_answers_like_get_without_the_bytes_and_nothing_else_is_allowed(
    client: Client,
) -> None:
    file = official_file()
    record("published", live_page(), [file])
    response = client.head(file.url)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(file.file_size)
    assert response["ETag"] == f'"{file.sha256}"'
    assert client.post(file.url).status_code == 405


def test_a_withdrawn_file_is_gone_at_once_even_for_who_asks_whether_it_changed(
    client: Client,
) -> None:
    page, file = live_page(), official_file()
    record("published", page, [file])
    etag = client.get(file.url)["ETag"]
    record("withdrawn", page)
    assert client.get(file.url, headers={"If-None-Match": etag}).status_code == 404
    assert client.head(file.url).status_code == 404


def test_the_new_draft_file_of_a_live_page_is_not_reachable(client: Client) -> None:
    page, old, new = live_page(), official_file("cu.pdf"), official_file("moi.pdf")
    record("published", page, [old])
    assert client.get(old.url).status_code == 200
    assert client.get(new.url).status_code == 404
    record("corrected", page, [new])
    assert client.get(old.url).status_code == 404
    assert client.get(new.url).status_code == 200


def test_a_document_linked_in_the_text_of_a_page_is_public_with_it(client: Client) -> None:
    linked, draft = official_file("mau-don.pdf"), official_file("nhap.pdf")
    body = (
        f'<p><a linktype="document" id="{linked.pk}">Mẫu đơn</a>, <a linktype="document" '
        f'id="999999">mất</a>, <a linktype="page" id="{draft.pk}">'
        f'trang</a>, <a linktype="document" id="{linked.pk}">mẫu đơn</a></p>'
    )
    assert client.get(linked.url).status_code == 404
    set_up()
    page = add_page(HomePage.objects.get(), ContentPage(title="Hướng dẫn", body=body))
    said = client.get(page.url).content.decode()
    assert f'href="{linked.url}"' in said
    assert client.get(linked.url).status_code == 200
    assert client.get(draft.url).status_code == 404
    publishing.withdraw(page, actor=make_user(roles.LEADER), reason="Đã cũ.")
    assert client.get(linked.url).status_code == 404


def test_a_restricted_collection_keeps_its_files(client: Client) -> None:
    file = official_file(collection=Collection.get_first_root_node().add_child(name="Kín"))
    record("published", live_page(), [file])
    assert client.get(file.url).status_code == 200
    CollectionViewRestriction.objects.create(
        collection=file.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert client.get(file.url).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (roles.EDITOR, 200),
        (roles.APPROVER, 200),
        (roles.LEADER, 200),
        (roles.ADMINISTRATOR, 200),
        (roles.AUDITOR, 200),
        (roles.OFFICE, 404),
    ],
)
def test_a_draft_file_is_read_by_those_who_work_with_it(role: str, status: int) -> None:
    response = signed_in(role).get(official_file().url)
    assert response.status_code == status
    if status == 200:
        assert response["Cache-Control"] == "private, no-store"


def test_who_may_only_add_reads_what_they_added_and_nothing_else() -> None:
    scanner = Group.objects.create(name="Quét văn bản")
    scanner.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupCollectionPermission.objects.create(
        group=scanner,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="add_document"),
    )
    client = signed_in(scanner.name)
    own = official_file(uploaded_by_user=User.objects.get(groups=scanner))
    assert client.get(own.url).status_code == 200
    assert client.get(official_file().url).status_code == 404


def test_an_account_that_was_closed_reads_no_drafts(client: Client) -> None:
    file, user = official_file(), User.objects.create_superuser("a", "a@a.vn", "x")
    client.force_login(user)
    User.objects.update(is_active=False)
    assert client.get(file.url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/tep/0/a.pdf", "/tep/-1/a.pdf", "/tep/1.5/a.pdf", "/tep/a/a.pdf", "/tep/٣/a.pdf",
        "/tep/99999999999999999999999/a.pdf", "/tep/" + "9" * 6000 + "/a.pdf",
        "/tep/{id}/", "/tep/{id}", "/tep/{id}/khac.pdf", "/tep/{id}/a.pdf/", "/tep/{id}/../a.pdf",
        "/tep/{id}/%2e%2e%2fa.pdf", "/tep/{id}/a.pdf%00", "/tep/{id}/%FF.pdf", "/tep/{id}/A.PDF",
        "/tep/{id}/a%0d%0aX: y.pdf",
    ],
)  # fmt: skip
def test_hostile_addresses_find_nothing(client: Client, path: str) -> None:
    file = official_file("a.pdf")
    record("published", live_page(), [file])
    response = client.get(path.replace("{id}", str(file.pk)), follow=True)
    assert response.status_code in {400, 404}


def test_names_that_addresses_must_quote_are_served(client: Client) -> None:
    for name in ("a?b=1.pdf", "a#b.pdf", "100% & 'x' \"y\".pdf", "số 05;v2.pdf"):
        file = official_file(name)
        record("published", live_page(), [file])
        response = client.get(file.url)
        assert response.status_code == 200, name
        assert "\n" not in response["Content-Disposition"]


def test_a_file_whose_bytes_are_missing_is_not_there(client: Client, files_root: Path) -> None:
    file = official_file()
    record("published", live_page(), [file])
    (files_root / file.file.name).unlink()
    assert client.get(file.url).status_code == 404


def test_a_published_file_costs_few_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    file = official_file()
    record("published", live_page(), [file])
    with django_assert_max_num_queries(5):
        client.get(file.url)
