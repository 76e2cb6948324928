"""Findings in words: what was found, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.findings import FindingKind, Mend

KINDS: dict[FindingKind, Any] = {
    FindingKind.IDENTITY_NUMBER: gettext_lazy("Number of an identity card"),
    FindingKind.BANK_ACCOUNT: gettext_lazy("Bank account"),
    FindingKind.BIRTH_DATE: gettext_lazy("Date of birth"),
    FindingKind.HOME_ADDRESS: gettext_lazy("Somebody's home address"),
    FindingKind.PHONE: gettext_lazy("Mobile phone number"),
    FindingKind.PHONE_LIST: gettext_lazy("List of mobile phone numbers"),
    FindingKind.EMAIL: gettext_lazy("Private e-mail address"),
    FindingKind.HIDDEN_ROWS: gettext_lazy("Hidden rows or columns"),
    FindingKind.HIDDEN_SHEET: gettext_lazy("Hidden sheet"),
    FindingKind.HIDDEN_TEXT: gettext_lazy("Hidden text"),
    FindingKind.COVERED_TEXT: gettext_lazy("Text under a black box, which can be copied out"),
    FindingKind.COMMENTS: gettext_lazy("Comments"),
    FindingKind.TRACKED_CHANGES: gettext_lazy("Tracked changes: what was deleted can be read"),
    FindingKind.SPEAKER_NOTES: gettext_lazy("Speaker notes"),
    FindingKind.EMBEDDED_FILE: gettext_lazy("A file inside the file"),
    FindingKind.EXTERNAL_LINK: gettext_lazy("Links to other workbooks"),
    FindingKind.MACROS: gettext_lazy("Macros (programs)"),
    FindingKind.SCRIPT: gettext_lazy("Script (JavaScript)"),
    FindingKind.LAUNCH: gettext_lazy("An action that starts programs or sends data"),
    FindingKind.AUTHOR: gettext_lazy("Name of who wrote it, in the file's properties"),
    FindingKind.GPS: gettext_lazy("Where the picture was taken"),
    FindingKind.PICTURE_ONLY: gettext_lazy(
        "Pages that are pictures only: blind readers and search get nothing"
    ),
}
MENDS: dict[Mend, Any] = {
    Mend.CLEANED_COPY: gettext_lazy("Publish the cleaned copy instead, or take it out yourself."),
    Mend.REDACT: gettext_lazy("Blacken it in a public copy and keep the original withheld."),
    Mend.SAVE_ANEW: gettext_lazy("Delete it or show it in the office program and save anew."),
    Mend.TEXT: gettext_lazy("Scan it again at 300 dpi, or publish the office file beside it."),
}


def name_of(kind: str) -> str:
    """What a kind of finding is called; an unknown one as it is written."""
    return str(KINDS[FindingKind(kind)]) if kind in set(FindingKind) else kind


def place_of(finding: dict[str, Any]) -> str:
    """Where a stored finding is: "page 3", "sheet Lương"; "" where it is in the whole file."""
    if finding.get("page"):
        return _("page %(page)s") % {"page": finding["page"]}
    return str(finding.get("where") or "")


def in_words(findings: Iterable[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Stored findings for a template: what, where, excerpt, count, whether it blocks, the way to
    mend it."""
    return [
        {
            "what": name_of(str(one.get("kind", ""))),
            "where": place_of(one),
            "excerpt": str(one.get("excerpt") or ""),
            "count": one.get("count") or 1,
            "blocks": bool(one.get("blocks")),
            "mend": str(MENDS[Mend(one["mend"])]) if one.get("mend") in set(Mend) else "",
        }
        for one in findings or ()
        if isinstance(one, dict)
    ]
