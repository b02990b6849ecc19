"""Keys that sign documents: whose they are, and where they lie.

A key is never handed out. A holder opens it for the length of one signature, as a PKCS#12 file or
inside a PKCS#11 device; who signs with a card of their own (chữ ký số chuyên dùng công vụ) does so
outside, and needs no key here. Certificates of authorities that are trusted lie beside the keys.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from feedback.domain.errors import DomainError

#: Authorities whose certificates count, as PEM files.
TRUSTED = "authorities"
PASSPHRASE, PIN = "passphrase", "pin"


class Method(StrEnum):
    """How a signature was made, as its row records it."""

    PKCS12 = "pkcs12"
    PKCS11 = "pkcs11"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose key: a person by account name, or an agency's seal by its code.

    ``shown`` is the name of either as people read it.
    """

    seal: bool
    name: str
    shown: str = ""

    @property
    def label(self) -> str:
        return f"{'con-dau' if self.seal else 'ca-nhan'}-{self.name}"


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A key in use: pyHanko's signer, and how it signs."""

    signer: Any
    method: Method


class NoSigningKeyError(DomainError):
    """The owner has no key here: to be signed outside."""


class SigningKeys(Protocol):
    """Where keys lie."""

    def open(self, owner: Owner, /) -> AbstractContextManager[OpenKey]:
        """A context manager that holds the key; ``NoSigningKeyError`` where there is none."""


class KeyFiles:
    """PKCS#12 files of one folder, all under the passphrase of the installation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, owner: Owner) -> Path:
        return self._folder / f"{owner.label}.p12"

    @contextmanager
    def open(self, owner: Owner) -> Iterator[OpenKey]:
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - slow, and seldom needed

        path = self.path(owner)
        if not path.is_file():
            raise _no_key()
        signer = SimpleSigner.load_pkcs12_data(
            path.read_bytes(), [], passphrase=passphrase(self._folder)
        )
        yield OpenKey(signer, Method.PKCS12)


class KeyDevice:
    """Keys and certificates inside a PKCS#11 device, found by the owner's label."""

    def __init__(self, module: str, token: str, pin: Path) -> None:
        self._module, self._token, self._pin = module, token, pin

    @contextmanager
    def open(self, owner: Owner) -> Iterator[OpenKey]:
        import pkcs11  # noqa: PLC0415 - slow, and only where there is a device
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415 - as above
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415 - as above

        pin = self._pin.read_text(encoding="utf-8").strip()
        token = TokenCriteria(label=self._token)
        with open_pkcs11_session(self._module, token_criteria=token, user_pin=pin) as session:
            wanted = {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
                pkcs11.Attribute.LABEL: owner.label,
            }
            if not list(session.get_objects(wanted)):
                raise _no_key()
            # Devices agree on signing a hash; not all of them hash as well.
            signer = PKCS11Signer(
                session, cert_label=owner.label, key_label=owner.label, use_raw_mechanism=True
            )
            yield OpenKey(signer, Method.PKCS11)


class NoKeys:
    """Everybody signs outside."""

    @contextmanager
    def open(self, _owner: Owner) -> Iterator[OpenKey]:
        raise _no_key()
        yield


def passphrase(folder: Path) -> bytes:
    return (folder / PASSPHRASE).read_text(encoding="utf-8").strip().encode()


def authorities(folder: Path) -> tuple[bytes, ...]:
    """Trusted authorities, each as the DER bytes of its certificate."""
    return tuple(
        certificate.public_bytes(Encoding.DER)
        for path in sorted((folder / TRUSTED).glob("*.pem"))
        for certificate in x509.load_pem_x509_certificates(path.read_bytes())
    )


def _no_key() -> NoSigningKeyError:
    msg = (
        "Máy chủ không giữ khóa ký số này; hãy tải văn bản về, "
        "ký bằng thiết bị của mình rồi tải lên."
    )
    return NoSigningKeyError(msg)
