"""The authorities an office trusts: a folder of CA certificates, and lists of revoked ones.

No network: what is in the folder and in the file itself is all that is known. Files of certificates
end in .pem, .crt, .cer or .der, lists of revoked certificates in .crl; each may be PEM or DER.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from asn1crypto import crl, pem, x509

_CERTIFICATES = {".pem", ".crt", ".cer", ".der"}
_LISTS = {".crl"}
_LARGEST = 20_000_000  # bytes; lists of national authorities have some megabytes
_MOST = 500  # files


@dataclass
class Trust:
    """What was found in the folder; `unreadable` names files that are none of both."""

    anchors: list[x509.Certificate] = field(default_factory=list)
    crls: list[crl.CertificateList] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def load_trust(folder: Path | None) -> Trust:
    """The authorities in `folder`; none when it isn't there. Never raises for what is in it."""
    trust = Trust()
    if folder is None or not folder.is_dir():
        return trust
    for path in sorted(folder.iterdir())[:_MOST]:
        suffix = path.suffix.lower()
        if suffix not in _CERTIFICATES | _LISTS or not path.is_file():
            continue
        try:
            if path.stat().st_size > _LARGEST:
                raise ValueError("too large")
            for der in _parts(path.read_bytes()):
                if suffix in _LISTS:
                    listed = crl.CertificateList.load(der, strict=True)
                    _ = listed["tbs_cert_list"]["issuer"].native
                    trust.crls.append(listed)
                else:
                    certificate = x509.Certificate.load(der, strict=True)
                    _ = certificate.subject.native, certificate.not_valid_after
                    trust.anchors.append(certificate)
        except (OSError, ValueError, TypeError):
            trust.unreadable.append(path.name)
    return trust


def _parts(data: bytes) -> list[bytes]:
    if pem.detect(data):
        return [der for _name, _headers, der in pem.unarmor(data, multiple=True)]
    return [data]
