"""The organisation's page: one page in two languages, its structure made of the units."""

from __future__ import annotations

from datetime import date
from typing import Any

import bs4
import pytest
from django.test import Client
from django.utils import translation

from disclosures.models import OrganisationLeader, OrganisationPage, OrganisationUnit
from portal import frame, publishing
from portal.forms import give_answers
from portal.models import Unit
from portal.models.units import UnitKind
from portal.publishing import PublishingRefused
from portal.site import set_up
from tests.factories import (
    index_of,
    make_approver,
    make_editor,
    make_unit,
    publish_page,
    record_checks,
)

pytestmark = pytest.mark.django_db

ENGLISH = {
    "title_en": "Department of Science and Technology",
    "functions_en": "<p>It grants licences.</p>",
    "address_en": "1 Example Street",
}


def make_organisation(**fields: Any) -> OrganisationPage:
    """A complete draft with one leader; its units are those that exist."""
    set_up()
    make_unit("VP", name="Văn phòng Sở", kind=UnitKind.DIVISION, email="vp@example.org")
    values = {
        "title": "Tổ chức, chức năng của Sở",
        "slug": "so-khcn",
        "summary": "Sở làm gì và liên hệ ở đâu.",
        "functions": "<p>Sở cấp giấy phép.</p>",
        "origins": "Hợp nhất năm 2025.",
        "legal_ground": "Quyết định 1/2025/QĐ-UBND",
        "changed_on": date(2026, 3, 10),
        "address": "Số 1 đường Ví Dụ",
        "phone": "0233.0000000",
        "email": "so@example.org",
        "unit": make_unit("TTNC"),
    }
    page = OrganisationPage(live=False, **{**values, **fields})
    page.leaders = [
        OrganisationLeader(
            post="Giám đốc", post_en="Director", name="Trần Văn Mẫu", in_charge_of="Phụ trách chung"
        )
    ]
    index_of(page.kind).add_child(instance=page)
    give_answers(page, ["TTCQ|"])
    page.save()
    page.save_revision(user=make_editor(), clean=False)
    record_checks(page)
    return page


def soup(client: Client, address: str, status: int = 200) -> bs4.BeautifulSoup:
    frame.forget()
    answer = client.get(address)
    assert answer.status_code == status
    return bs4.BeautifulSoup(answer.content.decode(), "html.parser")


def test_the_english_version_stands_beneath_and_each_leads_to_the_other(client: Client) -> None:
    page = make_organisation(**ENGLISH)
    publish_page(page)
    vietnamese = soup(client, page.url)
    to_english = vietnamese.select_one("main a[hreflang=en]")["href"]
    assert vietnamese.html["lang"] == "vi"
    assert vietnamese.select_one(".foot a[hreflang=en]")["href"] == to_english
    english = soup(client, to_english)
    assert english.html["lang"] == "en"
    assert english.select_one("main a[hreflang=vi]")["href"] == page.url
    assert english.h1.text == ENGLISH["title_en"]
    text = english.select_one("main").text
    assert "It grants licences." in text and "Director" in text and "Leaders" in text
    assert "Functions and tasks" in text and "Chức năng, nhiệm vụ" not in text
    # No English wording: shown in Vietnamese, and said to be.
    assert english.find(string="Phụ trách chung").find_parent(lang=True)["lang"] == "vi"
    assert translation.get_language() == "vi"


def test_without_an_english_title_and_functions_there_is_no_english_version(
    client: Client,
) -> None:
    page = make_organisation(title_en="Department")
    publish_page(page)
    assert soup(client, page.url).select("a[hreflang=en]") == []
    assert client.get(f"{page.url}en/").status_code == 404
    assert client.get(f"{index_of(page.kind).url}en/").status_code == 404


def test_of_what_was_withdrawn_the_english_address_says_so_too(client: Client) -> None:
    page = make_organisation(**ENGLISH)
    assert client.get(f"{page.url}en/").status_code == 404  # a draft
    publish_page(page)
    publishing.withdraw(page, actor=make_approver(), reason="Sai địa chỉ")
    answer = soup(client, f"{page.url}en/", 410)
    assert "Sai địa chỉ" in answer.text and "It grants licences." not in answer.text
    assert soup(client, "/").select("a[hreflang=en]") == []


def test_the_structure_begins_with_every_unit_that_exists_and_warns_of_what_it_forgets() -> None:
    make_unit("ALL_UNITS", kind=UnitKind.GROUP)
    make_unit("CU", name="Phòng cũ", valid_to=date(2025, 6, 30))
    page = make_organisation()
    named = [row.unit.code for row in page.units.all()]
    assert "VP" in named and not {"ALL_UNITS", "CU"} & set(named)
    assert page.units.get(unit__code="VP").email == "vp@example.org"
    page.units = [OrganisationUnit(unit=Unit.objects.get(code="CU"))]
    page.save_revision(clean=False)  # not the first draft: what its editor took out stays out
    assert [row.unit.code for row in page.get_latest_revision_as_object().units.all()] == ["CU"]
    warnings = " ".join(page.warnings())
    assert "Văn phòng Sở" in warnings and "Phòng cũ" in warnings


def test_it_is_published_with_leaders_units_and_the_day_of_the_last_change() -> None:
    page = make_organisation(changed_on=None)
    page.leaders, page.units = [], []
    page.save_revision(user=make_editor(), clean=False)
    record_checks(page)
    with pytest.raises(PublishingRefused) as refused:
        publishing.publish(page, actor=make_approver(), approved=True)
    said = str(refused.value)
    for name in ("Ghi tên lãnh đạo", "Ghi các đơn vị", "Ghi ngày thay đổi gần nhất"):
        assert name in said
