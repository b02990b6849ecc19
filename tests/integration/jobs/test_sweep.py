"""What is late escalates once, to the right person, at its true time, whenever it is found."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from feedback.domain import clock
from feedback.domain.petitions import Kind
from feedback.domain.roles import CITIZEN
from feedback.extensions import db
from feedback.models.agency import Agency, UserAccount
from feedback.models.deadline import Deadline, Escalation
from feedback.models.entry import Entry
from feedback.models.outbox import Notice, OutboxItem, SweepReport
from feedback.models.subject import Subject
from feedback.services.acts import casework
from feedback.services.ground.transaction import transaction
from feedback.services.ladder import escalation
from feedback.services.ladder.escalation import ClockAheadError, catch_up, escalate_overdue
from feedback.services.log import history
from feedback.services.log.verification import snapshot, verify
from feedback.services.subject.subjects import lock
from tests.factories import Province, at
from tests.integration.jobs.conftest import hours

Lodge = Callable[..., int]

#: Long after every level of whatever was lodged in August 2026.
MUCH_LATER = at("2026-11-20")


def levels(session: Session) -> set[tuple[str, int, str, datetime]]:
    """Every escalation: rule of the deadline, level, account, true moment."""
    session.expire_all()
    rows = session.execute(
        select(
            func.concat(Deadline.subject_id, " ", Deadline.rule),
            Escalation.level,
            UserAccount.username,
            Escalation.due_at,
        )
        .join(Deadline, Deadline.id == Escalation.deadline_id)
        .join(UserAccount, UserAccount.id == Escalation.user_id)
    )
    return set(rows.all())


def sweep(now: datetime) -> escalation.SweepCounts:
    return escalate_overdue(now, trusted=True)


def test_nothing_is_due_before_its_time(lodged: Lodge, session: Session):
    lodged("2026-08-03")
    counts = sweep(at("2026-08-03", 9))
    assert (counts.deadlines, counts.escalations) == (0, 0)
    assert session.scalars(select(SweepReport.escalations)).all() == [0]


def test_every_level_is_told_to_the_one_who_answers_for_it(
    lodged: Lodge, session: Session, province: Province
):
    petition = lodged("2026-08-03")
    given = {"kind": "complaint", "field": "land", "agency": "X06862"}
    casework.apply(petition, "classify", province.receptionist, at("2026-08-03", 10), given)
    sweep(MUCH_LATER)
    told = {
        level: username
        for subject_rule, level, username, _ in levels(session)
        if subject_rule.endswith("KN1-ACCEPT")
    }
    assert told == {
        0: "chutichxa",
        1: "chutichxa",
        2: "chutichxa",
        3: "chutichtinh",
        4: "chutichtinh",
    }


def test_the_person_at_work_is_warned_and_the_head_answers_for_the_delay(
    proposed: Lodge, session: Session
):
    proposed("2026-08-03")
    sweep(MUCH_LATER)
    told = {
        level: username
        for subject_rule, level, username, _ in levels(session)
        if subject_rule.endswith("KN1-ACCEPT")
    }
    assert told == {
        0: "canboxa",
        1: "canboxa",
        2: "chutichxa",
        3: "chutichtinh",
        4: "chutichtinh",
    }


@pytest.mark.parametrize(
    ("away", "addressee"),
    [
        pytest.param(["canboxa"], "chutichxa", id="an officer who left: the head"),
        pytest.param(["canboxa", "chutichxa"], "chutichtinh", id="no head either: the superior"),
    ],
)
def test_where_somebody_is_missing_the_next_one_up_is_told(
    proposed: Lodge, session: Session, away: list[str], addressee: str
):
    proposed("2026-08-03")
    session.execute(update(UserAccount).where(UserAccount.username.in_(away)).values(active=False))
    session.commit()
    sweep(MUCH_LATER)
    assert {name for rule, level, name, _ in levels(session) if level == 0} == {addressee}


def test_above_the_last_head_the_nearest_below_is_told(proposed: Lodge, session: Session):
    proposed("2026-08-03")
    top = select(Agency.id).where(Agency.code == "UBT").scalar_subquery()
    session.execute(update(UserAccount).where(UserAccount.agency_id == top).values(active=False))
    session.commit()
    sweep(MUCH_LATER)
    assert {name for rule, level, name, _ in levels(session) if level == 4} == {"chutichxa"}


def test_a_deadline_nobody_answers_for_waits_and_stops_no_other(
    proposed: Lodge, lodged: Lodge, session: Session, caplog: pytest.LogCaptureFixture
):
    orphan = lodged("2026-08-03")
    proposed("2026-08-03")
    session.execute(update(Agency).where(Agency.code == "BTCD").values(superior_id=None))
    board = select(Agency.id).where(Agency.code == "BTCD").scalar_subquery()
    session.execute(update(UserAccount).where(UserAccount.agency_id == board).values(active=False))
    session.commit()
    counts = sweep(MUCH_LATER)
    assert counts.unaddressed == 3
    assert "nobody answers" in caplog.text
    assert not any(rule.startswith(f"{orphan} ") for rule, *_ in levels(session))
    assert counts.escalations > 0
    session.execute(update(UserAccount).values(active=True))
    session.commit()
    assert sweep(MUCH_LATER).unaddressed == 0
    assert any(rule.startswith(f"{orphan} ") for rule, *_ in levels(session))


def test_a_sweep_every_hour_and_one_after_three_weeks_find_the_same(
    proposed: Lodge, session: Session
):
    """Two petitions of the same day: one swept hourly, one after an outage."""
    start, end = at("2026-08-03", 12), at("2026-10-30")
    watched = proposed("2026-08-03")
    for now in hours(start, start + timedelta(days=21)):
        sweep(now)
    sweep(end)
    neglected = proposed("2026-08-03")
    sweep(end)
    by_petition: dict[str, set[tuple[object, ...]]] = {str(watched): set(), str(neglected): set()}
    for subject_rule, level, username, due in levels(session):
        subject, rule = subject_rule.split()
        by_petition[subject].add((rule, level, username, due))
    assert by_petition[str(watched)] == by_petition[str(neglected)]
    assert len(by_petition[str(watched)]) >= 10


def test_the_history_tells_each_level_with_its_true_time_and_verifies(
    lodged: Lodge, session: Session
):
    lodged("2026-08-03")
    counts = sweep(MUCH_LATER)
    written = session.scalar(select(func.count()).where(Entry.type == "escalated"))
    assert written == counts.escalations
    session.commit()
    with snapshot(db.engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    assert [finding.sentence for finding in report.findings] == []


def test_each_level_lies_on_the_page_and_in_the_mail_of_its_addressee(
    lodged: Lodge, session: Session
):
    lodged("2026-08-03")
    counts = sweep(MUCH_LATER)
    notices = session.scalars(select(Notice).order_by(Notice.id)).all()
    mails = session.scalars(select(OutboxItem.key).where(OutboxItem.queue == "notices")).all()
    ids = session.scalars(select(Escalation.id)).all()
    assert len(notices) == counts.escalations
    assert set(mails) == {f"escalation-{id_}" for id_ in ids}
    assert "QN-2026-00001" in notices[0].text


def test_a_confidential_file_is_not_named_on_the_page(lodged: Lodge, session: Session):
    lodged("2026-08-03", kind=Kind.DENUNCIATION)
    sweep(MUCH_LATER)
    told = session.scalars(select(Notice.text)).all()
    assert told
    assert not any("QN" in words or "62,5" in words for words in told)


def test_people_without_an_address_get_no_mail(lodged: Lodge, session: Session):
    lodged("2026-08-03")
    session.execute(update(UserAccount).values(email=""))
    session.commit()
    assert sweep(MUCH_LATER).escalations > 0
    assert session.scalar(select(func.count()).select_from(OutboxItem)) == 0


def test_a_second_sweep_finds_nothing_left(lodged: Lodge, session: Session):
    lodged("2026-08-03")
    first = sweep(MUCH_LATER)
    before = levels(session)
    assert first.escalations > 0
    assert sweep(MUCH_LATER).escalations == 0
    assert levels(session) == before


def test_a_deadline_moved_later_does_not_climb_the_same_levels_again(
    lodged: Lodge, session: Session
):
    """A row of the ladder's end is marked, so a new date finds nothing above it."""
    lodged("2026-08-03")
    sweep(MUCH_LATER)
    session.expire_all()
    ends = session.scalars(select(Deadline.next_level).where(Deadline.state == "open")).all()
    assert set(ends) == {5}


