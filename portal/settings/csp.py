"""Two content security policies, really different: the public side has no inline script at all,
Wagtail's admin needs some (it has no nonces)."""

from __future__ import annotations

from csp.constants import NONE, SELF, UNSAFE_INLINE

PUBLIC_POLICY: dict[str, object] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
    "manifest-src": [SELF],
}

ADMIN_POLICY: dict[str, object] = {
    **PUBLIC_POLICY,
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "media-src": [SELF],
}
