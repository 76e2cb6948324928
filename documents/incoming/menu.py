"""*Incoming documents* in the admin's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from documents.permissions import may_take_in


class IncomingMenuItem(MenuItem):
    """Shown to whoever may bring files in."""

    def __init__(self) -> None:
        super().__init__(
            _("Incoming documents"),
            reverse("documents_incoming_list"),
            name="incoming-documents",
            icon_name="download",
            order=25,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_take_in(request.user)
