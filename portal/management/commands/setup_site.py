"""manage.py setup_site: make the structural pages of a new site."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from portal.command_line import PortalCommand
from portal.site import set_up, set_up_texts


class Command(PortalCommand):
    """Idempotent; run it after the first migrate of a new installation."""

    help = "Make the home page, the lists and the statements that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up()
        set_up_texts()
        self.stdout.write(_("The structural pages are there."))
