"""The meeting at which a decision is made known: said early enough, by the province's calendar."""

from sqlalchemy.orm import Session

from feedback.services.notice_ahead import refuse_late
from feedback.workflows.rows import Act

NOTICE = "KN2-PUBLISH-MEETING-INVITE"


def refuse_short_notice(session: Session, act: Act) -> None:
    """Nghị định 124/2020/NĐ-CP Điều 29: so many working days before the meeting."""
    refuse_late(session, act, field="meeting_on", rule=NOTICE, event="ngày họp")
