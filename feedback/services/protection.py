"""Whoever turns out to inform about a violation is protected from then on (Luật Tố cáo Điều 8, 56).

People choose the wrong kind and officers mend it. What came as another kind came with a name that
the application can read, and stays under the key of its petition; but from the moment it is
classified as a denunciation no page, list, letter, mail or search shows the sender, and no mark of
the blind index compares them. Found to be no denunciation after all, it is open again.
"""

from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import file_title
from feedback.domain.petitions import Kind
from feedback.models.petition import Petition
from feedback.services import identities

SEALED = "Danh tính đã niêm phong thì không đổi sang loại đơn khác; hãy mời người gửi nộp đơn mới."


def protect(session: Session, petition: Petition) -> None:
    """As the kind now is; refused where the seal of the lodging would be in vain."""
    secret = petition.kind is Kind.DENUNCIATION
    if not secret and petition.declared_kind is Kind.DENUNCIATION:
        raise InvalidInputError("kind", SEALED)
    if secret == petition.confidential:
        return
    petition.confidential = secret
    petition.title = file_title(petition.kind, petition.channel, petition.story)
    if secret:
        petition.search = identities.words(petition)
        identities.forget_marks(session, petition)
        return
    sender = identities.sender_of(session, petition.id)
    petition.search = identities.words(petition, sender)
    identities.mark_again(session, petition, sender)
