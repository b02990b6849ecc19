"""Passkeys: made, listed, renamed, removed; ``passkey_proof`` is where they are used.

A key must verify its owner (a PIN, a finger, a face), so that a stolen one is not enough; it is
discoverable, so that no name need be typed. Its make is asked for only where the installation names
the makes it trusts, and only of those whose role needs one (``hardware_keys``).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn import generate_registration_options, options_to_json, verify_registration_response
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AttestationFormat,
    AuthenticatorSelectionCriteria,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from feedback.domain.errors import DomainError, InvalidInputError, NotFoundError
from feedback.domain.roles import Role
from feedback.domain.sign_in import Method
from feedback.models.sign_in import Passkey
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import account_events, ceremonies, hardware_keys
from feedback.services.signing_in.account_events import What
from feedback.services.signing_in.accounts import Account
from feedback.services.signing_in.ceremonies import Begun, Purpose
from feedback.services.signing_in.relying_party import NAME, ourselves

VERIFIED = UserVerificationRequirement.REQUIRED
NOT_MADE = "Chưa tạo được khóa. Thử lại."
#: What parsing says of an answer no browser gives; such an answer is refused like a wrong one.
MALFORMED = (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, RecursionError)
LONGEST_ANSWER = 20_000
MOST = 10


class PasskeyRefusedError(DomainError):
    """Not a key of ours, or not its answer to this question: the two are not told apart."""


def offer(account: Account, begun: Begun, known: Sequence[Passkey]) -> str:
    """What the browser needs to make a key for this account, as JSON."""
    options = generate_registration_options(
        rp_id=ourselves().id,
        rp_name=NAME,
        user_id=handle(account.id),
        user_name=account.username,
        user_display_name=account.name,
        challenge=begun.secret,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=k.credential_id) for k in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        attestation=_attestation_of(account.role),
    )
    return options_to_json(options)


def register(account: Account, answer: str, name: str, token: str, now: datetime) -> Method:
    """Keep the public half of a key that was just made, and say what its proofs are worth."""
    asked = ceremonies.take(token, Purpose.ENROL, now)
    if asked is None or asked.user_id != account.id or len(answer) > LONGEST_ANSWER:
        raise PasskeyRefusedError(NOT_MADE)
    made, make = _verified(account.role, answer, asked.secret)
    with transaction() as session:
        if len(keys_of(session, account.id)) >= MOST:
            raise InvalidInputError("name", f"Mỗi người có nhiều nhất {MOST} khóa; gỡ bớt trước.")
        if session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)):
            raise PasskeyRefusedError(NOT_MADE)
        session.add(
            Passkey(
                user_id=account.id,
                credential_id=made.credential_id,
                public_key=made.credential_public_key,
                sign_count=made.sign_count,
                name=name,
                copied=made.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
                make=make,
                since=now,
            )
        )
        account_events.record(
            session, account.id, What.PASSKEY_ADDED, now, by=account.id, detail=name
        )
    return Method.HARDWARE_KEY if make else Method.PASSKEY


def _verified(role: Role, answer: str, challenge: bytes) -> tuple[VerifiedRegistration, str]:
    """The key, and its make where the role needs one; what no true key answers is refused."""
    site = ourselves()

    def verify(
        roots: Mapping[AttestationFormat, list[bytes]] | None = None,
    ) -> VerifiedRegistration:
        return verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
            pem_root_certs_bytes_by_fmt=roots,
        )

    try:
        made = verify()
        needed = hardware_keys.are_demanded_of(role)
        return made, hardware_keys.make_of(made, verify).aaguid if needed else ""
    except MALFORMED as error:
        raise PasskeyRefusedError(NOT_MADE) from error


def _attestation_of(role: Role) -> AttestationConveyancePreference:
    """Browsers ask their owner before they tell a make; so it is asked of few."""
    if hardware_keys.are_demanded_of(role):
        return AttestationConveyancePreference.DIRECT
    return AttestationConveyancePreference.NONE


def keys_of(session: Session, user_id: int) -> list[Passkey]:
    """The keys somebody has, the oldest first."""
    found = select(Passkey).where(Passkey.user_id == user_id, Passkey.removed_at.is_(None))
    return list(session.scalars(found.order_by(Passkey.id)))


def has_keys(session: Session, user_id: int) -> bool:
    """Whether there is any; what rooms that ask for a proof may look at."""
    found = select(Passkey.id).where(Passkey.user_id == user_id, Passkey.removed_at.is_(None))
    return session.scalar(found.limit(1)) is not None


def rename(account: Account, number: int, name: str) -> None:
    with transaction() as session:
        _own(session, account, number).name = name


def remove(account: Account, number: int, now: datetime) -> None:
    """From the next request on it opens nothing; that it was there stays known."""
    with transaction() as session:
        key = _own(session, account, number)
        key.removed_at = now
        account_events.record(
            session, account.id, What.PASSKEY_REMOVED, now, by=account.id, detail=key.name
        )


def _own(session: Session, account: Account, number: int) -> Passkey:
    key = session.get(Passkey, number)
    if key is None or key.user_id != account.id or key.removed_at is not None:
        raise NotFoundError("Không có khóa này.")
    return key


def handle(user_id: int) -> bytes:
    """What a key calls its owner: a number, no name (WebAuthn level 3, 14.6.1)."""
    return f"user:{user_id}".encode()
