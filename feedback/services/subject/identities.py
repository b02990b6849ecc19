"""The key of a petition, and who complains: sealed, read for a moment, withdrawn for good.

Rows of other people's rooms hold ids only; whoever needs a name asks here or, for pages of many
files, ``feedback.models.identity.stored_person`` in the statement of the page.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Text, bindparam, cast, delete, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from feedback.domain.errors import NotLawfulError
from feedback.domain.identity import NOBODY, Identity
from feedback.domain.text import fold
from feedback.domain.words import Words
from feedback.extensions import current_identities, current_settings
from feedback.models.base import Base
from feedback.models.identity import BlindMark, DataKey, stored_person
from feedback.models.petition import Party, Petition
from feedback.services.subject.numbers import book_of
from feedback.vault.blind_index import BlindIndex, Scope
from feedback.vault.data_keys import DataKey as Key
from feedback.vault.envelope import Place
from feedback.vault.identities import Stored
from feedback.vault.keys import KeyRing
from feedback.vault.sealed_fields import SealedFieldError
from feedback.vault.wrapping import Wrapped, WrappingError

log = logging.getLogger(__name__)

#: Of whom numbers are compared.
NUMBERS = ("identity_number", "phone")
#: Another address of the sender, stated with a delivery.
ADDRESS = "delivery.address"
_SENDER = "petitioner"
_SENDER_OF = select(stored_person(bindparam("petition_id", type_=BigInteger)))


def new_key(petition_uid: UUID) -> Key:
    """The key of a petition that is being written down."""
    return current_identities().keys.new(petition_uid)


def key_row(petition: Petition, key: Key, now: datetime) -> DataKey:
    return DataKey(
        id=key.id,
        petition_id=petition.id,
        wrapped=key.wrapped.content,
        kek=key.wrapped.kek,
        created_at=now,
        marked_with=_index().id,
    )


def rows_of(petition: Petition, identity: Identity, key: Key) -> list[Base]:
    """The sender of a petition that has its id: never of one that is confidential."""
    person = current_identities().seal(identity, key, petition.uid)
    return [
        Party(petition_id=petition.id, role=_SENDER, person=person),
        *marks(petition, identity),
    ]


def index_of(
    petition: Petition, words: Words, identity: Identity | None = None
) -> ColumnElement[str]:
    """By what officers find a petition: marks of its words, and of those that name the sender.

    None of a denunciation, which is found by number: whoever may not read it could try words out.
    """
    if petition.confidential:
        return func.to_tsvector("simple", "")
    told = fold(f"{words.story} {words.wanted} {words.against} {words.place}")
    tokens = _index().tokens(told, _scope(petition))
    if identity is not None:
        tokens = sorted({*tokens, *name_tokens(petition, identity, _index())})
    return func.array_to_tsvector(cast(tokens, ARRAY(Text)))


def name_tokens(petition: Petition, identity: Identity, index: BlindIndex) -> list[str]:
    """What stands among the words of a petition for those that name its sender."""
    named = fold(f"{identity.name} {identity.address} {identity.phone}")
    return index.tokens(named, _scope(petition))


def plain_of(party: Party) -> Identity:
    """Who it is; nobody where the identity is sealed to a custodian."""
    if party.person is None and party.sealed is not None:
        return NOBODY
    return current_identities().read(as_stored(party.petition, party.person))


def as_stored(petition: Petition, sealed: bytes | None) -> Stored | None:
    """Something that is sealed under the key of a petition, with that key."""
    return Stored.of(petition.stored(sealed))


def sender_of(session: Session, petition_id: int) -> Identity:
    """The first sender of a petition, in one statement."""
    found = session.scalar(_SENDER_OF, {"petition_id": petition_id})
    return current_identities().read(Stored.of(found))


def key_of(petition: Petition) -> Key:
    """The key a petition has, to seal more under it."""
    kept = petition.data_key
    if kept is None or kept.wrapped is None:
        raise NotLawfulError("Khóa của đơn này không còn; không niêm phong thêm được.")
    keys = current_identities().keys
    return keys.again(kept.id, Wrapped(kept.wrapped, kept.kek), petition.uid)


def seal_address(petition: Petition, address: str) -> tuple[str, bytes]:
    """Another address of the sender: a mark that tells two apart, and the sealed words."""
    key = key_of(petition)
    mark = _index().token(fold(address), _scope(petition))
    return mark, key.seal(address.encode(), Place(petition.uid, ADDRESS))


def opened_address(petition: Petition, sealed: bytes | None) -> str:
    """What was sealed so; empty where there is nothing, or nothing that can be read."""
    kept = petition.data_key
    if sealed is None or kept is None:
        return ""
    try:
        place = Place(petition.uid, ADDRESS)
        return current_identities().keys.open(sealed, kept.wrapped, place).decode()
    except (SealedFieldError, WrappingError) as error:
        facts = {"subject": petition.uid.hex, "because": str(error)}
        log.error("address_unreadable", extra={"facts": facts})  # noqa: TRY400 - as in vault.identities
        return ""


def forget_marks(session: Session, petition: Petition) -> None:
    session.execute(delete(BlindMark).where(BlindMark.petition_id == petition.id))


def withdraw(session: Session, petition: Petition, now: datetime) -> Key:
    """The identity is sealed elsewhere from now on: neither ciphertext nor key stays here.

    What else was under that key is to be sealed anew, under the one returned: a backup of the
    identity would open with the old one.
    """
    forget_marks(session, petition)
    for party in petition.parties:
        party.person = None
    session.execute(delete(DataKey).where(DataKey.petition_id == petition.id))
    key = new_key(petition.uid)
    session.add(key_row(petition, key, now))
    session.flush()
    session.expire(petition, ["data_key"])
    return key


def marks(petition: Petition, identity: Identity) -> Iterable[BlindMark]:
    """Of each number, under every key by which petitions can be marked now."""
    scope = _scope(petition)
    for index in KeyRing(current_settings().keys_dir).blind_indexes:
        for field in NUMBERS:
            mark = index.number(field, getattr(identity, field), scope)
            if mark is not None:
                yield BlindMark(petition_id=petition.id, field=field, mark=mark, key=index.id)


def _scope(petition: Petition) -> Scope:
    """The book it belongs in, also while it waits in the one beside it."""
    return Scope(book_of(confidential=petition.confidential), petition.year)


def _index() -> BlindIndex:
    return KeyRing(current_settings().keys_dir).blind_index
