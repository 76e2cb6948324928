"""The WSGI entry point: production unless told otherwise, because whoever serves by hand means it.

`make run` names the development settings itself (scripts/serving.py).
"""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from portal.calendar import load_library

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as problem:
    sys.exit(str(problem))  # one line for whoever starts it, as manage.py says it
load_library()  # before the first visitor, not for him to wait
