"""The ladder that a neglected deadline climbs, and the true time of each step.

The distances are a proposal, not law, and are shown as such. What the law knows is the duty to
report a delay upward (Luật Tiếp công dân 42/2013/QH13, Điều 26 khoản 1 điểm b; Thông tư
05/2021/TT-TTCP, Điều 14 khoản 2), that the reception board urges and the provincial chair looks
into responsibility (Nghị định 154/2026/NĐ-CP, Điều 32 khoản 1).

A level is reached at a moment that follows from
the due date alone, so a sweep after any outage finds the same levels at the same moments.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import midnight


class Addressee(StrEnum):
    #: the person at work, or the head while nobody is named
    PERSON = "person"
    HEAD = "head"
    SUPERIOR_HEAD = "superior_head"
    PROVINCE_HEAD = "province_head"


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    title: str
    addressee: Addressee
    #: working days after the due date; negative before it
    working_days: int
    #: warnings look at the stricter of the legal date and the guard
    warning: bool = False


LADDER = (
    Level(0, "Sắp đến hạn", Addressee.PERSON, -3, warning=True),
    Level(1, "Hạn hôm nay", Addressee.PERSON, 0, warning=True),
    Level(2, "Quá hạn", Addressee.HEAD, 1),
    Level(3, "Quá hạn 5 ngày làm việc", Addressee.SUPERIOR_HEAD, 5),
    Level(4, "Quá hạn 10 ngày làm việc", Addressee.PROVINCE_HEAD, 10),
)

#: A warning whose moment passed before the clock was opened helps nobody; what is overdue counts.
FIRST_OVERDUE = 2


def moment(
    level: Level,
    due_legal: date,
    guard_on: date | None,
    calendar: WorkingCalendar,
    due_at: datetime | None = None,
) -> datetime:
    """The instant at which a deadline reaches a level: the first of that day in Vietnam.

    A period of hours is over at its own instant ``due_at``, not at midnight.
    """
    day = min(due_legal, guard_on) if level.warning and guard_on else due_legal
    if level.working_days < 0:
        return midnight(calendar.subtract_working_days(day, -level.working_days))
    if level.working_days == 0:
        return midnight(day)
    if level.number == FIRST_OVERDUE:
        return due_at or midnight(day + timedelta(days=1))
    return midnight(calendar.add_working_days(day, level.working_days))


def next_step(
    due_legal: date | None,
    guard_on: date | None,
    calendar: WorkingCalendar,
    *,
    after_level: int = -1,
    opened_at: datetime | None = None,
    due_at: datetime | None = None,
) -> tuple[int, datetime] | None:
    """The next level above ``after_level`` and its moment.

    None when the clock stands or the ladder ends. Warnings whose moment lies before ``opened_at``
    are passed over.
    """
    if due_legal is None:
        return None
    for level in LADDER[after_level + 1 :]:
        at = moment(level, due_legal, guard_on, calendar, due_at)
        if level.number >= FIRST_OVERDUE or opened_at is None or at > opened_at:
            return level.number, at
    return None
