"""Incoming documents: several files at once, fields to confirm, a draft page."""

from __future__ import annotations

from typing import Any

import bs4
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from disclosures.models import InspectionConclusionPage
from documents.findings import Finding, FindingKind, to_json
from documents.incoming.fields import FIELDS, boxes, proposals
from documents.models import FileReading, IncomingDocument, OfficialFile, ReadingState
from documents.signatures import Signature
from documents.signatures import to_json as signatures_to_json
from portal import roles
from portal.site import set_up
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_user,
    publish_page,
)
from tests.unit.documents import reading_samples, samples
from tests.unit.documents.finding_samples import FILES
from tests.unit.documents.store import files_root

__all__ = ["files_root"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_root")]

LIST = "documents_incoming_list"
METADATA = {
    "title": {"value": "Về an toàn bức xạ", "confidence": 0.9, "printed": "Về an toàn bức xạ",
              "page": 1, "box": [100, 200, 400, 230]},
    "number": {"value": "27/KL-SKHCN", "confidence": 0.95, "printed": "Số: 27 /KL-SKHCN",
               "page": 1, "box": [80, 100, 180, 115]},
    "date": {"value": "2026-03-10", "confidence": 0.6, "printed": "ngày 10 tháng 3 năm 2026",
             "page": 1, "box": [300, 100, 500, 115]},
    "agency": {"value": "Sở lạ chưa ai biết", "confidence": 0.2, "printed": "", "page": 1,
               "box": None},
    "type": {"value": "Kết luận", "confidence": 0.9, "printed": "KẾT LUẬN", "page": 1, "box": None},
    "signer": {"value": "Nguyễn Văn Mẫu", "confidence": 0.9, "printed": "", "page": 2,
               "box": [300, 700, 450, 715]},
}  # fmt: skip


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.user = make_editor()
    client.force_login(client.user)
    return client


@pytest.fixture
def lists() -> None:
    """The lists under which pages are begun; making them all takes seconds."""
    set_up()


@pytest.fixture
def incoming(editor: Client) -> IncomingDocument:
    """A document that was taken in and read."""
    editor.post(reverse(LIST), {"files": [upload("Kết luận 27.pdf", samples.pdf(2))]})
    found = IncomingDocument.objects.get()
    found.file.readings.all().delete()
    reading = FileReading.objects.create(
        file=found.file,
        number=1,
        state=ReadingState.DONE,
        asked_at=timezone.now(),
        ended_at=timezone.now(),
        metadata=METADATA,
    )
    for number in (1, 2):
        reading.pages.create(
            number=number, source="native", confidence=1, text="a", width=595, height=842
        )
    OfficialFile.objects.update(is_readable=True)
    return found


def address(incoming: IncomingDocument) -> str:
    return reverse("documents_incoming", args=[incoming.pk])


def fields_of(response: Any) -> dict[str, str]:
    """What the form on the page shows."""
    html = bs4.BeautifulSoup(response.content, "html.parser")
    form = html.select_one("form.incoming-fields")
    values = {one["name"]: one.get("value", "") for one in form.select("input[name]")}
    values |= {one["name"]: one.text.strip() for one in form.select("textarea")}
    chosen = form.select_one("select[name=kind] option[selected]")
    return {**values, "kind": chosen["value"] if chosen else ""}


def test_several_files_come_in_each_by_itself(editor: Client) -> None:
    response = editor.post(
        reverse(LIST),
        {
            "files": [
                upload("Kết luận.pdf", samples.pdf(1, text="A")),
                upload("trang.pdf", b"<html>404</html>"),
                upload("Bảng.csv", "Tên;Số\nA;1\n".encode()),
            ]
        },
    )
    assert response.status_code == 200
    assert {one.file.original_name for one in IncomingDocument.objects.all()} == {
        "Kết luận.pdf",
        "Bảng.csv",
    }
    said = response.content.decode()
    assert "trang web" in said
    assert said.count("incoming-results") == 3  # the section, its heading, its name
    assert OfficialFile.objects.count() == 2


def test_one_file_leads_to_its_own_page_and_is_read(editor: Client) -> None:
    response = editor.post(reverse(LIST), {"files": [upload("a.pdf", samples.pdf())]})
    incoming = IncomingDocument.objects.get()
    assert response.url == address(incoming)
    assert incoming.file.uploaded_by_user == editor.user
    assert incoming.file.readings.get().asked_by == editor.user


def test_the_same_file_is_not_stored_twice(editor: Client) -> None:
    data = samples.pdf()
    for name in ("a.pdf", "b.pdf"):
        editor.post(reverse(LIST), {"files": [upload(name, data)]})
    assert OfficialFile.objects.count() == IncomingDocument.objects.count() == 1


def test_nothing_chosen_or_everything_refused_says_so(editor: Client) -> None:
    assert "ít nhất một tệp" in editor.post(reverse(LIST)).content.decode()
    response = editor.post(reverse(LIST), {"files": [upload("a.exe", b"MZ")]})
    assert response.status_code == 422
    assert not OfficialFile.objects.exists()


@pytest.mark.usefixtures("lists")
def test_fields_are_filled_with_what_was_read_for_sure_and_show_where(
    editor: Client, incoming: IncomingDocument
) -> None:
    response = editor.get(address(incoming))
    shown = fields_of(response)
    assert shown["number"] == "27/KL-SKHCN"
    assert shown["date"] == "10/03/2026"
    assert shown["title"] == "Về an toàn bức xạ"
    assert shown["agency"] == "", "too doubtful to be filled in"
    assert shown["kind"] == "inspection_conclusion"
    html = bs4.BeautifulSoup(response.content, "html.parser")
    assert html.select_one("#field-date")["class"] == ["incoming-field", "unsure"]
    box = html.select_one("#page-1 [data-box=number]")
    assert box["style"].startswith("left:13.45%;top:11.88%;")
    assert html.select_one("#page-2 [data-box=signer]")
    take = html.select_one("#field-agency button[name=take]")
    assert take["data-take"] == "Sở lạ chưa ai biết"


def test_one_click_takes_and_corrections_stay(editor: Client, incoming: IncomingDocument) -> None:
    form = {**fields_of(editor.get(address(incoming))), "number": "28/KL-SKHCN"}
    editor.post(address(incoming), {**form, "take": "agency"})
    shown = fields_of(editor.get(address(incoming)))
    assert shown["agency"] == "Sở lạ chưa ai biết"
    assert shown["number"] == "28/KL-SKHCN"
    # A new reading changes what is proposed, never what was entered.
    FileReading.objects.create(
        file=incoming.file,
        number=2,
        state=ReadingState.DONE,
        asked_at=timezone.now(),
        ended_at=timezone.now(),
        metadata={"number": {"value": "99/KL-SKHCN", "confidence": 1.0, "page": 1, "box": None}},
    )
    response = editor.get(address(incoming))
    assert fields_of(response)["number"] == "28/KL-SKHCN"
    assert "99/KL-SKHCN" in response.content.decode()


@pytest.mark.usefixtures("lists")
def test_a_draft_page_is_begun_once_and_goes_the_usual_way(
    editor: Client, incoming: IncomingDocument
) -> None:
    form = fields_of(editor.get(address(incoming)))
    response = editor.post(address(incoming), {**form, "action": "page"})
    page = InspectionConclusionPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    assert page.file == incoming.file
    assert (page.number, page.signed_on.isoformat()) == ("27/KL-SKHCN", "2026-03-10")
    assert (page.signer, page.title) == ("Nguyễn Văn Mẫu", "Về an toàn bức xạ")
    assert page.owner == editor.user
    assert page.unit.code == "KTRA"
    assert page.latest_revision.user == editor.user
    assert editor.get(response.url).status_code == 200
    again = editor.post(address(incoming), {**form, "action": "page"})
    assert again.url == response.url
    assert InspectionConclusionPage.objects.count() == 1


def test_a_page_needs_a_title_and_a_kind_and_nothing_entered_is_lost(
    editor: Client, incoming: IncomingDocument
) -> None:
    form = {**fields_of(editor.get(address(incoming))), "title": "", "kind": "", "date": "31/02/26"}
    response = editor.post(address(incoming), {**form, "action": "page", "signer": "Trần Văn B"})
    assert response.status_code == 422
    assert not InspectionConclusionPage.objects.exists()
    shown = fields_of(response)
    assert (shown["date"], shown["signer"]) == ("31/02/26", "Trần Văn B")
    assert fields_of(editor.get(address(incoming)))["signer"] == "Trần Văn B"


def test_a_number_that_is_public_already_is_said(
    editor: Client, incoming: IncomingDocument
) -> None:
    known = make_conclusion(author=make_editor(), number="27/KL-SKHCN")
    publish_page(known, approver=make_approver())
    html = bs4.BeautifulSoup(editor.get(address(incoming)).content, "html.parser")
    assert known.title in html.select_one("#known").text
    editor.post(address(incoming), {"number": "28/KL-SKHCN", "action": "save"})
    html = bs4.BeautifulSoup(editor.get(address(incoming)).content, "html.parser")
    assert html.select_one("#known") is None


@pytest.mark.parametrize(
    "data",
    [
        {"action": "page", "kind": "no_such_kind", "title": "A"},
        {"action": "save", "title": "x" * 100_000},
        {"action": "save", "date": "đâu phải ngày"},
        {"take": "no_such_field"},
        {"take": "signer_title"},
        {"action": "\0"},
        {},
    ],
)
def test_odd_forms_are_answered(
    editor: Client, incoming: IncomingDocument, data: dict[str, str]
) -> None:
    assert editor.post(address(incoming), data).status_code in {200, 302, 400, 422}
    assert editor.get(address(incoming)).status_code == 200


def test_reading_is_stopped_done_again_and_a_document_put_away(
    editor: Client, incoming: IncomingDocument
) -> None:
    act = lambda what: editor.post(  # noqa: E731
        reverse("documents_incoming_act", args=[incoming.pk, what])
    )
    act("read")
    states = editor.get(reverse("documents_incoming_states"), {"id": [incoming.pk, "x", 99]})
    assert states.json()[str(incoming.pk)]["under_way"] is True
    act("stop")
    last = incoming.file.readings.order_by("number").last()
    assert (last.number, last.state) == (2, ReadingState.CANCELLED)
    act("put-away")
    assert incoming.file.title not in editor.get(reverse(LIST)).content.decode()
    assert (
        editor.get(reverse("documents_incoming_act", args=[incoming.pk, "read"])).status_code == 405
    )


def test_pages_are_drawn_for_whoever_may_see_the_file(editor: Client) -> None:
    editor.post(reverse(LIST), {"files": [upload("a.pdf", reading_samples.text_pdf(1))]})
    incoming = IncomingDocument.objects.get()
    picture = reverse("documents_incoming_picture", args=[incoming.pk, 1])
    response = editor.get(picture)
    assert response.content.startswith(b"\x89PNG")
    assert "private" in response["Cache-Control"]
    assert (
        editor.get(reverse("documents_incoming_picture", args=[incoming.pk, 2])).status_code == 404
    )


def test_findings_and_signatures_are_said_and_a_cleaned_copy_is_given(editor: Client) -> None:
    data = FILES["comment.docx"][0]()
    editor.post(reverse(LIST), {"files": [upload("a.docx", data)]})
    incoming = IncomingDocument.objects.get()
    now = timezone.now()
    FileReading.objects.create(
        file=incoming.file,
        number=9,
        state=ReadingState.DONE,
        asked_at=now,
        ended_at=now,
        findings=to_json([Finding(FindingKind.COMMENTS, "Chị xem lại", page=1)]),
    )
    shown = editor.get(address(incoming)).content.decode()
    assert "Chị xem lại" in shown
    clean = reverse("documents_incoming_clean", args=[incoming.pk])
    assert clean in shown
    response = editor.get(clean)
    assert response["Content-Disposition"].startswith("attachment")
    assert response.content.startswith(b"PK")
    assert b"Ch\xe1\xbb\x8b xem" not in response.content
    assert Client().get(clean).status_code == 302
    # A signed file is not cleaned: who signed is said instead.
    signed = signatures_to_json([Signature("a", 1, "Trần Ngọc Lân")])
    FileReading.objects.filter(number=9).update(signatures=signed)
    shown = editor.get(address(incoming)).content.decode()
    assert "Trần Ngọc Lân" in shown
    assert clean not in shown


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (roles.EDITOR, True),
        (roles.ADMINISTRATOR, True),
        (roles.APPROVER, False),
        (roles.OFFICE, False),
        (roles.LEADER, False),
        (roles.AUDITOR, False),
        ("", False),
    ],
)
def test_who_may(incoming: IncomingDocument, role: str, seen: bool) -> None:
    client = Client()
    client.force_login(make_user(role))
    pages = {
        "list": reverse(LIST),
        "detail": address(incoming),
        "states": reverse("documents_incoming_states"),
    }
    for name, url in pages.items():
        status = client.get(url).status_code
        assert (status == 200) == seen, (name, status)
        assert seen or status in {302, 403}
    status = client.post(
        reverse("documents_incoming_act", args=[incoming.pk, "put-away"])
    ).status_code
    incoming.refresh_from_db()
    assert incoming.is_put_away == seen, status


