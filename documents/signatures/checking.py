"""Checking the signatures of a PDF by pyHanko: of the original bytes, without network.

What is checked: that the signed bytes are unchanged, what was added after signing, whether the
certificate leads to a configured authority and was valid at the time of signing (the time stamp's
where a trusted authority gave one, else the signer's own), and revocation as far as lists and
answers in the file or in the folder of authorities tell.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    StandardDiffPolicy,
)
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

from . import marks
from .marks import one
from .trust import Trust, load_trust
from .values import Chain, Coverage, Integrity, Revocation, Signature, TimeSource

_MOST = 50  # signatures of one file
# Old documents were signed with SHA-1; it is said, and not taken for alteration. MD5 is refused.
_ALGORITHMS = DisallowWeakAlgorithmsPolicy(
    weak_hash_algos=frozenset({"md2", "md5"}), rsa_key_size_threshold=1024
)
# Certificates for civil servants have either; one is enough.
_USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
# pyHanko's rules for what may be added later, but that objects may be freed: signing programs free
# some that they only just made. Each is still a change that has to be explained by a rule.
_ADDITIONS = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=DEFAULT_DIFF_POLICY.form_rule,
    reject_object_freeing=False,
)
_NOT_FIT = (
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
)
_ALLOWED = (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)


def read_signatures(
    path: Path, *, now: datetime, trusted: str | Path | None = None
) -> list[Signature]:
    """Every signature and every mark of one, in the order of their pages and fields.

    `trusted` is the folder of CA certificates, `now` the moment to check at (aware). Never raises
    for what is in a file that opens: what can't be checked says so.
    """
    # pyHanko tells everything that is wrong with a certificate as a warning; we tell it as values.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    pages, left_over = marks.pages_of_fields(path)
    trust = load_trust(Path(trusted) if trusted else None)
    found: list[Signature] = []
    with path.open("rb") as stream:
        try:
            reader = PdfFileReader(stream, strict=False)
            embedded = list(_embedded(reader))
        except Exception as error:  # a file that PDFium shows and pyHanko can't take apart
            embedded, trouble = [], type(error).__name__
            found += [
                Signature(field=name, page=page, trouble=trouble) for name, page in pages.items()
            ]
        for field, signature in embedded[:_MOST]:
            page = pages.get(field)
            if isinstance(signature, Exception):
                found.append(Signature(field, page, trouble=type(signature).__name__))
            else:
                found.append(_checked(reader, signature, page, trust, now))
    return sorted([*found, *left_over], key=lambda one: (one.page or 0, one.field))


def _embedded(reader: PdfFileReader) -> Iterator[tuple[str, EmbeddedPdfSignature | Exception]]:
    """The signatures of the form, one by one: a broken one doesn't hide the others."""
    from pyhanko.sign.fields import enumerate_sig_fields

    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        try:
            signature = EmbeddedPdfSignature(reader, field, name)
            if str(value.get_object().get("/Type", "/Sig")) == "/DocTimeStamp":
                continue
            yield name, signature
        except Exception as error:
            yield name, error


def _checked(
    reader: PdfFileReader,
    signature: EmbeddedPdfSignature,
    page: int | None,
    trust: Trust,
    now: datetime,
) -> Signature:
    known: dict[str, Any] = {"field": str(signature.field_name), "page": page}
    try:
        certificate = signature.signer_cert
        subject = certificate.subject.native
        known |= {
            "signer": one(subject.get("common_name")),
            "organisation": one(subject.get("organization_name")),
            "issuer": one(certificate.issuer.native.get("common_name")),
            "valid_from": certificate.not_valid_before,
            "valid_to": certificate.not_valid_after,
            "digest": signature.md_algorithm,
        }
        claimed = _claimed_time(signature)
        known["signed_at"] = claimed
        known["time_source"] = TimeSource.CLAIMED if claimed else TimeSource.NONE
        # May tell the time better than the signer's clock: it changes what is known.
        status = _status(reader, signature, certificate, trust, now, known)
        return Signature(**known, **status)
    except Exception as error:  # pyHanko, asn1crypto and certvalidator raise each their own
        return Signature(**known, trouble=type(error).__name__)


