"""What was found in a file holds its publication back, until it is mended or a reason is given."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from documents.findings import Finding, FindingKind, to_json
from documents.models import FileReading
from documents.models.readings import ReadingState
from portal import publishing, roles
from portal.events import EventKind
from portal.models import PublicationEvent
from tests.factories import make_conclusion, make_editor, make_user, publish_page

pytestmark = pytest.mark.django_db
REASON = "Số điện thoại đường dây nóng, được phép công khai."


def read_with(page: Any, *kinds: FindingKind, number: int = 1) -> None:
    now = timezone.now()
    FileReading.objects.create(
        file=page.file,
        number=number,
        state=ReadingState.DONE,
        asked_at=now,
        ended_at=now,
        findings=to_json([Finding(kind, page=3) for kind in kinds]),
    )


def test_what_blocks_is_refused_with_its_place_and_lifted_with_a_reason() -> None:
    page = make_conclusion()
    read_with(page, FindingKind.IDENTITY_NUMBER, FindingKind.IDENTITY_NUMBER, FindingKind.AUTHOR)
    [refusal] = publishing.refusals_of("publish", page, None)
    assert (refusal.code, refusal.overridable) == ("personal_or_hidden", True)
    assert page.file.filename in str(refusal.message)
    assert "3" in str(refusal.message)
    with pytest.raises(publishing.PublishingRefused):
        publish_page(page)
    publish_page(page, approver=make_user(roles.LEADER), override_reason=REASON)
    page.refresh_from_db()
    assert page.live
    [event] = PublicationEvent.objects.filter(kind=EventKind.GUARD_OVERRIDDEN)
    assert (event.reason, event.details["guard"]) == (REASON, "personal_or_hidden")


def test_what_only_warns_holds_nothing_back() -> None:
    page = make_conclusion()
    read_with(page, FindingKind.AUTHOR, FindingKind.PHONE, FindingKind.PICTURE_ONLY)
    assert publishing.refusals_of("publish", page, None) == []


def test_the_last_reading_counts_and_no_reading_is_no_finding() -> None:
    page = make_conclusion()
    assert publishing.refusals_of("publish", page, None) == []
    read_with(page, FindingKind.MACROS)
    read_with(page, number=2)
    assert publishing.refusals_of("publish", page, None) == []


def test_a_correction_is_not_asked_again_about_a_file_that_is_public() -> None:
    page = make_conclusion()
    publish_page(page)
    read_with(page, FindingKind.COMMENTS)
    page.summary = "Bản đính chính."
    page.save_revision(user=make_editor(), clean=False)
    assert publishing.refusals_of("publish", page, None) == []


def test_odd_findings_in_the_database_break_nothing() -> None:
    page = make_conclusion()
    read_with(page)
    FileReading.objects.update(findings=[{"blocks": True}, 5, None, {"kind": "?", "blocks": True}])
    assert len(publishing.refusals_of("publish", page, None)) == 2
