"""What a digital signature means, in words for readers (P7).

Plain sentences: who signed, when and who says so, whether anything changed since, whether the
certificate is known. What isn't known is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.signatures import (
    Chain,
    Coverage,
    Integrity,
    Revocation,
    Signature,
    TimeSource,
    Verdict,
    from_json,
)

VERDICTS: dict[Verdict, Any] = {
    Verdict.VALID: gettext_lazy("Valid signature"),
    Verdict.VALID_WITH_ADDITIONS: gettext_lazy("Valid signature"),
    Verdict.UNDETERMINED: gettext_lazy("Cannot be determined"),
    Verdict.NOT_TRUSTED: gettext_lazy("Not a trusted signature"),
    Verdict.CHANGED_AFTER: gettext_lazy("Added to after signing"),
    Verdict.ALTERED: gettext_lazy("Altered after signing"),
    Verdict.MARK_ONLY: gettext_lazy("A mark of a signature only"),
}
#: The shape and colour of each verdict (components/status.html).
CODES: dict[Verdict, str] = {
    Verdict.VALID: "up_to_date",
    Verdict.VALID_WITH_ADDITIONS: "up_to_date",
    Verdict.UNDETERMINED: "unknown",
    Verdict.NOT_TRUSTED: "due_soon",
    Verdict.CHANGED_AFTER: "due_soon",
    Verdict.ALTERED: "overdue",
    Verdict.MARK_ONLY: "unknown",
}
_INTEGRITY = {
    Integrity.INTACT: gettext_lazy("What was signed has not been changed."),
    Integrity.ALTERED: gettext_lazy(
        "What was signed has been changed since: don't rely on this file."
    ),
    Integrity.UNCHECKABLE: gettext_lazy(
        "Whether anything was changed since cannot be determined: the signature can't be read."
    ),
}
_COVERAGE = {
    Coverage.WHOLE_FILE: gettext_lazy("The signature covers the whole file."),
    Coverage.ADDED_ALLOWED: gettext_lazy(
        "After it only further signatures or filled-in fields were added; the text is the same."
    ),
    Coverage.ADDED_OTHER: gettext_lazy(
        "Something was added to the file after signing. What it is cannot be determined; compare "
        "with the paper original."
    ),
    Coverage.PART: gettext_lazy("The signature covers only a part of the file."),
    Coverage.UNKNOWN: gettext_lazy("How much of the file it covers cannot be determined."),
}
_CHAIN = {
    Chain.UNKNOWN: gettext_lazy(
        "Whether the certificate is genuine cannot be determined: its authority is not among those "
        "this portal knows."
    ),
    Chain.SELF_SIGNED: gettext_lazy(
        "Who signed issued the certificate to themselves: nobody vouches for the name."
    ),
    Chain.EXPIRED: gettext_lazy("The certificate had expired when the document was signed."),
    Chain.NOT_YET_VALID: gettext_lazy(
        "The certificate was not yet valid when the document was signed."
    ),
    Chain.REVOKED: gettext_lazy("The certificate has been revoked."),
    Chain.NOT_FIT: gettext_lazy("The certificate is not one for signing documents."),
}
_REVOCATION = {
    Revocation.GOOD: gettext_lazy("It had not been revoked."),
    Revocation.UNKNOWN: gettext_lazy(
        "Whether it was revoked cannot be determined without asking its authority."
    ),
}


@dataclass(frozen=True, slots=True)
class SignatureInWords:
    """One signature for a template: who, verdict, sentences; `code`: the status it is shown as."""

    signature: Signature
    who: str
    verdict: str
    code: str
    sentences: tuple[str, ...]


def in_words(found: Sequence[dict[str, Any]] | None) -> list[SignatureInWords]:
    """The signatures stored with a reading (`signatures.to_json`), for a template."""
    return [words_of(signature) for signature in from_json(list(found or []))]


def words_of(signature: Signature) -> SignatureInWords:
    """One signature in the active language."""
    return SignatureInWords(
        signature=signature,
        who=_who(signature),
        verdict=str(VERDICTS[signature.verdict]),
        code=CODES[signature.verdict],
        sentences=tuple(sentences(signature)),
    )


def _who(signature: Signature) -> str:
    if not signature.signer:
        return _("Signer unknown")
    if signature.organisation and signature.organisation != signature.signer:
        return _("%(signer)s (%(organisation)s)") % {
            "signer": signature.signer,
            "organisation": signature.organisation,
        }
    return signature.signer


def sentences(signature: Signature) -> list[str]:
    """What is known of it, most important first."""
    if signature.is_mark_only:
        return [
            _(
                "The page carries the mark of a signature, which can't be checked: the file was "
                "written anew after signing."
            )
        ]
    told = [str(_INTEGRITY[signature.integrity])]
    if signature.integrity is not Integrity.UNCHECKABLE:
        told.append(str(_COVERAGE[signature.coverage]))
    told += _time(signature)
    if signature.integrity is Integrity.UNCHECKABLE:
        return told
    if signature.chain is Chain.TRUSTED:
        told.append(
            _("The certificate was issued under “%(anchor)s”, which this portal trusts.")
            % {"anchor": signature.anchor or signature.issuer or "–"}
        )
        if signature.revocation in _REVOCATION:
            told.append(str(_REVOCATION[signature.revocation]))
    else:
        told.append(str(_CHAIN[signature.chain]))
        if signature.chain is Chain.UNKNOWN and signature.issuer:
            told.append(
                _("The certificate names “%(issuer)s” as its authority.")
                % {"issuer": signature.issuer}
            )
    if signature.digest == "sha1":
        told.append(_("It uses SHA-1, which is no longer considered safe."))
    return told


def _time(signature: Signature) -> list[str]:
    if signature.signed_at is None:
        return [_("When it was signed cannot be determined.")]
    values = {"time": _moment(signature.signed_at), "by": signature.timestamp_by or "–"}
    if signature.time_source is TimeSource.TIMESTAMP:
        return [_("Signed at %(time)s, certified by the time stamp of “%(by)s”.") % values]
    if signature.time_source is TimeSource.TIMESTAMP_UNKNOWN:
        return [
            _(
                "Signed at %(time)s by a time stamp of “%(by)s”, an authority this portal doesn't "
                "know."
            )
            % values
        ]
    return [
        _("Signed at %(time)s by the clock of who signed; no time stamp certifies it.") % values
    ]


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%H:%M} {date_format(local.date(), 'SHORT_DATE_FORMAT')}"
