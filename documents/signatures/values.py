"""What can be said of one digital signature. Plain values (words: `documents.signature_words`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Integrity(StrEnum):
    """Whether what was signed is still what was signed."""

    INTACT = "intact"
    ALTERED = "altered"
    UNCHECKABLE = "uncheckable"


class Coverage(StrEnum):
    """How much of the file as it is now the signature vouches for."""

    WHOLE_FILE = "whole_file"
    #: Later additions are further signatures, time stamps, filled form fields: allowed by PDF.
    ADDED_ALLOWED = "added_allowed"
    #: Something else was added or changed after signing: pages, text, annotations.
    ADDED_OTHER = "added_other"
    #: It never covered all of the file it was put on.
    PART = "part"
    UNKNOWN = "unknown"


class Chain(StrEnum):
    """Whether the certificate leads to an authority the office trusts."""

    TRUSTED = "trusted"
    #: No configured authority is at the end of the chain: it may be good, nobody here knows.
    UNKNOWN = "unknown"
    SELF_SIGNED = "self_signed"
    #: At the time of signing.
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    #: The certificate may not be used for signing documents, or its algorithms are refused.
    NOT_FIT = "not_fit"


class Revocation(StrEnum):
    """Whether the certificate was revoked, as far as the file and the folder of authorities say."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class TimeSource(StrEnum):
    """Where the time of signing comes from."""

    TIMESTAMP = "timestamp"  # a time stamping authority the office trusts
    TIMESTAMP_UNKNOWN = "timestamp_unknown"  # one it doesn't know
    CLAIMED = "claimed"  # the clock of who signed
    NONE = "none"


class Verdict(StrEnum):
    """The whole in one word. Nothing is good that isn't known to be."""

    VALID = "valid"
    #: Valid, and things were added afterwards that PDF allows.
    VALID_WITH_ADDITIONS = "valid_with_additions"
    UNDETERMINED = "undetermined"
    NOT_TRUSTED = "not_trusted"
    #: What was signed is unchanged; something was added later that PDF doesn't count as harmless.
    CHANGED_AFTER = "changed_after"
    ALTERED = "altered"
    #: A mark of a signature without what is needed to check it.
    MARK_ONLY = "mark_only"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a PDF. Times carry their zone; `page` counts from 1 (None: invisible).

    `signer` and `organisation` are what the certificate says, whoever issued it. `anchor` names the
    authority at the end of a trusted chain, `timestamp_by` who stamped the time. `trouble` is a
    short technical word where checking failed.
    """

    field: str
    page: int | None = None
    signer: str | None = None
    organisation: str | None = None
    issuer: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    signed_at: datetime | None = None
    time_source: TimeSource = TimeSource.NONE
    timestamp_by: str | None = None
    integrity: Integrity = Integrity.UNCHECKABLE
    coverage: Coverage = Coverage.UNKNOWN
    chain: Chain = Chain.UNKNOWN
    anchor: str | None = None
    revocation: Revocation = Revocation.UNKNOWN
    digest: str | None = None
    is_mark_only: bool = False
    trouble: str | None = None

    @property
    def verdict(self) -> Verdict:
        """What all of it comes to."""
        if self.is_mark_only:
            return Verdict.MARK_ONLY
        if self.integrity is Integrity.UNCHECKABLE:
            return Verdict.UNDETERMINED
        if self.integrity is Integrity.ALTERED:
            return Verdict.ALTERED
        if self.coverage is Coverage.ADDED_OTHER:
            return Verdict.CHANGED_AFTER
        if self.chain is Chain.UNKNOWN or self.coverage in (Coverage.PART, Coverage.UNKNOWN):
            return Verdict.UNDETERMINED
        if self.chain is not Chain.TRUSTED:
            return Verdict.NOT_TRUSTED
        if self.coverage is Coverage.ADDED_ALLOWED:
            return Verdict.VALID_WITH_ADDITIONS
        return Verdict.VALID


def to_json(signatures: list[Signature]) -> list[dict[str, Any]]:
    """Plain values, times ISO 8601, with the verdict."""
    return [
        {
            **{
                name: value.isoformat() if isinstance(value, datetime) else value
                for name, value in asdict(signature).items()
            },
            "verdict": signature.verdict.value,
        }
        for signature in signatures
    ]


_TIMES = ("valid_from", "valid_to", "signed_at")
_ENUMS = {
    "time_source": TimeSource,
    "integrity": Integrity,
    "coverage": Coverage,
    "chain": Chain,
    "revocation": Revocation,
}


def from_json(found: list[dict[str, Any]] | None) -> list[Signature]:
    """The signatures of which `to_json` made `found`; those of another shape are left out."""
    signatures = []
    for one in found or []:
        try:
            values = {name: one[name] for name in Signature.__dataclass_fields__ if name in one}
            for name in _TIMES:
                if values.get(name):
                    values[name] = datetime.fromisoformat(values[name])
            for name, enum in _ENUMS.items():
                if name in values:
                    values[name] = enum(values[name])
            signatures.append(Signature(**values))
        except (TypeError, ValueError, KeyError):
            continue
    return signatures
