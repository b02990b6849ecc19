"""What single acts change in a subject beyond its state: holder, kind, case, person.

Called by ``casework`` inside its transaction, after the law has said yes. Each returns what the
history adds to the entry of the act.
"""

from collections.abc import Callable
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError, NotAllowedError
from feedback.domain.petitions import Kind
from feedback.domain.roles import Role
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services import (
    conflicts,
    corrections,
    denounced,
    denounced_again,
    denunciations,
    handing_back,
    jurisdiction,
    protection,
    protection_calls,
    publication,
    reception,
    redacted,
    registers,
    releasing,
    reporters,
    second_instance,
    urging,
    verifying,
)
from feedback.services.doing import Doing, Said
from feedback.services.finding import petition_numbered
from feedback.services.numbers import CASES
from feedback.workflows.inputs.voters import IN_PROGRESS
from feedback.workflows.registry import edition_in_force, procedure_of
from feedback.workflows.rows import Act


def carry_out(doing: Doing) -> Said:
    """Apply the particular effect of the act, if it has one."""
    effect = _EFFECTS.get(doing.act.action)
    return effect(doing) if effect else {}


def _classify(doing: Doing) -> Said:
    subject = doing.subject
    subject.kind = Kind(doing.act.data["kind"])
    subject.field = doing.act.data["field"]
    subject.urgency = doing.act.data.get("urgency", "")
    petition, agency = _petition(doing), _agency(doing, "agency")
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
    return {"kind": subject.kind, **closed, **said, **_hand_over(doing)}


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
    if jurisdiction.is_barred(doing.session, _petition(doing), holder, doing.act):
        return
    if holder.level != "board" and doing.act.data["agency"] != holder.code:
        msg = "Đơn đã đến cơ quan được phân loại; muốn chuyển nơi khác hãy dùng “Chuyển đơn”."
        raise InvalidInputError("agency", msg)


def _hand_over(doing: Doing) -> Said:
    """Move the subject to the desk of another agency; its clocks run on."""
    agency = _agency(doing, "agency")
    if agency.id == doing.subject.agency_id:
        return {}
    doing.subject.agency_id = agency.id
    doing.subject.person_id = None
    return {"agency": agency.code, "person": None}


def _transfer(doing: Doing) -> Said:
    agency = _agency(doing, "agency")
    if agency.id == doing.subject.agency_id:
        msg = "Đơn đang ở chính cơ quan này; hãy chọn nơi nhận khác."
        raise InvalidInputError("agency", msg)
    _refuse_wrong_receiver(doing, agency)
    _petition(doing).transfers += 1
    return _hand_over(doing)


def _send_to_inspection(doing: Doing) -> Said:
    """Whoever leads the body that inspects must not be the one informed about."""
    jurisdiction.refuse_the_denounced(
        doing.session, _petition(doing), _agency(doing, "agency"), doing.act
    )
    return {}


def _refuse_wrong_receiver(doing: Doing, agency: Agency) -> None:
    petition = _petition(doing)
    jurisdiction.refuse_the_denounced(doing.session, petition, agency, doing.act)
    jurisdiction.refuse_the_incompetent(
        doing.session, petition, agency, doing.act, asks_reason=False
    )


def _sign_petition(doing: Doing) -> Said:
    _petition(doing).signed = True
    return {"signature": doing.act.data["signature_form"]}


def _take_on(doing: Doing) -> Said:
    """The officer who proposes acceptance is from then on the person at work."""
    return _assign_to(doing, doing.actor.user_id)


def _assign(doing: Doing) -> Said:
    chosen = doing.act.data["officer"]
    officer = doing.session.scalars(
        select(UserAccount).where(UserAccount.username == chosen, UserAccount.active)
    ).one_or_none()
    if officer is None or officer.agency_id != doing.subject.agency_id:
        msg = "Chọn một cán bộ của chính cơ quan đang giữ hồ sơ."
        raise InvalidInputError("officer", msg)
    if officer.role not in {Role.CASE_OFFICER, Role.RECEPTION_OFFICER}:
        msg = "Người được chọn không làm công việc xác minh, giải quyết."
        raise InvalidInputError("officer", msg)
    conflicts.refuse_in_conflict(doing.session, officer.id, doing.subject.id, "officer")
    return _assign_to(doing, officer.id)


def _assign_to(doing: Doing, user_id: int | None) -> Said:
    doing.subject.person_id = user_id
    return {"person": f"user:{user_id}"}