def _status(
    reader: PdfFileReader,
    signature: EmbeddedPdfSignature,
    certificate: x509.Certificate,
    trust: Trust,
    now: datetime,
    known: dict[str, Any],
) -> dict[str, Any]:
    """Integrity, coverage, chain, revocation, and the time once a stamp tells it."""
    certificates, ocsps, crls = _evidence(reader, signature)
    crls = [*crls, *trust.crls]

    def context(moment: datetime, mode: str) -> ValidationContext:
        return ValidationContext(
            trust_roots=trust.anchors,
            other_certs=certificates,
            moment=moment,
            allow_fetching=False,
            ocsps=ocsps,
            crls=crls,
            revocation_mode=mode,
            retroactive_revinfo=True,
            algorithm_usage_policy=_ALGORITHMS,
        )

    def validate(moment: datetime, mode: str) -> Any:
        checking = async_validate_pdf_signature(
            signature,
            context(moment, mode),
            ts_validation_context=context(now, "soft-fail"),
            diff_policy=_ADDITIONS,
            key_usage_settings=_USAGE,
        )
        # A thread of its own: whoever asks may stand in a running event loop.
        with ThreadPoolExecutor(max_workers=1) as apart:
            return apart.submit(asyncio.run, checking).result()

    status = validate(known["signed_at"] or now, "soft-fail")
    stamp = status.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid:
        known["signed_at"] = _aware(stamp.timestamp)
        known["time_source"] = (
            TimeSource.TIMESTAMP if stamp.trusted else TimeSource.TIMESTAMP_UNKNOWN
        )
        known["timestamp_by"] = one(stamp.signing_cert.subject.native.get("common_name"))
        status = validate(known["signed_at"], "soft-fail")
    chain = _chain(status, certificate, known["signed_at"] or now)
    revocation = Revocation.UNKNOWN
    if status.revocation_details is not None:
        revocation = Revocation.REVOKED
    elif chain is Chain.TRUSTED and (ocsps or crls):
        strict = validate(known["signed_at"] or now, "require")
        if strict.trusted:
            revocation = Revocation.GOOD
        elif strict.revocation_details is not None:
            revocation, chain = Revocation.REVOKED, Chain.REVOKED
    path = status.validation_path
    return {
        "integrity": Integrity.INTACT if status.intact and status.valid else Integrity.ALTERED,
        "coverage": _coverage(status),
        "chain": chain,
        "revocation": revocation,
        "anchor": (
            one(path.first.subject.native.get("common_name"))
            if path is not None and chain is Chain.TRUSTED
            else None
        ),
    }


def _coverage(status: Any) -> Coverage:
    level = status.coverage
    if level is SignatureCoverageLevel.ENTIRE_FILE:
        return Coverage.WHOLE_FILE
    if level in (
        SignatureCoverageLevel.UNCLEAR,
        SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START,
    ):
        return Coverage.PART
    modified = status.modification_level
    if modified is None:
        return Coverage.UNKNOWN
    if modified is ModificationLevel.NONE or modified in _ALLOWED:
        return Coverage.ADDED_ALLOWED
    return Coverage.ADDED_OTHER


def _chain(status: Any, certificate: x509.Certificate, at: datetime) -> Chain:
    if status.revocation_details is not None:
        return Chain.REVOKED
    if at > certificate.not_valid_after:
        return Chain.EXPIRED
    if at < certificate.not_valid_before:
        return Chain.NOT_YET_VALID
    if status.trust_problem_indic is None and status.validation_path is not None:
        return Chain.TRUSTED
    if certificate.self_issued:
        return Chain.SELF_SIGNED
    if status.trust_problem_indic in _NOT_FIT:
        return Chain.NOT_FIT
    return Chain.UNKNOWN


def _evidence(
    reader: PdfFileReader, signature: EmbeddedPdfSignature
) -> tuple[list[Any], list[Any], list[Any]]:
    """(certificates, OCSP answers, lists of revoked certificates) that the file itself carries."""
    certificates: list[Any] = list(signature.other_embedded_certs)
    ocsps: list[Any] = []
    crls: list[Any] = []
    try:
        store = DocumentSecurityStore.read_dss(reader)
        certificates += list(store.load_certs())
        ocsps += [reference.get_object().data for reference in store.ocsps]
        crls += [reference.get_object().data for reference in store.crls]
    except Exception:  # noqa: S110  (most files have none, some a broken one)
        pass
    for attribute in signature.signer_info["signed_attrs"] or []:
        if attribute["type"].native == "adobe_revocation_info_archival":
            for archived in attribute["values"]:
                ocsps += list(archived["ocsp"] or [])
                crls += list(archived["crl"] or [])
    return certificates, ocsps, crls


def _claimed_time(signature: EmbeddedPdfSignature) -> datetime | None:
    """The time that who signed it states. Some programs write their local time as if it were UTC
    and the right one into the dictionary beside it: the same clock with its zone is taken."""
    said = _aware(signature.self_reported_timestamp)
    try:
        beside = parse_pdf_date(signature.sig_object["/M"], strict=False)
    except Exception:  # not there, or no date
        return said
    if said is None or beside.tzinfo is None:
        return said or _aware(beside)
    clocks = abs(said.replace(tzinfo=None) - beside.replace(tzinfo=None))
    return beside if clocks <= timedelta(seconds=10) else said


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=UTC)
