"""Commands and settings that cannot work say so in one line and fail; no traceback, no usage."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Action, ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.db import IntegrityError, OperationalError, ProgrammingError
from hypothesis import given
from hypothesis import strategies as st

from portal import command_line
from portal.command_line import PortalCommand
from portal.settings import env
from scripts.system import PROJECT_DIR

APPS = ("portal", "documents", "home", "procedures", "disclosures", "search")
OURS = {name: app for name, app in get_commands().items() if app in APPS}
#: What the environment of this machine may set and a test of settings must not inherit.
READ = {*env.KNOWN, "DJANGO_SETTINGS_MODULE"}


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # The browser tests set the last one for their own process; a check finds fault with it.
    left_out = {*READ, "DJANGO_ALLOW_ASYNC_UNSAFE"}
    clean = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT_DIR,
        env={**clean, "PORTAL_DATA_DIR": str(tmp_path), **environment},
    )


def assert_one_line(said: str, word: str, lines: int = 1) -> None:
    assert "Traceback" not in said
    assert "usage:" not in said
    assert word in said
    assert len(said.strip().splitlines()) <= lines, said


# Settings that mean nothing


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "zz"),
        ("TRUSTED_PROXIES", "-1"),
        ("EMAIL_URL", "zz"),
        ("REDIS_URL", "zzz"),
        ("SITE_URL", "zz"),
        ("PORTAL_DATA_DIR", "/dev/null"),
        ("DJANGO_SETTINGS_MODULE", "no.such.settings"),
    ],
)
def test_a_setting_that_means_nothing_is_one_line_naming_it(
    tmp_path: Path, name: str, value: str
) -> None:
    done = manage(tmp_path, "load_units", **{name: value})
    assert done.returncode == 1
    assert_one_line(done.stdout + done.stderr, name)


def test_production_without_a_secret_key_is_one_line(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", DJANGO_SETTINGS_MODULE="portal.settings.production")
    assert done.returncode == 1
    assert_one_line(done.stderr, "SECRET_KEY")


def test_the_option_traceback_still_shows_the_whole(tmp_path: Path) -> None:
    done = manage(tmp_path, "load_units", "--traceback", DATABASE_URL="zz")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "DATABASE_URL" in done.stderr


DATABASES = ["zz", "mysql://a/b", "postgres://", "postgres://h:port/x", "zz://x", "sqlite3"]
MAILS = ["zz", "zz://host", "smtp://host:port"]
CACHES = ["zzz", "http://host", "redis:", "redis://host:port", "unix:"]


@pytest.mark.parametrize("url", DATABASES)
def test_a_database_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL .*postgres://"):
        env.database("DATABASE_URL", "sqlite:///x")


@pytest.mark.parametrize("url", MAILS)
def test_a_way_to_mail_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"EMAIL_URL .*submission://"):
        env.mail("EMAIL_URL", "console:")


@pytest.mark.parametrize("url", CACHES)
def test_a_cache_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        env.address("REDIS_URL", "", ("redis", "rediss", "unix"), "redis://host")


@pytest.mark.parametrize("url", ["redis://h:6379/0", "rediss://u:p@h", "unix:///run/redis.sock"])
def test_a_cache_that_is_one_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    assert env.address("REDIS_URL", "", ("redis", "rediss", "unix"), "redis://host") == url


def test_a_cache_that_is_not_set_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert env.address("REDIS_URL", "", ("redis",), "redis://host") == ""


def test_a_password_in_an_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtpp://user:hidden@host")
    with pytest.raises(ImproperlyConfigured) as refused:
        env.mail("EMAIL_URL", "console:")
    assert "hidden" not in str(refused.value)


def test_no_host_name_at_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " , ")
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        env.items("ALLOWED_HOSTS")


def test_nothing_is_left_to_propose_for_production(tmp_path: Path) -> None:
    done = manage(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING",
        DJANGO_SETTINGS_MODULE="portal.settings.production",
        SECRET_KEY="".join(map(chr, range(48, 123))),
        ALLOWED_HOSTS="congkhai.example.gov.vn",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_server_starts_with_production_settings_unless_told_otherwise(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in READ}
    done = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT_DIR,
        env={**clean, "PORTAL_DATA_DIR": str(tmp_path)},
    )
    assert done.returncode != 0
    assert_one_line(done.stderr, "SECRET_KEY")


def test_the_settings_of_the_suite_leave_no_folder_behind(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--settings", "portal.settings.test", TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("portal-test-*")) == []


# A database that is away or was never migrated


def test_a_database_that_was_never_migrated_is_one_line(tmp_path: Path) -> None:
    done = manage(tmp_path, "obligation_status")
    assert done.returncode == 1
    assert_one_line(done.stderr, "manage.py migrate")


def test_a_database_that_is_away_is_one_line(tmp_path: Path) -> None:
    done = manage(tmp_path, "load_units", DATABASE_URL="postgres://portal@127.0.0.1:1/portal")
    assert done.returncode == 1
    assert_one_line(done.stderr, "DATABASE_URL")


def test_a_fault_of_ours_stays_a_traceback() -> None:
    for fault in (ValueError("x"), IntegrityError("x"), ProgrammingError("syntax error")):
        assert command_line.explain(fault) is None


def test_what_the_database_says_is_cut_to_its_first_line() -> None:
    said = command_line.explain(OperationalError("refused\n\tIs it running?"))
    assert said is not None
    assert "refused" in said
    assert "\n" not in said


# What was mistyped


def test_there_are_commands_to_walk() -> None:
    assert {"import_plan", "obligation_status", "search_query"} <= OURS.keys()


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_command_refuses_what_was_mistyped_in_one_line(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = load_command_class(OURS[name], name)
    assert isinstance(command, PortalCommand)
    for arguments in mistyped(command, name):
        with pytest.raises(SystemExit) as ended:
            command.run_from_argv(["manage.py", name, *arguments])
        said = "".join(capsys.readouterr())
        assert ended.value.code not in (0, None), arguments
        assert_one_line(said, name, lines=2)


def mistyped(command: PortalCommand, name: str) -> Iterator[list[str]]:
    """Arguments that `command` cannot take: an unknown one, options without or with a bad value."""
    yield ["--nonsense"]
    yield ["one", "two", "three"]
    parser = command.create_parser("manage.py", name)
    given: Iterator[Action] = iter(parser._actions)
    for action in given:
        if action.option_strings and action.nargs is None:
            yield [action.option_strings[-1]]
            if action.type not in (None, str, Path):
                yield [action.option_strings[-1], "không phải"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("obligation_status", ["--at", "9999-12-31"]),
        ("obligation_status", ["--known-at", "0001-01-01T00:00"]),
        ("import_plan", ["x.docx", "--signed-on", "9999-12-31"]),
        ("due_date", ["--rule", "{}", "--anchor", "signed_on=9999-12-31"]),
        ("due_date", ["--rule", "{}", "--year", "2201"]),
    ],
)
def test_a_date_beyond_what_is_sane_is_refused_naming_the_years(
    name: str, arguments: list[str]
) -> None:
    with pytest.raises(CommandError, match=r"1900 \S+ 2200"):
        call_command(name, *arguments)


@given(st.text(max_size=20) | st.dates().map(str) | st.datetimes().map(str))
def test_a_date_from_the_command_line_is_taken_or_refused(text: str) -> None:
    for read in (command_line.day, command_line.moment, command_line.year, command_line.positive):
        try:
            found: Any = read(text)
        except ArgumentTypeError as refused:
            assert str(refused)
        else:
            year = found.year if isinstance(found, date) else found
            assert read is command_line.positive or year in command_line.YEARS


@pytest.mark.django_db
def test_searching_a_kind_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(CommandError, match=r"nope.*procedure"):
        call_command("search_query", "giấy phép", "--kind", "nope")


@pytest.mark.parametrize("path", ["khong-co.docx", "."])
def test_a_plan_that_cannot_be_read_is_said_in_one_language(path: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_plan", path)
    assert "such file" not in str(refused.value)
    assert "directory" not in str(refused.value)


def test_a_reader_that_has_enough_ends_the_command_without_a_trace(monkeypatch: Any) -> None:
    def gone(argv: list[str]) -> None:
        raise BrokenPipeError

    pointed: list[Any] = []
    monkeypatch.setattr(command_line, "execute_from_command_line", gone)
    monkeypatch.setattr(command_line.os, "dup2", lambda *ends: pointed.append(ends))
    monkeypatch.setattr(command_line.sys, "stdout", open(os.devnull, "w"))  # noqa: SIM115
    with pytest.raises(SystemExit) as ended:
        command_line.run(["manage.py", "obligation_status"])
    assert (ended.value.code, len(pointed)) == (command_line.CUT_OFF, 1)
