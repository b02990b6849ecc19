"""Reading what a denouncer wrote: the history says who, when and why before a word is shown."""

from datetime import datetime

from feedback.domain.errors import NotAllowedError, NotFoundError
from feedback.domain.history.entries import Draft
from feedback.domain.redaction import Reason, reads_the_words
from feedback.domain.roles import Actor, Role
from feedback.models.petition import Petition
from feedback.services import history
from feedback.services.transaction import transaction

READ = "original_read"


def read(petition_id: int, reason: Reason, actor: Actor, now: datetime) -> None:
    """Write the reading down, durably; then its words may be shown."""
    with transaction() as session:
        petition = session.get_one(Petition, petition_id)
        refuse_others(petition, actor)
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


def refuse_others(petition: Petition, actor: Actor) -> None:
    """Whoever is not of the agency learns nothing; whoever verifies there, why not."""
    if actor.role is not Role.CUSTODIAN and petition.agency_id != actor.agency_id:
        raise NotFoundError("Không tìm thấy đơn tố cáo.")
    if not reads_the_words(actor.role, accepted=petition.case_id is not None):
        msg = "Người xác minh chỉ đọc bản lược danh (Luật Tố cáo, Điều 56 khoản 2)."
        raise NotAllowedError(msg)
