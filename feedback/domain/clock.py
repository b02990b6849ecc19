"""The only clock in the house.

Instants are kept in UTC; a legal day is a day in Vietnam (Bộ luật Dân sự 91/2015/QH13, Điều 145 to
148: periods are counted in civil days and end at 24:00). Domain, workflows and services never look
at a clock: their callers at the edges pass ``now`` or ``on``.
"""

from datetime import UTC, date, datetime, timedelta, timezone

#: Vietnam keeps UTC+7 the whole year; a fixed offset needs no time zone database.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this module is the clock


def today() -> date:
    """The present civil day in Vietnam."""
    return civil_day(now())


def civil_day(instant: datetime) -> date:
    """The day in Vietnam on which an instant falls."""
    return instant.astimezone(VIETNAM).date()


def vietnam_time(instant: datetime) -> datetime:
    """The instant as a wall clock in Vietnam shows it."""
    return instant.astimezone(VIETNAM)


def midnight(day: date) -> datetime:
    """The instant at which a civil day in Vietnam begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM).astimezone(UTC)
