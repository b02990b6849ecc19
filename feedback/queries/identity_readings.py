"""Requests to read identities, for those who decide, those who inspect, and the denouncer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, true
from sqlalchemy.orm import Session, aliased

from feedback.domain.identity_reading import Course
from feedback.domain.identity_reasons import DANGER
from feedback.models.agency import Agency, UserAccount
from feedback.models.identity_reading import (
    IdentityAlarm,
    IdentityDecision,
    IdentityOpening,
    IdentityRequest,
    IdentityReview,
)
from feedback.models.petition import Petition

#: Requests on one page; older ones stay in the history of their petitions.
NEWEST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """One request with all that came of it."""

    id: int
    petition_id: int
    book: str
    year: int
    number: int
    reason: str
    explanation: str
    fields: tuple[str, ...]
    asker_id: int
    asker: str
    asker_title: str
    asker_agency: str
    decided_by: str
    note: str
    reviewed_by: str
    justified: bool | None
    review_note: str
    times_read: int
    course: Course


@dataclass(frozen=True, slots=True)
class Alarm:
    kind: str
    person: str
    raised_at: datetime
    book: str
    year: int
    number: int
    petition_id: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A reading as the denouncer learns of it: when, why, in what role; never by whom."""

    at: datetime
    reason: str
    role: str
    papers_only: bool


def asked(session: Session, *, only: int | None = None) -> tuple[Asked, ...]:
    """The newest requests; ``only`` those of one person."""
    rows = _asked().order_by(IdentityRequest.id.desc()).limit(NEWEST)
    if only is not None:
        rows = rows.where(IdentityRequest.asker_id == only)
    return tuple(_read(row) for row in session.execute(rows))


def one(session: Session, request_id: int) -> Asked | None:
    row = session.execute(_asked().where(IdentityRequest.id == request_id)).one_or_none()
    return None if row is None else _read(row)


def alarms(session: Session) -> tuple[Alarm, ...]:
    rows = session.execute(
        select(
            IdentityAlarm.kind,
            UserAccount.name,
            IdentityAlarm.raised_at,
            Petition.__table__.c.book,
            Petition.__table__.c.year,
            Petition.__table__.c.number,
            IdentityAlarm.petition_id,
        )
        .join(UserAccount, UserAccount.id == IdentityAlarm.user_id)
        .join(Petition.__table__, Petition.__table__.c.id == IdentityAlarm.petition_id)
        .order_by(IdentityAlarm.id.desc())
        .limit(NEWEST)
    )
    return tuple(Alarm(*row) for row in rows)


def seen(session: Session, petition_id: int) -> tuple[Seen, ...]:
    """What is told to the denouncer: each request that was read, once, the newest first."""
    first = func.min(IdentityOpening.opened_at)
    rows = session.execute(
        select(first, IdentityRequest.reason, IdentityRequest.asker_role, IdentityRequest.fields)
        .join(IdentityRequest, IdentityRequest.id == IdentityOpening.request_id)
        .where(IdentityRequest.petition_id == petition_id)
        .group_by(IdentityRequest.id)
        .order_by(first.desc())
    )
    return tuple(Seen(at, reason, role, fields == ["papers"]) for at, reason, role, fields in rows)


def _asked() -> Select[Any]:
    asker, decider, reviewer = (aliased(UserAccount) for _ in range(3))
    paper = Petition.__table__.c
    opened = (
        select(func.count().label("times"), func.min(IdentityOpening.opened_at).label("first"))
        .where(IdentityOpening.request_id == IdentityRequest.id)
        .lateral("opened")
    )
    return (
        select(
            IdentityRequest,
            paper.book,
            paper.year,
            paper.number,
            asker.name.label("asker"),
            asker.title.label("asker_title"),
            Agency.name.label("asker_agency"),
            IdentityDecision,
            decider.name.label("decider"),
            IdentityReview,
            reviewer.name.label("reviewer"),
            opened.c.times,
            opened.c.first,
        )
        .join(Petition.__table__, paper.id == IdentityRequest.petition_id)
        .join(asker, asker.id == IdentityRequest.asker_id)
        .join(Agency, Agency.id == asker.agency_id)
        .outerjoin(IdentityDecision, IdentityDecision.request_id == IdentityRequest.id)
        .outerjoin(decider, decider.id == IdentityDecision.decided_by_id)
        .outerjoin(IdentityReview, IdentityReview.request_id == IdentityRequest.id)
        .outerjoin(reviewer, reviewer.id == IdentityReview.reviewed_by_id)
        .join(opened, true())
    )


def _read(row: Row[Any]) -> Asked:
    request, decision, review = row.IdentityRequest, row.IdentityDecision, row.IdentityReview
    return Asked(
        id=request.id,
        petition_id=request.petition_id,
        book=row.book,
        year=row.year,
        number=row.number,
        reason=request.reason,
        explanation=request.explanation,
        fields=tuple(request.fields),
        asker_id=request.asker_id,
        asker=row.asker,
        asker_title=row.asker_title,
        asker_agency=row.asker_agency,
        decided_by=row.decider or "",
        note=decision.note if decision else "",
        reviewed_by=row.reviewer or "",
        justified=review.justified if review else None,
        review_note=review.note if review else "",
        times_read=row.times,
        course=Course(
            asked_at=request.asked_at,
            emergency=request.reason == DANGER,
            approved=decision.approved if decision else None,
            decided_at=decision.decided_at if decision else None,
            first_read_at=row.first,
            reviewed_at=review.reviewed_at if review else None,
        ),
    )
