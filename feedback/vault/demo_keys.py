"""Keys for trying the product: an authority of our own, and a key for whoever needs one.

Nothing signed with them is worth anything outside, and every certificate says so in its name.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from feedback.vault.signing_keys import PASSPHRASE, TRUSTED, KeyFiles, OpenKey, Owner, passphrase

#: Stands in every certificate of the demonstration.
MARK = "TRÌNH DIỄN, không có giá trị"
AUTHORITY = "Tổ chức chứng thực"
_FROM, _TO = datetime(2025, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
_CA_KEY, _CA = "authority.key", f"{TRUSTED}/trinh-dien.pem"


class DemoKeys(KeyFiles):
    """Files like those of production, made the first time somebody signs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder

    @contextmanager
    def open(self, owner: Owner) -> Iterator[OpenKey]:
        if not self.path(owner).is_file():
            self._make(owner)
        with super().open(owner) as key:
            yield key

    def certify(self, owner: Owner, key: CertificatePublicKeyTypes) -> x509.Certificate:
        """A certificate of the demonstration for a key that lies elsewhere."""
        authority, certificate = self._authority()
        return _certificate(owner.shown or owner.label, key, certificate.subject, authority)

    def _make(self, owner: Owner) -> None:
        _, certificate = self._authority()
        key = generate(SECP256R1())
        signed = self.certify(owner, key.public_key())
        packed = pkcs12.serialize_key_and_certificates(
            owner.label.encode(),
            key,
            signed,
            [certificate],
            BestAvailableEncryption(passphrase(self._folder)),
        )
        _keep(self.path(owner), packed)

    def _authority(self) -> tuple[EllipticCurvePrivateKey, x509.Certificate]:
        """The authority of this installation, made once; two that make it at once agree on one."""
        folder = self._folder
        (folder / TRUSTED).mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep(folder / PASSPHRASE, secrets.token_hex(32).encode())
        fresh = generate(SECP256R1())
        _keep(
            folder / _CA_KEY,
            fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        )
        key = load_pem_private_key((folder / _CA_KEY).read_bytes(), None)
        assert isinstance(key, EllipticCurvePrivateKey)  # noqa: S101 - we wrote it
        _keep(folder / _CA, _root(key).public_bytes(Encoding.PEM))
        return key, x509.load_pem_x509_certificate((folder / _CA).read_bytes())


def is_demo(issuer: str) -> bool:
    """Whether a certificate's issuer is an authority of the demonstration."""
    return MARK in issuer


def _root(key: EllipticCurvePrivateKey) -> x509.Certificate:
    return _certificate(AUTHORITY, key.public_key(), None, key)


def _certificate(
    label: str,
    key: CertificatePublicKeyTypes,
    issuer: x509.Name | None,
    by: EllipticCurvePrivateKey,
) -> x509.Certificate:
    """A certificate for ``key``; its own root where there is no issuer."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, label[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, MARK),
        ]
    )
    root = issuer is None
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name if issuer is None else issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
        .add_extension(
            x509.BasicConstraints(ca=root, path_length=0 if root else None), critical=True
        )
        .add_extension(_usage(root=root), critical=True)
        .sign(by, hashes.SHA256())
    )


def _usage(*, root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not root,
        content_commitment=not root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=root,
        crl_sign=root,
        encipher_only=False,
        decipher_only=False,
    )


def _keep(path: Path, content: bytes) -> None:
    """Write a secret once, whole or not at all; an existing one stays."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
