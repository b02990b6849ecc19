"""Who reported a thing at a place stays hidden from the unit that mends it.

Known from the practice of Thừa Thiên Huế (Hue-S), not from a text of the law: the report counts,
and nobody shall be visited for having made it. The desk of the province sees the sender until the
report is classified; the handling unit does not: not on the file, in lists or in letters, and not
by searching for a name.
"""

from sqlalchemy import func

from feedback.domain.text import fold
from feedback.models.petition import Petition


def forget_words(petition: Petition) -> None:
    """Officers find the report by what it says, no longer by who sent it."""
    words = (petition.story, petition.wanted, petition.against, petition.place)
    petition.search = func.to_tsvector("simple", fold(" ".join(words)))