def test_anonymous_visitors_are_asked_to_sign_in(incoming: IncomingDocument) -> None:
    assert Client().get(address(incoming)).status_code == 302
    assert (
        Client().get(reverse("documents_incoming_picture", args=[incoming.pk, 1])).status_code
        == 302
    )


def test_files_in_the_private_collection_are_nobody_elses(
    editor: Client, incoming: IncomingDocument
) -> None:
    """Evidence is read by whoever uploaded it; no other editor finds document or picture."""
    from documents.evidence import evidence_collection

    OfficialFile.objects.filter(pk=incoming.file_id).update(collection=evidence_collection())
    other = Client()
    other.force_login(make_editor())
    assert other.get(address(incoming)).status_code == 404
    assert (
        other.get(reverse("documents_incoming_picture", args=[incoming.pk, 1])).status_code == 404
    )
    assert incoming.file.title not in other.get(reverse(LIST)).content.decode()
    assert editor.get(address(incoming)).status_code == 200


def test_boxes_and_proposals_bear_any_metadata() -> None:
    odd = {
        "number": {"value": 5, "confidence": "x", "page": "1", "box": [1, 2]},
        "title": "text",
        "date": {"value": "no date", "confidence": 2, "page": -3, "box": [0, 0, 9e9, 9e9]},
        "signer": {"value": ["a"], "confidence": None, "page": 1, "box": [-5, -5, 9e9, 9e9]},
    }
    assert [one.spec for one in proposals(odd, {})] == list(FIELDS)
    (box,) = boxes(odd, {1: (100.0, 100.0)})
    assert (box.left, box.top, box.width, box.height) == (0, 0, 100, 100)
    assert proposals(None, {})[0].value == ""


def test_the_list_shows_exactly_the_files_one_may_see_in_the_admin() -> None:
    """`seen_in_admin` is `may_see_in_admin` for many files: for everybody, and every place."""
    from documents.evidence import evidence_collection
    from documents.originals import originals_collection
    from documents.permissions import may_see_in_admin, seen_in_admin
    from portal.models import User
    from tests.factories import make_file

    people = [make_user(role) for role in roles.PERMISSIONS] + [make_user()]
    people += [User.objects.create_superuser("chu", "chu@example.vn", "x")]
    files = [make_file() for _ in range(6)]
    for number, file in enumerate(files):
        place = [None, evidence_collection(), originals_collection()][number % 3]
        owner = people[0] if number < 3 else None
        fields = {"uploaded_by_user": owner, **({"collection": place} if place else {})}
        OfficialFile.objects.filter(pk=file.pk).update(**fields)
    files = list(OfficialFile.objects.select_related("collection"))
    for person in people:
        one_by_one = {file.pk for file in files if may_see_in_admin(person, file)}
        assert set(seen_in_admin(person).values_list("pk", flat=True)) == one_by_one, person
