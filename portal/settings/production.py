"""Production: everything that matters comes from the environment; nothing has a weak default."""

from __future__ import annotations

from portal.settings import env
from portal.settings.base import *  # noqa: F403  (settings are made to be layered)

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS")
PORTAL_ALLOW_DEMONSTRATION = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# What `check --deploy` proposes and this portal decides otherwise.
SILENCED_SYSTEM_CHECKS = [
    # HSTS for subdomains: names below the portal's are not ours to promise HTTPS for.
    "security.W005",
    # Frames of our own origin: Wagtail's preview and side panels are some. Others may not frame us.
    "security.W019",
    # The browsers' preload list takes whole domains, at the wish of whoever owns the domain.
    "security.W021",
]
