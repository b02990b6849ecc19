"""How a petition and its case stand, as the conditions of an erasure ask it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.erasure import Standing
from feedback.domain.identity_reading import UNDER_WAY
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.erasure import Erasure
from feedback.models.identity_reading import IdentityRequest
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.erasing.legal_holds import standing_hold
from feedback.services.identity import identity_requests
from feedback.workflows.limits.retention import RETENTION

_PERIODS = {period.id: period for period in RETENTION}
#: A case, and a petition that never became one; what is kept for ever somebody must hold.
KEPT_CASE, KEPT_PETITION = _PERIODS["LT-KNTC-OTHER"], _PERIODS["LT-KNTC-NOT-COMPETENT"]


def standing_of(session: Session, petition: Petition, now: datetime) -> Standing:
    case = _case(session, petition)
    files: list[Subject] = [petition, case] if case else [petition]
    days = [one.closed_on for one in files if one.closed_on is not None]
    hold = standing_hold(session, petition.id)
    closed_on = max(days) if len(days) == len(files) else None
    kept = KEPT_CASE if case is not None else KEPT_PETITION
    return Standing(
        kind=petition.kind,
        closed_on=closed_on,
        is_case=case is not None,
        kept_until=kept.ends_on(closed_on) if closed_on else None,
        clock_runs=_clock_runs(session, files),
        followed=case is not None and _is_followed(session, case),
        asked_for=_is_asked_for(session, petition, now),
        held=hold.reason if hold else "",
    )


def undecided(session: Session, petition: Petition) -> bool:
    """Whether somebody has proposed it and nobody has decided yet."""
    waiting = Erasure.petition_id == petition.id, Erasure.state == "proposed"
    return session.scalars(select(Erasure.id).where(*waiting)).first() is not None


def _case(session: Session, petition: Petition) -> Case | None:
    """Its own case, or that of the petition it was joined to."""
    leading = petition
    while leading.joined_to_id is not None:
        leading = session.get_one(Petition, leading.joined_to_id)
    return session.get_one(Case, leading.case_id) if leading.case_id else None


def _clock_runs(session: Session, files: list[Subject]) -> bool:
    running = select(Deadline.id).where(
        Deadline.subject_id.in_([one.id for one in files]), Deadline.state == "open"
    )
    return session.scalars(running.limit(1)).first() is not None


def _is_asked_for(session: Session, petition: Petition, now: datetime) -> bool:
    """Whether a request can still lead to a reading, or to the review of one."""
    requests = session.scalars(
        select(IdentityRequest)
        .where(IdentityRequest.petition_id == petition.id)
        .where(IdentityRequest.asked_at > now - identity_requests.LOOKED_BACK)
    )
    courses = (identity_requests.course(session, request) for request in requests)
    return any(one.wants_review or one.standing(now) in UNDER_WAY for one in courses)


def _is_followed(session: Session, case: Case) -> bool:
    """Whether a petition or a case about its decision is open."""
    again = select(Case.id).where(Case.follows_id == case.id, Case.closed_on.is_(None))
    asking = select(Petition.id).where(
        Petition.earlier_case_id == case.id, Petition.closed_on.is_(None)
    )
    return session.scalars(again.union_all(asking).limit(1)).first() is not None
