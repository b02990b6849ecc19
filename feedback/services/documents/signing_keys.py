"""Whose key signs, what it looks like on paper, and whose certificate is known as theirs."""

import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.extensions import current_settings
from feedback.letters import stamps
from feedback.letters.places import Place
from feedback.models.agency import Agency, UserAccount
from feedback.models.letter import SigningIdentity
from feedback.settings.choices import Mode, Signing
from feedback.vault.demo_keys import DemoKeys
from feedback.vault.signing_keys import (
    PIN,
    KeyDevice,
    KeyFiles,
    NoKeys,
    NoSigningKeyError,
    Owner,
    SigningKeys,
)
from feedback.vault.store import FileStore

#: A picture of a signature or a seal in print quality is smaller than this.
MOST_BYTES, MOST_PIXELS = 2_000_000, 4_000_000
PICTURE = "picture"
_OPAQUE = 255


@dataclass(frozen=True, slots=True)
class Party:
    """A person or an agency that signs: the owner of a key, and their row."""

    place: Place
    owner: Owner
    user_id: int | None = None
    agency_id: int | None = None


def person(account: UserAccount) -> Party:
    return Party(
        Place.PERSON,
        Owner(seal=False, name=account.username, shown=account.name),
        user_id=account.id,
    )


def agency(of: Agency) -> Party:
    return Party(Place.SEAL, Owner(seal=True, name=of.code, shown=of.name), agency_id=of.id)


def signing_keys() -> SigningKeys:
    """Where this installation keeps keys; only the demonstration makes its own."""
    settings = current_settings()
    if settings.signing is Signing.DEVICE:
        pin = settings.signing_dir / PIN
        return KeyDevice(settings.pkcs11_module, settings.pkcs11_token, pin)
    if settings.signing is Signing.OUTSIDE:
        return NoKeys()
    if settings.mode is Mode.PRODUCTION:
        return KeyFiles(settings.signing_dir)
    return DemoKeys(settings.signing_dir)


def identity(session: Session, party: Party) -> SigningIdentity | None:
    """The newest row of a party."""
    return session.scalars(
        select(SigningIdentity)
        .where(SigningIdentity.user_id.is_not_distinct_from(party.user_id))
        .where(SigningIdentity.agency_id.is_not_distinct_from(party.agency_id))
        .order_by(SigningIdentity.id.desc())
        .limit(1)
    ).one_or_none()


def picture(session: Session, party: Party) -> Image.Image:
    """What stands in the place of the signature; only the demonstration draws one itself."""
    known = identity(session, party)
    if known is not None and known.picture_sha256:
        return read_picture(FileStore(current_settings().files_dir).read(known.picture_sha256))
    if current_settings().mode is Mode.PRODUCTION:
        msg = f"Chưa có hình chữ ký, con dấu của {party.owner.shown}; hãy báo quản trị viên."
        raise NoSigningKeyError(msg)
    draw = stamps.seal_of if party.owner.seal else stamps.signature_of
    return draw(party.owner.shown)


def read_picture(content: bytes) -> Image.Image:
    """A transparent PNG; ``InvalidInputError`` says why a file is none."""
    if len(content) > MOST_BYTES:
        raise InvalidInputError(PICTURE, "Hình quá lớn; chỉ nhận tệp PNG đến 2 MB.")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InvalidInputError(PICTURE, "Hình có quá nhiều điểm ảnh.")
            read = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise InvalidInputError(PICTURE, "Tệp này không phải hình PNG đọc được.") from error
    if read.getchannel("A").getextrema()[0] == _OPAQUE:
        raise InvalidInputError(PICTURE, "Hình phải có nền trong suốt (PNG).")
    return read
