"""The field for a day in the admin: Wagtail's, that leaves what was typed as it is."""

from __future__ import annotations

from typing import Any

from wagtail.admin.widgets import AdminDateInput


class DayInput(AdminDateInput):
    """Wagtail's calendar reckons a day that there is none of on into the next month, and puts it in
    the place of what was typed: 31/02/2026 becomes 03/03/2026 unseen. Typed days are left alone
    here, and refused by the form when they can't be."""

    def get_config(self) -> dict[str, Any]:
        """What the calendar in the browser is told."""
        return {**super().get_config(), "validateOnBlur": False}
