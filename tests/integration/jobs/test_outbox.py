"""Row first, job second: whatever happens to the queue, the row brings its work to its end."""

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.delivery.email import RefusedForGoodError
from feedback.domain.errors import NotFoundError
from feedback.launch.child import Child
from feedback.launch.redis import QueueServer
from feedback.models.outbox import OutboxItem
from feedback.services.ground import outbox
from feedback.services.ground.relay import bring_overdue
from feedback.services.ground.transaction import transaction
from tests.factories import at

Propose = Callable[..., int]
NOW = at("2026-08-03", 10)


def job_ids(redis: Redis) -> list[str]:
    return Queue("letters", connection=redis, serializer="json").job_ids


def the_row(session: Session) -> OutboxItem:
    session.expire_all()
    return session.scalars(select(OutboxItem)).one()


def test_a_committed_row_wakes_the_queue_at_once(proposed: Propose, redis: Redis, session: Session):
    proposed()
    assert job_ids(redis) == [f"letters-{the_row(session).id}-0"]


def test_a_job_is_json_and_carries_numbers_alone(proposed: Propose, redis: Redis):
    """Whoever writes to the queue's server brings no objects to life, and reads no words there."""
    proposed()
    (name,) = job_ids(redis)
    function, instance, given, named = json.loads(
        zlib.decompress(redis.hget(f"rq:job:{name}", "data"))
    )
    assert (function, instance, named) == ("feedback.jobs.letters.render", None, {})
    assert [type(each) for each in given] == [int]


def test_a_row_rolled_back_wakes_nobody(session: Session, redis: Redis):
    with suppress(NotFoundError), transaction() as inner:
        outbox.later(inner, queue="letters", key="letter-1", payload={"letter": 1}, now=NOW)
        inner.flush()
        raise NotFoundError("không có")
    assert job_ids(redis) == []
    assert session.scalars(select(OutboxItem.id)).all() == []


def test_work_is_taken_on_while_the_queue_is_away_and_brought_later(
    proposed: Propose, queue_server: tuple[QueueServer, Child], redis: Redis, session: Session
):
    server, child = queue_server
    child.stop()
    proposed()
    row = the_row(session)
    with pytest.raises(RedisError):
        bring_overdue(NOW + timedelta(hours=1))
    assert (the_row(session).attempts, row.done_at) == (0, None)
    child.start()
    server.await_answer(child)
    assert bring_overdue(NOW + timedelta(hours=1)) == 1
    assert job_ids(redis) == [f"letters-{row.id}-1"]


def test_each_attempt_has_an_id_of_its_own(proposed: Propose, redis: Redis, session: Session):
    """A queue remembers the ids of finished and failed jobs: the old one would block for a day."""
    proposed()
    row = the_row(session)
    for hours in (1, 3, 9):
        bring_overdue(NOW + timedelta(hours=hours))
    assert job_ids(redis) == [f"letters-{row.id}-{attempt}" for attempt in range(4)]


def test_the_same_attempt_sent_twice_is_one_job(proposed: Propose, redis: Redis, session: Session):
    proposed()
    row = the_row(session)
    outbox.enqueue(row.id, "letters", 0)
    assert len(job_ids(redis)) == 1


def test_a_row_is_not_brought_before_its_time(proposed: Propose, redis: Redis):
    proposed()
    assert bring_overdue(NOW + timedelta(seconds=100)) == 0
    assert len(job_ids(redis)) == 1


@pytest.mark.parametrize(
    ("attempts", "age", "given_up"),
    [
        pytest.param(8, timedelta(days=5), True, id="tried often, and for days"),
        pytest.param(8, timedelta(hours=5), False, id="tried often, but only today"),
        pytest.param(2, timedelta(days=9), False, id="old, but hardly tried: an outage"),
    ],
)
def test_a_row_is_given_up_only_when_tried_often_and_for_long(
    proposed: Propose, session: Session, attempts: int, age: timedelta, *, given_up: bool
):
    proposed()
    row = the_row(session)
    row.attempts = attempts
    session.commit()
    with transaction() as inner:
        outbox.note_failure(inner, row.id, "OSError: full", row.created_at + age)
    assert (the_row(session).failed_at is not None) is given_up
    assert the_row(session).error == "OSError: full"


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (OSError("full"), "OSError: full"),
        (
            RefusedForGoodError("550 5.1.1 <hoa@example.invalid>: unknown"),
            "RefusedForGoodError: 550 5.1.1 <…>: unknown",
        ),
        (
            SMTPRecipientsRefused({"hoa@example.invalid": (451, b"hoa@example.invalid later")}),
            "SMTPRecipientsRefused: {'…': (451, b'… later')}",
        ),
        (IntegrityError("insert", {"name": "Hòa"}, Exception("row (Hòa)")), "IntegrityError"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_of_a_failure_no_address_and_no_row_is_kept(error: Exception, kept: str):
    assert outbox.reason(error) == kept


def test_a_row_given_up_can_be_asked_for_again(proposed: Propose, session: Session):
    proposed()
    row = the_row(session)
    with transaction() as inner:
        outbox.give_up(inner, row.id, "no such mailbox", NOW)
    assert bring_overdue(NOW + timedelta(days=1)) == 0
    with transaction() as inner:
        assert outbox.revive(inner, row.key, NOW) == row.id
    assert bring_overdue(NOW + timedelta(days=1)) == 1


@pytest.mark.usefixtures("impatient")
def test_a_row_that_somebody_holds_is_passed_over(proposed: Propose, session: Session):
    proposed()
    row = the_row(session)
    with Session(session.get_bind()) as worker:
        assert outbox.take(worker, row.id) is not None
        assert outbox.take(session, row.id) is None
        assert bring_overdue(NOW + timedelta(days=1)) == 0
    session.rollback()
    assert outbox.take(session, row.id) is not None
