"""The read API asked whatever its own description allows, and what it doesn't: schemathesis makes
the questions and holds the answers to the description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.wsgi import application
from tests.factories import make_conclusion, make_procedure, publish_page

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("open data")]
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.fixture
def api(db: None) -> Iterator[Any]:
    """The API with something in it, read through its own description."""
    for page in (make_procedure(), make_conclusion(number="21/KL-SKHCN")):
        publish_page(page)
    # As Django's own test client does: a request's end would close the test's connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/du-lieu/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_description_names(case: Any) -> None:
    # Packed answers are none of schemathesis's business in-process.
    case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})
