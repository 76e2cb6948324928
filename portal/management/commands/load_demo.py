"""manage.py load_demo: load the demonstration, relative to today."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandError

from portal import demo
from portal.command_line import PortalCommand


class Command(PortalCommand):
    """Idempotent: what is there stays. `--accounts` only prints the demonstration accounts."""

    help = "Load the demonstration content, relative to today."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")
        parser.add_argument("--json", action="store_true", help="print the accounts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["accounts"]:
            try:
                demo.load(self._say)
            except PermissionDenied as denied:
                raise CommandError(str(denied)) from denied
        if options["json"]:
            self.stdout.write(json.dumps(_accounts(), ensure_ascii=False))
        else:
            for account in _accounts():
                self.stdout.write(
                    f"  {account['username']:<10} {account['password']}   "
                    f"{account['role']}: {account['purpose']}"
                )

    def _say(self, what: str) -> None:
        self.stderr.write(f"demonstration: {what}")


def _accounts() -> list[dict[str, str]]:
    return [
        {
            "username": account.username,
            "password": demo.PASSWORD,
            "role": account.role,
            "purpose": account.purpose,
        }
        for account in demo.ACCOUNTS
    ]
