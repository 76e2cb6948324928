"""What the admin's log calls the acts of the register that are no events of the ledger."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

#: By the action's name without the app: what it is called as something to do, and once done.
ACTIONS: dict[str, tuple[Any, Any]] = {
    "confirm_rule": (_("Confirm a rule"), _("Deadline rule confirmed")),
}
ACTIONS |= {
    name: (words, words)
    for name, words in {
        "version_entered": _("Version of a rule entered"),
        "basis_entered": _("Validity of a legal basis entered"),
        "missing_answered": _("Reader's notice answered"),
        "missing_released": _("Reader's notice made public"),
        "missing_declined": _("Reader's notice closed"),
        "missing_set_apart": _("Reader's notice set apart"),
        "missing_read": _("Notice set apart was read"),
        "feed_item_accepted": _("Announced document taken over"),
        "feed_item_merged": _("Announced document was there already"),
        "feed_item_dismissed": _("Announced document dismissed"),
        "feed_item_put_back": _("Announced document put back"),
        "index_entered": _("Result of a provincial index entered"),
        "index_corrected": _("Result of a provincial index corrected"),
    }.items()
}


def log_actions(actions: Any) -> None:
    """For Wagtail's hook `register_log_actions`."""
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"disclosures.{name}", label, message)
