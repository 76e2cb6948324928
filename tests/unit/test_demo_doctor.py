"""The demonstration is a portal in good health."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from portal import demo
from portal.doctor import examine
from search import outbox
from search.engines import get_engine


@pytest.mark.django_db
def test_the_doctor_finds_nothing_in_a_demonstration(tmp_path: Path, settings: Any) -> None:
    settings.PRIVATE_FILES_ROOT = tmp_path / "files"
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    demo.load(lambda what: None)
    outbox.rebuild(get_engine())
    assert list(examine(timezone.now())) == []
