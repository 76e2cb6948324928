"""The embedded portal on one's own machine: what `make run` and a bare `manage.py` use."""

from __future__ import annotations

from portal.settings import env
from portal.settings.base import *  # noqa: F403  (settings are made to be layered)
from portal.settings.base import PORTAL_DATA_DIR
from portal.settings.keys import local_secret_key

DEBUG = False  # the error pages a citizen sees are part of what is tried out
SECRET_KEY = env.text("SECRET_KEY", "") or local_secret_key(PORTAL_DATA_DIR)
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver")
#: A database made by `load_demo` may hold events recorded in the past (portal.models.ledger).
PORTAL_ALLOW_DEMONSTRATION = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
