"""How subjects stand according to the tables, in the terms in which their entries tell it."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, select

from feedback.domain.history.entries import RegisterNumber, stamp
from feedback.domain.history.fold import (
    DeadlineFact,
    EscalationFact,
    LetterFact,
    SubjectState,
)
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.deadline import Deadline, Escalation
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject


def table_states(connection: Connection, uids: Collection[UUID]) -> dict[str, SubjectState]:
    """States of the subjects that have a row, by hexadecimal uid."""
    states: dict[str, SubjectState] = {}
    for row in connection.execute(_subjects().where(Subject.uid.in_(uids))):
        states[row.uid.hex] = _state(row)
    _add_deadlines(connection, uids, states)
    _add_escalations(connection, uids, states)
    _add_letters(connection, uids, states)
    return states


def _subjects() -> Select[Any]:
    petition, case = Petition.__table__, Case.__table__
    subject = Subject.__table__
    return (
        select(
            subject.c.uid,
            subject.c.subject_kind,
            subject.c.state,
            subject.c.procedure,
            subject.c.edition,
            subject.c.person_id,
            Agency.code.label("agency"),
            petition.c.book,
            petition.c.year,
            petition.c.number,
            case.c.year.label("case_year"),
            case.c.number.label("case_number"),
        )
        .join_from(subject, Agency, Agency.id == subject.c.agency_id)
        .outerjoin(petition, petition.c.id == subject.c.id)
        .outerjoin(case, case.c.id == subject.c.id)
    )


def _state(row: Any) -> SubjectState:  # noqa: ANN401 - a row of the query above
    """A case is numbered in one book only, so its row names none."""
    register = None
    if row.number is not None:
        register = RegisterNumber(row.book, row.year, row.number)
    elif row.case_number is not None:
        register = RegisterNumber("", row.case_year, row.case_number)
    return SubjectState(
        kind=str(row.subject_kind),
        state=row.state,
        procedure=row.procedure,
        edition=row.edition,
        agency=row.agency,
        person=None if row.person_id is None else f"user:{row.person_id}",
        register=register,
    )


def _add_deadlines(
    connection: Connection, uids: Collection[UUID], states: dict[str, SubjectState]
) -> None:
    query = (
        select(
            Subject.uid.label("subject"),
            Deadline.uid,
            Deadline.limit_id,
            Deadline.started_on,
            Deadline.due_raw,
            Deadline.due_legal,
            Deadline.state,
        )
        .join_from(Deadline, Subject.__table__, Subject.__table__.c.id == Deadline.subject_id)
        .where(Subject.uid.in_(uids))
    )
    for row in connection.execute(query):
        states[row.subject.hex].deadlines[row.uid.hex] = DeadlineFact(
            row.limit_id,
            row.started_on.isoformat(),
            _day(row.due_raw),
            _day(row.due_legal),
            row.state,
        )


def _add_escalations(
    connection: Connection, uids: Collection[UUID], states: dict[str, SubjectState]
) -> None:
    query = (
        select(
            Subject.uid.label("subject"),
            Deadline.uid,
            Escalation.level,
            Escalation.user_id,
            Escalation.due_at,
        )
        .join_from(Escalation, Deadline, Deadline.id == Escalation.deadline_id)
        .join(Subject.__table__, Subject.__table__.c.id == Deadline.subject_id)
        .where(Subject.uid.in_(uids))
    )
    for row in connection.execute(query):
        fact = EscalationFact(f"user:{row.user_id}", stamp(row.due_at))
        states[row.subject.hex].escalations[f"{row.uid.hex}/{row.level}"] = fact


def _add_letters(
    connection: Connection, uids: Collection[UUID], states: dict[str, SubjectState]
) -> None:
    query = (
        select(
            Subject.uid.label("subject"),
            IssuedLetter.uid,
            IssuedLetter.name,
            IssuedLetter.book,
            IssuedLetter.year,
            IssuedLetter.number,
            IssuedLetter.pdf_sha256,
            IssuedLetter.signed_sha256,
            IssuedLetter.issued_sha256,
            IssuedLetter.voided_at,
        )
        .join_from(
            IssuedLetter, Subject.__table__, Subject.__table__.c.id == IssuedLetter.subject_id
        )
        .where(Subject.uid.in_(uids))
    )
    for row in connection.execute(query):
        register = None if row.number is None else RegisterNumber(row.book, row.year, row.number)
        states[row.subject.hex].letters[row.uid.hex] = LetterFact(
            row.name,
            register,
            row.pdf_sha256,
            row.signed_sha256,
            row.issued_sha256,
            voided=row.voided_at is not None,
        )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
