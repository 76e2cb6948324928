"""Nobody who complained or denounced is named in what such a case ended with.

Registered in `portal.registry.guards` (Luật Tố cáo 25/2018 Đ.8, 40(3): who denounces is kept
secret). A person may go on with a stated reason: the name of an official who was found guilty is
public.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from disclosures.models import ComplaintResultPage
from portal.registry import Refusal


def guard(verb: str, page: Any, actor: Any, at: datetime) -> list[Refusal]:
    """For `registry.guards`: names found in the texts of the result of a complaint."""
    if verb != "publish" or not isinstance(page, ComplaintResultPage):
        return []
    found = page.people_named()
    if not found:
        return []
    message = _(
        "People seem to be named: %(names)s. Who complained or denounced is never named; take the "
        "names out, or say why these stay."
    )
    return [Refusal("people_named", message % {"names": ", ".join(found)}, overridable=True)]
