"""What nobody may do is refused by the portal's rules and by nothing else: without them each of the
permission matrix's tries succeeds, so a try that never succeeds there isn't an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

import pytest
from django.db import transaction
from django.db.models.signals import pre_delete
from django.test import Client
from wagtail.models import Page, PagePermissionTester

from disclosures.register import forget
from portal import gate
from portal.models import BasePage, DisclosurePage
from portal.permissions import PortalPagePermissionTester
from tests.factories import make_user
from tests.functional.office import Person, open_office
from tests.functional.office_pages import PAGE_TRIES

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("permissions")]


class _WithoutRules(PortalPagePermissionTester):
    """Wagtail's own permissions instead of the portal's."""

    can_publish = PagePermissionTester.can_publish
    can_publish_subpage = PagePermissionTester.can_publish_subpage
    can_unpublish = PagePermissionTester.can_unpublish
    can_delete = PagePermissionTester.can_delete
    can_move = PagePermissionTester.can_move
    can_move_to = PagePermissionTester.can_move_to
    can_copy = PagePermissionTester.can_copy


@contextmanager
def without_rules() -> Iterator[None]:
    """Nothing of the portal's own stands in the way, and every gate is open."""
    with ExitStack() as off:
        off.enter_context(gate.opened())
        for module in ("portal.permissions", "portal.publishing.verbs", "portal.admin_views"):
            off.enter_context(mock.patch(f"{module}.stands_once", return_value=False))
        tester = mock.patch("portal.models.pages.PortalPagePermissionTester", _WithoutRules)
        off.enter_context(tester)
        off.enter_context(mock.patch("portal.models.pages.ever_public", return_value=False))
        off.enter_context(mock.patch.object(DisclosurePage, "four_eyes", False))
        off.enter_context(mock.patch("portal.publishing.verbs.ask_guards", return_value=()))
        off.enter_context(mock.patch.object(BasePage, "unpublish", Page.unpublish))
        off.enter_context(mock.patch.object(pre_delete, "send", return_value=[]))
        yield


#: What nobody may do anywhere, each with a page with which it would otherwise happen.
CLOSED = {
    "publish directly": "conclusion draft",
    "unpublish": "content live",
    "delete": "content live",
    "move": "content live",
    "copy and publish": "content live",
    "copy as an alias": "content live",
    "bulk publish": "conclusion draft",
    "bulk unpublish": "content live",
    "bulk delete": "content live",
    "bulk move": "content live",
    "withdraw": "home",
}


def test_the_rules_alone_prevent_what_nobody_may_do() -> None:
    office = open_office()
    user = make_user(is_superuser=True)
    client = Client()
    client.force_login(user)
    person = Person("superuser", user, client)
    with_rules, without = set(), set()
    for verb, what in CLOSED.items():
        with transaction.atomic():
            if PAGE_TRIES[verb](office, person, what):
                with_rules.add(verb)
            transaction.set_rollback(True)
        with transaction.atomic(), without_rules():
            if PAGE_TRIES[verb](office, person, what):
                without.add(verb)
            transaction.set_rollback(True)
    forget()
    assert with_rules == set()
    assert without == set(CLOSED)
