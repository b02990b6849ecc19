"""What classifying changes: the kind of a petition, whose desk it goes to, what it renews."""

from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import Kind
from feedback.models.agency import Agency
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.acts import protection, reporters
from feedback.services.acts.handing_over import hand_over
from feedback.services.competence import denounced, denounced_again, jurisdiction, second_instance
from feedback.services.subject.doing import Doing, Said, agency_named, petition_of
from feedback.workflows.rows import Act


def classify(doing: Doing) -> Said:
    subject = doing.subject
    subject.kind = Kind(doing.act.data["kind"])
    subject.field = doing.act.data["field"]
    subject.urgency = doing.act.data.get("urgency", "")
    petition, agency = petition_of(doing), agency_named(doing, "agency")
    closed = protection.protect(doing.session, petition, doing.now)
    denounced.state_denounced(doing.session, petition, doing.act)
    jurisdiction.refuse_the_denounced(doing.session, petition, agency, doing.act)
    _refuse_shuttling(doing)
    petition.dismissal = _is_about_dismissal(doing)
    follow = denounced_again.name_earlier_case if _denounces(subject) else _complain_again
    said = follow(doing.session, petition, doing.act, agency)
    jurisdiction.refuse_the_incompetent(
        doing.session, petition, agency, doing.act, asks_reason=True
    )
    if petition.dismissal:
        said["dismissal"] = True
    if subject.urgency:
        said["urgency"] = subject.urgency
        reporters.forget_words(doing.session, petition)
    return {"kind": subject.kind, **closed, **said, **hand_over(doing)}


def _denounces(subject: Subject) -> bool:
    return subject.kind is Kind.DENUNCIATION


def _complain_again(session: Session, petition: Petition, act: Act, agency: Agency) -> Said:
    if act.data.get("again_ground"):
        raise InvalidInputError("again_ground", "Chỉ chọn cho tố cáo tiếp; bỏ trống ô này.")
    return second_instance.name_first_case(session, petition, act, agency)


def _is_about_dismissal(doing: Doing) -> bool:
    """Whether the discipline was dismissal; only a complaint against discipline can say so."""
    answer = doing.act.data.get("dismissal", "")
    if answer and doing.act.data["kind"] != Kind.DISCIPLINE_COMPLAINT:
        msg = "Chỉ khiếu nại quyết định kỷ luật mới trả lời câu này; bỏ trống ô này."
        raise InvalidInputError("dismissal", msg)
    return answer == "yes"


def _refuse_shuttling(doing: Doing) -> None:
    """Only the reception desk hands petitions on by classifying; others transfer, which counts.

    Who finds that a denunciation is about its own head hands it up at once.
    """
    holder = doing.session.get_one(Agency, doing.subject.agency_id)
    if jurisdiction.is_barred(doing.session, petition_of(doing), holder, doing.act):
        return
    if holder.level != "board" and doing.act.data["agency"] != holder.code:
        msg = "Đơn đã đến cơ quan được phân loại; muốn chuyển nơi khác hãy dùng “Chuyển đơn”."
        raise InvalidInputError("agency", msg)
