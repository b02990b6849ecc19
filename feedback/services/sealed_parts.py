"""What of a petition lies sealed: the record of who sent it, by the place of its envelope."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.domain.identity_proofs import IDENTITY
from feedback.models.petition import Party


@dataclass(frozen=True, slots=True)
class SealedPart:
    """One envelope: the field of its place, and what people call it."""

    what: str
    title: str


def parts(session: Session, petition_id: int) -> tuple[SealedPart, ...]:
    return tuple(SealedPart(what, "Danh tính người gửi") for what in _records(session, petition_id))


def envelope(session: Session, petition_id: int, what: str) -> bytes:
    """The envelope at that place of the petition."""
    found = _records(session, petition_id).get(what)
    if found is None:
        raise NotFoundError("Không có phần niêm phong này.")
    return found


def _records(session: Session, petition_id: int) -> Mapping[str, bytes]:
    sealed = session.scalars(
        select(Party.sealed)
        .where(Party.petition_id == petition_id, Party.sealed.is_not(None))
        .order_by(Party.id)
        .limit(1)
    ).one_or_none()
    return {} if sealed is None else {IDENTITY: sealed}
