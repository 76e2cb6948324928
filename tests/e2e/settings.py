"""What `make run` serves, without what would race with a browser test or slow it down."""

from __future__ import annotations

from portal.settings.dev import *  # noqa: F403  (settings are made to be layered)

WAGTAIL_AUTOSAVE_INTERVAL = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
