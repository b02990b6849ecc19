"""Reading what a denouncer wrote: the history says who, when and why before a word is shown."""

from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.errors import NotAllowedError, NotFoundError
from feedback.domain.history.entries import Draft
from feedback.domain.redaction import Reason, reads_the_words
from feedback.domain.roles import Actor, Role
from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.services.ground.transaction import transaction
from feedback.services.log import history

READ = "original_read"


def read(petition_id: int, reason: Reason, actor: Actor, now: datetime) -> None:
    """Write the reading down, durably; then its words may be shown."""
    with transaction() as session:
        petition = session.get_one(Petition, petition_id)
        refuse_others(session, petition, actor)
        draft = Draft(
            petition.uid,
            petition.subject_kind,
            READ,
            now,
            actor.pseudonym,
            actor.agency_code,
            {"reason": reason},
        )
        history.record_many(session, [draft])


def refuse_others(session: Session, petition: Petition, actor: Actor) -> None:
    """Whoever is not of the agency learns nothing; whoever verifies there, why not."""
    holder = petition if petition.case_id is None else session.get_one(Case, petition.case_id)
    if actor.role is not Role.CUSTODIAN and holder.agency_id != actor.agency_id:
        raise NotFoundError("Không tìm thấy đơn tố cáo.")
    if not reads_the_words(actor.role, accepted=petition.case_id is not None):
        msg = "Người xác minh chỉ đọc bản lược danh (Luật Tố cáo, Điều 56 khoản 2)."
        raise NotAllowedError(msg)
