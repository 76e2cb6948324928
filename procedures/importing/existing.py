"""What the catalogue has already of the codes that a file names."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from procedures.exchange.refusals import RowRefused
from procedures.models import (
    ProcedurePage,
    ProcedureSynchronisation,
)


class Existing:
    """The pages that a chunk's codes have, asked for once: digests first, the pages themselves when
    one of them is looked at."""

    def __init__(self, codes: set[str]) -> None:
        self._ids = dict(ProcedurePage.objects.filter(code__in=codes).values_list("code", "pk"))
        self._digests = dict(
            ProcedureSynchronisation.objects.filter(page_id__in=self._ids.values()).values_list(
                "page_id", "sha256"
            )
        )
        self._pages: dict[str, ProcedurePage] | None = None

    def has(self, code: str) -> bool:
        """Whether there is a page of that code."""
        return code in self._ids

    def known(self, code: str, digest: str) -> int | None:
        """The page whose last import said exactly this."""
        page_id = self._ids.get(code)
        return page_id if page_id and self._digests.get(page_id) == digest else None

    def page(self, code: str) -> ProcedurePage | None:
        """The page of that code as its latest draft has it, or None. Raises RowRefused when it may
        not be changed now."""
        if code not in self._ids:
            return None
        if self._pages is None:
            self._pages = self._fetched()
        page = self._pages[code]
        if page.is_repealed:
            raise RowRefused(
                [
                    _(
                        "The procedure was repealed (decision %(decision)s); change it on its page "
                        "if it is in force again."
                    )
                    % {"decision": page.decision_number}
                ]
            )
        if page.locked or page.pk in self._waiting:
            raise RowRefused([_("The draft is locked or waits for approval; decide on it first.")])
        return page

    def _fetched(self) -> dict[str, ProcedurePage]:
        ids = list(self._ids.values())
        self._waiting = set(
            WorkflowState.objects.filter(
                status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=[str(one) for one in ids]
            ).values_list("object_id", flat=True)
        )
        self._waiting = {int(one) for one in self._waiting}
        pages = ProcedurePage.objects.filter(pk__in=ids).select_related("latest_revision")
        return {page.code: _latest(page) for page in pages}


def _latest(page: ProcedurePage) -> ProcedurePage:
    return page.latest_revision.as_object() if page.latest_revision else page
