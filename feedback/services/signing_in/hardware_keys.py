"""Keys that cannot be copied: which makes the installation trusts, and how a key proves its make.

Asked for where a file of makes is named (``FEEDBACK_PASSKEY_MAKES``), of those who decide,
administer or keep identities (ASVS 5.0, 6.3.3; section 6c of the security design). A key says its
make by a number (AAGUID) and signs that with a certificate of its maker; the library checks the
signature and the chain to the roots of that one make. Without roots the library believes any chain,
and a key that signs for itself has none: both are refused here before it is asked.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from webauthn.helpers import parse_attestation_object
from webauthn.helpers.structs import AttestationFormat, CredentialDeviceType
from webauthn.registration.verify_registration_response import VerifiedRegistration

from feedback.domain.errors import InvalidInputError
from feedback.domain.roles import Role
from feedback.domain.sign_in import SECOND_FACTOR
from feedback.extensions import current_settings
from feedback.settings.reading import SettingsError

#: In a maker's certificate: the number of the make it speaks for (WebAuthn level 3, 8.2.1).
OF_MAKE = x509.ObjectIdentifier("1.3.6.1.4.1.45724.1.1.4")
_OCTETS_16 = b"\x04\x10"

COPIED = "Khóa này được sao chép giữa các máy. Vai trò của bạn cần khóa cứng, chỉ có một bản."
NOT_TRUSTED = "Chưa xác nhận được đây là khóa cứng thuộc loại được dùng: {makes}."

#: The same answer, verified again with these roots.
Again = Callable[[Mapping[AttestationFormat, list[bytes]]], VerifiedRegistration]


@dataclass(frozen=True, slots=True)
class Make:
    aaguid: str
    name: str
    #: certificates in PEM, each by itself
    roots: tuple[bytes, ...]


def are_demanded() -> bool:
    return current_settings().passkey_makes is not None


def are_demanded_of(role: Role) -> bool:
    return are_demanded() and role in SECOND_FACTOR


def trusted() -> Mapping[str, Make]:
    """By their numbers; none where no file is named."""
    path = current_settings().passkey_makes
    return makes(path) if path else {}


def names() -> str:
    return ", ".join(make.name for make in trusted().values())


def make_of(made: VerifiedRegistration, again: Again) -> Make:
    """The trusted make of a key just made; ``InvalidInputError`` where it has proved none.

    What ``again`` raises is for the caller, who knows what an answer no browser gives looks like.
    """
    if made.credential_device_type is CredentialDeviceType.MULTI_DEVICE:
        raise InvalidInputError("name", COPIED)
    make = trusted().get(made.aaguid)
    chain = parse_attestation_object(made.attestation_object).att_stmt.x5c
    if make is None or made.fmt != AttestationFormat.PACKED or not chain:
        raise _not_trusted()
    again({AttestationFormat.PACKED: list(make.roots)})
    if not _speaks_for(x509.load_der_x509_certificate(chain[0]), UUID(make.aaguid)):
        raise _not_trusted()
    return make


@lru_cache(maxsize=4)
def makes(path: Path) -> Mapping[str, Make]:
    """The file of makes, by number; ``SettingsError`` says what is wrong with it."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))["make"]
        found = [
            Make(str(UUID(one["aaguid"])), str(one["name"]), _roots(path.parent / one["roots"]))
            for one in told
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"FEEDBACK_PASSKEY_MAKES: {type(error).__name__}: {error}") from error
    if not found or not all(make.roots and make.name for make in found):
        raise SettingsError("FEEDBACK_PASSKEY_MAKES: a make has a name, an aaguid and roots")
    return {make.aaguid: make for make in found}


def _roots(path: Path) -> tuple[bytes, ...]:
    """Each certificate by itself, as the library reads one from each text."""
    found = x509.load_pem_x509_certificates(path.read_bytes())
    return tuple(one.public_bytes(Encoding.PEM) for one in found)


def _speaks_for(certificate: x509.Certificate, aaguid: UUID) -> bool:
    """Whether the certificate may speak for this make: it names no other one."""
    try:
        named = certificate.extensions.get_extension_for_oid(OF_MAKE).value
    except x509.ExtensionNotFound:
        return True
    return isinstance(named, x509.UnrecognizedExtension) and (
        named.value == _OCTETS_16 + aaguid.bytes
    )


def _not_trusted() -> InvalidInputError:
    return InvalidInputError("name", NOT_TRUSTED.format(makes=names()))
