"""The calendar changes by two people; every clock it moves is counted anew and says so."""

from datetime import date

import pytest
from sqlalchemy import func, select, text

from feedback.domain.day_changes import Action
from feedback.domain.errors import (
    DomainError,
    InvalidInputError,
    NoLawInForceError,
    NotAllowedError,
    NotLawfulError,
)
from feedback.domain.history.entries import parse
from feedback.domain.history.report import print_report
from feedback.domain.petitions import Kind
from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.jobs import days as jobs
from feedback.models.agency import CalendarDay
from feedback.models.days import CalendarChange
from feedback.models.deadline import Deadline, Escalation
from feedback.models.entry import Entry
from feedback.models.obligation import Obligation
from feedback.models.outbox import OutboxItem
from feedback.services.ladder import escalation
from feedback.services.log.verification import snapshot, verify
from feedback.services.time import day_changes, recomputation
from feedback.services.time.calendars import calendar
from feedback.services.time.day_preview import preview
from feedback.services.upkeep.reference import load_reference
from tests.factories import at
from tests.integration.administration.conftest import NOW, wanted

CULTURE = date(2026, 11, 24)


def dates(session):
    """Legal date of every open clock, by file and rule."""
    session.rollback()
    rows = session.execute(
        select(Deadline.subject_id, Deadline.rule, Deadline.due_raw, Deadline.due_legal)
        .where(Deadline.state == "open")
        .order_by(Deadline.id)
    )
    return {(subject, rule): (raw, legal) for subject, rule, raw, legal in rows}


def entries(session, type_):
    rows = session.scalars(select(Entry.body).where(Entry.type == type_).order_by(Entry.index))
    return [parse(body) for body in rows]


