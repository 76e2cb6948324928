"""The forms of every version that readers can still open stay public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from documents.listings import rebuild
from procedures.models import ProcedureDossierLine, ProcedurePage
from tests.factories import make_editor, make_file, make_procedure, publish_page

pytestmark = pytest.mark.django_db


def with_form(file: Any, page: ProcedurePage | None = None, **fields: Any) -> ProcedurePage:
    """A procedure (a new one, or the next version of `page`) published with that form."""
    page = page or make_procedure()
    for name, value in fields.items():
        setattr(page, name, value)
    page.dossier_lines = [ProcedureDossierLine(name="Đơn đề nghị", form_file=file)]
    page.save_revision(user=make_editor())
    publish_page(page)
    return ProcedurePage.objects.get(pk=page.pk)


def statuses(*files: Any) -> list[int]:
    return [Client().get(file.url).status_code for file in files]


def test_a_version_that_comes_later_leaves_the_forms_of_the_one_in_force() -> None:
    old, new = make_file("cu.pdf"), make_file("moi.pdf")
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = with_form(old)
    page = with_form(new, page, in_force_from=tomorrow, decision_number="202/QĐ-UBND")
    said = Client().get(page.url).content.decode()
    assert old.url in said
    assert new.url not in said
    assert new.url in Client().get(f"{page.url}?at={tomorrow}").content.decode()
    assert statuses(old, new) == [200, 200]
    rebuild()
    assert statuses(old, new) == [200, 200]


def test_the_forms_of_the_past_stay_where_the_past_is_shown() -> None:
    old, new = make_file("cu.pdf"), make_file("moi.pdf")
    page = with_form(new, with_form(old), in_force_from=date(2026, 6, 1))
    assert old.url in Client().get(f"{page.url}?at=2026-04-01").content.decode()
    assert statuses(old, new) == [200, 200]


def test_a_correction_of_the_same_day_takes_the_wrong_form_off_the_web() -> None:
    wrong, right = make_file("sai.pdf"), make_file("dung.pdf")
    page = with_form(right, with_form(wrong))
    assert page.versions.count() == 2
    assert statuses(wrong, right) == [404, 200]


def test_a_repeal_keeps_the_forms_of_what_ruled_before_and_brings_none() -> None:
    old, own = make_file("cu.pdf"), make_file("bai-bo.pdf")
    page = with_form(old)
    page = with_form(own, page, is_repealed=True, in_force_from=date(2026, 6, 1))
    assert old.url not in Client().get(page.url).content.decode()
    assert statuses(old, own) == [200, 404]
