"""`--database-only` leaves out what would say the same on every database, and nothing else."""

from __future__ import annotations

import pytest

from tests.conftest import _asks_the_database


@pytest.fixture
def through_another(db: None) -> None:
    """A fixture that needs the database."""


def test_a_pure_test_may_be_left_out(request: pytest.FixtureRequest) -> None:
    assert not _asks_the_database(request.node)


@pytest.mark.django_db
def test_a_marked_test_stays(request: pytest.FixtureRequest) -> None:
    assert _asks_the_database(request.node)


def test_a_test_whose_fixture_needs_the_database_stays(
    request: pytest.FixtureRequest, through_another: None
) -> None:
    assert _asks_the_database(request.node)
