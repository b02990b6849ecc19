"""Which files stand behind each figure of the target: one SELECT of ``subject_id, hit`` a measure.

Figures count these rows and lists page through them, so a number and the list behind it cannot
differ. A file is a petition or a case; every row is one file. "Now" is the last day asked about or
today, whichever is earlier: what lies ahead is nobody's failure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
    and_,
    exists,
    func,
    or_,
    select,
    true,
)

from feedback.domain.clock import midnight
from feedback.domain.figures import Period
from feedback.domain.petitions import COMPLAINTS
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.models.deadline import ClockExtension, ClockPause, Deadline
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.together import is_followed
from feedback.workflows import quarantine
from feedback.workflows.limits.registry import all_limits

#: A crowd, as the proposal of the target reads it.
CROWD = 5
LONG_OVERDUE = timedelta(days=45)
SHUTTLED = 2
#: Clocks that stop with an act of the head: acceptance, settlement, reply.
SETTLING = ("KN1-RESOLVE", "KN2-RESOLVE", "KL-RESOLVE", "KNPA-RESOLVE")
DECIDED_BY_HEAD = ("KN1-ACCEPT", "KN2-ACCEPT", "KL-ACCEPT", *SETTLING)
#: What the respondent, or whoever holds papers, owes the agency: no failure of its own.
OF_OTHERS = ("KN-RESPONDENT-EXPLAINS", "KN-INFO-FROM-HOLDER")
#: Rules whose end is the day a decision on a complaint enters into force.
IN_FORCE = ("KN1-DECISION-IN-FORCE", "KN2-DECISION-IN-FORCE", "KL-DECISION-IN-FORCE")
OF_LAW = tuple(limit.id for limit in all_limits() if limit.prints_as_law)

_subject, _petition, _case = Subject.__table__.c, Petition.__table__.c, Case.__table__.c


@dataclass(frozen=True, slots=True)
class Asked:
    """The days asked about, as far as they have happened, and today."""

    period: Period
    today: date
    #: files without an act since that day are idle
    idle_since: date

    @property
    def end(self) -> date:
        return self.period.last


#: What waits in the tray of suspects, and what was confirmed to be no petition: counted there.
APART = select(_subject.id).where(_subject.state.in_((quarantine.SUSPECTED, quarantine.JUNK)))

Rows = Select[*tuple[Any, ...]]
Population = Callable[[Asked], Rows]


def _all_of(query: Rows) -> Rows:
    """Files that all count: the condition is in the query itself."""
    return query.add_columns(true().label("hit"))


def _met() -> ColumnElement[bool]:
    return and_(Deadline.closed_on.is_not(None), Deadline.closed_on <= Deadline.due_legal)


def _due(asked: Asked) -> ColumnElement[bool]:
    """A duty whose last day lies in the period and is over, or that was done."""
    return and_(
        Deadline.state != "void",
        Deadline.waits.is_(False),
        Deadline.rule.not_in(OF_OTHERS),
        Deadline.due_legal.between(asked.period.first, asked.end),
        or_(Deadline.closed_on.is_not(None), Deadline.due_legal < asked.today),
    )


def _running_on(day: date) -> ColumnElement[bool]:
    return and_(
        Deadline.state != "void",
        Deadline.waits.is_(False),
        Deadline.rule.not_in(OF_OTHERS),
        or_(Deadline.closed_on.is_(None), Deadline.closed_on > day),
    )


def _in_time(asked: Asked, *conditions: ColumnElement[bool]) -> Rows:
    return (
        select(Deadline.subject_id, func.bool_and(_met()).label("hit"))
        .where(_due(asked), *conditions)
        .group_by(Deadline.subject_id)
    )


def _overdue(asked: Asked, *conditions: ColumnElement[bool]) -> Rows:
    return _all_of(
        select(Deadline.subject_id)
        .where(_running_on(asked.end), Deadline.due_legal < asked.end, *conditions)
        .group_by(Deadline.subject_id)
    )


def _received(asked: Asked, *conditions: ColumnElement[bool]) -> Rows:
    after = midnight(asked.end + timedelta(days=1))
    return _all_of(
        select(_subject.id.label("subject_id"))
        .join_from(Petition.__table__, Subject.__table__, _subject.id == _petition.id)
        .where(_subject.received_at >= midnight(asked.period.first), _subject.received_at < after)
        .where(*conditions)
    )


def decided(asked: Asked) -> Rows:
    return _in_time(asked, Deadline.rule.in_(DECIDED_BY_HEAD))


def in_time(asked: Asked) -> Rows:
    return _in_time(asked)


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
    return _all_of(
        select(PerformedAct.subject_id)
        .where(PerformedAct.action == "determine_complex")
        .where(PerformedAct.happened_on.between(asked.period.first, asked.end))
        .group_by(PerformedAct.subject_id)
    )


def prolonged(asked: Asked) -> Rows:
    """Older than two periods: the day after twice the length lies in the period asked about."""
    twice = Deadline.started_on + 2 * (Deadline.due_legal - Deadline.started_on)
    return _all_of(
        select(Deadline.subject_id)
        .where(Deadline.rule.in_(SETTLING), Deadline.state != "void")
        .where(twice >= asked.period.first, twice < asked.end)
        .where(or_(Deadline.closed_on.is_(None), Deadline.closed_on > twice))
        .group_by(Deadline.subject_id)
    )


def overdue(asked: Asked) -> Rows:
    return _overdue(asked)


def past_legal_date(asked: Asked) -> Rows:
    return _overdue(asked, Deadline.limit_id.in_(OF_LAW))


def long_overdue(asked: Asked) -> Rows:
    return _overdue(asked, Deadline.due_legal <= asked.end - LONG_OVERDUE)


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
    return _all_of(
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
    return _all_of(
        select(_subject.id.label("subject_id"))
        .where(_subject.received_at < midnight(asked.idle_since))
        .where(or_(_subject.closed_on.is_(None), _subject.closed_on > asked.end))
        .where(~acted, ~paused, ~waiting)
    )


POPULATIONS: dict[str, Population] = {
    "decided": decided,
    "in_time": in_time,
    "executed": executed,
    "dialogue": dialogue,
    "new": new,
    "mass": mass,
    "complex": complex_,
    "prolonged": prolonged,
    "overdue": overdue,
    "past_legal_date": past_legal_date,
    "long_overdue": long_overdue,
    "shuttled": shuttled,
    "idle": idle,
}


def suspended_time(asked: Asked) -> Rows:
    """Days: ``hits`` that a case stood still, ``total`` that it ran, within the period."""
    running = _days_within(asked, _case.accepted_on, _subject.closed_on)
    still = _days_within(asked, ClockPause.since, ClockPause.until)
    stood = select(func.coalesce(func.sum(still), 0)).where(ClockPause.subject_id == _case.id)
    return select(
        _case.id.label("subject_id"),
        stood.scalar_subquery().label("hits"),
        func.coalesce(running, 0).label("total"),
    ).join_from(Case.__table__, Subject.__table__, _subject.id == _case.id)


def lengthened(asked: Asked) -> Rows:
    """Clocks of a file that came due, and those that were lengthened, or counted as complex."""
    longer = or_(
        Deadline.flags.contains(["complex"]),
        exists().where(ClockExtension.deadline_id == Deadline.id),
    )
    return (
        select(
            Deadline.subject_id,
            func.count().filter(longer).label("hits"),
            func.count().label("total"),
        )
        .where(_due(asked))
        .group_by(Deadline.subject_id)
    )


def _days_within(
    asked: Asked, since: SQLColumnExpression[Any], until: SQLColumnExpression[Any]
) -> Any:  # noqa: ANN401 - an expression of days
    """Days from ``since`` up to but not including ``until``, as far as they lie in the period."""
    after = asked.end + timedelta(days=1)
    last = func.least(func.coalesce(until, after), after, type_=Date)
    return func.greatest(0, last - func.greatest(since, asked.period.first, type_=Date))


#: One row a file here too, which says how much of something it has.
GUARDS: dict[str, Population] = {"suspended_time": suspended_time, "lengthened": lengthened}
