"""All documents of one act signed, or sealed, with one press: a worker carries the press out.

The press is kept as a row: who pressed, for which act and place. Each document is signed in a
transaction of its own, by the same door as a single one; what stops one is written on it and holds
no other. Pressed again, what is left is tried again.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError, StaleFormError
from feedback.domain.letters.batch import Batch
from feedback.domain.roles import Actor, Role
from feedback.letters.places import Place
from feedback.models.agency import Agency, UserAccount
from feedback.models.letter import IssuedLetter
from feedback.services.documents import signing
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction

SIGN = {Place.PERSON: signing.sign, Place.SEAL: signing.seal}
LEFT = "Người yêu cầu ký không còn giữ chức trách này."
ROLES = {Place.PERSON: Role.HEAD, Place.SEAL: Role.CLERK}


def ask(batch: Batch, place: Place, actor: Actor, now: datetime) -> int:
    """Have every document that waits for this signature signed; how many those are."""
    with transaction() as session:
        ready = _ready(session, batch, place)
        for letter in ready:
            signing.refuse_strangers(session, letter, place, actor)
        if not ready:
            msg = "Không có văn bản nào của việc này đang chờ chữ ký của ông/bà."
            raise StaleFormError(msg)
        payload = {
            "signatures": {
                "act": batch.act_id,
                "name": batch.name,
                "place": place.value,
                "user": actor.user_id,
            }
        }
        outbox.once_more(
            session, queue="letters", key=batch.press_key(place), payload=payload, now=now
        )
        return len(ready)


def carry_out(item_id: int, now: datetime) -> None:
    """Sign what the row's press was for; safe to run twice."""
    with transaction() as session:
        item = outbox.take(session, item_id)
        if item is None:
            return
        told = item.payload["signatures"]
        actor = _presser(session, told)
        if actor is None:
            outbox.give_up(session, item_id, LEFT, now)
            return
        batch, place = Batch(told["act"], told["name"]), Place(told["place"])
        letters = [letter.id for letter in _ready(session, batch, place)]
    for letter_id in letters:
        _sign(letter_id, place, actor, now)
    with transaction() as session:
        item = outbox.take(session, item_id)
        if item is not None:
            item.done_at = now


def _sign(letter_id: int, place: Place, actor: Actor, now: datetime) -> None:
    try:
        SIGN[place](letter_id, actor, now)
    except StaleFormError:
        return
    except DomainError as refusal:
        _note(letter_id, str(refusal))
    except OSError:
        _note(letter_id, "Không ghi được văn bản đã ký vào kho tệp")


def _note(letter_id: int, why: str) -> None:
    with transaction() as session:
        letter = session.get_one(IssuedLetter, letter_id, with_for_update=True)
        letter.failure = f"Chưa ký được: {why}"


def _ready(session: Session, batch: Batch, place: Place) -> list[IssuedLetter]:
    """The documents that wait for this signature now, in the order of their numbers."""
    found = session.scalars(
        select(IssuedLetter)
        .where(IssuedLetter.act_id == batch.act_id, IssuedLetter.name == batch.name)
        .where(~IssuedLetter.own, IssuedLetter.replaces_id.is_(None))
        .order_by(IssuedLetter.id)
    )
    return [letter for letter in found if letter.stage is signing.BEFORE[place]]


def _presser(session: Session, told: dict[str, Any]) -> Actor | None:
    """Who pressed, as they are now: who has left meanwhile signs nothing."""
    person = session.get_one(UserAccount, told["user"])
    if not person.active or person.role != ROLES[Place(told["place"])]:
        return None
    agency = session.get_one(Agency, person.agency_id)
    return Actor(Role(person.role), f"user:{person.id}", person.id, person.agency_id, agency.code)
