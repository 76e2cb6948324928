"""For whom a disclosure is, and on what ground a part of it is withheld: named once.

What is for everybody is *live*; what is for fewer never is (docs/adr/0015). So every list, feed,
search and file that asks for live pages leaves it out, whoever writes that list.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read a disclosure (law on access to information; Law on Grassroots
    Democracy 10/2022 art. 46 to 48, for what is the staff's)."""

    PUBLIC = "public", _("Everybody")
    INTERNAL = "internal", _("The office's own staff")
    ON_REQUEST = "on_request", _("Whoever asks for it")


#: How the ledger names the way in which each audience is served (its `channel`). `portal` and
#: `intranet` are channels that duties ask for; what is given on request answers no such channel.
CHANNELS: Mapping[str, str] = {
    Audience.PUBLIC: "portal",
    Audience.INTERNAL: "intranet",
    Audience.ON_REQUEST: "on_request",
}
AUDIENCE_OF_CHANNEL: Mapping[str, Audience] = {
    channel: Audience(audience) for audience, channel in CHANNELS.items()
}
#: Audiences whose items are never live.
LIMITED = frozenset({Audience.INTERNAL, Audience.ON_REQUEST})


class WithheldGround(models.TextChoices):
    """On what ground parts of a document are not public. The law on access to information was made
    anew in 2026 and its articles have other numbers: they are named by the note."""

    STATE_SECRET = "state_secret", _("State secret (law on access to information)")
    BUSINESS_SECRET = "business_secret", _("Business secret (law on access to information)")
    PRIVATE_LIFE = (
        "private_life",
        _("Private, personal or family secret (law on access to information)"),
    )
    DENOUNCER = "denouncer", _("Who denounced stays unknown (Law 25/2018, art. 40)")
    BANK_SECRET = "bank_secret", _("Bank secret (Decree 43/2023, art. 48)")
    OTHER_LAW = "other_law", _("Another law, named below")
