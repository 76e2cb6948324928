"""What is expensive to start (browser, Elasticsearch, the loaded demonstration) starts once: its
tests share a worker. A new pytest once stopped that without a word, and the suite took twice as
long."""

from __future__ import annotations

import pytest

GROUP = "together"


@pytest.mark.xdist_group(GROUP)
def test_a_group_of_tests_is_kept_in_one_worker(request: pytest.FixtureRequest) -> None:
    parallel = hasattr(request.config, "workerinput")
    assert request.node.nodeid.endswith(f"@{GROUP}") == parallel
