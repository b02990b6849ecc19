"""Two sweeps at once, in processes of their own: each level once, nobody waits for anybody."""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.extensions import db
from feedback.models.deadline import Escalation
from feedback.models.entry import Entry
from feedback.services.acts import casework
from feedback.services.ladder.escalation import escalate_overdue
from tests.factories import Province, at

Lodge = Callable[..., int]
LATE = at("2026-11-20")


def test_two_sweeps_racing_escalate_each_level_exactly_once(
    app: Flask, lodged: Lodge, session: Session
):
    for _ in range(40):
        lodged("2026-08-03")
    session.rollback()
    found: list[int] = []
    ready = threading.Barrier(3)

    def race() -> None:
        with app.app_context():
            ready.wait()
            found.append(escalate_overdue(LATE, batch=7, trusted=True).escalations)

    racers = [threading.Thread(target=race) for _ in range(3)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    rows = session.execute(select(Escalation.deadline_id, Escalation.level)).all()
    told = session.scalar(select(func.count()).where(Entry.type == "escalated"))
    assert len(rows) == len(set(rows)) == sum(found) == told
    assert escalate_overdue(LATE, trusted=True).escalations == 0


def test_officers_at_work_and_sweeps_do_not_lock_each_other_for_good(
    app: Flask, lodged: Lodge, province: Province, session: Session
):
    """An act locks the file, then its deadlines; a sweep that did it the other way round dies."""
    petitions = [lodged("2026-08-03") for _ in range(30)]
    session.rollback()
    errors: list[BaseException] = []
    done = threading.Event()

    def sweep() -> None:
        with app.app_context():
            try:
                while not done.is_set():
                    escalate_overdue(LATE, batch=50, trusted=True)
                    db.session.remove()
            except BaseException as error:  # noqa: BLE001 - told to the test
                errors.append(error)

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    given = {"kind": "complaint", "field": "land", "agency": "X06862"}
    try:
        for petition in petitions:
            casework.apply(petition, "classify", province.receptionist, LATE, given)
    finally:
        done.set()
        sweeper.join()
    assert errors == []
