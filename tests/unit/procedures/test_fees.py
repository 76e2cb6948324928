"""What a fee comes to on a day; overlapping amounts; the table of fees; fees of procedures."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal import publishing
from portal.models import PublicationEvent
from portal.publishing import PublishingRefused
from procedures.fees import Rate, Reduction, due_on, overlapping, reduced
from procedures.models import (
    FeePage,
    FeeRate,
    FeeReduction,
    ProcedureFee,
    ProcedurePage,
    StatedFee,
)
from tests.factories import make_editor, make_fee, make_procedure, make_user, publish_page

HALF = Reduction("Giảm một nửa", 50, True, date(2026, 1, 1), date(2026, 6, 30))
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("amount", "percent", "due"),
    [(2_000_000, 50, 1_000_000), (1, 50, 1), (3, 50, 2), (999, 100, 0), (5, 0, 5), (0, 30, 0)],
)
def test_a_share_is_taken_off_to_the_nearest_dong(amount: int, percent: int, due: int) -> None:
    assert reduced(amount, percent) == due


@pytest.mark.parametrize("percent", [-1, 101])
def test_no_other_percentage_is_taken(percent: int) -> None:
    with pytest.raises(ValueError, match="percentage"):
        reduced(1, percent)


@given(st.integers(0, 10**12), days)
def test_what_is_due_is_reduced_exactly_while_the_reduction_holds(amount: int, day: date) -> None:
    (found,) = due_on([Rate("x", amount)], [HALF], day)
    holds = HALF.valid_from <= day <= HALF.valid_to
    assert found.due == (reduced(amount, 50) if holds else amount)
    assert found.reduction == (HALF if holds else None)


def test_of_several_reductions_the_greatest_counts_and_a_special_one_lowers_nobody_elses() -> None:
    special = Reduction("Người khuyết tật", 100)
    more = Reduction("Trực tuyến", 60, True)
    (found,) = due_on([Rate("x", 1_000)], [special, HALF, more], date(2026, 3, 1))
    assert (found.due, found.reduction) == (400, more)
    (words,) = due_on([Rate("x", None, "75% mức cấp mới")], [HALF], date(2026, 3, 1))
    assert (words.due, words.reduction) == (None, HALF)


def test_amounts_of_one_object_may_follow_but_not_overlap() -> None:
    old = Rate("Máy CT", 8, valid_to=date(2026, 6, 30))
    new = Rate("máy ct ", 9, valid_from=date(2026, 7, 1))
    assert overlapping([old, new]) is None
    late = Rate("Máy CT", 9, valid_from=date(2026, 6, 30))
    assert overlapping([old, late]) is late
    assert overlapping([Rate("a", 1), Rate("b", 2)]) is None


pytestmark_db = pytest.mark.django_db


def published_fee(**fields: Any) -> FeePage:
    page = make_fee(**fields)
    publish_page(page)
    return page


def referring(fee: FeePage, **fields: Any) -> ProcedurePage:
    """A public procedure that asks for the fee."""
    page = make_procedure(**fields)
    page.fees = [ProcedureFee(fee_page=fee)]
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    return ProcedurePage.objects.get(pk=page.pk)


@pytestmark_db
@pytest.mark.parametrize(
    ("name", "value"),
    [("payer", ""), ("payment", " "), ("basis", ""), ("no_reduction", False), ("unit", None)],
)
def test_a_fee_goes_public_with_all_that_the_law_asks_for(name: str, value: Any) -> None:
    page = make_fee()
    setattr(page, name, value)
    page.save_revision(user=make_editor(), clean=False)
    with pytest.raises(PublishingRefused):
        publish_page(page)
    assert not FeePage.objects.get(pk=page.pk).live


@pytestmark_db
def test_a_fee_without_an_amount_or_with_two_on_one_day_stays_a_draft() -> None:
    for rates in ([], [FeeRate(amount=1), FeeRate(amount=2)]):
        page = make_fee()
        page.rates = rates
        page.save_revision(user=make_editor(), clean=False)
        with pytest.raises(PublishingRefused):
            publish_page(page)


@pytestmark_db
def test_its_publication_and_its_change_are_in_the_ledger_and_answer_the_duty() -> None:
    page = published_fee()
    page.rates = [
        FeeRate(amount=2_000_000, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30)),
        FeeRate(amount=3_000_000, valid_from=date(2026, 7, 1)),
    ]
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    events = PublicationEvent.objects.for_page(page.pk)
    assert [event.kind for event in events] == ["published", "corrected"]
    assert events[1].page_kind == "fee"
    assert events[1].answers == [{"duty": "PHI-LP", "case": page.slug}]
    assert events[1].anchors["changed_on"] == "2026-07-01"


@pytestmark_db
def test_its_page_shows_what_is_due_on_the_day() -> None:
    page = make_fee(no_reduction=False)
    page.reductions = [
        FeeReduction(
            text="Giảm một nửa đến hết quý II",
            percent=50,
            for_everybody=True,
            valid_from=date(2026, 1, 1),
            valid_to=date(2026, 6, 30),
        )
    ]
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    said = Client().get(f"{page.url}?at=2026-05-01").content.decode()
    assert "1.000.000 đồng" in said and "2.000.000 đồng" in said
    after = Client().get(f"{page.url}?at=2026-07-01").content.decode()
    assert "1.000.000 đồng" not in after and "2.000.000 đồng" in after
    assert Client().get(f"{page.url}?at=2025-12-31").context["rows"] == []
    for nonsense in ("2026-02-30", "x", "2026-W01-1"):
        assert Client().get(page.url, {"at": nonsense}).context["is_today"]


@pytestmark_db
def test_a_procedure_shows_the_fee_as_it_stands_without_a_new_version() -> None:
    fee = published_fee()
    procedure = referring(fee)
    (frozen,) = procedure.versions.get().value().fees
    assert (frozen.amount, frozen.key, frozen.name) == (2_000_000, fee.slug, fee.title)
    assert "2.000.000 đồng" in Client().get(procedure.url).content.decode()
    fee.rates = [FeeRate(amount=2_500_000, unit="thiết bị", valid_from=date(2026, 1, 1))]
    fee.save_revision(user=make_editor(), clean=False)
    publish_page(fee)
    said = Client().get(procedure.url).content.decode()
    assert "2.500.000 đồng" in said and "2.000.000 đồng" not in said
    assert fee.url in said
    assert procedure.versions.count() == 1
    (listed,) = Client().get(procedure.get_parent().url).context["page_obj"]
    assert [one.amount for one in listed.shown.fees] == [2_500_000]
    assert procedure.search_entry().answers["fee"].startswith("2.500.000 đồng")
    assert procedure.url in Client().get(fee.url).content.decode()


@pytestmark_db
def test_a_withdrawn_fee_leaves_the_procedure_what_was_frozen() -> None:
    fee = published_fee()
    procedure = referring(fee)
    leader = make_user(is_superuser=True)
    publishing.withdraw(fee, actor=leader, reason="Sai", override_reason="Đăng nhầm")
    said = Client().get(procedure.url).content.decode()
    assert "2.000.000 đồng" in said and f'href="{fee.url}"' not in said


@pytestmark_db
def test_a_procedure_waits_for_its_fee_to_be_public() -> None:
    page = make_procedure()
    page.fees = [ProcedureFee(fee_page=make_fee())]
    page.save_revision(user=make_editor(), clean=False)
    with pytest.raises(PublishingRefused):
        publish_page(page)


@pytestmark_db
def test_a_fee_of_a_procedure_has_a_name_and_an_amount_or_is_one_of_the_register() -> None:
    page = make_procedure()
    for wrong in (ProcedureFee(page=page, name="Phí"), ProcedureFee(page=page, amount=1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()
    with pytest.raises(ValidationError):
        ProcedureFee(page=page, name="Phí", amount=-1).full_clean()


# The table


def table(query: str = "") -> list[Any]:
    return list(Client().get(f"/phi-le-phi/{query}").context["page_obj"])


@pytestmark_db
def test_the_table_has_every_fee_in_force_with_its_procedures() -> None:
    fee = published_fee(title="Phí thẩm định A")
    first = referring(fee)
    stated = make_procedure()
    stated.fees = [ProcedureFee(name="Lệ phí B", amount=100_000, basis="NQ 1")]
    stated.save_revision(user=make_editor(), clean=False)
    publish_page(stated)
    same = make_procedure()
    same.fees = [ProcedureFee(name="Lệ  phí b", amount=100_000, basis="NQ 1")]
    same.save_revision(user=make_editor(), clean=False)
    publish_page(same)
    rows = {row.name: row for row in table()}
    assert list(rows) == ["Lệ phí B", "Phí thẩm định A"]
    assert rows["Phí thẩm định A"].procedure_ids == (first.pk,)
    assert set(rows["Lệ phí B"].procedure_ids) == {stated.pk, same.pk}
    assert [row.name for row in table("?xep=muc-giam")] == ["Phí thẩm định A", "Lệ phí B"]
    assert [row.name for row in table("?q=tham+dinh")] == ["Phí thẩm định A"]
    assert [row.name for row in table("?loai=fee")] == ["Phí thẩm định A"]
    assert table("?giam=1") == []
    assert len(table("?linh-vuc=atbx")) == 2
    assert len(table("?linh-vuc=khong-co&loai=%00&xep=x&trang=999")) == 2


@pytestmark_db
def test_a_fee_that_has_ended_or_is_of_an_earlier_version_is_not_in_the_table() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = make_fee()
    ended.rates = [FeeRate(amount=5, valid_from=date(2025, 1, 1), valid_to=yesterday)]
    ended.save_revision(user=make_editor(), clean=False)
    publish_page(ended)
    page = make_procedure()
    page.fees = [ProcedureFee(name="Phí cũ", amount=1)]
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    assert [row.name for row in table()] == ["Phí cũ"]
    page.refresh_from_db()
    page.fees = []
    page.in_force_from = date(2026, 6, 1)
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    assert table() == []
    assert StatedFee.objects.count() == 1


@pytestmark_db
def test_the_table_is_taken_home_and_no_cell_is_a_formula() -> None:
    published_fee(title="=HYPERLINK(1)")
    response = Client().get("/phi-le-phi/?dang=csv")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/csv")
    (row,) = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))[1:]
    assert row[0] == "'=HYPERLINK(1)" and row[3] == "2000000"
    assert Client().get("/phi-le-phi/?dang=csv&q=khong").content.count(b"\n") == 1
