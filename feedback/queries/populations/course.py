"""Files by what happened to them: what came in, and what was done, carried out or left lying."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, or_, select

from feedback.domain.clock import midnight
from feedback.domain.petitions import COMPLAINTS
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.models.deadline import ClockPause, Deadline
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.together import is_followed
from feedback.queries.populations.asked import Asked, Rows, all_of

#: A crowd, as the proposal of the target reads it.
CROWD = 5
SHUTTLED = 2
#: Rules whose end is the day a decision on a complaint enters into force.
IN_FORCE = ("KN1-DECISION-IN-FORCE", "KN2-DECISION-IN-FORCE", "KL-DECISION-IN-FORCE")

_subject, _petition, _case = Subject.__table__.c, Petition.__table__.c, Case.__table__.c


def _received(asked: Asked, *conditions: ColumnElement[bool]) -> Rows:
    after = midnight(asked.end + timedelta(days=1))
    return all_of(
        select(_subject.id.label("subject_id"))
        .join_from(Petition.__table__, Subject.__table__, _subject.id == _petition.id)
        .where(_subject.received_at >= midnight(asked.period.first), _subject.received_at < after)
        .where(*conditions)
    )


def executed(asked: Asked) -> Rows:
    """Decisions that entered into force in the period and change something; those carried out.

    What was complained about again never enters into force: the second decision stands instead.
    """
    done = exists().where(
        PerformedAct.subject_id == Deadline.subject_id,
        PerformedAct.action == "confirm_enforced",
        PerformedAct.happened_on <= asked.end,
    )
    return (
        select(Deadline.subject_id, done.label("hit"))
        .where(Deadline.rule.in_(IN_FORCE), Deadline.state != "void")
        .where(Deadline.due_legal.between(asked.period.first, asked.end))
        .where(Deadline.due_legal < asked.today, ~is_followed(Deadline.subject_id))
        .where(_changes_something(Deadline.subject_id))
        .group_by(Deadline.subject_id)
    )


def _changes_something(subject_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """What ``workflows.guards.enforcement.changes_something`` asks; a test compares the two."""
    said = PerformedAct.data
    ruling = func.coalesce(said["ruling"].astext, said["discipline_ruling"].astext)
    return exists().where(
        PerformedAct.subject_id == subject_id,
        PerformedAct.action == "settle",
        or_(
            func.coalesce(said["compensation"].astext, "") != "",
            ruling != "keep",
            and_(ruling.is_(None), said["verdict"].astext != "wrong"),
        ),
    )


def dialogue(asked: Asked) -> Rows:
    held = exists().where(
        PerformedAct.subject_id == _case.id, PerformedAct.action == "hold_dialogue"
    )
    return (
        select(_case.id.label("subject_id"), held.label("hit"))
        .join_from(Case.__table__, Subject.__table__, _subject.id == _case.id)
        .where(_subject.kind.in_(COMPLAINTS))
        .where(_case.settled_on.between(asked.period.first, asked.end))
    )


def new(asked: Asked) -> Rows:
    return _received(asked, _petition.joined_to_id.is_(None))


def mass(asked: Asked) -> Rows:
    return _received(asked, _petition.people >= CROWD)


def complex_(asked: Asked) -> Rows:
    return all_of(
        select(PerformedAct.subject_id)
        .where(PerformedAct.action == "determine_complex")
        .where(PerformedAct.happened_on.between(asked.period.first, asked.end))
        .group_by(PerformedAct.subject_id)
    )


def shuttled(asked: Asked) -> Rows:
    """Handed on by classifying anew or by transfer; the first handing over sends it to its desk."""
    agency = PerformedAct.data["agency"].astext
    before = func.lag(agency).over(partition_by=PerformedAct.subject_id, order_by=PerformedAct.id)
    moves = (
        select(
            PerformedAct.subject_id,
            PerformedAct.happened_on,
            (agency != before).label("moved"),
        )
        .where(PerformedAct.action.in_(("classify", "transfer")))
        .where(PerformedAct.happened_on <= asked.end)
        .subquery()
    )
    return all_of(
        select(moves.c.subject_id)
        .where(moves.c.moved)
        .group_by(moves.c.subject_id)
        .having(func.count() >= SHUTTLED, func.max(moves.c.happened_on) >= asked.period.first)
    )


def idle(asked: Asked) -> Rows:
    """Nothing was done, and the law neither stopped the clocks nor made everybody wait."""
    acted = exists().where(
        PerformedAct.subject_id == _subject.id,
        PerformedAct.happened_on.between(asked.idle_since, asked.end),
    )
    paused = exists().where(
        ClockPause.subject_id == _subject.id,
        ClockPause.since <= asked.end,
        or_(ClockPause.until.is_(None), ClockPause.until > asked.end),
    )
    waiting = exists().where(
        Deadline.subject_id == _subject.id,
        Deadline.waits.is_(True),
        Deadline.due_legal >= asked.end,
        or_(Deadline.closed_on.is_(None), Deadline.closed_on > asked.end),
    )
    return all_of(
        select(_subject.id.label("subject_id"))
        .where(_subject.received_at < midnight(asked.idle_since))
        .where(or_(_subject.closed_on.is_(None), _subject.closed_on > asked.end))
        .where(~acted, ~paused, ~waiting)
    )
