"""Erasures and legal holds as lists: numbers, reasons, names of officials; nothing of senders."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.roles import Actor, Role
from feedback.models.agency import UserAccount
from feedback.models.erasure import Erasure, LegalHold
from feedback.models.petition import Petition

#: Shown on the page; older ones stay in the history.
NEWEST = 30


@dataclass(frozen=True, slots=True)
class ErasureRow:
    erasure: Erasure
    #: empty where the petition is protected by now
    number: str
    proposed_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class HoldRow:
    number: str
    reason: str
    set_by: str
    set_at: datetime


def newest(session: Session) -> list[ErasureRow]:
    """What waits for a second person first, then the newest."""
    waiting_first = (Erasure.state != "proposed", Erasure.id.desc())
    return [_row(*found) for found in session.execute(_WITH_NAMES.order_by(*waiting_first))]


def one(session: Session, erasure_id: int) -> ErasureRow | None:
    found = session.execute(_WITH_NAMES.where(Erasure.id == erasure_id)).one_or_none()
    return _row(*found) if found else None


def standing(session: Session, actor: Actor) -> list[HoldRow]:
    """Holds that stand: of all agencies for inspectors, of their own for others."""
    holder = aliased(UserAccount)
    statement = (
        select(Petition, LegalHold, holder.name)
        .join(LegalHold, LegalHold.petition_id == Petition.id)
        .join(holder, holder.id == LegalHold.set_by_id)
        .where(LegalHold.lifted_at.is_(None))
        .order_by(LegalHold.id.desc())
    )
    if actor.role is not Role.INSPECTOR:
        statement = statement.where(Petition.agency_id == actor.agency_id)
    return [
        HoldRow(_number(petition), hold.reason, name, hold.set_at)
        for petition, hold, name in session.execute(statement)
    ]


def _statement() -> Select[Erasure, Petition, str, str]:
    proposer, decider = aliased(UserAccount), aliased(UserAccount)
    return (
        select(Erasure, Petition, proposer.name, decider.name)
        .join(Petition, Petition.id == Erasure.petition_id)
        .join(proposer, proposer.id == Erasure.proposed_by_id)
        .outerjoin(decider, decider.id == Erasure.decided_by_id)
        .limit(NEWEST)
    )


_WITH_NAMES = _statement()


def _row(
    erasure: Erasure, petition: Petition, proposed_by: str, decided_by: str | None
) -> ErasureRow:
    number = "" if petition.confidential else _number(petition)
    return ErasureRow(erasure, number, proposed_by, decided_by or "")


def _number(petition: Petition) -> str:
    return f"{petition.book}-{petition.year}-{petition.number:05d}"
