"""Marks of signatures that can't be checked: widgets left behind when a file was written anew.

Some gazettes' files were signed and then rewritten: the widget with its signature dictionary is
still on the page, the form that held it is gone and its byte ranges lead beyond the file. Readers
see the stamp; programs see no signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from asn1crypto import cms

from .values import Signature

_MOST_PAGES = 2_000
_MOST = 50


def pages_of_fields(path: Path) -> tuple[dict[str, int], list[Signature]]:
    """(page of each signature field by its name, the marks that no form holds).

    Raises what pikepdf raises for a file that is no PDF.
    """
    pages: dict[str, int] = {}
    marks: list[Signature] = []
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        held = set(_fields_of_form(pdf))
        for number, page in enumerate(pdf.pages[:_MOST_PAGES], start=1):
            for widget in _widgets(page):
                name = _full_name(widget)
                if widget.objgen in held or _parent_of(widget) in held:
                    pages.setdefault(name, number)
                elif len(marks) < _MOST:
                    marks.append(_mark(widget, name, number))
    return pages, marks


def _fields_of_form(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    form = pdf.Root.get("/AcroForm")
    waiting = list(form.get("/Fields", [])) if isinstance(form, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        field = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary) or field.objgen in seen:
            continue
        if field.objgen != (0, 0):
            seen.add(field.objgen)
        yield field.objgen
        kids = field.get("/Kids")
        if isinstance(kids, pikepdf.Array) and len(seen) < 5_000:
            waiting += list(kids)


def _widgets(page: Any) -> Iterator[Any]:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for annotation in annotations:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        if annotation.get("/Subtype") == "/Widget" and (
            annotation.get("/FT") == "/Sig" or _value(annotation) is not None
        ):
            yield annotation


def _value(widget: Any) -> Any:
    value = widget.get("/V")
    if isinstance(value, pikepdf.Dictionary) and value.get("/Type") == "/Sig":
        return value
    parent = widget.get("/Parent")
    if isinstance(parent, pikepdf.Dictionary) and parent.get("/FT") == "/Sig":
        return parent.get("/V")
    return None


def _parent_of(widget: Any) -> tuple[int, int] | None:
    parent = widget.get("/Parent")
    return parent.objgen if isinstance(parent, pikepdf.Dictionary) else None


def _full_name(widget: Any) -> str:
    names: list[str] = []
    for _ in range(20):
        if not isinstance(widget, pikepdf.Dictionary):
            break
        if "/T" in widget:
            names.insert(0, str(widget["/T"]))
        widget = widget.get("/Parent")
    return ".".join(names)[:200]


def _mark(widget: Any, name: str, page: int) -> Signature:
    value = _value(widget)
    signer = organisation = None
    try:
        certificate = _certificate(bytes(value["/Contents"]))
        subject = certificate.subject.native
        signer, organisation = (
            one(subject.get("common_name")),
            one(subject.get("organization_name")),
        )
    except Exception:  # noqa: S110  (whatever is left of it: the mark is reported all the same)
        pass
    return Signature(
        field=name, page=page, signer=signer, organisation=organisation, is_mark_only=True
    )


def _certificate(contents: bytes) -> Any:
    """The signer's certificate: the one in the message that issued no other."""
    signed = cms.ContentInfo.load(contents)["content"]
    certificates = [one.chosen for one in signed["certificates"]]
    issuers = {certificate.issuer.dump() for certificate in certificates}
    ends = [one for one in certificates if one.subject.dump() not in issuers]
    return (ends or certificates)[0]


def one(value: Any) -> str | None:
    """A name of a certificate; some have several, then the last (the narrowest) is meant."""
    if isinstance(value, list):
        value = value[-1] if value else None
    return str(value).strip()[:300] or None if value else None
