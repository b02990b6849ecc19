"""Putting something before the head: who may, and what stands in the history of it."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.domain.errors import StaleFormError
from feedback.domain.roles import Actor
from feedback.models.act import Proposal
from feedback.models.subject import Subject
from feedback.services.log import history


def put_before_head(session: Session, subject: Subject, proposal: Proposal, actor: Actor) -> None:
    """Keep the proposal, the only one that is open on its locked file, and say so."""
    session.add(proposal)
    try:
        session.flush()
    except IntegrityError as error:
        msg = "Hồ sơ đang có một đề xuất chờ lãnh đạo quyết định."
        raise StaleFormError(msg) from error
    subject.version += 1
    say(session, subject, actor, proposal.proposed_at, "proposed", proposal.action)


def say(
    session: Session, subject: Subject, actor: Actor, now: datetime, event: str, action: str
) -> None:
    history.record(
        session,
        subject=subject.uid,
        kind=subject.subject_kind,
        type_=event,
        at=now,
        actor=actor.pseudonym,
        unit=actor.agency_code,
        data={"proposal": action},
    )
