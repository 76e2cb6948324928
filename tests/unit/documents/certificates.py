"""A certification authority of our own, and PDFs signed with its certificates.

Made anew for each run, by `cryptography` and pyHanko; keys are small, so that it takes a moment.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from asn1crypto import keys, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

OURS = "CA phục vụ các cơ quan thử nghiệm"
NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


@dataclass
class Holder:
    """A certificate and its key."""

    certificate: cx509.Certificate
    key: Any

    @property
    def asn1(self) -> x509.Certificate:
        return x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def asn1_key(self) -> keys.PrivateKeyInfo:
        return keys.PrivateKeyInfo.load(
            self.key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )


@dataclass
class Authority(Holder):
    """A CA; `revoked` are serial numbers for its list."""

    revoked: list[int] = field(default_factory=list)

    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def crl(self, at: datetime = NOW) -> bytes:
        builder = (
            cx509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(at - timedelta(days=1))
            .next_update(at + timedelta(days=30))
        )
        for serial in self.revoked:
            builder = builder.add_revoked_certificate(
                cx509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(at - timedelta(days=10))
                .build()
            )
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _name(common: str, organisation: str) -> cx509.Name:
    return cx509.Name(
        [
            cx509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            cx509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def authority(common: str = OURS) -> Authority:
    """The authority of that name; the same one each time."""
    return _authority(common)


@cache
def _authority(common: str) -> Authority:
    key = _curve_key()
    name = _name(common, "Ban thử nghiệm")
    certificate = (
        cx509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(cx509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=3650))
        .not_valid_after(NOW + timedelta(days=3650))
        .add_extension(cx509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(cx509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate, key)


def _curve_key() -> Any:
    return ec.generate_private_key(ec.SECP256R1())


def _usage(**asked: bool) -> cx509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return cx509.KeyUsage(**{name: asked.get(name, False) for name in names})


@cache
def person(
    common: str = "Trần Ngọc Lân",
    *,
    days: tuple[int, int] = (-365, 365),
    self_signed: bool = False,
    stamps_time: bool = False,
    issuer: str = OURS,
) -> Holder:
    """A certificate valid from `days[0]` to `days[1]` days about NOW."""
    # pyHanko's time stamps of test authorities are made with RSA only.
    key = rsa.generate_private_key(65537, 2048) if stamps_time else _curve_key()
    name = _name(common, "Sở Khoa học và Công nghệ")
    above = None if self_signed else authority(issuer)
    builder = (
        cx509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(above.certificate.subject if above else name)
        .public_key(key.public_key())
        .serial_number(cx509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    )
    if stamps_time:
        builder = builder.add_extension(
            cx509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    return Holder(builder.sign(above.key if above else key, hashes.SHA256()), key)


def blank(pages: int = 1) -> bytes:
    """A PDF with empty pages."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def sign(
    data: bytes,
    holder: Holder,
    *,
    name: str = "Signature1",
    at: datetime = NOW,
    stamped_by: Holder | None = None,
    page: int = 0,
) -> bytes:
    """`data` with one more signature on `page` (from 0)."""
    store = SimpleCertificateStore()
    store.register(holder.asn1)
    signer = signers.SimpleSigner(
        signing_cert=holder.asn1, signing_key=holder.asn1_key, cert_registry=store
    )
    stamper = None
    if stamped_by is not None:
        certificates = SimpleCertificateStore()
        stamper = DummyTimeStamper(
            stamped_by.asn1, stamped_by.asn1_key, certs_to_embed=certificates, fixed_dt=at
        )
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    fields.append_signature_field(
        writer, fields.SigFieldSpec(name, on_page=page, box=(320, 100, 520, 160))
    )
    pdf_signer = _PdfSignerAt(
        signers.PdfSignatureMetadata(field_name=name, md_algorithm="sha256"),
        signer=signer,
        timestamper=stamper,
    )
    pdf_signer.at = at
    # A thread of its own: the browser tests leave an event loop running in the process.
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(pdf_signer.sign_pdf, writer).result().getvalue()


class _PdfSignerAt(signers.PdfSigner):
    """Signs as if its clock stood at `at`."""

    at: datetime

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        session = super().init_signing_session(*args, **options)
        session.system_time = self.at
        return session


def trust(folder: Path, *authorities: Authority, crl: bool = False) -> Path:
    """A folder of trusted CAs."""
    folder.mkdir(exist_ok=True)
    for number, one in enumerate(authorities):
        (folder / f"ca{number}.pem").write_bytes(one.pem())
        if crl:
            (folder / f"ca{number}.crl").write_bytes(one.crl())
    return folder
