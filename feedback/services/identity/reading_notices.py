"""Inspectors are written to about each reading of a name, beside what their page shows.

The row is written with the reading's own entry, for everybody who may see readings on that day;
whether they may know of this one is asked when it is sent, as on the page.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from feedback.delivery.messages import IdentityRead
from feedback.domain.clock import civil_day, vietnam_time
from feedback.domain.policy.actions import Action
from feedback.domain.policy.deciding import roles_for
from feedback.models.agency import UserAccount
from feedback.models.identity_reading import IdentityOpening, IdentityRequest
from feedback.services.ground import outbox
from feedback.services.identity.identity_people import hidden
from feedback.services.rights import conflicts


def tell_inspectors(session: Session, opening: IdentityOpening, now: datetime) -> None:
    """A mail to come for each of them, by the numbers of rows alone."""
    readers = select(UserAccount.id).where(_sees_readings(), UserAccount.email != "")
    for user_id in session.scalars(readers.order_by(UserAccount.id)):
        outbox.later(
            session,
            queue="notices",
            key=f"identity-opening-{opening.id}-{user_id}",
            payload={"opening": opening.id, "reader": user_id},
            now=now,
        )


def addressed(
    session: Session, opening_id: int, user_id: int, now: datetime
) -> tuple[str, IdentityRead]:
    """To whom, and what; to nobody where it denounces who leads them, or is closed to them."""
    opening = session.get_one(IdentityOpening, opening_id)
    about = session.get_one(IdentityRequest, opening.request_id).petition_id
    person = session.scalars(
        select(UserAccount).where(UserAccount.id == user_id, _sees_readings())
    ).one_or_none()
    message = IdentityRead(at=vietnam_time(opening.opened_at))
    if person is None or conflicts.is_closed_to(session, user_id, about):
        return "", message
    unseen = hidden(session, {about}, person.agency_id, civil_day(now))
    return "" if about in unseen else person.email, message


def _sees_readings() -> ColumnElement[bool]:
    return UserAccount.active & UserAccount.role.in_(roles_for(Action.SEE_READINGS))
