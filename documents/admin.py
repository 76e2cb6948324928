"""The admin's ways to delete documents, each with the rule in front: listed files stay.

The model refuses anyway (`FileIsListed`); here the refusal becomes a sentence instead of an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from wagtail.admin import messages as admin_messages
from wagtail.documents.views import documents, multiple

from documents.models import FileIsListed, OfficialFile


class DeleteView(documents.DeleteView):
    """Deletes one document after asking, unless the ledger lists it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Permission first: who may not delete learns nothing about the file.
        if self.user_has_permission("delete") and self.object.is_listed:
            _tell(request, self.object)
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class MultipleDeleteView(multiple.DeleteView):
    """Deletes a document just uploaded among several, unless the ledger lists it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except FileIsListed as refusal:
            return JsonResponse({"success": False, "error_message": " ".join(refusal.messages)})


def refuse_bulk_delete_of_listed(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`: a set with one listed file in it is not deleted at all."""
    if action_type != "delete":
        return None
    listed = [file for file in objects if isinstance(file, OfficialFile) and file.is_listed]
    for file in listed:
        _tell(request, file)
    return redirect("wagtaildocs:index") if listed else None


def _tell(request: HttpRequest, file: OfficialFile) -> None:
    admin_messages.error(request, " ".join(FileIsListed.on_deleting(file).messages))
