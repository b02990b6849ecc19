"""The day an agency promised voters: its own word, no rule of time, and what the work waits for."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.models.act import PerformedAct
from feedback.models.subject import Subject
from feedback.workflows.voter_recommendation import PROMISED


def day_of(session: Session, subject: Subject) -> date | None:
    """The latest promised day, while the file rests on it."""
    if subject.state != PROMISED:
        return None
    said = session.scalars(
        select(PerformedAct.data)
        .where(PerformedAct.subject_id == subject.id, PerformedAct.action == "promise")
        .order_by(PerformedAct.id.desc())
        .limit(1)
    ).one()
    return date.fromisoformat(said["promised_on"])
