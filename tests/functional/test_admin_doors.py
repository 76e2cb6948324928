"""The admin names a draft to nobody but those who may see it: explorer, search, chooser, reports,
audit log, history, the admin's API, panels of the landing page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal import roles
from portal.models import Unit
from tests.factories import make_conclusion, make_editor, make_procedure, make_unit, make_user

pytestmark = pytest.mark.django_db

SECRET = "Xác minh đơn tố cáo kín"


@pytest.fixture
def pages() -> dict[str, Any]:
    """A draft of one's own unit and kind, one of another unit, one of another kind."""
    make_unit("KTRA")
    Unit.objects.filter(code="KTRA").update(kinds=["inspection_conclusion"])
    author = make_editor()
    made = {
        "mine": make_conclusion(author=author, title="Bản nháp của đơn vị"),
        "theirs": make_conclusion(author=author, title=SECRET, unit=make_unit("VP")),
        "other": make_procedure(author=author, title=f"{SECRET} (thủ tục)"),
    }
    for page in made.values():
        revision = page.save_revision(user=author, log_action=True, clean=False)
        assert revision
        page.get_workflow().start(page, author)
    return made


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role, units=("KTRA",)))
    return client


def doors(page: Any) -> list[str]:
    """Addresses of the admin that could name the page."""
    parent = page.get_parent()
    meta = page.specific_class._meta
    names = [
        ("wagtailadmin_home", []),
        ("wagtailadmin_explore", [parent.pk]),
        ("wagtailadmin_explore_results", [parent.pk]),
        ("wagtailadmin_choose_page_child", [parent.pk]),
        ("wagtailadmin_reports:site_history", []),
        ("wagtailadmin_reports:site_history_results", []),
        ("wagtailadmin_reports:workflow", []),
        ("wagtailadmin_reports:workflow_tasks", []),
        ("wagtailadmin_reports:aging_pages", []),
        ("wagtailadmin_reports:locked_pages", []),
        ("wagtailadmin_pages:type_use", [meta.app_label, meta.model_name]),
        ("wagtailadmin_pages:edit", [page.pk]),
        ("wagtailadmin_pages:history", [page.pk]),
        ("wagtailadmin_pages:view_draft", [page.pk]),
        ("wagtailadmin_pages:usage", [page.pk]),
        ("wagtailadmin_pages:copy", [page.pk]),
        ("wagtailadmin_pages:move", [page.pk]),
        ("wagtailadmin_pages:delete", [page.pk]),
        ("wagtailadmin_pages:unpublish", [page.pk]),
        ("wagtailadmin_pages:workflow_history", [page.pk]),
        ("wagtailadmin_pages:revisions_view", [page.pk, page.latest_revision_id]),
        ("wagtailadmin_pages:revisions_compare", [page.pk, "earliest", "latest"]),
        ("wagtailadmin_pages:revisions_revert", [page.pk, page.latest_revision_id]),
        ("portal_ledger_of_page", [page.pk]),
        ("portal_withdraw", [page.pk]),
        ("portal_override", [page.pk]),
        ("wagtailadmin_api:pages:listing", []),
        ("wagtailadmin_api:pages:detail", [page.pk]),
        ("wagtailsnippets_portal_unit:usage", [page.unit_id]),
    ]
    found = [reverse(name, args=args) for name, args in names]
    found += [
        reverse("wagtailadmin_pages:search") + "?q=Xac+minh",
        reverse("wagtailadmin_pages:search_results") + "?q=X%C3%A1c+minh",
        reverse("wagtailadmin_choose_page_search") + "?q=X%C3%A1c",
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={parent.pk}&fields=*",
        reverse("wagtailadmin_reports:site_history") + "?export=csv",
    ]
    for action in ("publish", "unpublish", "delete", "move"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        found.append(f"{bulk}?id={page.pk}")
    return found


@pytest.mark.parametrize("role", [roles.UNIT_EDITOR, roles.STAFF, "", roles.AUDITOR])
@pytest.mark.parametrize("which", ["theirs", "other"])
def test_no_door_names_a_draft_to_who_may_not_see_it(
    pages: dict[str, Any], role: str, which: str
) -> None:
    may_see = role == roles.AUDITOR
    client = signed_in(role)
    told = []
    for door in doors(pages[which]):
        answer = client.get(door)
        assert answer.status_code < 500, door
        content = b"".join(answer) if answer.streaming else answer.content
        if SECRET in content.decode():
            told.append(door)
    assert bool(told) is may_see, told


def test_a_unit_editor_finds_what_is_the_unit_s(pages: dict[str, Any]) -> None:
    client, mine = signed_in(roles.UNIT_EDITOR), pages["mine"]
    for name, args in (
        ("wagtailadmin_explore", [mine.get_parent().pk]),
        ("wagtailadmin_reports:site_history", []),
        ("wagtailadmin_pages:edit", [mine.pk]),
        ("wagtailadmin_pages:history", [mine.pk]),
    ):
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == 200 and mine.title in answer.content.decode(), name
