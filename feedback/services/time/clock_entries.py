"""What the history says of a clock: dates, and all that its arithmetic rests on.

``feedback.domain.history.clocks`` reads it back. No reason in words of people is among it: a reason
may name somebody, a document is named by its title, number and day.
"""

from datetime import date
from typing import Any

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.deadlines import Circumstances, Due
from feedback.domain.history.clocks import days_said, flags_said, span_said
from feedback.domain.history.entries import stamp
from feedback.domain.time_limits import TimeLimit
from feedback.models.deadline import ClockExtension, ClockPause, Deadline

Said = dict[str, Any]


def opened(
    deadline: Deadline, limit: TimeLimit, given: Circumstances, computed: Due, days: WorkingCalendar
) -> Said:
    grounds = flags_said(given)
    return {
        "id": deadline.uid.hex,
        "limit": deadline.limit_id,
        "start": deadline.started_on.isoformat(),
        **_instants(deadline),
        **_dates(deadline),
        **({"flags": grounds} if grounds else {}),
        **span_said(limit),
        **days_said(days, deadline.started_on, computed),
    }


def moved(deadline: Deadline, computed: Due, days: WorkingCalendar) -> Said:
    return {
        "id": deadline.uid.hex,
        **_dates(deadline),
        **days_said(days, deadline.started_on, computed),
    }


def paused(pause: ClockPause) -> Said:
    return {"since": pause.since.isoformat(), "ground": pause.ground, "document": pause.document}


def extended(deadline: Deadline, row: ClockExtension) -> Said:
    return {
        "id": deadline.uid.hex,
        "length": row.length,
        "unit": row.unit,
        "document": row.document,
    }


def _instants(deadline: Deadline) -> Said:
    """From which instant to which, where hours are counted."""
    if deadline.started_at is None:
        return {}
    said = {"start_at": stamp(deadline.started_at)}
    return said | ({"due_at": stamp(deadline.due_at)} if deadline.due_at else {})


def _dates(deadline: Deadline) -> Said:
    return {"raw": _iso(deadline.due_raw), "legal": _iso(deadline.due_legal)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
