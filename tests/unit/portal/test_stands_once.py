"""The home page and the lists stand once: everything hangs on them, and nobody takes them down."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from disclosures.models import DisclosureIndexPage
from home.models import HomePage
from portal import publishing, roles
from portal.models import PublicationEvent
from portal.site import set_up
from procedures.models import ProcedureIndexPage
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [HomePage, ProcedureIndexPage, DisclosureIndexPage])
def test_a_page_that_stands_once_never_leaves_the_web(kind: type[Page]) -> None:
    set_up()
    page = kind.objects.first()
    events = PublicationEvent.objects.count()
    superuser = make_user(is_superuser=True)
    assert not page.permissions_for_user(superuser).can_withdraw()
    with pytest.raises(publishing.PublishingRefused) as refused:
        publishing.withdraw(page, actor=superuser, reason="Đăng nhầm")
    assert [refusal.code for refusal in refused.value.refusals] == ["stands_once"]
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    with pytest.raises(publishing.PublishingRefused, match=page.title):
        publishing.expire(page)
    assert kind.objects.get(pk=page.pk).live
    assert PublicationEvent.objects.count() == events
    form = page.get_edit_handler().get_form_class()
    sent = form({"title": page.title, "expire_at": "2099-01-01 00:00"}, instance=page)
    assert "expire_at" in sent.errors


def test_whoever_may_withdraw_reads_why_the_home_page_cannot_be(client: Client) -> None:
    set_up()
    home = HomePage.objects.get()
    client.force_login(make_user(roles.LEADER))
    response = client.post(f"/quan-tri/withdraw/{home.pk}/", {"reason": "Nhầm"}, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert len(said) == 1 and home.title in said[0]
    assert HomePage.objects.get().live
