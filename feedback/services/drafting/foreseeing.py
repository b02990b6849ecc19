"""What a head would sign: the act performed as the head performs it, looked at, and undone.

A preview that is made in any other way than the act itself is right until one of the two changes.
Where the act cannot be performed yet, the documents are shown as far as the file and the draft go.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import DomainError
from feedback.domain.letters.catalogue import from_json
from feedback.domain.letters.drafts import as_draft
from feedback.domain.letters.parts import Letter
from feedback.domain.roles import Actor, Role
from feedback.models.agency import Agency, UserAccount
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.acts import casework
from feedback.services.letters import correspondence, letter_material
from feedback.services.letters.contexts import context_of as frozen_context
from feedback.services.subject.subjects import facts_of
from feedback.services.time.clocks import Clocks
from feedback.workflows.registry import governing
from feedback.workflows.rows import Act


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The documents of an act that is not performed; what the law still says against it."""

    letters: tuple[Letter, ...]
    refusal: DomainError | None = None


def foresee(
    session: Session,
    subject: Subject,
    action: str,
    data: Mapping[str, str],
    drafter_id: int | None,
    now: datetime,
    signer: Actor | None = None,
) -> Foreseen:
    """The documents as approval would make them now; the subject is locked by the caller.

    ``signer`` is who reads, where that is a head; else whoever heads the agency.
    """
    head = signer or head_of(session, subject.agency_id)
    if head is None:
        return Foreseen((), DomainError("Cơ quan chưa có tài khoản người đứng đầu để ký."))
    try:
        with undone(session):
            newest = newest_letter(session)
            casework.perform(session, subject, action, head, now, data, drafter_id=drafter_id)
            return Foreseen(tuple(map(as_draft, made_since(session, subject, newest))))
    except DomainError as refusal:
        return Foreseen(_sketched(session, subject, action, data, head, now), refusal)


def newest_letter(session: Session) -> int:
    """The number of the newest document; those an act makes come after it."""
    return session.scalar(select(func.max(IssuedLetter.id))) or 0


def made_since(session: Session, subject: Subject, newest: int) -> tuple[Letter, ...]:
    """The documents made for a subject, or for the case it opened, after that one.

    Of those made for each of several people the first: but for the person they are alike.
    """
    files = [subject.id, subject.case_id if isinstance(subject, Petition) else None]
    rows = session.scalars(
        select(IssuedLetter)
        .where(IssuedLetter.subject_id.in_([each for each in files if each is not None]))
        .where(IssuedLetter.id > newest)
        .order_by(IssuedLetter.id)
    )
    first = {row.name: row for row in reversed(rows.all())}
    read = (from_json(name, frozen_context(first[name])) for name in reversed(first))
    return tuple(letter for letter in read if isinstance(letter, Letter))


def _sketched(
    session: Session,
    subject: Subject,
    action: str,
    data: Mapping[str, str],
    head: Actor,
    now: datetime,
) -> tuple[Letter, ...]:
    """The documents the act would make, as far as the file and the draft go."""
    act, facts = Act(action, Role.HEAD, civil_day(now), data), facts_of(session, subject)
    issuing = letter_material.Issuing(
        session=session,
        subject=subject,
        facts=facts,
        act=act,
        act_id=None,
        actor=head,
        drafter_id=None,
        due_before=Clocks(session, subject).legal_dates(),
        now=now,
    )
    due = governing(subject.procedure, subject.edition, act.on).letters_due(facts, act)
    return tuple(as_draft(correspondence.sketch(issuing, name)) for name in due)


def head_of(session: Session, agency_id: int) -> Actor | None:
    """Who would sign for an agency."""
    row = session.execute(
        select(UserAccount.id, Agency.code)
        .join(Agency, Agency.id == UserAccount.agency_id)
        .where(UserAccount.agency_id == agency_id, UserAccount.role == Role.HEAD)
        .where(UserAccount.active)
        .order_by(UserAccount.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Actor(Role.HEAD, f"user:{row.id}", row.id, agency_id, row.code)


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Whatever is done inside is taken back; no queue is woken for it, no lock remembered."""
    noted = {**session.info, "woken": list(session.info.get("woken", ()))}
    within = session.begin_nested()
    try:
        yield
    finally:
        within.rollback()
        session.info.clear()
        session.info.update(noted)
