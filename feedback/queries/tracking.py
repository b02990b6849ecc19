"""Everything the tracking page shows about one petition, in a fixed number of statements.

A petition that was accepted lives on as a case, and the page follows it there. A petition joined to
an earlier one shows its own file only: the other file is somebody else's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Uuid, any_, bindparam, select
from sqlalchemy.orm import Session, aliased

from feedback.domain.clock import civil_day
from feedback.domain.history.clocks import Recomputed
from feedback.domain.letters.catalogue import letter_named
from feedback.domain.lodging import Channel
from feedback.domain.petitions import DoneAct, Facts, SubjectKind, documents
from feedback.domain.roles import Role
from feedback.extensions import current_texts
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.obligation import Obligation
from feedback.models.petition import Attachment, Petition
from feedback.models.sealed import is_sealed, lodged_at
from feedback.models.subject import Subject
from feedback.models.together import is_followed, is_joint
from feedback.models.words import stored_title
from feedback.queries import timeline
from feedback.queries.explained import clocks_of, running
from feedback.vault.identities import Stored
from feedback.vault.words import added
from feedback.workflows import quarantine
from feedback.workflows.core import Edition, Option
from feedback.workflows.registry import governing
from feedback.workflows.rows import State


@dataclass(frozen=True, slots=True)
class Duty:
    """The current obligation with the names of those who bear it."""

    task: str
    role: Role
    person: str
    head: str
    head_title: str
    product: str
    due_on: date
    paused: bool


@dataclass(frozen=True, slots=True)
class Tracked:
    petition: Petition
    title: str
    #: the petition, or the case it became
    current: Subject
    agency: str
    state: State
    duty: Duty | None
    acts: tuple[PerformedAct, ...]
    #: what the sender stated where that is sealed, by the number of the act
    stated: Mapping[int, Mapping[str, str]]
    #: running clocks of the current file, nearest first
    clocks: tuple[Deadline, ...]
    letters: tuple[IssuedLetter, ...]
    files: tuple[Attachment, ...]
    #: what the sender may do now, and what is missing for it
    options: tuple[Option, ...]
    #: running clocks as their history explains them, by uid
    explained: Mapping[str, Recomputed]
    #: several people complain in the case
    joint: bool = False
    #: when its lodging entered the log; None where the log has no such entry
    logged_at: datetime | None = None
    #: a signed checkpoint covers that entry, so that it can be proven
    sealed: bool = False

    @property
    def verdict(self) -> str:
        return self.current.verdict if isinstance(self.current, Case) else ""


#: Statements are made once: making one costs as much as asking it.
_IDS = any_(bindparam("ids", type_=ARRAY(BigInteger)))
_ACTS = select(PerformedAct).where(PerformedAct.subject_id == _IDS).order_by(PerformedAct.id)
_DEADLINES = (
    select(Deadline)
    .where(Deadline.subject_id == _IDS)
    .order_by(Deadline.due_legal.nulls_last(), Deadline.id)
)
_LETTERS = (
    select(IssuedLetter).where(IssuedLetter.subject_id == _IDS).order_by(IssuedLetter.id.desc())
)
_FILES = (
    select(Attachment)
    .where(Attachment.petition_id == bindparam("petition_id"))
    .order_by(Attachment.id)
)
_UID = bindparam("petition_uid", type_=Uuid())
_PERSON, _HEAD = aliased(UserAccount), aliased(UserAccount)
_HELD = (
    select(
        Agency.name.label("agency"),
        Agency.level,
        Obligation.task,
        Obligation.role,
        Obligation.product,
        Obligation.due_on,
        Obligation.paused,
        _PERSON.name.label("person"),
        _HEAD.name.label("head"),
        _HEAD.title.label("head_title"),
        is_joint(bindparam("case_id", type_=BigInteger)).label("joint"),
        is_followed(bindparam("case_id", type_=BigInteger)).label("followed"),
        stored_title(bindparam("petition_id", type_=BigInteger)).label("title"),
        lodged_at(_UID).label("logged_at"),
        is_sealed(_UID).label("sealed"),
    )
    .select_from(Agency)
    .outerjoin(
        Obligation,
        (Obligation.subject_id == bindparam("subject_id")) & Obligation.done_at.is_(None),
    )
    .outerjoin(_PERSON, _PERSON.id == Obligation.person_id)
    .outerjoin(_HEAD, _HEAD.id == Obligation.head_id)
    .where(Agency.id == bindparam("agency_id"))
)


def tracked(session: Session, petition_id: int, on: date) -> Tracked:
    """The petition and all that may be shown of it to whoever holds its code."""
    petition = session.get_one(Petition, petition_id)
    case = _case(session, petition)
    current: Subject = case or petition
    ids = [petition.id, *([case.id] if case else [])]
    acts = _acts(session, ids)
    deadlines = _deadlines(session, ids)
    letters = _letters(session, ids)
    edition = governing(current.procedure, current.edition, on)
    held = session.execute(_HELD, _whose(petition, current, case)).one()
    facts = _facts(petition, current, acts, deadlines, letters, held)
    return Tracked(
        petition=petition,
        title=current_texts().title(Stored.of(held.title)),
        current=current,
        agency=held.agency,
        state=_told_state(edition, current),
        duty=_told_duty(_duty(held), edition, current, deadlines),
        acts=tuple(act for act in acts if act.action not in quarantine.UNTOLD),
        stated=_stated(petition, acts),
        clocks=tuple(d for d in deadlines if d.subject_id == current.id and d.state == "open"),
        letters=tuple(one for one in letters if one.issued_at and _for_sender(petition, one)),
        files=_files(session, petition),
        options=edition.available(facts, on, Role.CITIZEN),
        explained=running(clocks_of(timeline.stored(session, current.uid))),
        joint=held.joint,
        logged_at=held.logged_at,
        sealed=held.sealed,
    )


def _whose(petition: Petition, current: Subject, case: Case | None) -> dict[str, object]:
    return {
        "subject_id": current.id,
        "agency_id": current.agency_id,
        "case_id": case.id if case else None,
        "petition_id": petition.id,
        "petition_uid": petition.uid,
    }


def _case(session: Session, petition: Petition) -> Case | None:
    if petition.case_id is None or petition.joined_to_id is not None:
        return None
    return session.get_one(Case, petition.case_id)


def _acts(session: Session, ids: Sequence[int]) -> Sequence[PerformedAct]:
    return session.scalars(_ACTS, {"ids": ids}).all()


def _stated(petition: Petition, acts: Sequence[PerformedAct]) -> dict[int, dict[str, str]]:
    texts = current_texts()
    return {
        act.id: texts.said(
            Stored.of(petition.stored(act.sealed)), added(act.action, act.recorded_at)
        )
        for act in acts
        if act.sealed is not None
    }


def _deadlines(session: Session, ids: Sequence[int]) -> Sequence[Deadline]:
    return session.scalars(_DEADLINES, {"ids": ids}).all()


def _letters(session: Session, ids: Sequence[int]) -> Sequence[IssuedLetter]:
    return session.scalars(_LETTERS, {"ids": ids}).all()


def _files(session: Session, petition: Petition) -> tuple[Attachment, ...]:
    return tuple(session.scalars(_FILES, {"petition_id": petition.id}))


def _for_sender(petition: Petition, letter: IssuedLetter) -> bool:
    """Papers of the office stay there; about a violation also those written to other bodies."""
    if not letter.for_citizen:
        return False
    return letter_named(letter.name).for_citizen or not petition.confidential


def letter_of(tracked_petition: Tracked, uid: str) -> IssuedLetter | None:
    """The document of this name among those the sender may read."""
    return next(
        (letter for letter in tracked_petition.letters if letter.uid.hex == uid),
        None,
    )


def _told_state(edition: Edition, current: Subject) -> State:
    """To the sender a suspected petition is like any that was received (I16).

    Who floods us shall not learn from the page what is noticed.
    """
    suspected = current.state == quarantine.SUSPECTED
    return edition.initial if suspected else edition.state(current.state)


def _told_duty(
    duty: Duty | None, edition: Edition, current: Subject, deadlines: Sequence[Deadline]
) -> Duty | None:
    if duty is None or current.state != quarantine.SUSPECTED:
        return duty
    owed = [
        clock.due_legal
        for clock in deadlines
        if clock.due_legal and not clock.waits and clock.rule != quarantine.LOOK
    ]
    first = edition.initial
    return replace(duty, task=first.task, product=first.product, due_on=min(owed))


def _duty(row: Any) -> Duty | None:  # noqa: ANN401 - a row of the statement above
    if row.task is None:
        return None
    return Duty(
        task=row.task,
        role=Role(row.role),
        person=row.person or "",
        head=row.head,
        head_title=row.head_title,
        product=row.product,
        due_on=row.due_on,
        paused=row.paused,
    )


def _facts(
    petition: Petition,
    current: Subject,
    acts: Sequence[PerformedAct],
    deadlines: Sequence[Deadline],
    letters: Sequence[IssuedLetter],
    held: Any,  # noqa: ANN401 - a row of the statement above
) -> Facts:
    own = [act for act in acts if act.subject_id == current.id]
    return Facts(
        subject=current.subject_kind,
        kind=current.kind,
        state=current.state,
        received_on=civil_day(current.received_at),
        accepted_on=current.accepted_on if isinstance(current, Case) else None,
        paused_for=current.paused_for,
        signed=petition.signed and current.subject_kind is SubjectKind.PETITION,
        anonymous=petition.anonymous,
        online=petition.channel == Channel.WEB and current.subject_kind is SubjectKind.PETITION,
        transfers=petition.transfers,
        urgency=current.urgency,
        second=petition.earlier_case_id is not None,
        joint=held.joint,
        crowd=current.crowd,
        followed=held.followed,
        level=held.level if isinstance(current, Case) else "",
        acts={act.action: DoneAct(act.happened_on, act.data) for act in own},
        **documents((one.name, one.issued_at is not None) for one in letters if not one.voided_at),
        closing_dates={one.rule: one.due_legal for one in deadlines},
        running=frozenset(one.rule for one in deadlines if one.state == "open"),
    )
