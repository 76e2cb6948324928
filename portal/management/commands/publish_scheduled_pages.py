"""manage.py publish_scheduled_pages: Wagtail's older name of `publish_scheduled`, kept for timers
that were set up by its documentation. Wagtail's own would go round the verbs and be refused."""

from __future__ import annotations

from portal.management.commands.publish_scheduled import Command as PublishScheduled


class Command(PublishScheduled):
    """The same as `publish_scheduled`."""
