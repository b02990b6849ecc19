"""What a document may speak of, gathered from the rows of its file at the moment of its act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.petitions import Facts
from feedback.domain.roles import Actor
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.letters import denunciation_material, verifying
from feedback.services.letters.letter_contexts.material import Material
from feedback.services.subject import words
from feedback.services.subject.numbers import subject_number
from feedback.services.time.remote import remote_areas
from feedback.workflows.rows import Act

#: The period that the documents of a file speak of, by its rule.
SETTLING = (
    "KN1-RESOLVE",
    "KN2-RESOLVE",
    "KL-RESOLVE",
    "TC-RESOLVE",
    "KNPA-RESOLVE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """An act under way that makes documents due: on which file, by whom, drafted by whom."""

    session: Session
    subject: Subject
    facts: Facts
    act: Act
    #: None while an act is only thought of
    act_id: int | None
    actor: Actor
    drafter_id: int | None
    #: legal dates by rule, as they stood before the act
    due_before: Mapping[str, date]
    now: datetime


def material_of(issuing: Issuing, agency: Agency, symbol: str) -> Material:
    session, subject, act = issuing.session, issuing.subject, issuing.act
    petition = petition_of(session, subject)
    deadline = _main_deadline(session, subject)
    first = _followed(session, subject)
    areas = remote_areas(session, subject.commune_code)
    return Material(
        subject=subject,
        petition=petition,
        words=words.read(petition),
        facts=issuing.facts,
        act=act,
        agency=agency,
        superior=session.get(Agency, agency.superior_id) if agency.superior_id else None,
        signer=session.get_one(UserAccount, issuing.actor.user_id),
        other_body=_agency_name(session, act.data.get("agency", ""))
        or act.data.get("outside_body", ""),
        case_code=subject_number(subject),
        symbol=symbol,
        number=None,
        due_before=issuing.due_before.get(deadline.rule) if deadline else None,
        due_now=deadline.due_legal if deadline else None,
        total_days=_total_days(deadline),
        remote=bool(areas.basis(subject.commune_code, act.on)),
        earlier_letters=_earlier_letters(session, subject),
        first_letters=_earlier_letters(session, first) if first else (),
        first_agency=session.get_one(Agency, first.agency_id) if first else None,
        first_case=first,
        checked=denunciation_material.checked(session, petition),
        people={
            **verifying.team(session, issuing.facts),
            **denunciation_material.named_people(session, act),
        },
        withdrawn=_withdrawn(session, subject),
        due_by_rule=_due_by_rule(session, subject),
    )


def _followed(session: Session, subject: Subject) -> Case | None:
    """The case that was settled for the first time, for one that settles again."""
    if isinstance(subject, Petition):
        follows = subject.earlier_case_id
    else:
        follows = subject.follows_id if isinstance(subject, Case) else None
    return session.get_one(Case, follows) if follows is not None else None


def _withdrawn(session: Session, subject: Subject) -> tuple[str, ...]:
    """What was withdrawn of the complaint, each time one withdrew a part."""
    return tuple(
        session.scalars(
            select(PerformedAct.data["withdrawn_content"].astext)
            .where(PerformedAct.subject_id == subject.id, PerformedAct.action == "withdraw_part")
            .order_by(PerformedAct.id)
        )
    )


def _earlier_letters(session: Session, subject: Subject) -> tuple[IssuedLetter, ...]:
    return tuple(
        session.scalars(
            select(IssuedLetter)
            .where(IssuedLetter.subject_id == subject.id)
            .order_by(IssuedLetter.id)
        )
    )


def petition_of(session: Session, subject: Subject) -> Petition:
    """The petition itself, or the first one that a case was opened for."""
    if isinstance(subject, Petition):
        return subject
    return session.scalars(
        select(Petition).where(Petition.case_id == subject.id).order_by(Petition.id).limit(1)
    ).one()


def _agency_name(session: Session, code: str) -> str:
    if not code:
        return ""
    return session.scalars(select(Agency.name).where(Agency.code == code)).one_or_none() or ""


def _main_deadline(session: Session, subject: Subject) -> Deadline | None:
    """The period for settling or answering, which letters speak of."""
    return session.scalars(
        select(Deadline)
        .where(Deadline.subject_id == subject.id)
        .where(Deadline.rule.in_(SETTLING))
        .order_by(Deadline.id.desc())
        .limit(1)
    ).one_or_none()


def _due_by_rule(session: Session, subject: Subject) -> dict[str, date]:
    """The legal date of the newest clock of each rule that has one."""
    rows = session.execute(
        select(Deadline.rule, Deadline.due_legal)
        .where(Deadline.subject_id == subject.id, Deadline.due_legal.is_not(None))
        .order_by(Deadline.id)
    )
    return {rule: due for rule, due in rows if due is not None}


def _total_days(deadline: Deadline | None) -> int:
    if deadline is None or deadline.due_raw is None:
        return 0
    return (deadline.due_raw - deadline.started_on).days
