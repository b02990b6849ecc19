"""A petition comes out of the tray of suspects, or is said to be none."""

from feedback.domain.suspicion import Sign
from feedback.models.petition import Petition
from feedback.services.books import registers
from feedback.services.subject.doing import Doing, Said
from feedback.services.subject.numbers import book_of


def set_aside(doing: Doing) -> Said:
    """The history keeps which signs there were: words of our own table, nothing of the sender's."""
    return {"signs": [name for name in doing.act.data["signs"].split(",") if name in set(Sign)]}


def release(doing: Doing) -> Said:
    """Its ordinary number, now; the provisional one stays known, and its periods ran on."""
    petition = doing.subject
    if not isinstance(petition, Petition):
        raise TypeError(doing.act.action)
    petition.book = book_of(confidential=petition.confidential)
    petition.year = doing.act.on.year
    petition.number = registers.next_number(doing.session, petition.book, petition.year)
    return {"provisional": petition.provisional}
