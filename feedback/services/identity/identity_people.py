"""People and petitions as the rules of reading an identity look at them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain import routing
from feedback.domain.competence.posts import Post
from feedback.domain.erasure import lost_words
from feedback.domain.errors import NotFoundError
from feedback.domain.identity import Identity
from feedback.domain.identity_reading import Matter, Person
from feedback.domain.roles import Role
from feedback.extensions import current_texts
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.identity_reading import IdentityRequest
from feedback.models.petition import Petition
from feedback.models.words import stored_words
from feedback.services.acts import protection_calls
from feedback.services.competence import inspectorate
from feedback.services.competence.denounced import barred_agencies, barred_by_subject
from feedback.services.competence.seats import desks_on
from feedback.services.identity import sealed_parts
from feedback.services.subject import words
from feedback.vault.identities import Stored

NO_REQUEST = "Không có yêu cầu này."
_LEADS = select(inspectorate.leads())


def person(session: Session, user_id: int | None) -> Person:
    account = session.get_one(UserAccount, user_id)
    asked = {"user_id": account.id, "role": account.role, "agency_id": account.agency_id}
    return Person(
        user_id=account.id,
        role=Role(account.role),
        agency_id=account.agency_id,
        name=account.name,
        email=account.email.casefold(),
        leads_inspectorate=bool(session.scalar(_LEADS, asked)),
    )


def matter(session: Session, petition: Petition, on: date) -> Matter:
    barred, denounced = _denounced(session, petition, on)
    return Matter(
        sealed=bool(sealed_parts.parts(session, petition.id)),
        erased=erased_words(session, petition.id),
        holder_id=_holder(session, petition),
        denounced=denounced,
        barred=barred,
        protecting=protection_calls.protecting(session, petition),
    )


def erased_words(session: Session, petition_id: int) -> str:
    """Why nothing can be read any more; empty while it can."""
    ground = sealed_parts.erased(session, petition_id)
    return lost_words(Identity(erased=ground)) if ground else ""


def _holder(session: Session, petition: Petition) -> int:
    """Once it is a case, who holds the case."""
    if petition.case_id is None:
        return petition.agency_id
    return session.get_one(Case, petition.case_id).agency_id


def _denounced(
    session: Session, petition: Petition, on: date
) -> tuple[frozenset[int], frozenset[int]]:
    """Where the denounced lead, and where they work.

    Until an officer stated it, whom the sender names counts as leading there.
    """
    if petition.denounced_agency_id is not None:
        post = Post(str(petition.denounced_post))
        barred = barred_agencies(session, petition.denounced_agency_id, post, on)
        return barred, frozenset({petition.denounced_agency_id})
    codes = routing.barred(petition.kind, words.read(petition).against, desks_on(session, on))
    named = frozenset(session.scalars(select(Agency.id).where(Agency.code.in_(codes))))
    return named, named


def request_numbered(session: Session, request_id: int) -> IdentityRequest:
    found = session.get(IdentityRequest, request_id)
    if found is None:
        raise NotFoundError(NO_REQUEST)
    return found


def seen_by(session: Session, request: IdentityRequest, user_id: int | None, on: date) -> Matter:
    """The petition of a request; whom the denounced lead is told that there is no such request."""
    petition = session.get(Petition, request.petition_id)
    if petition is None:  # closed to whoever declared a conflict, by the database itself
        raise NotFoundError(NO_REQUEST)
    about = matter(session, petition, on)
    who = session.get_one(UserAccount, user_id)
    if who.agency_id in about.barred:
        raise NotFoundError(NO_REQUEST)
    return about


def hidden(
    session: Session, petition_ids: Collection[int], agency_id: int | None, on: date
) -> frozenset[int]:
    """Of these petitions those that denounce who leads the agency: its people see none of them."""
    stated = barred_by_subject(session, petition_ids, on)
    rows = session.execute(
        select(Petition.id, Petition.kind, stored_words(Petition.id), Agency.code)
        .join(Agency, Agency.id == agency_id)
        .where(Petition.id.in_(petition_ids), Petition.denounced_agency_id.is_(None))
    ).all()
    desks = desks_on(session, on) if rows else ()
    texts = current_texts()
    named = {
        id_
        for id_, kind, sealed, code in rows
        if code in routing.barred(kind, texts.words(Stored.of(sealed)).against, desks)
    }
    return frozenset(named | {id_ for id_, barred in stated.items() if agency_id in barred})