def test_an_act_while_no_sweep_ran_leaves_the_delay_on_record(lodged: Lodge, session: Session):
    """The levels reached before an act can be written by the act itself."""
    petition = lodged("2026-08-03")
    with transaction() as inner:
        entries = catch_up(inner, lock(inner, petition), at("2026-09-01"))
        history.record_many(inner, entries)
    by_act = levels(session)
    assert by_act
    assert sweep(at("2026-09-01")).escalations == 0
    assert levels(session) == by_act


def test_a_clock_that_jumped_forward_escalates_nothing(
    lodged: Lodge, session: Session, caplog: pytest.LogCaptureFixture
):
    lodged("2026-08-03")
    with pytest.raises(ClockAheadError):
        escalate_overdue(clock.now() + timedelta(days=400))
    assert levels(session) == set()
    assert session.scalars(select(SweepReport.id)).all() == []
    assert "nothing was escalated" in caplog.text


def test_a_clock_minutes_ahead_is_no_reason_to_hold(lodged: Lodge):
    lodged("2026-08-03")
    assert escalate_overdue(clock.now() + timedelta(minutes=5)).escalations > 0


@pytest.mark.usefixtures("impatient")
def test_a_file_somebody_works_on_is_left_for_the_next_sweep(lodged: Lodge, session: Session):
    """Waiting for the officer could lock both for good: the act holds the file first."""
    busy = lodged("2026-08-03")
    lodged("2026-08-04")
    with Session(db.engine) as officer:
        officer.execute(
            select(Subject.__table__.c.id).where(Subject.__table__.c.id == busy).with_for_update()
        )
        sweep(MUCH_LATER)
        assert not any(rule.startswith(f"{busy} ") for rule, *_ in levels(session))
        session.rollback()
    sweep(MUCH_LATER)
    assert any(rule.startswith(f"{busy} ") for rule, *_ in levels(session))


def test_a_delay_is_on_record_even_when_the_act_came_before_the_sweep(
    proposed: Lodge, session: Session
):
    """An outage ends in the same escalations also for clocks that were stopped during it."""
    watched, neglected = proposed("2026-08-03"), proposed("2026-08-03")
    late = at("2026-09-10")
    given = {"reason": "Tôi không theo đuổi nữa."}
    casework.apply(neglected, "withdraw", CITIZEN, late, given)
    sweep(late)
    by_subject: dict[str, set[tuple[object, ...]]] = {str(watched): set(), str(neglected): set()}
    for subject_rule, level, username, due in levels(session):
        subject, rule = subject_rule.split()
        by_subject[subject].add((rule, level, username, due))
    assert by_subject[str(watched)] == by_subject[str(neglected)] != set()
