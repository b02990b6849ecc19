"""What must be said so many working days before a day: asked of the province's calendar."""

from sqlalchemy.orm import Session

from feedback.domain.deadlines import Start, due
from feedback.domain.errors import InvalidInputError
from feedback.domain.time_limits import Verified
from feedback.services.time.calendars import calendar
from feedback.workflows.limits.registry import limit_in_force
from feedback.workflows.rows import Act


def refuse_late(session: Session, act: Act, *, field: str, rule: str, event: str) -> None:
    """Refuse an act that announces too late the day in ``field``, which ``event`` names."""
    day = act.day(field)
    if day is None:
        return
    limit = limit_in_force(rule, day, act.on)
    latest = due(limit, Start(day, act=act.on), calendar(session)).legal
    if latest is not None and act.on > latest:
        unread = "" if limit.verified is Verified.SOURCE else "; chưa đối chiếu với văn bản gốc"
        msg = (
            f"Phải thông báo trước {event} ít nhất {limit.span}, chậm nhất ngày "
            f"{latest:%d/%m/%Y} ({limit.basis}{unread})."
        )
        raise InvalidInputError(field, msg)
