"""Accounts over HTTP: signing in, invitation, a new password, and who may manage whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import roles
from portal.accounts import invitation
from portal.models import Unit, User

pytestmark = pytest.mark.django_db
PASSWORD = "Một-mật-khẩu-dài-2026"
LOGIN = "/quan-tri/login/"
RESET = "/quan-tri/password_reset/"
#: What no field may turn into a server error.
HOSTILE = [
    "",
    "\x00",
    "a\x00b",
    "x" * 100_000,
    "'; DROP TABLE portal_user; --",
    "<b>",
    "\ud7ff\u202e",
]


class BrokenMail(BaseEmailBackend):
    """A mail server that refuses."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("no mail server")


@pytest.fixture
def account() -> Callable[..., User]:
    """Makes accounts: `account("lan", roles.EDITOR)`."""

    def make(username: str, *groups: str, **fields: Any) -> User:
        made = User.objects.create_user(username, f"{username}@example.gov.vn", PASSWORD, **fields)
        made.groups.set(Group.objects.filter(name__in=groups))
        return made

    return make


@pytest.fixture
def administrator(account: Callable[..., User]) -> Client:
    """The browser of somebody with the role that manages accounts."""
    client = Client()
    client.force_login(account("quantri", roles.ADMINISTRATOR, last_name="Quản", first_name="Trị"))
    return client


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(code="vp-test", name="Văn phòng thử")


def _filled(username: str = "moi", **fields: Any) -> dict[str, Any]:
    return {
        "username": username,
        "email": f"{username}@example.gov.vn",
        "first_name": "Thị",
        "last_name": "Mới",
        "password1": "",
        "password2": "",
        **fields,
    }


def _link() -> str:
    """The link of the last mail, without the host."""
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found.group(1)


def _accept(client: Client, link: str, password: str = PASSWORD) -> Any:
    """Follow the link and set `password`; returns the answer to the form."""
    page = client.get(link, follow=True)
    return client.post(
        page.redirect_chain[-1][0] if page.redirect_chain else link,
        {"new_password1": password, "new_password2": password},
    )


# --- invitation ----------------------------------------------------------------------------------


