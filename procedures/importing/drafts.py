"""Many new procedures at once, as drafts: the same rows as `add_child` and `save_revision` write
one by one, in a score of queries for a hundred pages.

Wagtail adds pages singly, at some fifty queries each; three thousand of them take minutes. What is
written here is held to what Wagtail writes by a test
(`test_a_draft_of_an_import_is_what_wagtail_itself_would_have_written`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, PageLogEntry, Revision

from portal.text import fold
from procedures.completeness import completeness
from procedures.content import ProcedureContent
from procedures.filling import ROWS
from procedures.models import ProcedurePage

_RELATIONS = [one.get_accessor_name() for one in get_all_child_relations(ProcedurePage)]
_LOCAL = [one.attname for one in Page._meta.local_concrete_fields if not one.primary_key]


@transaction.atomic
def create_drafts(
    index: Any,
    drafts: Sequence[tuple[ProcedurePage, ProcedureContent]],
    *,
    now: datetime,
    user: Any,
) -> None:
    """Add the pages (filled, with their slug) beneath `index` as drafts that were never public.

    Raises IntegrityError when one of them is there already, and nothing is written then.
    """
    pages = [page for page, _content in drafts]
    _put_into_the_tree(index, pages)
    for page, content in drafts:
        _complete(index, page, content, now)
    _insert_pages(pages)
    for name, model in ROWS.items():
        rows = [row for page in pages for row in getattr(page, name).all()]
        for page in pages:
            for row in getattr(page, name).all():
                row.page_id = page.pk
        model.objects.bulk_create(rows)
    _add_revisions(pages, now, user)
    _log(pages, now, user)


def _put_into_the_tree(index: Any, pages: Sequence[ProcedurePage]) -> None:
    node = Page.objects.select_for_update().get(pk=index.pk)
    last = node.get_last_child()
    depth = node.depth + 1
    path = last._inc_path() if last else Page._get_path(node.path, depth, 1)
    taken = set(
        Page.objects.filter(path__startswith=node.path, depth=depth)
        .filter(slug__in=[page.slug for page in pages])
        .values_list("slug", flat=True)
    )
    for page in pages:
        page.path, page.depth, page.numchild = path, depth, 0
        path = page._inc_path()
        page.slug = _free(page.slug, taken)
        taken.add(page.slug)
    Page.objects.filter(pk=node.pk).update(numchild=F("numchild") + len(pages))


def _free(slug: str, taken: set[str]) -> str:
    if slug not in taken:
        return slug
    return next(one for n in count(2) if (one := f"{slug}-{n}") not in taken)


def _complete(index: Any, page: ProcedurePage, content: ProcedureContent, now: datetime) -> None:
    """What saving a page fills in."""
    page.live = False
    page.has_unpublished_changes = True
    page.draft_title = page.title
    page.locale_id = index.locale_id
    page.url_path = f"{index.url_path}{page.slug}/"
    page.latest_revision_created_at = now
    page.search_text = fold(f"{page.draft_title} {page.summary}")
    page.completeness = completeness(content).score
    for name in _RELATIONS:  # of a new page; saves asking for each
        if name not in ROWS:
            setattr(page, name, [])


def _insert_pages(pages: Sequence[ProcedurePage]) -> None:
    bare = [Page(**{name: getattr(page, name) for name in _LOCAL}) for page in pages]
    Page.objects.bulk_create(bare)
    for page, row in zip(pages, bare, strict=True):
        page.pk = page.page_ptr_id = row.pk
        page.save_base(raw=True, force_insert=True)  # its own table only


def _add_revisions(pages: Sequence[ProcedurePage], now: datetime, user: Any) -> None:
    kind = ContentType.objects.get_for_model(ProcedurePage)
    base = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=now,
                user=user,
                object_str=str(page),
                content=page.serializable_data(),
            )
            for page in pages
        ]
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
    Page.objects.bulk_update(pages, ["latest_revision"])


def _log(pages: Sequence[ProcedurePage], now: datetime, user: Any) -> None:
    kind = ContentType.objects.get_for_model(ProcedurePage)
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                content_type=kind,
                page_id=page.pk,
                label=page.get_admin_display_title(),
                action="wagtail.create",
                timestamp=now,
                user=user,
                revision=page.latest_revision,
                content_changed=True,
            )
            for page in pages
        ]
    )
