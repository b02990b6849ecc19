"""Who may be told to settle what is late (Luật Tiếp công dân Điều 26 khoản 1 điểm b)."""

from sqlalchemy import select

from feedback.domain.errors import InvalidInputError
from feedback.models.agency import Agency
from feedback.services.subject.doing import Doing, Said


def refuse_who_is_not_below(doing: Doing) -> Said:
    """Only a level below is told to settle; the board urges on behalf of its superior's levels."""
    holder = doing.session.get_one(Agency, doing.subject.agency_id)
    late = doing.session.scalars(
        select(Agency).where(Agency.code == doing.act.data["agency"])
    ).one_or_none()
    above = {holder.id, *({holder.superior_id} if holder.level == "board" else set())}
    if late is None or late.id == holder.id or late.superior_id not in above:
        msg = "Chọn cơ quan cấp dưới trực tiếp có thẩm quyền giải quyết."
        raise InvalidInputError("agency", msg)
    return {}
