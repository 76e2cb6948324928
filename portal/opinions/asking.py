"""What a page's question leads to: a signed address, so that nothing can be said of a page that
this portal never showed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.http import urlencode

from portal.models.readers import LONGEST_PATH

SALT = "portal.opinions"
#: Longest token that is read; a path of `LONGEST_PATH` letters makes less.
LONGEST_TOKEN = 4 * LONGEST_PATH


@dataclass(frozen=True, slots=True)
class Subject:
    """What an opinion is about: an address, the page there if it is one, its version."""

    path: str
    page_id: int | None = None
    version: int | None = None


def token_of(subject: Subject) -> str:
    """The subject, signed. The same page gives the same token: it is part of the page."""
    value = [subject.path, subject.page_id, subject.version]
    return signing.Signer(salt=SALT).sign_object(value)


def subject_of(token: str) -> Subject | None:
    """What that token is about; None for what we did not sign."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    try:
        return Subject(*signing.Signer(salt=SALT).unsign_object(token))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def address_for(request: Any, page: Any, version: int | None) -> str:
    """Where the reader of `request` says whether it was useful; empty where nobody is asked."""
    if request is None or len(request.path) > LONGEST_PATH:
        return ""
    pk = getattr(page, "pk", None)
    token = token_of(Subject(request.path, pk if isinstance(pk, int) else None, version))
    return f"{reverse('opinion')}?{urlencode({'t': token})}"
