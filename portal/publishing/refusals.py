"""How a verb says no: reasons in the reader's language, and nothing has happened."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from wagtail.models import Page

from portal import registry


class PublishingRefused(Exception):
    """A verb was refused. `refusals` say why, in the reader's language."""

    def __init__(self, refusals: Sequence[registry.Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(str(refusal.message) for refusal in self.refusals))


def refused(code: str, message: str) -> PublishingRefused:
    """A refusal for one reason."""
    return PublishingRefused([registry.Refusal(code, message)])


def stays(page: Page) -> PublishingRefused:
    """The refusal to take a page off the web that stands once."""
    return refused(
        "stands_once",
        _(
            "“%(page)s” can't leave the web: there is one page of its kind and others stand "
            "beneath it. Correct it instead."
        )
        % {"page": page.title},
    )
