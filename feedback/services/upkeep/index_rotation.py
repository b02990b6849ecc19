"""Marking complainants anew under another key of the blind index; found throughout, resumable.

Each petition tells by which key it is marked. While this goes on a search asks both keys, and
numbers keep the marks of both, so whoever sent several petitions is found by either. A batch is a
transaction of its own: whoever was interrupted goes on with what is left. At the end the marks of
the key before are taken away, and the key.
"""

from collections.abc import Iterator

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from feedback.domain.identity import Identity
from feedback.extensions import current_settings
from feedback.models.identity import BlindMark, DataKey
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.ground.transaction import transaction
from feedback.services.subject import identities, words
from feedback.vault import index_keys
from feedback.vault.blind_index import BlindIndex
from feedback.vault.keys import KeyRing

BATCH = 200


def rotate() -> Iterator[int]:
    """A new key, or the one that was begun; how many petitions are marked by it, batch by batch."""
    keys = current_settings().keys_dir
    index_keys.renew(keys)
    done = reached = 0
    while batch := _batch(reached):
        done, reached = done + len(batch), batch[-1]
        yield done
    with transaction() as session:
        if session.scalar(select(_left().exists())):
            return
        session.execute(delete(BlindMark).where(BlindMark.key != _index().id))
    index_keys.destroy_before(keys)


def under_older(session: Session) -> int:
    """How many petitions the key before still finds; none but during a rotation."""
    if len(KeyRing(current_settings().keys_dir).blind_indexes) == 1:
        return 0
    return session.scalar(select(func.count()).select_from(_left().subquery())) or 0


def _left() -> Select[Petition, DataKey]:
    """Those whose sender can be read here; of whoever denounces there is no mark."""
    return (
        select(Petition, DataKey)
        .join(DataKey, DataKey.petition_id == Petition.id)
        .where(DataKey.wrapped.is_not(None), DataKey.marked_with != _index().id)
        .where(~Petition.confidential)
    )


def _batch(after: int) -> list[int]:
    """The petitions are locked: one that turns out to be a denunciation is marked no more."""
    with transaction() as session:
        rows = session.execute(
            _left()
            .where(Petition.id > after)
            .order_by(Petition.id)
            .limit(BATCH)
            .with_for_update(of=[Subject.__table__, DataKey.__table__])
        ).all()
        for petition, key in rows:
            _mark(session, petition, key)
        return [petition.id for petition, _ in rows]


def _mark(session: Session, petition: Petition, key: DataKey) -> None:
    sender, told = identities.sender_of(session, petition.id), words.read(petition)
    if sender.unreadable or told.lost:
        return
    named = sender if _is_named(session, petition, sender) else None
    petition.search = identities.index_of(petition, told, named)
    marks = list(identities.marks(petition, sender)) if _is_compared(session, petition) else []
    identities.forget_marks(session, petition)
    session.add_all(marks)
    key.marked_with = _index().id


def _is_named(session: Session, petition: Petition, sender: Identity) -> bool:
    """Whether it was found by its sender's name: whoever reports a thing at a place is not."""
    stands = session.scalars(
        select(func.tsvector_to_array(Petition.search)).where(Petition.id == petition.id)
    ).one()
    indexes = KeyRing(current_settings().keys_dir).blind_indexes
    tokens = (identities.name_tokens(petition, sender, index) for index in indexes)
    return any(set(each) <= set(stands) for each in tokens)


def _is_compared(session: Session, petition: Petition) -> bool:
    marked = select(BlindMark.id).where(BlindMark.petition_id == petition.id)
    return session.scalars(marked.limit(1)).first() is not None


def _index() -> BlindIndex:
    return KeyRing(current_settings().keys_dir).blind_index
