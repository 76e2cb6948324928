"""The public pages: what lists show, what day a page shows, where pages may stand, empty states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from disclosures.kinds import kind_models
from disclosures.models import (
    DisclosureIndexPage,
    DisclosureSectionPage,
    InspectionConclusionPage,
)
from home.models import AccessPage, ContentPage, HomePage
from portal import publishing, roles
from portal.models import BasePage, User
from portal.site import set_up
from procedures.models import FeeIndexPage, FeePage, ProcedureIndexPage, ProcedurePage
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_fee,
    make_procedure,
    make_user,
    publish_page,
)

pytestmark = pytest.mark.django_db

#: Each list: its address, what makes an item, and where the length of one page is written.
LISTS: dict[str, tuple[Callable[..., Any], str]] = {
    "/thu-tuc/": (make_procedure, "procedures.listing.PER_PAGE"),
    "/ket-luan/": (make_conclusion, "disclosures.listing.PER_PAGE"),
}
#: What may stand beneath each kind of page. A new kind of page is refused until it is named here.
TREE: dict[type[Page], set[type[Page]]] = {
    Page: {HomePage},
    HomePage: {
        AccessPage,
        ContentPage,
        FeeIndexPage,
        ProcedureIndexPage,
        DisclosureSectionPage,
        DisclosureIndexPage,
    },
    AccessPage: set(),
    ContentPage: {ContentPage},
    ProcedureIndexPage: {ProcedurePage},
    ProcedurePage: set(),
    DisclosureSectionPage: {DisclosureIndexPage},
    DisclosureIndexPage: set(kind_models()),
    **{model: set() for model in kind_models()},
    FeeIndexPage: {FeePage},
    FeePage: set(),
}
HOSTILE = (
    "",
    "0",
    "-1",
    "1.5",
    "99999",
    "9" * 5_000,
    "%00",
    "%FF",
    "abc",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "2026-05-01T00:00",
    "01/05/2026",
    "%D9%A2%D9%A0%D9%A2%D9%A6",
    "'%22<script>",
    "1&trang=2&at=2026-01-01",
)


def titles(client: Client, address: str) -> list[str]:
    """The titles that a list shows, in its order."""
    response = client.get(address)
    assert response.status_code == 200
    return [item.title for item in response.context["page_obj"]]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


#: Why a page goes, and why before its time.
MISTAKE = {"reason": "Đăng nhầm tệp", "override_reason": "Nội dung sai, phải rút ngay"}


def make_leader() -> User:
    """Who may withdraw before the minimum exposure ends."""
    return make_user(roles.LEADER)


# Lists


@pytest.mark.parametrize("address", LISTS)
def test_a_list_shows_what_is_public_and_nothing_else(client: Client, address: str) -> None:
    make = LISTS[address][0]
    draft, live, withdrawn, expired, scheduled = (
        make(title=f"Trang {name}") for name in ("nháp", "công khai", "rút", "hết hạn", "hẹn giờ")
    )
    for page in (live, withdrawn, expired):
        publish_page(page)
    live.title = "Trang công khai, bản sửa chưa duyệt"
    live.save_revision(user=make_editor(), clean=False)
    publishing.withdraw(withdrawn, actor=make_leader(), **MISTAKE)
    type(expired).objects.filter(pk=expired.pk).update(expire_at=timezone.now())
    publishing.expire(expired)
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    scheduled.save_revision(user=make_editor(), clean=False)
    publishing.publish(scheduled, actor=make_approver(), approved=True)
    assert titles(client, address) == ["Trang công khai"]
    said = text(client, address)
    for page in (draft, withdrawn, expired, scheduled):
        assert page.title not in said
    assert "chưa duyệt" not in said


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_list_says_so(client: Client, address: str) -> None:
    set_up()
    assert titles(client, address) == []
    said = text(client, address)
    assert "chưa" in said.partition("<main")[2]
    assert "trang=" not in said


@pytest.mark.parametrize(
    ("address", "choice"),
    [
        ("/thu-tuc/", "truc-tuyen=full"),
        ("/thu-tuc/", "bai-bo=1"),
        ("/ket-luan/", "loai=supervision"),
    ],
)
def test_a_choice_that_matches_nothing_offers_the_way_back(
    client: Client, address: str, choice: str
) -> None:
    publish_page(LISTS[address][0]())
    assert titles(client, f"{address}?{choice}") == []
    assert f'<a class="button plain" href="{address}">' in text(client, f"{address}?{choice}")


@pytest.mark.parametrize("address", LISTS)
def test_the_second_page_has_the_rest_and_a_way_back_to_the_first(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, length = LISTS[address]
    per_page = 3
    monkeypatch.setattr(length, per_page)
    author, approver = make_editor(), make_approver()
    everything = set()
    for number in range(per_page + 2):
        page = make(author=author, title=f"Trang thứ {number:03}")
        publish_page(page, approver=approver)
        everything.add(page.title)
    first, second = titles(client, address), titles(client, f"{address}?trang=2")
    assert (len(first), len(second)) == (per_page, 2)
    assert set(first) | set(second) == everything
    assert "trang=2" in text(client, address)
    assert 'rel="prev"' in text(client, f"{address}?trang=2")
    for beyond in ("3", "99999"):
        assert titles(client, f"{address}?trang={beyond}") == second
    for nonsense in ("0", "-1", "abc", "", "1.5"):
        assert titles(client, f"{address}?trang={nonsense}") in (first, second)
    assert titles(client, f"{address}?trang=2") == second  # the order doesn't change


@pytest.mark.parametrize("value", HOSTILE)
def test_what_makes_no_sense_in_an_address_shows_a_whole_page(client: Client, value: str) -> None:
    procedure, conclusion = make_procedure(), make_conclusion()
    for page in (procedure, conclusion):
        publish_page(page)
    for address in (*LISTS, procedure.url, conclusion.url):
        for parameter in ("trang", "at"):
            said = text(client, f"{address}?{parameter}={value}")
            assert "</html>" in said and "<script>" not in said.replace("&lt;script", "")


# Days of a procedure


@pytest.fixture
def procedure() -> ProcedurePage:
    """Two versions in the past, of 01/03 and 01/06/2026, with time limits 25 and 20 days."""
    page = make_procedure(title="Cấp giấy phép tiến hành công việc bức xạ")
    publish_page(page)
    new_version(page, "202/QĐ-UBND", date(2026, 6, 1), time_amount=20)
    return page


def new_version(page: ProcedurePage, decision: str, day: date, **fields: Any) -> None:
    """Publish what another decision made of the procedure, from `day` on."""
    page.decision_number, page.decision_signed_on = decision, date(2026, 5, 20)
    page.in_force_from = day
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)


def shown(client: Client, page: ProcedurePage, at: str = "") -> Any:
    """The context of the page as on the day."""
    response = client.get(page.url, {"at": at} if at else {})
    assert response.status_code == 200
    return response.context


@pytest.mark.parametrize(
    ("at", "decision"),
    [
        ("2026-03-01", "101/QĐ-UBND"),
        ("2026-05-31", "101/QĐ-UBND"),
        ("2026-06-01", "202/QĐ-UBND"),
        ("2099-01-01", "202/QĐ-UBND"),
        ("2026-02-28", None),
        ("0001-01-01", None),
    ],
)
def test_each_day_shows_the_version_that_ruled_on_it(
    client: Client, procedure: ProcedurePage, at: str, decision: str | None
) -> None:
    context = shown(client, procedure, at)
    version = context["version"]
    assert (version.decision_number if version else None) == decision
    assert context["at"] == date.fromisoformat(at)
    if decision is None:
        assert context["content"] is None
        assert context["coming"].decision_number == "101/QĐ-UBND"
    else:
        assert context["content"].time_amount == {"101": 25, "202": 20}[decision[:3]]


def test_a_past_day_says_that_it_is_not_today_and_leads_back(
    client: Client, procedure: ProcedurePage
) -> None:
    said = text(client, f"{procedure.url}?at=2026-03-15")
    assert "15/03/2026" in said
    assert f'href="{procedure.url}"' in said
    assert not shown(client, procedure, "2026-03-15")["is_today"]
    assert shown(client, procedure)["is_today"]


@pytest.mark.parametrize("at", ["2026-02-30", "tomorrow", "20260315x", "2026-13-01"])
def test_a_day_that_makes_no_sense_is_today(
    client: Client, procedure: ProcedurePage, at: str
) -> None:
    context = shown(client, procedure, at)
    assert context["version"].decision_number == "202/QĐ-UBND"
    assert context["is_today"]


def test_a_coming_version_is_announced_and_not_yet_shown(
    client: Client, procedure: ProcedurePage
) -> None:
    day = timezone.localdate() + timedelta(days=30)
    new_version(procedure, "303/QĐ-UBND", day, time_amount=7)
    context = shown(client, procedure)
    assert context["version"].decision_number == "202/QĐ-UBND"
    assert context["content"].time_amount == 20
    assert context["coming"].decision_number == "303/QĐ-UBND"
    said = text(client, procedure.url)
    assert f"{day:%d/%m/%Y}" in said
    assert f"at={day.isoformat()}" in said
    assert shown(client, procedure, day.isoformat())["content"].time_amount == 7


def test_a_procedure_whose_only_version_is_coming_says_so(client: Client) -> None:
    page = make_procedure(in_force_from=timezone.localdate() + timedelta(days=30))
    publish_page(page)
    context = shown(client, page)
    assert context["version"] is None and context["content"] is None
    assert context["coming"].decision_number == "101/QĐ-UBND"
    assert titles(client, "/thu-tuc/") == [page.title]


def test_a_repealed_procedure_keeps_its_page_without_its_parts(
    client: Client, procedure: ProcedurePage
) -> None:
    new_version(procedure, "404/QĐ-UBND", date(2026, 8, 1), is_repealed=True)
    context = shown(client, procedure)
    assert context["version"].is_repeal and context["content"] is None
    said = text(client, procedure.url)
    assert "404/QĐ-UBND" in said and "01/08/2026" in said
    assert "Đơn đề nghị" not in said
    assert shown(client, procedure, "2026-07-31")["content"].time_amount == 20
    assert titles(client, "/thu-tuc/") == []
    assert titles(client, "/thu-tuc/?bai-bo=1") == [procedure.title]


@pytest.mark.parametrize("at", ["2026-03-15", "2026-06-15", "2099-01-01", "nonsense"])
def test_no_day_brings_back_what_was_withdrawn(
    client: Client, procedure: ProcedurePage, at: str
) -> None:
    publishing.withdraw(procedure, actor=make_leader(), **MISTAKE)
    response = client.get(procedure.url, {"at": at})
    assert response.status_code == 410
    assert "Đơn đề nghị" not in response.content.decode()


def test_a_draft_of_a_live_page_shows_nowhere(client: Client, procedure: ProcedurePage) -> None:
    procedure.decision_number, procedure.in_force_from = "505/QĐ-UBND", date(2026, 7, 1)
    procedure.save_revision(user=make_editor(), clean=False)
    for at in ("", "2026-07-01", "2099-01-01"):
        assert "505/QĐ-UBND" not in text(client, f"{procedure.url}?at={at}")


# Where pages may stand


def kinds() -> list[type[Page]]:
    from wagtail.models import get_page_models

    return [model for model in get_page_models() if not model._meta.abstract]


def test_every_kind_of_page_has_its_place_in_the_table() -> None:
    assert set(kinds()) == set(TREE)
    assert all(issubclass(model, BasePage) for model in set(TREE) - {Page})


@pytest.mark.parametrize("parent", TREE, ids=lambda model: model.__name__)
def test_only_what_belongs_there_stands_beneath_a_page(parent: type[Page]) -> None:
    if parent is Page:
        allowed = {model for model in kinds() if Page in model.allowed_parent_page_models()}
        assert allowed - {Page} == TREE[Page]
    else:
        assert set(parent.allowed_subpage_models()) == TREE[parent]


def test_the_admin_offers_and_takes_a_page_only_where_it_belongs() -> None:
    """One office for all kinds: the parents are the same, and making them is what takes long."""
    content = ContentPage(title="Giới thiệu", slug="gioi-thieu", body="<p>x</p>", live=False)
    HomePage.objects.get().add_child(instance=content)
    client = Client()
    client.force_login(make_user(is_superuser=True))
    places: dict[type[Page], Page] = {
        HomePage: HomePage.objects.get(),
        AccessPage: _make_access_page(),
        ContentPage: content,
        ProcedureIndexPage: ProcedureIndexPage.objects.get(),
        ProcedurePage: make_procedure(),
        DisclosureSectionPage: DisclosureSectionPage.objects.get(),
        DisclosureIndexPage: DisclosureIndexPage.objects.get(lists="inspection_conclusion"),
        FeeIndexPage: FeeIndexPage.objects.get(),
        FeePage: make_fee(),
        InspectionConclusionPage: make_conclusion(),
    }
    assert set(places) == set(TREE) - {Page} - set(kind_models()) | {InspectionConclusionPage}
    wrong = [
        f"{kind.__name__} beneath {parent.__name__}"
        for kind in set(TREE) - {Page}
        for parent, place in places.items()
        if _is_offered(client, kind, place) is not _belongs(kind, parent)
    ]
    assert wrong == []


def _make_access_page() -> AccessPage:
    page = AccessPage(title="Tiếp cận thông tin", slug="tiep-can", live=False)
    HomePage.objects.get().add_child(instance=page)
    return page


def _is_offered(client: Client, kind: type[Page], place: Page) -> bool:
    name = f"{kind._meta.app_label}/{kind._meta.model_name}/{place.pk}"
    return client.get(f"/quan-tri/pages/add/{name}/").status_code == 200


def _belongs(kind: type[Page], parent: type[Page]) -> bool:
    if parent is DisclosureIndexPage:  # each kind beneath its own list alone
        return kind is InspectionConclusionPage
    return kind in TREE[parent] and not _is_there_already(kind)


def _is_there_already(kind: type[Page]) -> bool:
    return not kind.is_creatable or (
        bool(kind.max_count) and kind.objects.count() >= kind.max_count
    )