def test_an_account_made_without_a_password_is_invited_and_its_owner_gets_in(
    administrator: Client, unit: Unit, client: Client
) -> None:
    group = Group.objects.get(name=roles.EDITOR)
    answer = administrator.post(
        reverse("wagtailusers_users:add"), _filled(groups=[group.pk], units=[unit.pk]), follow=True
    )
    assert answer.status_code == 200
    made = User.objects.get(username="moi")
    assert [membership.unit for membership in made.memberships.all()] == [unit]
    assert list(made.groups.all()) == [group]
    assert invitation.is_pending(made)

    [message] = mail.outbox
    assert message.to == ["moi@example.gov.vn"]
    for fact in ("Quản Trị", roles.EDITOR, "Văn phòng thử", "moi"):
        assert fact in message.body
    assert message.content_subtype == "plain"

    assert not client.login(username="moi", password="")
    assert "wagtailadmin_login" not in _accept(client, _link()).url
    answer = client.post(LOGIN, {"username": "moi", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/quan-tri/")


def test_the_link_works_once(administrator: Client, client: Client) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    link = _link()
    _accept(client, link)
    again = Client().get(link)
    assert again.status_code == 200
    assert again.context["validlink"] is False if "validlink" in again.context else True
    assert 'name="new_password1"' not in again.content.decode()


def test_an_expired_link_says_what_to_do(
    administrator: Client, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    link = _link()
    later = timezone.now().replace(tzinfo=None) + timedelta(
        seconds=settings.PASSWORD_RESET_TIMEOUT + 86_400
    )
    monkeypatch.setattr(invitation.tokens, "_now", lambda: later)
    page = client.get(link, follow=True).content.decode()
    assert 'name="new_password1"' not in page
    assert reverse("wagtailadmin_login") in page
    assert User.objects.get(username="moi").has_usable_password() is False


def test_sending_again_voids_the_link_sent_before(administrator: Client, client: Client) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    first = _link()
    made = User.objects.get(username="moi")
    edit = reverse("wagtailusers_users:edit", args=[made.pk])
    assert reverse("portal_invite", args=[made.pk]) in administrator.get(edit).content.decode()

    answer = administrator.post(reverse("portal_invite", args=[made.pk]))
    assert (answer.status_code, answer.url) == (302, edit)
    assert len(mail.outbox) == 2
    assert 'name="new_password1"' not in client.get(first, follow=True).content.decode()
    assert _accept(client, _link()).status_code == 302
    made.refresh_from_db()
    assert made.check_password(PASSWORD)
    page = administrator.get(edit).content.decode()
    assert reverse("portal_invite", args=[made.pk]) not in page


def test_a_new_mail_address_of_a_waiting_account_is_invited_anew(administrator: Client) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    first = _link()
    made = User.objects.get(username="moi")
    administrator.post(
        reverse("wagtailusers_users:edit", args=[made.pk]),
        _filled(email="khac@example.gov.vn", is_active="on"),
    )
    assert mail.outbox[-1].to == ["khac@example.gov.vn"]
    assert 'name="new_password1"' not in Client().get(first, follow=True).content.decode()


def test_a_mail_server_that_refuses_leaves_the_account_and_says_how_to_go_on(
    administrator: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenMail"
    answer = administrator.post(reverse("wagtailusers_users:add"), _filled(), follow=True)
    made = User.objects.get(username="moi")
    assert invitation.is_pending(made)
    said = [(str(message), message.level_tag) for message in answer.context["messages"]]
    assert any("moi@example.gov.vn" in text and tag == "error" for text, tag in said)


def test_an_invitation_that_fails_leaves_the_link_sent_before(
    administrator: Client, client: Client, settings: Any
) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    waiting, link = User.objects.get(username="moi"), _link()
    before = waiting.password
    settings.EMAIL_BACKEND = f"{__name__}.BrokenMail"
    administrator.post(reverse("portal_invite", args=[waiting.pk]))
    waiting.refresh_from_db()
    assert waiting.password == before
    assert _accept(client, link).status_code in (200, 302)
    waiting.refresh_from_db()
    assert waiting.has_usable_password()


def test_an_invitation_accepted_while_the_next_one_is_sent_stays_accepted(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    waiting = User.objects.get(username="moi")
    original = invitation._message

    def accepted_meanwhile(account: User, inviter: User) -> Any:
        owner = User.objects.get(pk=account.pk)
        owner.set_password(PASSWORD)
        owner.save()
        return original(account, inviter)

    monkeypatch.setattr(invitation, "_message", accepted_meanwhile)
    administrator.post(reverse("portal_invite", args=[waiting.pk]))
    waiting.refresh_from_db()
    assert waiting.check_password(PASSWORD)


def test_nobody_is_flooded_with_invitations(administrator: Client, settings: Any) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    made = User.objects.get(username="moi")
    for _ in range(settings.PORTAL_LIMITS["invitation"][0] + 3):
        assert administrator.post(reverse("portal_invite", args=[made.pk])).status_code == 302
    assert len(mail.outbox) == settings.PORTAL_LIMITS["invitation"][0]


def test_an_account_with_a_password_is_not_invited(administrator: Client) -> None:
    administrator.post(
        reverse("wagtailusers_users:add"), _filled(password1=PASSWORD, password2=PASSWORD)
    )
    made = User.objects.get(username="moi")
    assert made.check_password(PASSWORD)
    administrator.post(reverse("portal_invite", args=[made.pk]))
    assert mail.outbox == []


def test_switching_an_account_off_voids_its_invitation(administrator: Client) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    User.objects.filter(username="moi").update(is_active=False)
    assert 'name="new_password1"' not in Client().get(_link(), follow=True).content.decode()


def test_the_link_of_an_invitation_opens_no_reset_and_the_other_way_round(
    administrator: Client, account: Callable[..., User], client: Client
) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    as_reset = _link().replace("/quan-tri/loi-moi/", "/quan-tri/password_reset/confirm/")
    assert 'name="new_password1"' not in client.get(as_reset, follow=True).content.decode()
    account("lan")
    client.post(RESET, {"email": "lan@example.gov.vn"})
    as_invitation = _link().replace("/quan-tri/password_reset/confirm/", "/quan-tri/loi-moi/")
    assert 'name="new_password1"' not in client.get(as_invitation, follow=True).content.decode()


@pytest.mark.parametrize("path", ["/quan-tri/loi-moi/", "/quan-tri/password_reset/confirm/"])
@pytest.mark.parametrize(
    "rest",
    [
        "MQ/abc-def/", "AAAA/set-password/", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/x-y/", "%2F/x/",
        "////x/", "%FF%FE/%FF/", "AA%00/x-y/", f"{'A' * 3000}/{'b' * 3000}/", "LTE/../x/",
        "MQ/c0ffee-" + "0" * 32 + "/", "4oiS4oiS/€-€/",
    ],
)  # fmt: skip
def test_bad_links_are_a_page_and_never_an_error(client: Client, path: str, rest: str) -> None:
    answer = client.get(path + rest, follow=True)
    assert answer.status_code in {200, 400, 404}
    assert 'name="new_password1"' not in answer.content.decode()


def test_a_weak_password_is_refused_with_the_reason(administrator: Client, client: Client) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    link = _link()
    for weak in ("", "1234567890", "moi@example.gov.vn", "ngắn", "a\x00" * 8, "x" * 2000):
        answer = _accept(Client(), link, weak)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert not User.objects.get(username="moi").has_usable_password()


# --- who may manage accounts ---------------------------------------------------------------------


@pytest.mark.parametrize("role", list(roles.PERMISSIONS))
def test_only_administrators_make_and_change_accounts(
    account: Callable[..., User], role: str
) -> None:
    client = Client()
    client.force_login(account("ai-do", role))
    other = account("khac", roles.EDITOR)
    waiting = account("doi")
    waiting.set_unusable_password()
    waiting.save()
    may = role == roles.ADMINISTRATOR
    client.post(reverse("wagtailusers_users:add"), _filled())
    client.post(
        reverse("wagtailusers_users:edit", args=[other.pk]),
        _filled("khac", first_name="Đổi", is_active="on"),
    )
    client.post(reverse("portal_invite", args=[waiting.pk]))
    assert User.objects.filter(username="moi").exists() is may
    other.refresh_from_db()
    assert (other.first_name == "Đổi") is may
    invited = {message.to[0] for message in mail.outbox}
    assert invited == ({"moi@example.gov.vn", "doi@example.gov.vn"} if may else set())


def test_an_administrator_makes_no_superuser_and_touches_none(
    administrator: Client, account: Callable[..., User]
) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled(is_superuser="on"))
    assert User.objects.get(username="moi").is_superuser is False
    root = account("goc", is_superuser=True)
    edit = reverse("wagtailusers_users:edit", args=[root.pk])
    assert administrator.get(edit).status_code == 302
    administrator.post(
        edit, _filled("goc", password1="x" * 12, password2="x" * 12, is_superuser="")
    )
    root.refresh_from_db()
    assert (root.is_superuser, root.check_password(PASSWORD)) == (True, True)
    bulk = reverse("wagtail_bulk_action", args=["portal", "user", "set_active_state"])
    administrator.post(f"{bulk}?id={root.pk}", {"mark_as_active": "False"})
    root.refresh_from_db()
    assert root.is_active


def test_nobody_gives_roles_to_oneself(administrator: Client) -> None:
    me = User.objects.get(username="quantri")
    leader = Group.objects.get(name=roles.LEADER)
    administrator.post(
        reverse("wagtailusers_users:edit", args=[me.pk]),
        _filled("quantri", first_name="Vẫn", groups=[leader.pk]),
    )
    me.refresh_from_db()
    assert me.first_name == "Vẫn"
    bulk = reverse("wagtail_bulk_action", args=["portal", "user", "assign_role"])
    administrator.post(f"{bulk}?id={me.pk}", {"role": leader.pk})
    assert [group.name for group in me.groups.all()] == [roles.ADMINISTRATOR]


def test_nobody_joins_a_unit_by_oneself(administrator: Client, unit: Unit) -> None:
    """Whose unit one is decides which acts one signs."""
    oneself = User.objects.get(username="quantri")
    address = reverse("wagtailusers_users:edit", args=[oneself.pk])
    data = _filled("quantri", units=[unit.pk], first_name="Vẫn")
    administrator.post(address, data)
    oneself.refresh_from_db()
    assert oneself.first_name == "Vẫn" and not oneself.memberships.exists()
    other = Unit.objects.create(code="VP2", name="Văn phòng 2")
    oneself.memberships.create(unit=other)
    administrator.post(address, data)
    assert [membership.unit for membership in oneself.memberships.all()] == [other]


def test_a_superuser_manages_everybody(account: Callable[..., User]) -> None:
    client = Client()
    client.force_login(account("goc", is_superuser=True))
    client.post(reverse("wagtailusers_users:add"), _filled(is_superuser="on"))
    assert User.objects.get(username="moi").is_superuser


def test_units_are_saved_when_an_account_is_changed(
    administrator: Client, account: Callable[..., User], unit: Unit
) -> None:
    other = account("khac")
    edit = reverse("wagtailusers_users:edit", args=[other.pk])
    administrator.post(edit, _filled("khac", is_active="on", units=[unit.pk]))
    assert list(other.memberships.values_list("unit", flat=True)) == [unit.pk]
    assert "checked" in administrator.get(edit).content.decode()
    administrator.post(edit, _filled("khac", is_active="on"))
    assert not other.memberships.exists()


def test_two_accounts_never_share_a_mail_address(
    administrator: Client, account: Callable[..., User]
) -> None:
    account("khac")
    answer = administrator.post(
        reverse("wagtailusers_users:add"), _filled(email="KHAC@example.gov.vn")
    )
    assert answer.context["form"].errors["email"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "field", ["username", "email", "first_name", "password1", "units", "groups"]
)
def test_hostile_account_forms_are_answered_with_the_form(
    administrator: Client, field: str, value: str
) -> None:
    answer = administrator.post(reverse("wagtailusers_users:add"), _filled(**{field: value}))
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("account_id", ["0", "99999999999999999999", "abc", "-1"])
def test_inviting_nobody_is_not_found(administrator: Client, account_id: str) -> None:
    assert administrator.post(f"/quan-tri/invite/{account_id}/").status_code == 404


def test_looking_at_the_invite_address_sends_nothing(administrator: Client) -> None:
    administrator.post(reverse("wagtailusers_users:add"), _filled())
    made = User.objects.get(username="moi")
    assert administrator.get(reverse("portal_invite", args=[made.pk])).status_code == 405
    assert len(mail.outbox) == 1


# --- a new password ------------------------------------------------------------------------------


def test_the_answer_is_the_same_whether_or_not_the_address_has_an_account(
    account: Callable[..., User],
) -> None:
    account("lan")
    waiting = account("doi")
    waiting.set_unusable_password()
    waiting.save()
    answers = [
        Client().post(RESET, {"email": f"{name}@example.gov.vn"}, follow=True)
        for name in ("lan", "khong-co", "doi")
    ]
    # The form token in the page is another one every time.
    pages = {re.sub(r'"CSRF_TOKEN": "\w+"', "", answer.content.decode()) for answer in answers}
    assert len(pages) == 1
    assert [message.to for message in mail.outbox] == [["lan@example.gov.vn"]]


def test_a_new_password_is_set_by_the_link_of_the_mail(
    account: Callable[..., User], client: Client
) -> None:
    lan = account("lan")
    client.post(RESET, {"email": "LAN@example.gov.vn"}, HTTP_HOST="evil.example")
    assert "evil" not in mail.outbox[0].body
    assert "lan" in mail.outbox[0].body
    link = _link()
    assert _accept(client, link, "Mật-khẩu-hoàn-toàn-mới").status_code == 302
    lan.refresh_from_db()
    assert lan.check_password("Mật-khẩu-hoàn-toàn-mới")
    assert 'name="new_password1"' not in Client().get(link, follow=True).content.decode()


def test_an_account_that_is_switched_off_gets_no_link_and_uses_none(
    account: Callable[..., User], client: Client
) -> None:
    lan = account("lan")
    client.post(RESET, {"email": "lan@example.gov.vn"})
    link = _link()
    User.objects.filter(pk=lan.pk).update(is_active=False)
    assert 'name="new_password1"' not in client.get(link, follow=True).content.decode()
    client.post(RESET, {"email": "lan@example.gov.vn"})
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("name", ["lan", "khong-co"])
def test_asking_too_often_for_one_address_is_refused_known_or_not(
    account: Callable[..., User], client: Client, settings: Any, name: str
) -> None:
    account("lan")
    times = settings.PORTAL_LIMITS["reset-to"][0]
    for number in range(times):
        address = f"{name}@example.gov.vn".upper() if number else f"{name}@example.gov.vn"
        assert client.post(RESET, {"email": address}).status_code == 302
    refused = client.post(RESET, {"email": f"{name}@example.gov.vn"})
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "60" in refused.content.decode()
    assert client.post(RESET, {"email": "khac@example.gov.vn"}).status_code == 302


def test_asking_too_often_from_one_address_is_refused(client: Client, settings: Any) -> None:
    settings.PORTAL_LIMITS = {**settings.PORTAL_LIMITS, "reset-from": (4, 3600)}
    answers = [
        client.post(RESET, {"email": f"a{number}@example.gov.vn"}).status_code
        for number in range(5)
    ]
    assert answers == [302, 302, 302, 302, 429]
    other = client.post(RESET, {"email": "b@example.gov.vn"}, REMOTE_ADDR="203.0.113.5")
    assert other.status_code == 302


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_addresses_are_answered_with_the_form(client: Client, value: str) -> None:
    answer = client.post(RESET, {"email": value})
    assert answer.status_code == 200
    assert answer.context["form"].errors


# --- signing in ----------------------------------------------------------------------------------


@pytest.fixture
def throttled(settings: Any) -> None:
    """Throttling as in production."""
    settings.AXES_ENABLED = True


def _sign_in(client: Client, password: str, username: str = "lan", **extra: Any) -> Any:
    return client.post(LOGIN, {"username": username, "password": password}, **extra)


def test_five_failures_lock_the_account_for_that_address(
    throttled: None, account: Callable[..., User], client: Client
) -> None:
    account("lan", roles.EDITOR)
    answers = [_sign_in(client, "sai-mật-khẩu").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = _sign_in(client, PASSWORD)
    assert locked.status_code == 429
    assert locked["Retry-After"] == "900"
    assert "portal/locked_out.html" in [template.name for template in locked.templates]
    # Not for another address, nor another account.
    assert _sign_in(Client(), PASSWORD, REMOTE_ADDR="203.0.113.5").status_code == 302
    account("minh", roles.EDITOR)
    assert _sign_in(Client(), PASSWORD, "minh").status_code == 302


def test_success_forgets_the_failures_before(throttled: None, account: Callable[..., User]) -> None:
    account("lan", roles.EDITOR)
    for _ in range(3):
        for _ in range(4):
            assert _sign_in(Client(), "sai-mật-khẩu").status_code == 200
        assert _sign_in(Client(), PASSWORD).status_code == 302


def test_a_forged_header_does_not_help_against_the_lock(
    throttled: None, account: Callable[..., User], client: Client
) -> None:
    account("lan", roles.EDITOR)
    for number in range(5):
        _sign_in(client, "sai", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert _sign_in(client, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.77").status_code == 429


def test_one_address_that_tries_many_accounts_is_stopped(client: Client, settings: Any) -> None:
    settings.PORTAL_LIMITS = {**settings.PORTAL_LIMITS, "sign-in": (4, 900)}
    answers = [_sign_in(client, "sai", f"nguoi{number}").status_code for number in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert _sign_in(client, "sai", REMOTE_ADDR="203.0.113.5").status_code == 200


def test_accounts_that_may_not_sign_in_get_the_same_answer_as_a_wrong_password(
    account: Callable[..., User], client: Client
) -> None:
    account("tat", roles.EDITOR, is_active=False)
    waiting = account("doi", roles.EDITOR)
    waiting.set_unusable_password()
    waiting.save()
    account("lan", roles.EDITOR)
    said = {
        str(_sign_in(client, password, name).context["form"].non_field_errors())
        for name, password in [("tat", PASSWORD), ("doi", PASSWORD), ("doi", ""), ("lan", "sai")]
        if password
    }
    assert len(said) == 1


def test_switching_an_account_off_ends_its_session(account: Callable[..., User]) -> None:
    lan = account("lan", roles.EDITOR)
    client = Client()
    _sign_in(client, PASSWORD)
    assert client.get("/quan-tri/").status_code == 200
    User.objects.filter(pk=lan.pk).update(is_active=False)
    assert client.get("/quan-tri/").status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
        "http:evil.example", "\x00//evil.example", "https:///evil.example",
    ],
)  # fmt: skip
def test_signing_in_never_leads_away_from_the_portal(
    account: Callable[..., User], target: str
) -> None:
    account("lan", roles.EDITOR)
    answer = Client().post(LOGIN, {"username": "lan", "password": PASSWORD, "next": target})
    assert (answer.status_code, answer.url) == (302, "/quan-tri/")


def test_signing_in_leads_to_where_one_wanted_to_go(account: Callable[..., User]) -> None:
    account("lan", roles.EDITOR)
    client = Client()
    asked = client.get("/quan-tri/account/")
    assert asked.url.startswith(LOGIN)
    answer = client.post(
        asked.url, {"username": "lan", "password": PASSWORD, "next": "/quan-tri/account/"}
    )
    assert answer.url == "/quan-tri/account/"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    account: Callable[..., User], client: Client
) -> None:
    from portal.settings import base

    account("lan", roles.EDITOR)
    before = client.get(LOGIN).cookies
    cookie = _sign_in(client, PASSWORD).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["expires"] == ""  # gone with the browser, unless "remember me"
    assert "sessionid" not in before
    assert base.SESSION_COOKIE_HTTPONLY is True


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("field", ["username", "password", "next", "remember"])
def test_hostile_sign_ins_are_answered_with_the_form_or_the_lock(
    throttled: None, client: Client, field: str, value: str
) -> None:
    data = {"username": "lan", "password": "sai", field: value}
    answer = client.post(LOGIN, data, HTTP_USER_AGENT="x\x00" * 400, HTTP_ACCEPT="\x00")
    assert answer.status_code in {200, 429}


# --- language and look ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", [LOGIN, RESET, f"{RESET}done/", "/quan-tri/loi-moi/MQ/x-y/"])
def test_pages_before_signing_in_are_vietnamese_and_carry_our_name(
    client: Client, path: str
) -> None:
    page = client.get(path).content.decode()
    assert '<html lang="vi"' in page
    assert "icons/favicon.svg" in page
    assert "css/admin.css" in page
    assert "Wagtail<" not in page
    assert "Sign in to Wagtail" not in page


def test_no_page_of_an_account_is_kept_by_a_cache(client: Client) -> None:
    for path in (LOGIN, RESET, "/quan-tri/loi-moi/MQ/x-y/"):
        assert "no-store" in client.get(path)["Cache-Control"]


def test_the_landing_page_shows_work_and_no_statistics(administrator: Client) -> None:
    page = administrator.get("/quan-tri/")
    assert page.status_code == 200
    assert page.context["site_summary"].summary_items == []
    assert "editor-guide" not in page.content.decode()


def test_scripts_of_the_admin_speak_vietnamese_too(administrator: Client) -> None:
    catalogue = administrator.get("/quan-tri/jsi18n/")
    assert catalogue.status_code == 200
    assert "javascript" in catalogue["Content-Type"]


def test_the_admin_gets_its_own_policy_for_scripts_and_the_public_side_the_strict_one(
    administrator: Client,
) -> None:
    admin = administrator.get("/quan-tri/users/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in admin
    public = Client().get("/suc-khoe/")["Content-Security-Policy"]
    assert "unsafe" not in public


def test_names_are_written_as_in_vietnam() -> None:
    assert str(User(username="lan", last_name="Nguyễn Thị", first_name="Lan")) == "Nguyễn Thị Lan"
    assert str(User(username="lan", first_name="Nguyễn Thị Lan")) == "Nguyễn Thị Lan"
    assert str(User(username="lan")) == "lan"


def test_editors_meet_the_admin_in_vietnamese(account: Callable[..., User]) -> None:
    from wagtail.users.models import UserProfile

    lan = account("lan", roles.EDITOR)
    assert UserProfile.get_for_user(lan).get_preferred_language() == "vi"
    client = Client()
    client.force_login(lan)
    page = client.get("/quan-tri/account/").content.decode()
    assert '<html lang="vi"' in page


def test_ones_own_settings_ask_nothing_needless_and_are_saved(
    account: Callable[..., User], client: Client
) -> None:
    assert client.get("/quan-tri/account/").url.startswith(LOGIN)
    lan = account("lan", roles.EDITOR)
    client.force_login(lan)
    page = client.get("/quan-tri/account/").content.decode()
    assert 'type="file"' not in page
    assert "current_time_zone" not in page
    answer = client.post(
        "/quan-tri/account/",
        {
            "name_email-first_name": "Lan",
            "name_email-last_name": "Nguyễn Thị",
            "locale-preferred_language": "",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "password-old_password": PASSWORD,
            "password-new_password1": "Mật-khẩu-hoàn-toàn-mới",
            "password-new_password2": "Mật-khẩu-hoàn-toàn-mới",
        },
    )
    assert answer.status_code == 302
    lan.refresh_from_db()
    assert (str(lan), lan.check_password("Mật-khẩu-hoàn-toàn-mới")) == ("Nguyễn Thị Lan", True)