def assert_history_agrees():
    with snapshot(db.engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    assert report.findings == [], print_report(report)


def confirmed(administrators, **how):
    change = day_changes.propose(wanted(**how), administrators.first, NOW)
    day_changes.confirm(change, administrators.second, NOW)
    return change


def test_switching_the_day_of_culture_off_moves_seven_working_days_to_2_december(
    lodge, session, administrators
):
    complaint = lodge()
    before = dates(session)
    change = confirmed(administrators)
    recomputation.carry_on(change, NOW)
    after = dates(session)
    assert before[complaint, "KN1-ACCEPT"] != after[complaint, "KN1-ACCEPT"]
    moved = {key for key in before if before[key] != after[key]}
    told = entries(session, "clock_moved")
    assert len(told) == len(moved) > 0
    assert {entry.data["calendar_change"] for entry in told} == {
        session.get_one(CalendarChange, change).uid.hex
    }
    assert {item["legal"] for entry in told for item in entry.data["moved"]} == {
        after[key][1].isoformat() for key in moved
    }
    lines = session.scalars(select(Deadline.explanation).where(Deadline.subject_id == complaint))
    assert not any("Ngày Văn hóa" in line for explanation in lines for line in explanation)
    assert_history_agrees()


def test_the_nearest_duty_and_the_next_level_follow_the_clock(lodge, session, administrators):
    complaint = lodge()
    levels = dict(session.execute(select(Deadline.id, Deadline.next_level_at)).all())
    change = confirmed(administrators)
    recomputation.carry_on(change, NOW)
    session.rollback()
    nearest = session.scalars(
        select(func.min(Deadline.due_legal)).where(
            Deadline.subject_id == complaint, Deadline.state == "open", ~Deadline.waits
        )
    ).one()
    due = session.scalars(select(Obligation.due_on).where(Obligation.done_at.is_(None))).one()
    assert due == nearest
    now = dict(session.execute(select(Deadline.id, Deadline.next_level_at)).all())
    assert any(now[key] < moment for key, moment in levels.items() if moment and now[key])


def test_the_table_counts_at_once_and_nothing_is_deleted(session, administrators):
    rows = session.scalars(select(func.count()).select_from(CalendarDay)).one()
    confirmed(administrators)
    assert calendar(session).is_working_day(CULTURE)
    confirmed(administrators, action=Action.SWITCH_ON)
    assert not calendar(session).is_working_day(CULTURE)
    assert session.scalars(select(func.count()).select_from(CalendarDay)).one() == rows


def test_a_new_row_supersedes_and_says_who_by_which_decision(session, administrators):
    change = confirmed(administrators, action=Action.ADD, typed="24/11/2026 nghỉ bù: hoán đổi")
    session.rollback()
    old, new = session.scalars(
        select(CalendarDay).where(CalendarDay.day == CULTURE).order_by(CalendarDay.id)
    )
    assert (old.active, new.active) == (False, True)
    assert (new.change_id, new.decision) == (change, "4567/TB-UBND ngày 20/11/2026")
    assert new.entered_by == administrators.first.pseudonym
    assert calendar(session).why_off(CULTURE) == "hoán đổi"
    load_reference(session)
    session.commit()
    assert (
        session.scalars(
            select(func.count()).select_from(CalendarDay).where(CalendarDay.day == CULTURE)
        ).one()
        == 2
    )


def test_the_one_who_proposes_may_not_confirm_or_refuse(session, administrators):
    change = day_changes.propose(wanted(), administrators.first, NOW)
    with pytest.raises(NotAllowedError, match="thứ hai"):
        day_changes.confirm(change, administrators.first, NOW)
    with pytest.raises(NotAllowedError, match="thứ hai"):
        day_changes.refuse(change, administrators.first, NOW, "Thôi.")
    assert not calendar(session).is_working_day(CULTURE)


def test_the_database_refuses_one_person_for_both_too(session, administrators):
    change = day_changes.propose(wanted(), administrators.first, NOW)
    with pytest.raises(Exception, match="second_person"):
        session.execute(
            text(
                "UPDATE calendar_change SET state = 'confirmed', decided_by_id = proposed_by_id,"
                " decided_at = now() WHERE id = :id"
            ),
            {"id": change},
        )
    session.rollback()


@pytest.mark.parametrize("role", [Role.HEAD, Role.INSPECTOR, Role.CASE_OFFICER])
def test_nobody_else_may_propose(house, role):
    with pytest.raises(NotAllowedError):
        day_changes.propose(wanted(), Actor(role, "user:1", 1, 1, "UBT"), NOW)


def test_a_refused_change_keeps_its_reason_and_moves_nothing(lodge, session, administrators):
    lodge()
    before = dates(session)
    change = day_changes.propose(wanted(), administrators.first, NOW)
    day_changes.refuse(change, administrators.second, NOW, "Chưa có công báo.")
    recomputation.carry_on(change, NOW)
    assert dates(session) == before
    assert session.get_one(CalendarChange, change).note == "Chưa có công báo."
    assert [e.type for e in entries(session, "calendar_change_refused")] == [
        "calendar_change_refused"
    ]
    with pytest.raises(NotLawfulError):
        day_changes.confirm(change, administrators.second, NOW)
    assert_history_agrees()


def test_a_change_that_no_longer_fits_the_table_is_refused_and_stays_open(session, administrators):
    late = day_changes.propose(wanted(), administrators.first, NOW)
    confirmed(administrators)
    with pytest.raises(InvalidInputError, match="không bật"):
        day_changes.confirm(late, administrators.second, NOW)
    session.rollback()
    assert session.get_one(CalendarChange, late).state == "proposed"


def test_a_year_without_calendar_is_refused_and_nothing_is_written(session, administrators):
    with pytest.raises(NoLawInForceError, match="chưa có dữ liệu cho ngày 02/09/2031"):
        day_changes.propose(
            wanted(Action.ADD, "02/09/2031 nghỉ lễ: Quốc khánh"), administrators.first, NOW
        )
    assert session.scalars(select(func.count()).select_from(CalendarChange)).one() == 0
    assert entries(session, "calendar_change_proposed") == []


def test_the_preview_says_what_confirming_then_does(lodge, session, administrators):
    for kind in Kind:
        lodge(kind)
    before = dates(session)
    change = day_changes.propose(wanted(), administrators.first, NOW)
    seen = preview(session, session.get_one(CalendarChange, change), date(2026, 11, 23))
    assert dates(session) == before
    day_changes.confirm(change, administrators.second, NOW)
    recomputation.carry_on(change, NOW)
    after = dates(session)
    moved = sorted((before[key], after[key]) for key in before if before[key] != after[key])
    shown = sorted(
        ((c.before.raw, c.before.legal), (c.after.raw, c.after.legal)) for c in seen.clocks
    )
    assert shown == moved
    assert seen.moved == len(moved) == session.get_one(CalendarChange, change).moved


def test_the_preview_shows_no_number_of_a_protected_file_and_says_who_becomes_late(
    lodge, session, administrators
):
    lodge(Kind.DENUNCIATION)
    change = day_changes.propose(wanted(), administrators.first, NOW)
    row = session.get_one(CalendarChange, change)
    seen = preview(session, row, date(2026, 11, 23))
    assert seen.moved
    assert {clock.number for clock in seen.clocks} == {""}
    assert seen.become_late == seen.no_longer_late == 0
    last = max(clock.after.legal for clock in seen.clocks)
    late = preview(session, row, date.fromordinal(last.toordinal() + 1))
    assert late.become_late > 0


def test_levels_that_were_recorded_stay(lodge, session, administrators):
    lodge()
    escalation.escalate_overdue(at("2026-12-10"), trusted=True)
    levels = select(Escalation.deadline_id, Escalation.level, Escalation.due_at)
    before = set(session.execute(levels).all())
    assert before
    change = confirmed(administrators)
    recomputation.carry_on(change, at("2026-12-10"))
    session.rollback()
    assert set(session.execute(levels).all()) == before
    escalation.escalate_overdue(at("2027-02-10"), trusted=True)
    assert_history_agrees()


def test_work_broken_off_in_the_middle_goes_on_where_it_stood(lodge, session, administrators):
    for _ in range(5):
        lodge()
    change = confirmed(administrators)
    assert recomputation.step(change, NOW, batch=2)
    session.rollback()
    halfway = session.get_one(CalendarChange, change)
    assert (halfway.finished_at, halfway.moved > 0) == (None, True)
    assert_history_agrees()
    recomputation.finish_all(NOW)
    session.rollback()
    assert session.get_one(CalendarChange, change).finished_at is not None
    told = [item["id"] for e in entries(session, "clock_moved") for item in e.data["moved"]]
    assert len(told) == len(set(told)) == session.get_one(CalendarChange, change).moved
    recomputation.finish_all(NOW)
    assert len(entries(session, "clock_moved")) == len(told)
    assert_history_agrees()


def test_the_job_does_the_work_and_twice_does_no_harm(lodge, session, administrators):
    lodge()
    change = confirmed(administrators)
    item = session.scalars(
        select(OutboxItem.id).where(OutboxItem.key == f"calendar-{change}")
    ).one()
    session.rollback()
    jobs.recompute(item)
    jobs.recompute(item)
    session.rollback()
    assert session.get_one(OutboxItem, item).done_at is not None
    assert session.get_one(CalendarChange, change).finished_at is not None
    assert len(entries(session, "calendar_recomputed")) == 1


def test_switching_off_and_on_again_brings_every_date_back(lodge, session, administrators):
    for kind in Kind:
        lodge(kind)
    before = dates(session)
    for action in (Action.SWITCH_OFF, Action.SWITCH_ON):
        recomputation.carry_on(confirmed(administrators, action=action), NOW)
    assert dates(session) == before
    assert_history_agrees()


def test_a_confirmation_that_breaks_leaves_nothing(session, administrators):
    change = day_changes.propose(wanted(), administrators.first, NOW)
    with pytest.raises(DomainError):
        day_changes.confirm(change + 1, administrators.second, NOW)
    session.rollback()
    assert session.get_one(CalendarChange, change).state == "proposed"
