"""Files that prove something and are for no page to publish: where they lie.

Their collection stands beside the root, not beneath it: permissions on the root reach everything
beneath, and whoever may choose documents could put a private minute on the web.
"""

from __future__ import annotations

from wagtail.models import Collection

NAME = "Minh chứng (không công khai)"


def evidence_collection() -> Collection:
    """The collection of evidence, made when it is missing."""
    return Collection.objects.filter(depth=1, name=NAME).first() or Collection.add_root(name=NAME)
