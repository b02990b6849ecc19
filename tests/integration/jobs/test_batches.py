"""Many documents at once: all are made, one that fails is told and stops no other."""

from collections.abc import Callable
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.models.subject import Subject
from feedback.services.documents import rendering
from feedback.services.documents.batches import PORTION, Progress, render_waiting
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction
from feedback.services.letters import contexts
from feedback.services.letters.contexts import context_of
from tests.factories import at
from tests.issuing import frozen_anew

NOW = at("2026-08-03", 10)
MEMBERS = PORTION + 3


def _one_for_each_member(session: Session) -> list[int]:
    """The letter that is due, and one like it for each further person of the case."""
    with transaction() as writing:
        first = writing.scalars(select(IssuedLetter)).one()
        kept = ("subject_id", "name", "title", "book", "year", "symbol", "issued_on", "own")
        same = {
            key: getattr(first, key) for key in (*kept, "drafter_id", "signer_id", "approved_at")
        }
        made = [first.id]
        for number in range(MEMBERS - 1):
            letter = IssuedLetter(**same, uid=uuid4(), number=first.number + 1 + number)
            subject = writing.get_one(Subject, first.subject_id)
            context = {**context_of(first), "proposal": f"Thụ lý đơn thứ {number}"}
            letter.frozen = contexts.seal(writing, subject, letter.uid, context, NOW)
            writing.add(letter)
            writing.flush()
            outbox.later(
                writing,
                queue="letters",
                key=f"letter-{letter.id}",
                payload={"letter": letter.id},
                now=NOW,
            )
            made.append(letter.id)
    session.rollback()
    return made


def test_all_that_wait_are_made_and_one_that_fails_stops_no_other(
    proposed: Callable[..., int], session: Session
):
    proposed()
    made = _one_for_each_member(session)
    with transaction() as writing:
        spoilt = writing.get_one(IssuedLetter, made[1])
        spoilt.frozen = frozen_anew(spoilt, proposal=7)
    told = list(render_waiting(NOW, at_once=1))
    assert told[0] == Progress(0, 0, MEMBERS)
    assert told[-1] == Progress(MEMBERS - 1, 1, MEMBERS)
    assert [each.done + each.failed for each in told] == [0, PORTION, MEMBERS]
    session.expire_all()
    letters = {each.id: each for each in session.scalars(select(IssuedLetter))}
    assert [number for number, each in letters.items() if not each.rendered_at] == [made[1]]
    assert letters[made[1]].failure
    assert len({each.pdf_sha256 for each in letters.values()}) == MEMBERS
    mine = select(OutboxItem.key).where(OutboxItem.queue == "letters")
    waiting = session.scalars(mine.where(OutboxItem.done_at.is_(None))).all()
    assert waiting == [f"letter-{made[1]}"]


def test_nothing_waits_twice(proposed: Callable[..., int], session: Session):
    proposed()
    assert list(render_waiting(NOW, at_once=2))[-1] == Progress(1, 0, 1)
    assert list(render_waiting(NOW, at_once=2)) == [Progress(0, 0, 0)]
    letter = session.scalars(select(IssuedLetter)).one()
    assert rendering.letter_bytes(letter)[:5] == b"%PDF-"


def test_the_command_tells_how_far_it_is(proposed, house, session):
    proposed()
    result = house.test_cli_runner().invoke(args=["documents", "batch", "--cores", "1"])
    assert result.output.splitlines() == ["Đã lập 0/1 văn bản.", "Đã lập 1/1 văn bản."]
    assert result.exit_code == 0
