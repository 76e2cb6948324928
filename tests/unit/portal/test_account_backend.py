"""Accounts and permissions read in fewer queries are those that Django reads."""

from __future__ import annotations

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission
from wagtail.users.models import UserProfile

from portal import roles
from portal.accounts.backend import AccountBackend
from portal.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def of_django(user: User) -> set[str]:
    return ModelBackend().get_all_permissions(User.objects.get(pk=user.pk))


@pytest.mark.parametrize("role", [roles.LEADER, roles.OFFICE, roles.EDITOR, ""])
def test_permissions_are_those_of_the_person_and_of_the_groups(role: str) -> None:
    user = make_user(role)
    own = Permission.objects.get(codename="delete_unit", content_type__app_label="portal")
    user.user_permissions.add(own)
    found = AccountBackend().get_all_permissions(User.objects.get(pk=user.pk))
    assert found == of_django(user)
    assert "portal.delete_unit" in found


def test_they_take_one_query_and_are_asked_once(django_assert_num_queries) -> None:
    user = User.objects.get(pk=make_user(roles.OFFICE).pk)
    with django_assert_num_queries(1):
        assert AccountBackend().has_perm(user, "portal.view_register")
        assert not AccountBackend().has_perm(user, "portal.no_such_thing")


def test_whoever_may_not_sign_in_may_do_nothing() -> None:
    user = make_user(roles.ADMINISTRATOR, is_active=False)
    assert AccountBackend().get_user(user.pk) is None
    assert AccountBackend().get_user(10**6) is None
    assert AccountBackend().get_all_permissions(user) == set()
    assert not AccountBackend().has_perm(user, "portal.view_register")
    assert AccountBackend().get_all_permissions(AnonymousUser()) == set()


def test_nothing_is_allowed_about_a_single_thing_alone() -> None:
    user = make_user(roles.OFFICE)
    assert AccountBackend().get_all_permissions(user, obj=user) == set()
    assert AccountBackend().has_perm(user, "portal.view_register")


def test_a_superuser_may_do_everything() -> None:
    user = make_user(is_superuser=True)
    assert AccountBackend().get_all_permissions(user) == of_django(user)


def test_an_account_comes_with_its_profile_or_without_one(django_assert_num_queries) -> None:
    user = make_user(roles.OFFICE)
    UserProfile.objects.filter(user=user).delete()
    with django_assert_num_queries(1):
        assert not hasattr(AccountBackend().get_user(user.pk), "wagtail_userprofile")
    UserProfile.objects.create(user=user, preferred_language="en")
    with django_assert_num_queries(1):
        found = AccountBackend().get_user(user.pk)
        assert found.wagtail_userprofile.preferred_language == "en"
