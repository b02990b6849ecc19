"""The meeting at which a decision is made known: said early enough, by the province's calendar."""

from sqlalchemy.orm import Session

from feedback.domain.deadlines import Start, due
from feedback.domain.errors import InvalidInputError
from feedback.services.calendars import calendar
from feedback.workflows.core import Act
from feedback.workflows.limits.registry import limit_in_force

NOTICE = "KN2-PUBLISH-MEETING-INVITE"


def refuse_short_notice(session: Session, act: Act) -> None:
    """Nghị định 124/2020/NĐ-CP Điều 29: so many working days before the meeting."""
    meeting = act.day("meeting_on")
    if meeting is None:
        return
    limit = limit_in_force(NOTICE, meeting, act.on)
    latest = due(limit, Start(meeting, act=act.on), calendar(session)).legal
    if latest is not None and act.on > latest:
        msg = (
            f"Phải thông báo trước ngày họp ít nhất {limit.span}, chậm nhất ngày "
            f"{latest:%d/%m/%Y} ({limit.basis}; chưa đối chiếu với văn bản gốc)."
        )
        raise InvalidInputError("meeting_on", msg)
