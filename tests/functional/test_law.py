"""The law moves: what another catalogue would change is seen before it is loaded."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from disclosures.catalogue.preview import Doubt, doubts
from disclosures.models import ObligationVersion
from disclosures.register import catalogue, forget, snapshot
from portal import roles
from tests.factories import make_user
from tests.unit.disclosures.register_samples import load_catalogue, register_event, rows, write

pytestmark = pytest.mark.django_db

SIGNED = date(2026, 3, 2)
CASE = "05/KL-SKHCN@2026"
ADDRESS = "/quan-tri/law/"


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    forget()
    load_catalogue()
    register_event("KLKT", CASE, SIGNED)


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def another(days: int = 200) -> str:
    """KLKT with another term; every other duty is left out (loading keeps them)."""
    [row] = rows("KLKT")
    row["versions"][0]["rule"] = {"after": "signed_on", "days": days, "calendar": "working"}
    return yaml.safe_dump([row], allow_unicode=True)


def upload(text: str | bytes) -> SimpleUploadedFile:
    content = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile("danh-muc.yaml", content, "text/yaml")


def test_the_preview_names_each_instance_before_and_after_and_loads_nothing() -> None:
    client = signed_in(roles.OFFICE)
    shown = client.post(ADDRESS, {"file": upload(another())})
    changes = [one for one in shown.context["changes"] if not one["of_whole"]]
    assert {one["duty"] for one in changes} == {"KLKT"}
    assert changes[0]["due_before"] == date(2026, 3, 9)
    assert changes[0]["due_after"] > date(2026, 10, 1)
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 1
    assert "What changes" in shown.content.decode() or "thay đổi" in shown.content.decode()
    assert client.post(ADDRESS, {"text": shown.context["text"], "load": "1"}).status_code == 302
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 2
    [found] = [one for one in snapshot().statuses["KLKT"].instances if one.case == CASE]
    assert found.due == changes[0]["due_after"]


def test_the_catalogue_that_is_loaded_changes_nothing() -> None:
    forget()
    out = StringIO()
    call_command("load_obligations", "--preview", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"changes": []}


def test_the_command_previews_as_json_and_as_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "khac.yaml", yaml.safe_load(another(200)))
    out = StringIO()
    call_command("load_obligations", str(path), "--preview", "--json", stdout=out)
    found = [one for one in json.loads(out.getvalue())["changes"] if one["case"] == CASE]
    assert found[0]["before"] == {"due": "2026-03-09", "status": "overdue"}
    out = StringIO()
    call_command("load_obligations", str(path), "--preview", stdout=out)
    assert "nothing was loaded" in out.getvalue()
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("- code: X\n  khoa: 1\n", "khoa"),
        ("không phải danh mục", ""),
        (b"\xff\xfe", ""),
        ("", ""),
        (another().replace("days: 200", "days: -1"), "days"),
    ],
)
def test_a_catalogue_with_a_mistake_is_refused_with_its_place(text: str | bytes, word: str) -> None:
    response = signed_in(roles.OFFICE).post(ADDRESS, {"file": upload(text)})
    assert response.status_code == 200
    errors = str(response.context["form"].errors)
    assert errors
    assert word in errors
    load_by_hand = signed_in(roles.OFFICE).post(ADDRESS, {"text": "khoa: 1", "load": "1"})
    assert load_by_hand.context["form"].errors
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 1


def test_a_preview_of_a_broken_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("- code: X\n  khoa: 1\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"x\.yaml: X: khoa"):
        call_command("load_obligations", str(path), "--preview")


@pytest.mark.parametrize("role", [roles.LEADER, roles.AUDITOR])
def test_who_reads_the_register_reads_the_list_and_loads_nothing(role: str) -> None:
    client = signed_in(role)
    shown = client.get(ADDRESS)
    assert shown.context["form"] is None
    assert {"KLKT", "TTHC-ND"} <= {row["duty"].code for row in shown.context["rows"]}
    assert client.post(ADDRESS, {"text": another(), "load": "1"}).status_code == 302
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 1
    assert signed_in(roles.EDITOR).get(ADDRESS).status_code == 302


def test_a_duty_that_ended_or_is_sure_is_not_listed() -> None:
    day = timezone.localdate()
    by_code = {duty.code: doubts(duty, day) for duty in catalogue()}
    assert by_code["KLTT"] == []  # no longer a duty of the Department
    assert Doubt.NEWER_LAW in by_code["KLKT"]
    for duty in catalogue():
        version = duty.version_on(day)
        if version and version.applies and version.rule is None:
            assert Doubt.NO_RULE in by_code[duty.code]
