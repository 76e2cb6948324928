"""What tests of the register begin with."""

from __future__ import annotations

import pytest

from disclosures import register
from disclosures.models import Obligation


@pytest.fixture
def no_catalogue(db: None) -> None:
    """A portal whose catalogue of duties is empty; setting up the site loaded it."""
    Obligation.objects.all().delete()
    register.forget()
