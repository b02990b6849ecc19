"""Proving by a passkey who somebody is: the question, and its answer looked at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    options_to_json,
    verify_authentication_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from feedback.domain.sign_in import Method
from feedback.models.agency import UserAccount
from feedback.models.sign_in import Passkey
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import account_events, ceremonies, hardware_keys
from feedback.services.signing_in.account_events import What
from feedback.services.signing_in.ceremonies import Begun, Purpose
from feedback.services.signing_in.passkeys import (
    LONGEST_ANSWER,
    MALFORMED,
    VERIFIED,
    PasskeyRefusedError,
    handle,
)
from feedback.services.signing_in.relying_party import ourselves
from feedback.services.watch.security_events import SecurityEvent, note

REFUSED = "Khóa này không mở được. Thử lại, hoặc dùng cách khác."


def ask(begun: Begun, known: Sequence[Passkey] = ()) -> str:
    """What the browser needs to have a key answer; without ``known`` its owner chooses one."""
    options = generate_authentication_options(
        rp_id=ourselves().id,
        challenge=begun.secret,
        allow_credentials=[PublicKeyCredentialDescriptor(id=k.credential_id) for k in known],
        user_verification=VERIFIED,
    )
    return options_to_json(options)


@dataclass(frozen=True, slots=True)
class Proven:
    """Whose key answered, and what its answer is worth."""

    user_id: int
    method: Method


def method_of(key: Passkey) -> Method:
    """A make that is trusted no more counts no more, with the next proof."""
    return Method.HARDWARE_KEY if key.make in hardware_keys.trusted() else Method.PASSKEY


def prove(answer: str, token: str, purpose: Purpose, now: datetime) -> Proven:
    """The account whose key answered; the question is used up either way."""
    asked = ceremonies.take(token, purpose, now)
    if asked is None or len(answer) > LONGEST_ANSWER:
        raise PasskeyRefusedError(REFUSED)
    with transaction() as session:
        key = _key_named_in(session, answer, asked.user_id)
        proved = _verified(answer, asked.secret, key)
        copied = (proved.new_sign_count or key.sign_count) and (
            proved.new_sign_count <= key.sign_count
        )
        if copied:
            account_events.record(
                session, key.user_id, What.PASSKEY_COPIED, now, by=None, detail=key.name
            )
        else:
            key.sign_count, key.last_used_at = proved.new_sign_count, now
        proven = Proven(key.user_id, method_of(key))
    if copied:
        note(SecurityEvent.PASSKEY_COPIED)
        raise PasskeyRefusedError(REFUSED)
    return proven


def _key_named_in(session: Session, answer: str, user_id: int | None) -> Passkey:
    """The key that says it answered, locked: two answers of one key come one after the other."""
    try:
        credential = parse_authentication_credential_json(answer)
    except MALFORMED as error:
        raise PasskeyRefusedError(REFUSED) from error
    key = session.scalars(
        select(Passkey)
        .join(UserAccount, UserAccount.id == Passkey.user_id)
        .where(
            Passkey.credential_id == credential.raw_id,
            Passkey.removed_at.is_(None),
            UserAccount.active,
        )
        .with_for_update(of=Passkey)
    ).one_or_none()
    told = credential.response.user_handle
    if key is None or (user_id is not None and key.user_id != user_id):
        raise PasskeyRefusedError(REFUSED)
    if told and told != handle(key.user_id):
        raise PasskeyRefusedError(REFUSED)
    return key


def _verified(answer: str, challenge: bytes, key: Passkey) -> VerifiedAuthentication:
    """The signature holds; counting is looked at afterwards, as only a true answer tells a copy."""
    site = ourselves()
    try:
        return verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except MALFORMED as error:
        raise PasskeyRefusedError(REFUSED) from error
