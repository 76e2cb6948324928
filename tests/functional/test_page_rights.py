"""What the page forms and listings of the admin hold people to, besides the roads to live."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import ContentPage, HomePage
from portal import publishing, roles
from portal.site import set_up
from tests.factories import make_approver, make_conclusion, make_editor, make_user, publish_page

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def branch() -> tuple[Any, Any]:
    """A content page that was never public, and one beneath it that was."""
    set_up()
    above = ContentPage(title="Chuyên đề", slug="chuyen-de", body="<p>Lời.</p>", live=False)
    HomePage.objects.get().add_child(instance=above)
    above.save_revision(user=make_editor())
    below = ContentPage(title="Bài", slug="bai", body="<p>Lời.</p>", live=False)
    above.add_child(instance=below)
    below.save_revision(user=make_editor())
    publishing.publish(below, actor=make_user(is_superuser=True))
    return above, below


def test_the_address_of_what_stands_above_a_public_page_stays(branch: tuple[Any, Any]) -> None:
    above, below = branch
    form = above.get_edit_handler().get_form_class()(
        {"title": "Chuyên đề", "slug": "chuyen-de-khac"}, instance=above
    )
    assert not form.is_valid()
    assert "chuyen-de" in str(form.errors["slug"])
    above.slug = "chuyen-de-khac"
    above.save_revision(clean=False)
    with pytest.raises(publishing.PublishingRefused) as refused:
        publishing.publish(above, actor=make_user(is_superuser=True))
    assert refused.value.refusals[0].code == "address_changed"
    assert Page.objects.get(pk=below.pk).url_path.endswith("/chuyen-de/bai/")


@pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, roles.AUDITOR, roles.LEADER])
@pytest.mark.parametrize("live", [True, False])
def test_the_history_is_offered_to_those_who_may_read_it(role: str, live: bool) -> None:
    from portal.wagtail_hooks import listing_buttons

    page = make_conclusion()
    publish_page(page)
    if not live:
        publishing.withdraw(page, actor=make_approver(), reason="Đăng nhầm tệp")
    page = type(page).objects.get(pk=page.pk)
    user = make_user(role)
    address = reverse("portal_ledger_of_page", args=[page.pk])
    offered = address in [button.url for button in listing_buttons(page, user)]
    assert offered is (signed_in(user).get(address).status_code == 200)
