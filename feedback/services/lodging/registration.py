"""Petitions that did not come through the web: an officer writes them into the register.

They stay at the officer's agency and count from the day of receipt. The code made when the form was
opened makes a second press find the first one's petition, as on the citizens' pages.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from feedback.domain import registering
from feedback.domain.clock import civil_day
from feedback.domain.errors import InvalidInputError, NoLawInForceError
from feedback.domain.lodging import Lodging
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.extensions import db
from feedback.services.lodging import submission
from feedback.services.rights import permission
from feedback.vault.codes import code_hash
from feedback.vault.keys import KeyRing
from feedback.workflows.registry import PROCEDURES, edition_in_force


def register(lodging: Lodging, officer: Actor, keys: KeyRing, now: datetime) -> int:
    """Write the petition down and return its id; sent twice, the first one's id.

    InvalidInputError names the first field to mend (``refusals`` has all), NotAllowedError says
    that this is not the officer's work.
    """
    permission.officer(officer, Action.REGISTER)
    known = written_down(db.session(), lodging.code, keys)
    if known is not None:
        return known
    for refusal in refusals(lodging, civil_day(now)):
        raise refusal
    return submission.submit(lodging, keys, now, officer=officer)


def written_down(session: Session, code: str, keys: KeyRing) -> int | None:
    """The petition this form has already become."""
    return submission.find(session, code_hash(code, keys.code_pepper))


def refusals(lodging: Lodging, today: date) -> list[InvalidInputError]:
    """Everything that has to be mended, each beside its field."""
    return [*registering.refusals(lodging, today), *_before_our_law(lodging.received_on or today)]


def _before_our_law(received_on: date) -> list[InvalidInputError]:
    """Of a day whose law is not held here nothing can be said: no step, no period."""
    try:
        edition_in_force("intake", received_on)
    except NoLawInForceError:
        first = PROCEDURES["intake"][0].in_force_from
        said = f"Hệ thống có quy định xử lý đơn từ ngày {first:%d/%m/%Y}. Xem lại ngày nhận."
        return [InvalidInputError("received_on", said)]
    return []
