"""The law moves: what another catalogue would change is seen before it is loaded."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from disclosures.catalogue.loading import ensure_catalogue, load
from disclosures.catalogue.preview import Doubt, doubts
from disclosures.catalogue.versions import in_force
from disclosures.law.bases import ensure_legal_bases, validities
from disclosures.law.version_form import VersionForm, shape_of
from disclosures.models import Obligation, ObligationVersion
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
    assert "chưa nạp gì" in out.getvalue()
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


# One version of one rule


RULE = "/quan-tri/duties/KLKT/rule/"
VERSION = {
    "what": "new",
    "valid_from": "2026-03-01",
    "anchor": "signed_on",
    "days": "20",
    "calendar": "working",
    "legal_basis": "NĐ 1/2026/NĐ-CP Đ.2 (ví dụ)",
    "verification": "codified",
}


def enter_version(client: Client, address: str = RULE, **changes: str) -> Any:
    values = {**VERSION, **changes}
    shown = client.post(address, values)
    if shown.status_code != 200:
        return shown
    return client.post(address, {**values, "seen": shown.context["seen"]})


def test_a_new_version_is_seen_before_it_is_entered_and_leaves_the_past_as_it_was_known() -> None:
    client = signed_in(roles.OFFICE)
    then = snapshot(date(2026, 3, 20)).statuses["KLKT"]
    shown = client.post(RULE, VERSION)
    [change] = [one for one in shown.context["changes"] if not one["of_whole"]]
    assert (change["due_before"], change["due_after"]) == (date(2026, 3, 9), date(2026, 3, 30))
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 1
    assert client.post(RULE, {**VERSION, "seen": "x"}).context["seen"]  # not what was shown
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 1
    confirmed = ObligationVersion.objects.get(obligation__code="KLKT")
    assert enter_version(client).url == "/quan-tri/duties/KLKT/"
    former, new = ObligationVersion.objects.filter(obligation__code="KLKT").order_by("pk")
    assert (former.pk, former.valid_to) == (confirmed.pk, date(2026, 2, 28))
    assert (new.valid_from, new.confirmed_at, new.verified) == (date(2026, 3, 1), None, True)
    [now] = [one for one in snapshot().statuses["KLKT"].instances if one.case == CASE]
    assert now.due == date(2026, 3, 30)
    assert snapshot(date(2026, 3, 20)).statuses["KLKT"] == then
    entry = ModelLogEntry.objects.get(action="disclosures.version_entered")
    assert entry.data["legal_basis"] == VERSION["legal_basis"]


def test_a_text_that_was_wrong_is_put_right_from_its_own_day_on() -> None:
    assert enter_version(signed_in(roles.OFFICE), what="corrected").status_code == 302
    former, new = ObligationVersion.objects.filter(obligation__code="KLKT").order_by("pk")
    assert former.superseded_at is not None
    assert new.valid_from is former.valid_from is None
    again = enter_version(signed_in(roles.OFFICE), what="corrected", verification="memory")
    assert again.status_code == 302  # the same text: what is said beside it is put right in place
    new.refresh_from_db()
    assert (new.verification, new.superseded_at) == ("memory", None)


def test_an_upgrade_leaves_a_rule_alone_that_the_office_entered() -> None:
    assert enter_version(signed_in(roles.OFFICE)).status_code == 302
    Obligation.objects.exclude(code="KLKT").update(source="project:older")
    ensure_catalogue()
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 2
    loaded = load()
    assert loaded.edited == ["KLKT"]
    assert ObligationVersion.objects.filter(obligation__code="KLKT").count() == 2


def test_the_form_gives_back_every_rule_of_the_catalogue() -> None:
    """What is in force is what the form begins with: sent as it is, it says the same rule."""
    for duty in catalogue():
        versions = in_force(Obligation.objects.get(code=duty.code))
        options = {"duty": duty, "versions": versions, "shape": shape_of(versions[-1])}
        values = {
            name: field.initial
            for name, field in VersionForm(**options).fields.items()
            if field.initial not in (None, False)
        }
        more = {"what": "corrected", "legal_basis": "x", "why": duty.versions[-1].why or "x"}
        form = VersionForm({**values, **more}, **options)
        assert form.is_valid(), (duty.code, form.errors)
        assert form.changed.versions[-1].rule == duty.versions[-1].rule
        assert form.changed.versions[-1].applies == duty.versions[-1].applies


@pytest.mark.parametrize(
    ("address", "changes", "field"),
    [
        (RULE, {"valid_from": ""}, "valid_from"),
        (RULE, {"valid_from": "2026-02-30"}, "valid_from"),
        (RULE, {"valid_from": "0001-01-01"}, "valid_from"),
        (RULE, {"days": "-1"}, "days"),
        (RULE, {"days": "99999999999"}, "days"),
        (RULE, {"anchor": "singed_on"}, "anchor"),
        (RULE, {"what": "x"}, "what"),
        (RULE, {"legal_basis": " "}, "legal_basis"),
        (RULE, {"source_url": "javascript:alert(1)"}, "source_url"),
        (f"{RULE}?dang=van-pham", {"written": "{after: signed_on, dyas: 3}"}, "written"),
        (f"{RULE}?dang=van-pham", {"written": "a: [" * 3000}, "written"),
        (f"{RULE}?dang=van-pham", {"written": "after: x\nafter: y"}, "written"),
        (f"{RULE}?dang=ngay-co-dinh", {"day": "31", "month": "2"}, "__all__"),
        (f"{RULE}?dang=khong-con", {"why": ""}, "why"),
        ("/quan-tri/duties/TTHC-ND/rule/", {"valid_from": "2026-07-01"}, "valid_from"),
    ],
)
def test_a_version_that_makes_no_sense_is_refused_beside_its_field(
    address: str, changes: dict[str, str], field: str
) -> None:
    before = ObligationVersion.objects.count()
    response = signed_in(roles.OFFICE).post(address, {**VERSION, **changes})
    assert response.status_code == 400
    assert field in response.context["form"].errors
    assert ObligationVersion.objects.count() == before


def test_a_duty_that_ends_is_no_longer_asked_for_and_says_why() -> None:
    client = signed_in(roles.OFFICE)
    values = {"valid_from": "2026-04-01", "why": "Chuyển về tỉnh (ví dụ)."}
    assert enter_version(client, f"{RULE}?dang=khong-con", **values).status_code == 302
    assert snapshot().statuses["KLKT"].version.applies is False


def test_a_duty_that_is_not_there_has_no_form() -> None:
    client = signed_in(roles.OFFICE)
    assert client.get("/quan-tri/duties/NOPE/rule/").status_code == 404
    assert client.get(f"{RULE}?dang=xyz").status_code == 200
    assert client.get("/quan-tri/law/bases/nope/").status_code == 404


# Legal bases and their validity


def test_a_duty_whose_basis_has_ended_is_listed_and_says_so_to_the_public() -> None:
    ensure_legal_bases()
    ensure_legal_bases()  # once more changes nothing
    client = signed_in(roles.OFFICE)
    rows = {row["duty"].code: row for row in client.get(ADDRESS).context["rows"]}
    assert any("Luật TCTT" in words for words in rows["KLKT"]["ended"])
    assert "31/08/2026" in client.get("/nghia-vu-cong-khai/KLKT/").content.decode()
    day = date(2026, 8, 31)
    known = validities()
    by_code = {duty.code: doubts(duty, day, known) for duty in catalogue()}
    assert Doubt.BASIS_ENDED not in by_code["KLKT"]
    assert Doubt.BASIS_ENDED in {duty.code: doubts(duty, date(2026, 9, 1), known) for duty in
                                 catalogue()}["KLKT"]  # fmt: skip


def test_what_the_office_enters_about_a_basis_stays_and_is_logged() -> None:
    client = signed_in(roles.OFFICE)
    values = {"name": "NĐ 130/2020/NĐ-CP", "in_force_until": "2026-01-31", "replaced_by": "NĐ X"}
    address = "/quan-tri/law/bases/nd-130-2020/"
    assert client.get(address).status_code == 200  # a rule names it; nothing is known of it yet
    for wrong in ({"in_force_from": "2026-02-01"}, {"name": ""}, {"replaced_by": values["name"]}):
        assert client.post(address, {**values, **wrong}).status_code == 400
    assert client.post(address, values).status_code == 302
    assert ModelLogEntry.objects.filter(action="disclosures.basis_entered").count() == 1
    row = next(one for one in client.get(ADDRESS).context["bases"] if one["key"] == "nd-130-2020")
    assert (row["has_ended"], row["duties"]) == (True, 1)
    ensure_legal_bases()
    assert validities()["nd-130-2020"].replaced_by == "NĐ X"
