"""Who reported a thing at a place stays hidden from the unit that mends it.

Known from the practice of Thừa Thiên Huế (Hue-S), not from a text of the law: the report counts,
and nobody shall be visited for having made it. The desk of the province sees the sender until the
report is classified; the handling unit does not: not on the file, in lists or in letters, and not
by searching for a name.
"""

from sqlalchemy.orm import Session

from feedback.models.petition import Petition
from feedback.services.subject import identities, words


def forget_words(session: Session, petition: Petition) -> None:
    """Officers find the report by what it says, no longer by who sent it."""
    petition.search = identities.index_of(petition, words.read(petition))
    identities.forget_marks(session, petition)
