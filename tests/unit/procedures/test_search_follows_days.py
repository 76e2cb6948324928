"""Search follows the calendar and the names of units and fields, not only the verbs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from procedures.models import ProcedurePage
from search import outbox
from search.engines import Engine, engine_for
from search.models import OutboxEntry
from search.query import parse
from tests.factories import make_editor, make_procedure, publish_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(tmp_path: Path, settings: Any) -> Engine:
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    engine = engine_for(settings.SEARCH_URL)
    outbox.rebuild(engine)
    return engine


def found(engine: Engine, text: str) -> list[str]:
    outbox.drain(engine)
    return [hit.entry.id for hit in engine.search(parse(text)).hits]


def test_a_version_is_found_by_its_words_from_the_day_it_rules(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_procedure(title="Cấp giấy phép lò phản ứng", summary="Quy trình cũ: quokka.")
    publish_page(page)
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = ProcedurePage.objects.get(pk=page.pk)
    page.in_force_from, page.decision_number = tomorrow, "202/QĐ-UBND"
    page.summary = "Quy trình mới: wombat."
    page.save_revision(user=make_editor())
    publish_page(page)
    call_command("publish_scheduled")
    assert (found(engine, "quokka"), found(engine, "wombat")) == ([f"page:{page.pk}"], [])
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    assert (found(engine, "quokka"), found(engine, "wombat")) == ([], [f"page:{page.pk}"])
    call_command("publish_scheduled")
    assert not OutboxEntry.objects.exists()


def test_a_renamed_unit_or_field_is_found_under_its_new_name(engine: Engine) -> None:
    page = make_procedure()
    publish_page(page)
    outbox.drain(engine)
    page.field.name = "Lĩnh vực quokka"
    page.field.save()
    assert found(engine, "quokka") == [f"page:{page.pk}"]
    page.unit.name = "Phòng wombat"
    page.unit.save()
    assert OutboxEntry.objects.filter(page_id=page.pk).exists()
    assert page.search_entry().unit == "Phòng wombat"
