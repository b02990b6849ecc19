"""How a petition is taken up: signed after all, joined to an earlier one, or opened as a case."""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError, NotAllowedError
from feedback.domain.history.entries import Draft, RegisterNumber
from feedback.domain.petitions import Facts
from feedback.domain.roles import Actor
from feedback.models.agency import Agency
from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.books import registers
from feedback.services.competence import jurisdiction
from feedback.services.subject.doing import Doing, Said, petition_of
from feedback.services.subject.finding import petition_numbered
from feedback.services.subject.numbers import CASES
from feedback.services.time import obligations
from feedback.services.time.clocks import Clocks
from feedback.workflows.registry import edition_in_force, governing, procedure_of
from feedback.workflows.rows import Act


def sign_petition(doing: Doing) -> Said:
    petition_of(doing).signed = True
    return {"signature": doing.act.data["signature_form"]}


def join(doing: Doing) -> Said:
    """A duplicate keeps its code and its sender's voice; it follows the earlier petition."""
    petition = petition_of(doing)
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


def accept(doing: Doing) -> Said:
    """Open the case: pinned to the edition in force on the day of acceptance."""
    petition = petition_of(doing)
    holder = doing.session.get_one(Agency, petition.agency_id)
    jurisdiction.refuse_the_denounced(doing.session, petition, holder, doing.act)
    procedure = procedure_of(
        petition.kind, second=petition.earlier_case_id is not None, urgency=petition.urgency
    )
    case = open_case(doing.session, petition, procedure, doing.act.on)
    return {"case": case.uid.hex}


def open_case(session: Session, petition: Petition, procedure: str, on: date) -> Case:
    """The case of a petition, with what the petition says of it and a number of its own."""
    edition = edition_in_force(procedure, on)
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
        year=on.year,
        number=registers.next_number(session, CASES, on.year),
        accepted_on=on,
        follows_id=petition.earlier_case_id,
        flags=["dismissal"] if petition.dismissal else [],
    )
    session.add(case)
    session.flush()
    petition.case_id = case.id
    return case


def opened_case(
    session: Session, subject: Subject, facts: Facts, act: Act, actor: Actor, now: datetime
) -> list[Draft]:
    """The first entry, clocks and obligation of a case just opened by accepting a petition."""
    if act.action != "accept" or not isinstance(subject, Petition):
        return []
    case = session.get_one(Case, subject.case_id)
    edition = governing(case.procedure, case.edition, act.on)
    clocks = Clocks(session, case, fresh=True)
    opened = clocks.open(edition.openings(facts, act), now)
    obligations.renew(session, case, edition.initial, clocks, now)
    data = {
        "act": "accept",
        "from": None,
        "to": case.state,
        "on": act.on.isoformat(),
        "procedure": case.procedure,
        "edition": case.edition,
        "petition": subject.uid.hex,
        "agency": actor.agency_code,
        "person": f"user:{case.person_id}" if case.person_id else None,
        "opened": opened,
    }
    register = RegisterNumber(CASES, case.year, case.number)
    return [
        Draft(
            case.uid,
            case.subject_kind,
            "accepted",
            now,
            actor.pseudonym,
            actor.agency_code,
            data,
            register,
        )
    ]
