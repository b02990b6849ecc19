"""Who is the person at work on a file."""

from sqlalchemy import select

from feedback.domain.errors import InvalidInputError
from feedback.domain.roles import Role
from feedback.models.agency import UserAccount
from feedback.services.rights import conflicts
from feedback.services.subject.doing import Doing, Said


def take_on(doing: Doing) -> Said:
    """The officer who proposes acceptance is from then on the person at work."""
    return _assign_to(doing, doing.actor.user_id)


def assign(doing: Doing) -> Said:
    chosen = doing.act.data["officer"]
    officer = doing.session.scalars(
        select(UserAccount).where(UserAccount.username == chosen, UserAccount.active)
    ).one_or_none()
    if officer is None or officer.agency_id != doing.subject.agency_id:
        msg = "Chọn một cán bộ của chính cơ quan đang giữ hồ sơ."
        raise InvalidInputError("officer", msg)
    if officer.role not in {Role.CASE_OFFICER, Role.RECEPTION_OFFICER}:
        msg = "Người được chọn không làm công việc xác minh, giải quyết."
        raise InvalidInputError("officer", msg)
    conflicts.refuse_in_conflict(doing.session, officer.id, doing.subject.id, "officer")
    return _assign_to(doing, officer.id)


def _assign_to(doing: Doing, user_id: int | None) -> Said:
    doing.subject.person_id = user_id
    return {"person": f"user:{user_id}"}