def _join(doing: Doing) -> Said:
    """A duplicate keeps its code and its sender's voice; it follows the earlier petition."""
    petition = _petition(doing)
    original = petition_numbered(doing.session, doing.act.data["original"])
    if original is None or original.id == petition.id:
        msg = "Không có đơn mang mã số này. Mã số có dạng QN-2026-00012."
        raise InvalidInputError("original", msg)
    if original.confidential or petition.confidential:
        msg = "Không nhập đơn có danh tính được bảo vệ vào đơn khác."
        raise NotAllowedError(msg)
    petition.joined_to_id = original.id
    petition.case_id = original.case_id
    if petition.crowd and original.case_id is not None:
        doing.session.get_one(Case, original.case_id).crowd = True
    return {"joined_to": original.uid.hex}


def _accept(doing: Doing) -> Said:
    """Open the case: pinned to the edition in force on the day of acceptance."""
    petition = _petition(doing)
    holder = doing.session.get_one(Agency, petition.agency_id)
    jurisdiction.refuse_the_denounced(doing.session, petition, holder, doing.act)
    procedure = procedure_of(
        petition.kind, second=petition.earlier_case_id is not None, urgency=petition.urgency
    )
    edition = edition_in_force(procedure, doing.act.on)
    year = doing.act.on.year
    case = Case(
        uid=uuid4(),
        kind=petition.kind,
        procedure=edition.procedure,
        edition=edition.name,
        state=edition.initial.name,
        agency_id=petition.agency_id,
        person_id=petition.person_id,
        commune_code=petition.commune_code,
        field=petition.field,
        confidential=petition.confidential,
        crowd=petition.crowd,
        urgency=petition.urgency,
        received_at=petition.received_at,
        year=year,
        number=registers.next_number(doing.session, CASES, year),
        accepted_on=doing.act.on,
        follows_id=petition.earlier_case_id,
        flags=["dismissal"] if petition.dismissal else [],
    )
    doing.session.add(case)
    doing.session.flush()
    petition.case_id = case.id
    return {"case": case.uid.hex}


def _determine_complex(doing: Doing) -> Said:
    _case(doing).complex = True
    return {"criteria": doing.act.data["criteria"].split(",")}


def _announce_meeting(doing: Doing) -> Said:
    publication.refuse_short_notice(doing.session, doing.act)
    return {}


def _settle(doing: Doing) -> Said:
    case = _case(doing)
    case.settled_on = doing.act.on
    case.verdict = doing.act.data.get("verdict", "answered")
    return {"verdict": case.verdict}


def _answer_voters(doing: Doing) -> Said:
    """A final answer; one returned by the body that forwarded is answered anew."""
    case = _case(doing)
    case.settled_on, case.verdict = doing.act.on, doing.act.data["outcome"]
    return {"verdict": case.verdict}


def _promise_voters(doing: Doing) -> Said:
    """In progress is an answer too, and settles nothing."""
    case = _case(doing)
    case.settled_on, case.verdict = None, IN_PROGRESS
    return {"verdict": case.verdict}


def _agency(doing: Doing, name: str) -> Agency:
    agency = doing.session.scalars(
        select(Agency).where(Agency.code == doing.act.data[name])
    ).one_or_none()
    if agency is None or not agency.in_force(doing.act.on):
        msg = "Chọn một cơ quan trong danh sách."
        raise InvalidInputError(name, msg)
    return agency


def _petition(doing: Doing) -> Petition:
    if not isinstance(doing.subject, Petition):
        msg = f"{doing.act.action} is an act on petitions"
        raise TypeError(msg)
    return doing.subject


def _case(doing: Doing) -> Case:
    if not isinstance(doing.subject, Case):
        msg = f"{doing.act.action} is an act on cases"
        raise TypeError(msg)
    return doing.subject


_EFFECTS: dict[str, Callable[[Doing], Said]] = {
    "classify": _classify,
    "set_aside": releasing.set_aside,
    "release": releasing.release,
    "transfer": _transfer,
    "send_to_inspection": _send_to_inspection,
    "record_signature": _sign_petition,
    "propose_acceptance": _take_on,
    "accept": _accept,
    "join": _join,
    "assign": _assign,
    "dispatch": _assign,
    "hand_to": _hand_over,
    "answer": _answer_voters,
    "promise": _promise_voters,
    "determine_complex": _determine_complex,
    "check_identity": denunciations.check_identity,
    "redact": redacted.say,
    "request_protection": protection_calls.call,
    "form_team": denunciations.form_team,
    "verify_directly": _assign,
    "entrust_verification": _assign,
    "report_verification": verifying.report,
    "extend": denunciations.lengthen,
    "extend_again": denunciations.lengthen,
    "conclude": denunciations.conclude,
    "announce_meeting": _announce_meeting,
    "settle": _settle,
    "reply": _settle,
    "invite_online": reception.invite_online,
    "transfer_back": handing_back.transfer_back,
    "demand_settlement": urging.refuse_who_is_not_below,
    "correct_document": corrections.correct_document,
}
