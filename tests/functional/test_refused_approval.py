"""An approval that the verb refuses says why and changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from portal.models import PublicationEvent
from tests.factories import make_approver, make_conclusion, make_editor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "word"),
    [({"answers": ()}, "KLKT"), ({"summary": ""}, "")],
    ids=["names no duty", "is not complete"],
)
def test_an_approval_that_is_refused_says_why(fields: dict[str, Any], word: str) -> None:
    editor = make_editor()
    page = make_conclusion(author=editor, **fields)
    waiting = Workflow.objects.get(active=True).start(page, editor).current_task_state
    client = Client()
    client.force_login(make_approver())
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", waiting.pk])
    response = client.post(address, headers={"Referer": f"http://testserver{edit}"})
    assert (response.status_code, response.url) == (302, edit)
    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert said
    assert word in said
    page.refresh_from_db()
    waiting.refresh_from_db()
    assert not page.live
    assert waiting.status == "in_progress"
    assert not PublicationEvent.objects.for_page(page.pk).exists()


def test_a_refusal_never_leads_to_another_site() -> None:
    editor = make_editor()
    page = make_conclusion(author=editor, answers=())
    waiting = Workflow.objects.get(active=True).start(page, editor).current_task_state
    client = Client()
    client.force_login(make_approver())
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", waiting.pk])
    for referer in ("https://example.org//evil.example/", "", "//evil.example/quan-tri/"):
        response = client.post(address, headers={"Referer": referer})
        assert response.url.startswith("/quan-tri/")
