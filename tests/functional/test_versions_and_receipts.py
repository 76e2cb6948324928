"""Published versions side by side, and receipts of what was done."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision, Workflow

from portal import publishing, receipt_offers, receipts, roles
from portal.differences import pieces
from portal.models import PublicationEvent
from tests.factories import make_approver, make_conclusion, make_editor, make_user, publish_page

pytestmark = pytest.mark.django_db


def corrected(**fields: Any) -> Any:
    """A conclusion that was published and corrected."""
    page = make_conclusion(subject="Sử dụng ba máy X-quang", **fields)
    publish_page(page)
    page = type(page).objects.get(pk=page.pk)
    page.subject, page.change_note = "Sử dụng bốn máy X-quang", "Đếm lại số máy"
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    return type(page).objects.get(pk=page.pk)


def test_what_changed_is_read_part_by_part(client: Client) -> None:
    page = corrected()
    answer = client.get(f"/lich-su/{page.pk}/")
    text = answer.content.decode()
    assert answer.status_code == 200 and "Đếm lại số máy" in text
    assert ">ba</del>" in text.replace("\n", "") and ">bốn</ins>" in text.replace("\n", "")
    assert [part.label for part in answer.context["parts"]] != []
    assert f"/lich-su/{page.pk}/" in client.get(page.url).content.decode()
    for query in ("tu=1&den=2", "tu=2&den=1", "tu=9&den=x", "tu=-1", f"den={'9' * 400}", "tu=%00"):
        assert client.get(f"/lich-su/{page.pk}/?{query}").status_code == 200, query
    assert client.get(f"/lich-su/{2**70}/").status_code == 404


def test_of_what_is_no_longer_public_no_version_is_shown(client: Client) -> None:
    page = corrected()
    publishing.withdraw(page, actor=make_approver(), reason="Nhầm")
    assert client.get(f"/lich-su/{page.pk}/").status_code == 404
    page = type(page).objects.get(pk=page.pk)
    page.subject = "Bản khác"
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    again = client.get(f"/lich-su/{page.pk}/?tu=1&den=2")
    assert again.status_code == 200 and "ba máy" not in again.content.decode()


def test_a_draft_or_an_internal_page_has_no_public_history(client: Client) -> None:
    draft, internal = make_conclusion(), make_conclusion(audience="internal")
    publish_page(internal)
    for page in (draft, internal):
        assert client.get(f"/lich-su/{page.pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_published_revisions_survive_wagtails_purge(client: Client) -> None:
    page = corrected()
    page.save_revision(user=make_editor(), clean=False)
    call_command("purge_revisions", stdout=open("/dev/null", "w"))  # noqa: SIM115
    kept = set(Revision.page_revisions.filter(object_id=str(page.pk)).values_list("pk", flat=True))
    named = set(PublicationEvent.objects.for_page(page.pk).values_list("revision_id", flat=True))
    assert named <= kept
    assert ">ba</del>" in client.get(f"/lich-su/{page.pk}/").content.decode().replace("\n", "")


def test_pieces_laid_together_give_both_texts_back() -> None:
    for before, after in (("a b c", "a x c"), ("", "mới"), ("cũ", ""), ("x\ny", "x\nz"), ("", "")):
        laid = pieces(before, after)
        assert "".join(one.text for one in laid if one.kind != "added") == before
        assert "".join(one.text for one in laid if one.kind != "removed") == after


def test_a_minor_correction_says_so(client: Client) -> None:
    page = make_conclusion()
    publish_page(page)
    page = type(page).objects.get(pk=page.pk)
    page.subject, page.change_note, page.is_minor = "Sửa chính tả", "Chính tả", True
    page.save_revision(user=make_editor(), clean=False)
    event = publish_page(page)
    assert event.details == {"minor": True}
    assert "đính chính nhỏ" in client.get(page.url).content.decode()


def test_the_page_says_that_parts_were_left_out_and_hashes_both(client: Client) -> None:
    from tests.factories import make_file

    original = make_file("ban-goc.pdf")
    page = make_conclusion(
        withheld_original=original, withheld_ground="private_life", withheld_note="Tên bệnh nhân"
    )
    event = publish_page(page)
    original.refresh_from_db()
    text = client.get(page.url).content.decode()
    assert "Tên bệnh nhân" in text and original.sha256 in text and page.file.sha256[:8] in text
    assert "ban-goc" not in text
    assert event.details["original"]["sha256"] == original.sha256
    assert original.pk not in [row["id"] for row in event.files]
    for role, status in ((roles.LEADER, 200), (roles.AUDITOR, 200), (roles.EDITOR, 404),
                         (roles.ADMINISTRATOR, 404), (roles.STAFF, 404)):  # fmt: skip
        staff = Client()
        staff.force_login(make_user(role))
        assert staff.get(original.url).status_code == status, role
    assert client.get(original.url).status_code == 404
    other = make_conclusion(file=original)
    with pytest.raises(publishing.PublishingRefused) as refused:
        publish_page(other)
    assert "original_not_published" in [one.code for one in refused.value.refusals]


def test_a_receipt_says_what_when_by_whom_and_whether_in_time() -> None:
    page = corrected()
    event = PublicationEvent.objects.last_for_page(page.pk)
    client = Client()
    client.force_login(make_user(roles.LEADER))
    address = reverse("portal_receipt", args=[event.pk])
    text = client.get(address).content.decode()
    for said in (page.title, page.unit.name, page.file.sha256, "Đếm lại số máy", page.number):
        assert said in text
    assert receipts.fingerprint_of(event) in text
    again = PublicationEvent.objects.get(pk=event.pk)
    assert receipts.fingerprint_of(again) == receipts.fingerprint_of(event)
    pdf = client.get(f"{address}?pdf")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    assert client.get(reverse("portal_receipt", args=[2**62])).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(roles.STAFF, 302), (roles.AUDITOR, 200), ("", 302)])
def test_a_receipt_is_for_who_may_see_what_it_is_about(role: str, status: int) -> None:
    page = make_conclusion(audience="internal")
    event = publish_page(page)
    client = Client()
    client.force_login(make_user(role))
    assert client.get(reverse("portal_receipt", args=[event.pk])).status_code == status


def test_the_receipt_is_offered_to_who_did_it_after_approving_and_after_withdrawing() -> None:
    editor, approver = make_editor(), make_approver()
    page = make_conclusion(author=editor)
    state = Workflow.objects.get(active=True).start(page, editor).current_task_state
    client = Client()
    client.force_login(approver)
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    withdraw = reverse("portal_withdraw", args=[page.pk])
    reasons = {"reason": "Đăng nhầm tệp", "override_reason": "Nội dung sai"}
    for address, data in ((approve, {"secrecy_outcome": "clear"}), (withdraw, reasons)):
        answer = client.post(address, data)
        event = PublicationEvent.objects.last_for_page(page.pk)
        links = [
            str(one)
            for one in get_messages(answer.wsgi_request)
            if reverse("portal_receipt", args=[event.pk]) in str(one)
        ]
        assert len(links) == 1, address


def test_receipts_of_others_are_not_offered_and_of_many_only_some() -> None:
    request = Client().get("/").wsgi_request
    request.user = make_approver()
    other = publish_page(make_conclusion())
    receipt_offers.offer(request, [other.pk])
    assert list(get_messages(request)) == []
    page = make_conclusion()
    own = [
        publishing.publish(page, actor=request.user, approved=True, change_note=f"Lần {time}").pk
        for time in range(receipt_offers.MOST + 1)
    ]
    receipt_offers.offer(request, own)
    (said,) = map(str, get_messages(request))
    assert said.count("<a ") == receipt_offers.MOST and "1 " in said.partition("<a ")[0]
