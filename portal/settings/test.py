"""What the suite runs with: everything at once, nothing sent, a data folder of its own."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403  (settings are made to be layered)
from portal.settings.base import DATABASES, TASK_QUEUES

SECRET_KEY = "only-for-tests-and-public"  # noqa: S105  (opens nothing: tests only)
ALLOWED_HOSTS = ["*"]
DEBUG = False
PORTAL_ALLOW_DEMONSTRATION = True

# One folder per test process: files and index of parallel workers never meet.
PORTAL_DATA_DIR = Path(tempfile.mkdtemp(prefix="portal-test-"))
atexit.register(shutil.rmtree, PORTAL_DATA_DIR, ignore_errors=True)
MEDIA_ROOT = PORTAL_DATA_DIR / "media"
PRIVATE_FILES_ROOT = PORTAL_DATA_DIR / "files"
STATIC_ROOT = PORTAL_DATA_DIR / "static"
SEARCH_URL = f"tantivy://{PORTAL_DATA_DIR / 'index'}"
SEARCH_FALLBACK_URL = ""
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: WAL, triggers and locks are the real ones, and the live server shares it.
    DATABASES["default"]["NAME"] = PORTAL_DATA_DIR / "portal.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(PORTAL_DATA_DIR / "test.sqlite3")}

# A fast hasher: the strength of passwords is not what the suite tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "shared",
    },
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tasks run at once, so that a test sees what they do.
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": TASK_QUEUES,
    }
}
DOCUMENTS_GATE_APART = False  # a process for each sample; the tests about the sandbox turn it on
DOCUMENTS_TRUSTED_CAS = PORTAL_DATA_DIR / "trusted-cas"
DOCUMENTS_READ_UPLOADS = False  # the tests about reading ask for it
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
WAGTAIL_AUTOSAVE_INTERVAL = 0  # autosave would race with the browser tests
PORTAL_VIEWS_WRITTEN_EVERY = None  # the tests of the counts write them themselves
AXES_ENABLED = False  # the tests of throttling turn it on
SILENCED_SYSTEM_CHECKS: list[str] = []
