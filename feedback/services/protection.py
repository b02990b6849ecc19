"""Whoever turns out to inform about a violation is protected from then on (Luật Tố cáo Điều 8, 56).

People choose the wrong kind and officers mend it. What came as another kind came with an open name:
its row stays in clear, which only a custodian's seal at lodging prevents, but from the moment it is
classified as a denunciation no page, list, letter, mail or search shows the sender. Found to be no
denunciation after all, it is open again.
"""

from sqlalchemy import func

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import file_title
from feedback.domain.petitions import Kind
from feedback.domain.text import fold
from feedback.models.petition import Petition

SEALED = "Danh tính đã niêm phong thì không đổi sang loại đơn khác; hãy mời người gửi nộp đơn mới."


def protect(petition: Petition) -> None:
    """As the kind now is; refused where the seal of the lodging would be in vain."""
    secret = petition.kind is Kind.DENUNCIATION
    if not secret and petition.declared_kind is Kind.DENUNCIATION:
        raise InvalidInputError("kind", SEALED)
    if secret == petition.confidential:
        return
    petition.confidential = secret
    petition.title = file_title(petition.kind, petition.channel, petition.story)
    petition.search = func.to_tsvector("simple", fold(" ".join(_words(petition))))


def _words(petition: Petition) -> list[str]:
    """By which officers find it: of a protected sender never those that name them."""
    told = [petition.story, petition.wanted, petition.against, petition.place]
    named = [] if petition.confidential else petition.parties
    return told + [word for one in named for word in (one.name, one.address, one.phone)]
