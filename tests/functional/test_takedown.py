"""Taking down purges a canary from every table and every file of the data folder, and leaves hash,
reason and who decided; by its own permission, confirmed twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from portal import publishing, roles
from portal.models import OldAddress, PublicationEvent
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_file,
    make_procedure,
    make_user,
    pdf_bytes,
    publish_page,
)

pytestmark = pytest.mark.django_db

CANARY = "chimhoangyenxq7"


def leaking() -> Any:
    """A public page with the canary in everything a person can write, corrected once."""
    data = pdf_bytes() + f"\n%{CANARY}\n".encode()
    page = make_conclusion(
        title=f"Kết luận {CANARY}",
        slug=f"ket-luan-{CANARY}",
        summary=f"Về {CANARY}",
        body_inspected=CANARY,
        subject=CANARY,
        body=f"<p>{CANARY}</p>",
        signer=CANARY,
        file=make_file(f"{CANARY}.pdf", data),
    )
    page.recommendations.add(type(page.recommendations.first())(text=CANARY))
    page.save_revision(user=make_editor(), log_action=True, clean=False)
    publish_page(page)
    page = type(page).objects.get(pk=page.pk)
    OldAddress.objects.create(key=f"/{CANARY}.aspx", page=page)
    page.subject, page.change_note = f"{CANARY} lần hai", f"Sửa {CANARY}"
    page.save_revision(user=make_editor(), log_action=True, clean=False)
    publish_page(page)
    return type(page).objects.get(pk=page.pk)


def tables_with(canary: str) -> list[str]:
    """Every table (shadow tables of the full-text index too) that holds the canary in a row."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                texts = (
                    bytes(one).decode("utf-8", "replace")
                    if isinstance(one, bytes | memoryview)
                    else str(one)
                    for one in row
                )
                if any(canary in text for text in texts):
                    found.append(table)
                    break
    return found


def files_with(canary: str) -> list[str]:
    folder = Path(settings.PORTAL_DATA_DIR)
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file()
        and ".sqlite3" not in path.name
        and (canary in path.name or canary.encode() in path.read_bytes())
    ]


def test_the_canary_is_gone_from_every_table_and_file(
    django_capture_on_commit_callbacks: Any, client: Client
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = leaking()
    old_url, sha256 = page.url, page.file.sha256
    assert {"wagtailcore_page", "wagtailcore_revision", "portal_publicationevent"} <= set(
        tables_with(CANARY)
    )
    assert files_with(CANARY)
    leader = make_user(roles.LEADER)
    with django_capture_on_commit_callbacks(execute=True):
        event = publishing.take_down(page, actor=leader, reason="Lộ dữ liệu cá nhân")
    assert tables_with(CANARY) == []
    assert files_with(CANARY) == []
    assert (event.kind, event.actor_id, event.reason) == (
        "taken_down",
        leader.pk,
        "Lộ dữ liệu cá nhân",
    )
    assert [row["sha256"] for row in event.details["files"]] == [sha256]
    assert len(event.details["content_sha256"]) == 64
    answer = client.get(old_url)
    said = answer.content.decode().replace(f"ket-luan-{CANARY}", "what was asked for")
    assert answer.status_code == 410 and CANARY not in said
    assert "Lộ dữ liệu cá nhân" in answer.content.decode()
    assert client.get(f"/lich-su/{page.pk}/").status_code == 404
    assert not Revision.page_revisions.filter(object_id=str(page.pk)).exists()
    with pytest.raises(publishing.PublishingRefused):
        publishing.take_down(page, actor=leader, reason="Lần nữa")


def test_a_procedure_loses_the_content_of_its_versions() -> None:
    page = make_procedure(summary=CANARY, conditions=CANARY)
    publish_page(page)
    publishing.take_down(page, actor=make_user(roles.LEADER), reason="Lộ bí mật")
    assert "procedures_procedureversion" not in tables_with(CANARY)
    assert page.versions.get().content == {} and page.versions.get().sha256


def test_a_file_that_another_public_page_lists_stays_with_it(client: Client) -> None:
    file = make_file("chung.pdf")
    page, other = make_conclusion(file=file), make_conclusion(file=file)
    publish_page(page)
    publish_page(other)
    publishing.withdraw(page, actor=make_user(roles.LEADER), reason="Nhầm", override_reason="Sai")
    assert client.get(file.url).status_code == 200
    publishing.take_down(page, actor=make_user(roles.LEADER), reason="Lộ dữ liệu")
    assert client.get(file.url).status_code == 200
    publishing.take_down(other, actor=make_user(roles.LEADER), reason="Lộ dữ liệu")
    file.refresh_from_db()
    assert not file.file and file.sha256 and client.get(file.url).status_code == 404


@pytest.mark.parametrize("role", [one for one in roles.PERMISSIONS if one != roles.LEADER] + [""])
def test_nobody_else_may(role: str) -> None:
    page = make_conclusion()
    publish_page(page)
    user = make_user(role, units=("KTRA",))
    with pytest.raises(PermissionDenied):
        publishing.take_down(page, actor=user, reason="Lý do")
    client = Client()
    client.force_login(user)
    answer = client.post(reverse("portal_take_down", args=[page.pk]), {"reason": "Lý do"})
    assert answer.status_code in (302, 403)
    assert Page.objects.get(pk=page.pk).live


def test_it_is_confirmed_twice_with_the_number_of_the_page() -> None:
    page = make_conclusion()
    publish_page(page)
    client = Client()
    client.force_login(make_user(roles.LEADER))
    address = reverse("portal_take_down", args=[page.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 200
    first = client.post(address, {"reason": "Lộ số căn cước"})
    token = first.context["form"].initial["token"]
    wrong = [
        {"token": token, "number": page.pk + 1},
        {"token": token, "number": "x"},
        {"token": f"{token}x", "number": page.pk},
        {"token": "", "number": page.pk},
        {"token": token},
    ]
    for data in wrong:
        assert client.post(address, data).status_code == 200
        assert Page.objects.get(pk=page.pk).live
    assert client.post(address, {"token": token, "number": page.pk}).status_code == 302
    assert PublicationEvent.objects.last_for_page(page.pk).kind == "taken_down"


def test_what_was_never_published_is_deleted_instead() -> None:
    with pytest.raises(publishing.PublishingRefused) as refused:
        publishing.take_down(make_conclusion(), actor=make_user(roles.LEADER), reason="Lộ")
    assert refused.value.refusals[0].code == "never_published"


def test_the_ledger_lets_pass_that_blanking_and_nothing_else() -> None:
    page, other = make_conclusion(), make_conclusion()
    event = publish_page(page)
    publish_page(other)
    publishing.withdraw(page, actor=make_approver(), reason="Nhầm")
    taken = publishing.take_down(page, actor=make_user(roles.LEADER), reason="Lộ dữ liệu")
    row = PublicationEvent.objects.get(pk=event.pk)
    assert (row.title, row.url_path, row.files) == ("", "", [])
    blank = "title='', url_path='', files='[]', reason=''"
    table = PublicationEvent._meta.db_table
    for statement in (
        f"UPDATE {table} SET title='khác' WHERE id={event.pk}",
        f"UPDATE {table} SET {blank}, kind='corrected' WHERE id={event.pk}",
        f"UPDATE {table} SET {blank}, actor_name='khác' WHERE id={event.pk}",
        f"UPDATE {table} SET {blank} WHERE id={taken.pk}",
        f"UPDATE {table} SET {blank} WHERE page_id={other.pk}",
        f"UPDATE {table} SET happened_on='2020-01-01' WHERE id={event.pk}",
        f"DELETE FROM {table} WHERE id={event.pk}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
