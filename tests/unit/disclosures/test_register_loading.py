"""Loading the catalogue of duties: idempotent, all or nothing, and what was known stays known."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosures.acts import signing as acts
from disclosures.catalogue.loading import ensure_catalogue, load
from disclosures.catalogue.reading import load_catalogue
from disclosures.models import Obligation, ObligationVersion
from disclosures.register import catalogue, snapshot
from portal import roles
from tests.factories import make_user
from tests.unit.disclosures.register_samples import rows, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_catalogue")]


def test_what_was_loaded_is_the_catalogue_to_the_letter() -> None:
    load()
    assert catalogue() == load_catalogue()


def test_loading_again_changes_nothing() -> None:
    assert len(load().created) == 46
    stamps = list(Obligation.objects.values_list("pk", "changed_at"))
    again = load()
    assert (len(again.unchanged), again.created, again.updated, again.kept) == (46, [], [], [])
    assert list(Obligation.objects.values_list("pk", "changed_at")) == stamps


def test_a_changed_rule_supersedes_the_version_and_the_past_keeps_the_old_one(
    tmp_path: Path,
) -> None:
    (row,) = rows("KLKT")
    load(write(tmp_path / "a.yaml", [row]))
    row["versions"][0]["rule"]["days"] = 3
    before = timezone.now()
    assert load(write(tmp_path / "b.yaml", [row])).updated == ["KLKT"]

    old, new = ObligationVersion.objects.order_by("pk")
    assert (old.rule["days"], new.rule["days"]) == (5, 3)
    assert old.superseded_at == new.entered_at >= before
    duty = catalogue()[0]
    assert duty.as_known(before - timedelta(hours=1)).versions[0].rule.term.days == 5
    assert duty.as_known(timezone.now()).versions[0].rule.term.days == 3


def test_a_version_that_gets_a_successor_is_closed_not_replaced(tmp_path: Path) -> None:
    (row,) = rows("KLKT")
    load(write(tmp_path / "a.yaml", [row]))
    confirmed = ObligationVersion.objects.get()
    acts.confirm_rule(confirmed, actor=make_user(roles.OFFICE))
    first = row["versions"][0]
    row["versions"] = [
        first | {"to": "2026-12-31"},
        first | {"from": "2027-01-01", "legal_basis": "Luật mới (ví dụ)"},
    ]
    load(write(tmp_path / "b.yaml", [row]))

    old, new = ObligationVersion.objects.order_by("pk")
    assert old.pk == confirmed.pk
    assert (old.valid_to, old.superseded_at) == (date(2026, 12, 31), None)
    assert old.confirmed_at is not None
    assert (new.valid_from, new.confirmed_at) == (date(2027, 1, 1), None)


def test_a_confirmation_counts_only_for_the_text_that_was_confirmed(tmp_path: Path) -> None:
    (row,) = rows("KLKT")
    load(write(tmp_path / "a.yaml", [row]))
    acts.confirm_rule(ObligationVersion.objects.get(), actor=make_user(roles.OFFICE))
    row["versions"][0]["source_url"] = "https://vbpl.vn/"
    load(write(tmp_path / "b.yaml", [row]))
    assert ObligationVersion.objects.get().confirmed_at is not None
    row["versions"][0]["legal_basis"] = "Căn cứ khác (ví dụ)"
    load(write(tmp_path / "c.yaml", [row]))
    assert ObligationVersion.objects.get(superseded_at=None).confirmed_at is None


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("versions", 0, "rule", "days"), -1, "days"),
        (("cadence",), "weekly", "cadence"),
        (("color",), "red", "color"),
        (("succeeded_by",), "NOBODY", "NOBODY"),
    ],
)
def test_a_mistake_names_file_row_and_reason_and_nothing_is_written(
    tmp_path: Path, path: tuple, value: object, reason: str
) -> None:
    good, bad = rows("TTHC-ND", "KLKT")
    place = bad
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(CommandError) as refused:
        call_command("load_obligations", str(write(tmp_path / "sai.yaml", [good, bad])))
    assert all(word in str(refused.value) for word in ("sai.yaml", "KLKT", reason))
    assert not Obligation.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"- 1", b"a: b", b"\0"])
def test_a_file_that_is_no_catalogue_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        call_command("load_obligations", str(path))
    assert "x.yaml" in str(refused.value)
    assert not Obligation.objects.exists()


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(CommandError, match="khong-co"):
        call_command("load_obligations", "khong-co.yaml")


def test_the_command_says_what_it_did_as_json(tmp_path: Path) -> None:
    one, two = rows("KLKT", "TTHC-ND")
    load(write(tmp_path / "a.yaml", [one, two]))
    one["title_en"] = "Another title"
    out = StringIO()
    call_command("load_obligations", str(write(tmp_path / "b.yaml", [one])), json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert (told["created"], told["updated"], told["unchanged"]) == (0, 1, 0)
    assert told["kept_codes"] == ["TTHC-ND"]


def test_an_upgrade_leaves_the_offices_own_catalogue_alone(tmp_path: Path) -> None:
    load(write(tmp_path / "so.yaml", rows("KLKT")))
    ensure_catalogue()
    assert Obligation.objects.count() == 1


def test_a_duty_added_later_was_not_known_before(tmp_path: Path) -> None:
    one, two = rows("KLKT", "VB-HC")
    load(write(tmp_path / "a.yaml", [one]))
    before = timezone.now()
    load(write(tmp_path / "b.yaml", [one, two]))
    then = snapshot(before, before).statuses
    assert then["VB-HC"].version is None
    assert then["KLKT"].version is not None


@pytest.mark.parametrize(
    "values",
    [
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
        {"valid_from": None, "valid_to": date(2026, 1, 1)},
        {"valid_from": date(2026, 2, 1), "valid_to": None},
        {"valid_to": date(2026, 1, 1), "verification": "guess"},
        {"valid_from": date(2026, 3, 1), "valid_to": date(2026, 4, 1), "confirmed_at": "now"},
    ],
)
def test_the_database_refuses_versions_that_contradict_each_other(values: dict) -> None:
    load()
    obligation = Obligation.objects.get(code="KLKT")  # one version: open at both ends
    values = {"verification": "memory", "valid_from": date(2026, 1, 1)} | values
    if values.get("confirmed_at") == "now":
        values["confirmed_at"] = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        ObligationVersion.objects.create(obligation=obligation, **values)


def test_a_row_that_is_put_right_leaves_the_past_as_it_was_known(tmp_path: Path) -> None:
    load(write(tmp_path / "first.yaml", rows("ISO")))
    before = catalogue()[0]
    changed = rows("ISO")
    changed[0]["channels"] = {"all_of": ["hq_posting"]}
    load(write(tmp_path / "then.yaml", changed))
    changed[0]["channels"] = {"all_of": ["portal"]}
    load(write(tmp_path / "now.yaml", changed))
    [duty] = catalogue()
    (first_until, _row), (second_until, _other) = duty.former
    assert duty.channels.all_of == ("portal",)
    assert duty.as_known(timezone.now()).channels == duty.channels
    assert duty.as_known(first_until - timedelta(seconds=1)).channels == before.channels
    assert duty.as_known(second_until - timedelta(microseconds=1)).channels.all_of == (
        "hq_posting",
    )
    load(write(tmp_path / "again.yaml", changed))
    assert len(catalogue()[0].former) == 2  # nothing was put right
