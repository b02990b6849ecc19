"""A petition transferred to who is not in charge goes back to who transferred it.

The mistaken transfer counts for nothing then: its author may transfer once, to the right body.
"""

from sqlalchemy import select

from feedback.domain.errors import InvalidInputError, NotLawfulError
from feedback.models.agency import Agency
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.services.doing import Doing, Said
from feedback.services.letter_contexts.sorting import TRANSFERS


def transfer_back(doing: Doing) -> Said:
    """Hand the petition to the author of its last transfer slip."""
    petition, author = doing.subject, _author_of_the_slip(doing)
    if author is None or not author.in_force(doing.act.on):
        raise NotLawfulError("Cơ quan đã chuyển đơn không còn; hãy chuyển đơn theo thẩm quyền.")
    if isinstance(petition, Petition):
        petition.transfers -= 1
    petition.agency_id = author.id
    petition.person_id = None
    return {"agency": author.code, "person": None}


def _author_of_the_slip(doing: Doing) -> Agency | None:
    """The agency whose book the newest slip is numbered in."""
    book = doing.session.scalars(
        select(IssuedLetter.book)
        .where(IssuedLetter.subject_id == doing.subject.id, IssuedLetter.name.in_(TRANSFERS))
        .order_by(IssuedLetter.id.desc())
        .limit(1)
    ).one_or_none()
    code = (book or "").partition("/")[0]
    return doing.session.scalars(select(Agency).where(Agency.code == code)).one_or_none()


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
