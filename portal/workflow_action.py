"""What Wagtail does when a workflow is finished (WAGTAIL_FINISH_WORKFLOW_ACTION).

In a module of its own, because Wagtail imports it while its own models are still being loaded.
"""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, through the verb."""
    from portal import publishing

    publishing.publish_approved(workflow_state, user=user)
