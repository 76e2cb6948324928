"""Where files lie: in a private folder that no web server hands out by itself.

The only way out is `documents.views.serve`, which asks who is reading. An installation that
keeps files elsewhere (object storage) names its storage `official_files` in STORAGES; it must
be private too.
"""

from __future__ import annotations

import os
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.deconstruct import deconstructible

from documents.filetypes import BY_EXTENSION, extension_of

ALIAS = "official_files"
#: The folder of what is derived from files and stored as a file.
COPIES = "copies"


@deconstructible(path="documents.storage.PrivateFileStorage")
class PrivateFileStorage(FileSystemStorage):
    """Files under PRIVATE_FILES_ROOT, readable by the server's own account, without addresses.

    The folder is looked up at each use, and there are no arguments: Wagtail's task that deletes
    files makes the storage anew from its name.
    """

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return os.fspath(settings.PRIVATE_FILES_ROOT)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise NotImplementedError("Private files have no address of their own.")


def official_files() -> Storage:
    """The storage of official files: STORAGES["official_files"] or the private folder."""
    return storages[ALIAS] if ALIAS in settings.STORAGES else PrivateFileStorage()


def stored_name(instance: object, filename: str) -> str:
    """A name on disk that tells nothing and can't be guessed; the extension is for whoever
    restores a backup by hand."""
    key = uuid4().hex
    extension = extension_of(filename)
    return f"{key[:2]}/{key}.{extension if extension in BY_EXTENSION else 'bin'}"


def copy_name(instance: object, filename: str) -> str:
    """A name on disk for a searchable copy, apart from the originals."""
    key = uuid4().hex
    return f"{COPIES}/{key[:2]}/{key}.pdf"
