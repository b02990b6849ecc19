"""T7: a day of the calendar changes; every open clock it can touch is counted anew and written."""

import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from bench import floor
from bench.house import House
from bench.result import Result
from feedback.app import create_app
from feedback.domain import clock
from feedback.domain.calendar import DayKind
from feedback.domain.day_changes import Action, NewDay
from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.models.agency import UserAccount
from feedback.models.days import CalendarChange
from feedback.services.time import day_changes, recomputation
from feedback.services.time.calendars import calendar
from feedback.services.time.day_preview import preview
from feedback.settings.frozen import Settings

#: How long the clocks of copies still run, roughly: a day about then lies within most of them.
AHEAD = timedelta(days=5)
CLOCKS = 100_000


def recount(house: House) -> Iterator[Result]:
    """A day off is entered, switched off and on again; medians, as if a hundred thousand ran."""
    (open_clocks,) = house.one("SELECT count(*) FROM deadline WHERE state = 'open'")
    with create_app(Settings.from_environment(house.environ)).app_context():
        day = calendar(db.session()).add_working_days(clock.today() + AHEAD, 1)
        db.session.rollback()
        seen, written = zip(*(_changed(action, day) for action in Action), strict=True)
    ground = [floor.recount(house.database) for _ in Action]
    scale = CLOCKS / open_clocks
    for what, times in (("shown before", seen), ("counted and written", written)):
        product, bare = statistics.median(times) * scale, statistics.median(ground) * scale
        yield Result(f"T7 100,000 clocks {what}", "s", product, bare)


def _changed(action: Action, day: date) -> tuple[float, float]:
    """Seconds of the preview, and of the worker's part from the first batch to the last."""
    first, second = _administrators()
    now, kind = clock.now(), DayKind.HOLIDAY if action is Action.ADD else None
    days = (NewDay(day, kind, "ngày nghỉ để đo" if kind else ""),)
    wanted = day_changes.Wanted(action, days, "đo", "1/TB", "đo")
    change = day_changes.propose(wanted, first, now)
    begun = time.perf_counter()
    preview(db.session(), db.session.get_one(CalendarChange, change), clock.today())
    db.session.rollback()
    shown = time.perf_counter()
    day_changes.confirm(change, second, now)
    confirmed = time.perf_counter()
    recomputation.carry_on(change, now)
    return shown - begun, time.perf_counter() - confirmed


def _administrators() -> tuple[Actor, Actor]:
    query = select(UserAccount.id).where(UserAccount.role == Role.ADMINISTRATOR).limit(2)
    one, other = db.session.scalars(query.order_by(UserAccount.id))
    db.session.rollback()
    return tuple(Actor(Role.ADMINISTRATOR, f"user:{each}", each) for each in (one, other))
