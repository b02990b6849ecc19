"""Voters' recommendations as those who forwarded them follow them: outcome, promise, delay.

Nobody's identity is among them: a recommendation comes from a meeting, not from a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, bindparam, cast, func, select
from sqlalchemy.orm import Session

from feedback.domain.petitions import Kind
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.deadline import Deadline
from feedback.models.subject import Subject
from feedback.models.words import title_of
from feedback.vault.identities import Stored
from feedback.workflows.voter_recommendation import PROMISED

#: More than two sessions of a Council bring.
MOST = 300
_subject, _case, _act = Subject.__table__.c, Case.__table__.c, PerformedAct.__table__.c


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    year: int
    number: int
    title: str
    agency: str
    procedure: str
    edition: str
    state: str
    verdict: str
    received: date
    source: str
    session: str
    voters_of: str
    #: the latest promised day, while the file rests on it
    promised_on: date | None
    #: the nearest date of a running clock
    due_on: date | None
    closed_on: date | None

    def is_late(self, today: date) -> bool:
        return any(day is not None and day < today for day in (self.promised_on, self.due_on))


def _statement() -> Any:  # noqa: ANN401 - a select of many columns
    entered = PerformedAct.__table__.alias("entered")
    promised = (
        select(cast(_act.data["promised_on"].astext, Date))
        .where(_act.subject_id == _subject.id, _act.action == "promise")
        .where(_subject.state == PROMISED)
        .order_by(_act.id.desc())
        .limit(1)
    )
    due = select(func.min(Deadline.due_legal)).where(
        Deadline.subject_id == _subject.id, Deadline.state == "open", Deadline.waits.is_(False)
    )
    stated = entered.c.data
    return (
        select(
            *(_subject.id, _case.year, _case.number, title_of(Subject.__table__), Agency.name),
            *(_subject.procedure, _subject.edition, _subject.state, _case.verdict),
            _case.accepted_on,
            *(stated[name].astext for name in ("source", "session", "voters_of")),
            promised.correlate(Subject.__table__).scalar_subquery(),
            due.correlate(Subject.__table__).scalar_subquery(),
            _subject.closed_on,
        )
        .join_from(Subject.__table__, Case.__table__, _case.id == _subject.id)
        .join(Agency, Agency.id == _subject.agency_id)
        .join(entered, and_(entered.c.subject_id == _subject.id, entered.c.action == "accept"))
        .where(_subject.kind == Kind.VOTER_RECOMMENDATION, conflict_free(_subject.id))
        .order_by(_subject.closed_on.is_not(None), _subject.id.desc())
        .limit(bindparam("most"))
    )


_ROWS = _statement()


def rows(session: Session) -> Sequence[Row]:
    """Open ones first, the newest first; one statement."""
    found, texts = session.execute(_ROWS, {"most": MOST}), current_texts()
    return [
        Row(id_, year, number, texts.title(Stored.of(title)), *more)
        for id_, year, number, title, *more in found
    ]
