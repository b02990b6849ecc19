"""Whoever drafted a document hears that it was given back and its number voided."""

from datetime import datetime

from feedback.delivery import portal
from feedback.delivery.messages import GivenBack
from feedback.domain.letters.wording import numbered
from feedback.domain.roles import Actor
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import Notice
from feedback.models.subject import Subject
from feedback.services.ground.transaction import transaction
from feedback.services.subject.numbers import subject_number

#: Sorts it among reminders: something is to be done, nothing is late yet.
NOTICE_LEVEL = 1


def tell(letter_id: int, by: Actor, now: datetime) -> None:
    """Leave a notice; nobody is told of what they did themselves."""
    with transaction() as session:
        letter = session.get_one(IssuedLetter, letter_id)
        if letter.voided_at is None or letter.drafter_id in {None, by.user_id}:
            return
        subject = session.get_one(Subject, letter.subject_id)
        message = GivenBack(
            number="" if subject.confidential else subject_number(subject),
            title=letter.title,
            code=numbered(letter.number, letter.symbol),
        )
        session.add(
            Notice(
                user_id=letter.drafter_id,
                subject_id=letter.subject_id,
                level=NOTICE_LEVEL,
                text=portal.given_back(message),
                created_at=now,
            )
        )
