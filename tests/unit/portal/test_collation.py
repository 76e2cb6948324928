"""`portal.collation`: titles and names in the order of a Vietnamese dictionary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.collation import sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["An toàn", "Ăn uống", "Ấn phẩm", "Bản", "Đo lường", "Giấy"],
        ["Ba", "Bà", "Bả", "Bã", "Bá", "Bạ"],
        ["Dân", "Đất"],
        ["Cấp", "Cấp đổi", "Cấp lại"],
    ],
)
def test_titles_are_ordered_as_a_dictionary_does(ordered: list[str]) -> None:
    keys = [sort_key(title) for title in ordered]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@given(st.text(max_size=200))
def test_any_title_has_a_short_key(title: str) -> None:
    assert len(sort_key(title)) <= 121


@pytest.mark.django_db
def test_fields_of_administration_are_offered_in_that_order_everywhere() -> None:
    from wagtail.admin.panels import get_edit_handler

    from procedures.models import ProcedureField
    from procedures.models.fields import as_choices
    from procedures.models.needs import Need
    from procedures.posting.views import PrintForm
    from procedures.review.views import ReviewForm

    names = ["An toàn", "Ăn uống", "Chăn nuôi", "Đo lường", "Giáo dục", "Ô tô"]
    for number, name in enumerate(reversed(names)):
        ProcedureField.objects.create(code=f"f{number}", name=name)
    need = get_edit_handler(Need).get_form_class()()
    assert [name for _code, name in as_choices()] == names
    for field in (ReviewForm().fields["fields_reviewed"], need.fields["fields"]):
        assert [str(name) for _pk, name in field.widget.choices] == names
    assert [str(name) for _pk, name in PrintForm().fields["field"].widget.choices][1:] == names
