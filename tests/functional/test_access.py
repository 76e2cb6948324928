"""“Access to information”: whom to ask, how, the sheets; pages that come with the portal."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from docx import Document
from wagtail.models import Site

from home.models import AccessForm, AccessOfficer, AccessPage, ContentPage
from portal.models import PortalSettings
from portal.site import set_up, set_up_texts
from tests.factories import make_file, make_unit, make_user
from tests.functional.test_query_budget import within_budget

pytestmark = pytest.mark.django_db

ADDRESS = "/tiep-can-thong-tin/"
SHEET = f"{ADDRESS}phieu-yeu-cau-ca-nhan.docx"


@pytest.fixture(autouse=True)
def _texts() -> None:
    set_up()
    set_up_texts()
    office = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    office.office_name, office.focal_unit = "Sở Mẫu", make_unit("VP", name="Văn phòng Sở")
    office.save()


def publish(page: AccessPage) -> None:
    page.save_revision()
    page.publish(page.get_latest_revision(), user=make_user(is_superuser=True))


def test_the_office_s_people_and_forms_stand_on_the_page_and_where_things_are_asked_for(
    client: Client,
) -> None:
    form, page = make_file("mau-01a.pdf"), AccessPage.objects.get()
    page.officers = [AccessOfficer(name="Nguyễn Thị Mẫu", phone="0233 000 001")]
    page.forms = [AccessForm(title="Mẫu 01a", file=form)]
    publish(page)
    shown = client.get(ADDRESS).content.decode()
    for words in ("Nguyễn Thị Mẫu", "Văn phòng Sở", "Mẫu 01a", SHEET, "/theo-yeu-cau/"):
        assert words in shown, words
    asked = client.get("/theo-yeu-cau/").content.decode()
    assert "Nguyễn Thị Mẫu" in asked and "Văn phòng Sở" in asked and ADDRESS in asked
    assert client.get(form.url).status_code == 200  # private until the page listed it
    assert within_budget(ADDRESS) and within_budget("/theo-yeu-cau/")


def test_without_people_the_office_s_own_contacts_stand_there(client: Client) -> None:
    PortalSettings.objects.update(phone="0233 999")
    assert "0233 999" in client.get(ADDRESS).content.decode().partition("<footer")[0]


def test_a_sheet_is_a_word_file_addressed_to_the_focal_unit(client: Client) -> None:
    answer = client.get(SHEET)
    text = "\n".join(line.text for line in Document(BytesIO(answer.content)).paragraphs)
    assert "Kính gửi: Văn phòng Sở, Sở Mẫu" in text and "Họ và tên" in text
    assert client.get(SHEET.replace("ca-nhan", "khac")).status_code == 404
    assert client.post(SHEET).status_code == 405
    page = AccessPage.objects.get()
    page.offers_sheets = False
    publish(page)
    assert client.get(SHEET).status_code == 404
    assert SHEET not in client.get(ADDRESS).content.decode()


def test_an_officer_can_be_reached() -> None:
    with pytest.raises(ValidationError):
        AccessOfficer(name="Không có gì").clean()


def test_the_footer_leads_to_every_page_that_comes_with_the_portal(client: Client) -> None:
    footer = client.get("/tim-kiem/").content.decode().partition("<footer")[2]
    for slug in ("tiep-can-thong-tin", "huong-dan-su-dung", "kha-nang-tiep-can", "quyen-rieng-tu"):
        assert f'href="/{slug}/"' in footer, slug
        assert client.get(f"/{slug}/").status_code == 200


def test_what_the_office_wrote_stays_when_the_site_is_set_up_again() -> None:
    page = ContentPage.objects.get(slug="quyen-rieng-tu")
    page.body = "<p>Của chúng tôi.</p>"
    page.save_revision()
    page.publish(page.get_latest_revision(), user=make_user(is_superuser=True))
    set_up_texts()
    assert ContentPage.objects.get(slug="quyen-rieng-tu").body == "<p>Của chúng tôi.</p>"
    assert AccessPage.objects.count() == 1
