"""A petition transferred to who is not in charge goes back to who transferred it.

The mistaken transfer counts for nothing then: its author may transfer once, to the right body.
"""

from sqlalchemy import select

from feedback.domain.errors import NotLawfulError
from feedback.models.agency import Agency
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.services.letters.letter_contexts.sorting import TRANSFERS
from feedback.services.subject.doing import Doing, Said


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
