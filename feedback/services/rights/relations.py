"""How an actor stands to a file, read in one statement: by the file, or by a paper of it.

Every address that concerns a file names it by one of ``PLACES``; the guard of the routes and the
services ask here and nowhere else.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    bindparam,
    exists,
    false,
    func,
    null,
    or_,
    select,
)
from sqlalchemy.orm import Session

from feedback.domain.competence.posts import LEADING
from feedback.domain.policy.rows import facts_of_file
from feedback.domain.policy.standing import Standing, Ties, relations_of
from feedback.domain.roles import Actor, Role
from feedback.models.act import PerformedAct, Proposal
from feedback.models.agency import Agency, UserAccount
from feedback.models.conflict import ConflictLifting, conflict_free
from feedback.models.delivery import Delivery
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Attachment, Petition
from feedback.models.protection_call import ProtectionCall
from feedback.models.subject import Subject
from feedback.services.competence import inspectorate

_subject, _petition, _agency = Subject.__table__, Petition.__table__, Agency.__table__
_letter, _delivery, _act = IssuedLetter.__table__, Delivery.__table__, PerformedAct.__table__
_proposal, _attachment = Proposal.__table__, Attachment.__table__
_account, _lifting = UserAccount.__table__, ConflictLifting.__table__
_call = ProtectionCall.__table__
_NUMBER = bindparam("number", type_=BigInteger)
_AGENCY = bindparam("agency_id", type_=BigInteger)


def _ids(
    subject: ColumnElement[Any],
    *,
    issuer: ColumnElement[Any] | None = None,
    addressee: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """A file, the agency that issues the paper it was named by, and the one it came to."""
    return select(
        subject.label("subject_id"),
        (null() if issuer is None else issuer).cast(BigInteger).label("issuer_id"),
        (null() if addressee is None else addressee).cast(BigInteger).label("addressee_id"),
    )


def _of_letter() -> Select[Any]:
    """Issued by the agency of whoever signs it."""
    joined = _letter.outerjoin(_account, _account.c.id == _letter.c.signer_id)
    wanted = _ids(_letter.c.subject_id, issuer=_account.c.agency_id)
    return wanted.select_from(joined).where(_letter.c.id == _NUMBER)


def _of_act() -> Select[Any]:
    """The documents of an act are issued by the agency of whoever performed it."""
    joined = _act.outerjoin(_account, _account.c.id == _act.c.user_id)
    wanted = _ids(_act.c.subject_id, issuer=_account.c.agency_id)
    return wanted.select_from(joined).where(_act.c.id == _NUMBER)


#: What addresses call a file or a paper of it, and how it leads to the file.
PLACES: Final[Mapping[str, Select[Any]]] = {
    "subject_id": _ids(_subject.c.id).where(_subject.c.id == _NUMBER),
    "petition_id": _ids(_subject.c.id).where(_subject.c.id == _NUMBER),
    "letter_id": _of_letter(),
    "act_id": _of_act(),
    "proposal_id": _ids(_proposal.c.subject_id).where(_proposal.c.id == _NUMBER),
    "call_id": _ids(_call.c.subject_id).where(_call.c.id == _NUMBER),
    "lifting_id": _ids(_lifting.c.subject_id).where(_lifting.c.id == _NUMBER),
    "attachment_id": _ids(_attachment.c.petition_id).where(_attachment.c.id == _NUMBER),
    "delivery_id": _ids(
        _delivery.c.subject_id, issuer=_delivery.c.agency_id, addressee=_delivery.c.receiver_id
    ).where(_delivery.c.id == _NUMBER),
}


def _petition_of(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a petition of the file, or the petition that it is, is such."""
    own = or_(_petition.c.id == _subject.c.id, _petition.c.case_id == _subject.c.id)
    return exists().where(own, *which).correlate(_subject)


def denounced_here() -> ColumnElement[bool]:
    """Whether somebody who leads the asking agency, or the agency itself, is denounced."""
    return _petition_of(
        _petition.c.denounced_agency_id == _AGENCY, _petition.c.denounced_post.in_(sorted(LEADING))
    )


def _asked_to_protect() -> ColumnElement[bool]:
    """Whether the asking agency was asked to: about the file, or the case of the petition it is."""
    case = select(_petition.c.case_id).where(_petition.c.id == _subject.c.id)
    of_case = case.correlate(_subject).scalar_subquery()
    about = or_(_call.c.subject_id == _subject.c.id, _call.c.subject_id == of_case)
    return exists(_call.c.id).where(_call.c.agency_id == _AGENCY, about).correlate(_subject)


def _statement(place: Select[Any]) -> Select[Any]:
    named: Subquery = place.subquery("named")
    return (
        select(
            *_subject.c["agency_id", "person_id", "confidential", "urgency"],
            _agency.c.superior_id,
            *named.c["issuer_id", "addressee_id"],
            _petition_of(_petition.c.entered_agency_id == _AGENCY).label("entered"),
            denounced_here().label("denounced_here"),
            _asked_to_protect().label("protecting"),
            inspectorate.leads().label("leads_inspectorate"),
            func.coalesce(~conflict_free(_subject.c.id), false()).label("closed"),
        )
        .select_from(named)
        .join(_subject, _subject.c.id == named.c.subject_id)
        .join(_agency, _agency.c.id == _subject.c.agency_id)
    )


_STATEMENTS = {name: _statement(place) for name, place in PLACES.items()}


def standing(
    session: Session, actor: Actor, number: int, place: str = "subject_id"
) -> Standing | None:
    """How the actor stands to the file of that place; None where there is none."""
    given = {
        "number": number,
        "agency_id": actor.agency_id,
        "user_id": actor.user_id,
        "role": actor.role,
    }
    row = session.execute(_STATEMENTS[place], given).one_or_none()
    if row is None:
        return None
    ties = Ties(
        holder_id=row.agency_id,
        superior_id=row.superior_id,
        person_id=row.person_id,
        entered=row.entered,
        issuer_id=row.issuer_id,
        addressee_id=row.addressee_id,
        protecting=row.protecting,
        leads_inspectorate=row.leads_inspectorate,
    )
    conflicted = row.closed or (actor.role is Role.HEAD and row.denounced_here)
    facts = facts_of_file(row.confidential, row.urgency)
    return Standing(relations_of(actor, ties, conflicted=conflicted), facts)
