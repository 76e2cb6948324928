"""Keeps the file name that the browser sent.

Django's parser silently cuts folders and control characters out of it. Here a bad name is to be
refused with a clear message (`documents.names`), and for that it must be seen. The parser is
replaced through the door Django has for it, `FileUploadHandler.handle_raw_input`; what Django
makes of the name still is the upload's `name`, the original is its `client_name`.
"""

from __future__ import annotations

import html
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

from documents.intake import CLIENT_NAME

#: Stands in for a name of which nothing is left, so that the file reaches the form and is
#: refused there instead of being dropped without a word.
NAMELESS = "_"


class ClientNameParser(MultiPartParser):
    """Django's parser, with each upload's original name kept on it."""

    _name = ""
    _files: MultiValueDict

    def sanitize_file_name(self, file_name: str) -> str:
        self._name = html.unescape(file_name)
        return super().sanitize_file_name(file_name) or NAMELESS

    IE_sanitize = sanitize_file_name

    def handle_file_complete(self, old_field_name: str, counters: list[int]) -> None:
        known = {id(file) for _, files in self._files.lists() for file in files}
        super().handle_file_complete(old_field_name, counters)
        for _, files in self._files.lists():
            for file in files:
                if id(file) not in known:
                    setattr(file, CLIENT_NAME, self._name)


class ClientNameUploadHandler(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS: parses by `ClientNameParser`, leaves storing to the others."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> tuple[Any, Any]:
        others = [handler for handler in self.request.upload_handlers if handler is not self]
        return ClientNameParser(META, input_data, others, encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
