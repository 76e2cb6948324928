"""The guard of audiences: what is for few does not become public by mistake, nor the other way.

Registered in `portal.registry.guards`. While something is published its audience stays: it is
withdrawn first, with a reason. What was once for few is made public afterwards by whoever may
override a guard, with a reason that the ledger keeps.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.audiences import AUDIENCE_OF_CHANNEL, CHANNELS, LIMITED, Audience
from portal.events import ON_THE_WEB
from portal.models import DisclosurePage, PublicationEvent
from portal.registry import Refusal


def guard(verb: str, page: Any, actor: Any, at: datetime) -> list[Refusal]:
    """For `registry.guards`."""
    if verb != "publish" or not isinstance(page, DisclosurePage):
        return []
    last = PublicationEvent.objects.last_for_page(page.pk)
    if last is None or last.channel == CHANNELS[page.audience]:
        return []
    before = AUDIENCE_OF_CHANNEL.get(last.channel, Audience.PUBLIC)
    values = {"before": before.label, "after": Audience(page.audience).label}
    if last.kind in ON_THE_WEB:
        message = _(
            "It is published for “%(before)s”. For “%(after)s” it can be published after it was "
            "withdrawn with a reason."
        )
        return [Refusal("audience_changed", message % values)]
    if before in LIMITED:
        message = _(
            "It was published for “%(before)s” before. Whoever may override a guard can publish it "
            "for “%(after)s”, with a reason."
        )
        return [Refusal("audience_widened", message % values, overridable=True)]
    return []
