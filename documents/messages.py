"""What a person is told about a file: what is wrong, and what to do.

`message_for` answers in the language active when it is called.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from documents.filetypes import FileType
from documents.readers import Trouble
from documents.refusals import FileRefused, Refusal

TYPE_LABELS: dict[str, Any] = {
    FileType.PDF: _("PDF"),
    FileType.DOCX: _("Word document (.docx)"),
    FileType.DOC: _("Word document (.doc)"),
    FileType.XLSX: _("Excel workbook (.xlsx)"),
    FileType.ODT: _("OpenDocument text (.odt)"),
    FileType.ODS: _("OpenDocument spreadsheet (.ods)"),
    FileType.CSV: _("CSV table"),
    FileType.TXT: _("plain text"),
    FileType.PNG: _("PNG picture"),
    FileType.JPEG: _("JPEG picture"),
}

#: Content that is recognised but not taken.
_OTHER_LABELS: dict[str, Any] = {
    "html": _("a web page"),
    "xml": _("XML"),
    "zip": _("a ZIP archive"),
    "rar": _("a RAR archive"),
    "7z": _("a 7z archive"),
    "gzip": _("a gzip archive"),
    "ole": _("an old Office file"),
    "xls": _("an old Excel workbook (.xls)"),
    "ppt": _("a PowerPoint presentation"),
    "pptx": _("a PowerPoint presentation"),
    "msg": _("an e-mail message"),
    "dotx": _("a Word template"),
    "xltx": _("an Excel template"),
    "rtf": _("an RTF document"),
    "gif": _("a GIF picture"),
    "tiff": _("a TIFF picture"),
    "webp": _("a WebP picture"),
    "heic": _("a HEIC picture or a video"),
    "djvu": _("a DjVu document"),
    "postscript": _("a PostScript document"),
    "program": _("a program"),
    "text": _("plain text"),
}

ACCEPTED = "PDF, DOCX, DOC, XLSX, ODT, ODS, CSV, TXT, PNG, JPEG"

_MESSAGES: dict[Refusal, Any] = {
    Refusal.NAME_MISSING: _("The file has no name. Give it a name and choose it again."),
    Refusal.NAME_TOO_LONG: _(
        "The file name “%(name)s” is too long: %(length)s characters, at most %(max_length)s. "
        "Shorten it and choose the file again."
    ),
    Refusal.NAME_HAS_PATH: _(
        "The file name “%(name)s” contains a folder (/ or \\). Rename the file and choose it again."
    ),
    Refusal.NAME_HAS_CONTROL: _(
        "The file name “%(name)s” contains control characters. Rename the file and choose it again."
    ),
    Refusal.NAME_HAS_HIDDEN: _(
        "The file name “%(name)s” contains invisible characters that can disguise what kind of "
        "file it is. Type the name anew and choose the file again."
    ),
    Refusal.NAME_LEADING_DOT: _(
        "The file name “%(name)s” begins with a dot, which hides the file on many computers. "
        "Rename the file and choose it again."
    ),
    Refusal.NO_EXTENSION: _(
        "The file name “%(name)s” has no ending such as .pdf. Accepted: %(accepted)s."
    ),
    Refusal.UNKNOWN_TYPE: _(
        "“%(name)s”: files of type .%(extension)s are not accepted. Accepted: %(accepted)s."
    ),
    Refusal.WRONG_TYPE: _(
        "“%(name)s” is named .%(extension)s but its content is %(found)s. Open it in the program "
        "it was made with, save it as one of %(accepted)s, and choose it again."
    ),
    Refusal.WEB_PAGE: _(
        "“%(name)s” is a web page, not a document: most likely an error page that was saved "
        "instead of the file. Download the document again and check that it opens."
    ),
    Refusal.EMPTY: _("“%(name)s” is empty. Check the file on your computer and choose it again."),
    Refusal.ONLY_ZEROS: _(
        "“%(name)s” holds nothing but zero bytes: it was cut off while it was copied or "
        "downloaded. Get it again from where it came, check that it opens, and choose it again."
    ),
    Refusal.TOO_LARGE: _(
        "“%(name)s” is too large: %(size)s, at most %(limit)s. Scan it at 200–300 dpi or split it."
    ),
    Refusal.DAMAGED: _(
        "“%(name)s” is damaged or was cut off while it was copied. Open it to check, then save or "
        "scan it again."
    ),
    Refusal.ENCRYPTED: _(
        "“%(name)s” is protected by a password or against copying. Save it without protection: "
        "what is published must be readable by everyone."
    ),
    Refusal.NO_PAGES: _("“%(name)s” has no pages. Make the PDF again."),
    Refusal.TOO_MANY_PAGES: _(
        "“%(name)s” has %(pages)s pages, at most %(max_pages)s are accepted. Split it."
    ),
    Refusal.UNPACKS_TOO_LARGE: _(
        "“%(name)s” unpacks to more than %(limit)s, which is not normal for a document. Open it, "
        "save it under a new name and choose that file."
    ),
    Refusal.MACROS: _(
        "“%(name)s” contains macros (programs). Save it without macros, as .docx or .xlsx."
    ),
    Refusal.UNSAFE_XML: _(
        "“%(name)s” contains XML declarations that office programs never write and that can harm "
        "a reader's computer. Open it, save it under a new name and choose that file."
    ),
    Refusal.TOO_MANY_PIXELS: _(
        "The picture “%(name)s” has too many pixels (more than %(max_pixels)s). Make it smaller."
    ),
    Refusal.TEXT_ENCODING: _(
        "The text in “%(name)s” is not in Unicode (it may be in TCVN3 or VNI). Open it, save it "
        "with the encoding UTF-8, and choose it again."
    ),
    Refusal.NOT_EXAMINED: _(
        "“%(name)s” could not be examined within the time and memory that a file may take. "
        "Open it, save or scan it again, and choose that file."
    ),
}

#: Why a file, or a step of reading it, could not be read. The file itself stays as it is.
_TROUBLES: dict[str, Any] = {
    Trouble.DAMAGED: _(
        "The file is damaged or not quite what its type promises; a reader may still open it. Save "
        "or scan it again if you can."
    ),
    Trouble.ENCRYPTED: _("The file is protected by a password. Save it without protection."),
    Trouble.TOO_MANY_PAGES: _(
        "The file has more pages than are read; the text of the later ones can't be searched."
    ),
    Trouble.TOO_LARGE: _("The file holds more than can be read as a document. Split it."),
    Trouble.NO_OCR: _(
        "Some pages are pictures, and OCR (tesseract with Vietnamese) is not installed here: their "
        "text can't be read. Tell the IT officer, or upload the version made from Word."
    ),
    Trouble.NO_OFFICE: _(
        "Files of this type are read by LibreOffice, which is not installed here. Save the file as "
        ".docx, .xlsx or PDF, or tell the IT officer."
    ),
    Trouble.TOO_LONG: _(
        "Reading took longer than allowed and was stopped. Split the file, or scan it at 300 dpi."
    ),
    Trouble.TOO_MUCH_MEMORY: _(
        "Reading needed more memory than allowed and was stopped. Split the file, or make its "
        "pictures smaller."
    ),
    Trouble.CRASHED: _(
        "The reader gave up on this file. It stays usable; enter the details by hand."
    ),
    Trouble.TEXT_ENCODING: _(
        "The text is not in Unicode (it may be in TCVN3 or VNI). Save it with the encoding UTF-8."
    ),
    Trouble.NOT_READ: _("This page or type of file can't be shown as a picture."),
    Trouble.NOT_THERE: _("The stored file could not be opened. Tell the IT officer."),
    Trouble.INTERRUPTED: _("Reading was interrupted when the worker stopped. Read the file again."),
}

CHOOSE_AGAIN = _("The file was not kept. Correct the following and choose it again: %(problems)s")
NEVER_CHANGES = _(
    "A file never changes after its upload: what was submitted is what is approved and read. "
    "Upload the new file as a new document and choose it in the page that uses this one."
)
LISTED_NO_DELETING = _(
    "“%(title)s” has been published and is recorded in the ledger: it can't be deleted. To take it "
    "off the web, withdraw the page that lists it."
)
NOT_AS_RECORDED = _(
    "The stored file “%(name)s” is not the one that was uploaded: its fingerprint differs or it is "
    "missing. Don't publish it; tell the IT officer."
)
ORIGINAL_IS_PUBLIC = _(
    "“%(name)s” was published, or another file with the same content was: it can't be a withheld "
    "original. Take down what leaked."
)
ORIGINAL_NOT_PUBLISHED = _(
    "“%(name)s” is a withheld original, or has the same content as one: publish the copy with "
    "parts left out instead."
)
REMOVED_TITLE = _("File removed by decision")


def trouble_message(code: str) -> str:
    """Why something could not be read and what to do, in words."""
    return str(_TROUBLES.get(code, _TROUBLES[Trouble.CRASHED]))


def message_for(refusal: FileRefused) -> str:
    """The refusal in words: what was wrong with which file, and what to do."""
    params: dict[str, Any] = {"accepted": ACCEPTED, "name": "", **refusal.params}
    for size in ("size", "limit"):
        if size in refusal.params:
            params[size] = filesizeformat(refusal.params[size])
    if "found" in refusal.params:
        found = str(refusal.params["found"])
        params["found"] = (
            TYPE_LABELS.get(found) or _OTHER_LABELS.get(found) or _("something unrecognised")
        )
    return str(_MESSAGES[refusal.code]) % params


def as_validation_error(refusal: FileRefused) -> ValidationError:
    """The refusal as a form shows it."""
    return ValidationError(message_for(refusal), code=refusal.code.value)
