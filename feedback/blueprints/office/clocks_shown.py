"""The clocks of a file as its page explains them: how long they run, or how they ended."""

from dataclasses import dataclass
from datetime import date

from feedback.blueprints.filters import vn_date
from feedback.blueprints.office import words
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.time_limits import Duty
from feedback.queries.file_parts import Clock, File
from feedback.workflows.limits.registry import limit_named


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A clock as the page explains it."""

    title: str
    #: a target of the province is never shown as a legal period
    law: bool
    #: who must act, or may, where it is not the agency itself
    whose: str
    running: bool
    chip: words.Chip
    ended: str
    steps: tuple[dict[str, str | None], ...]


def face(file: File, days: WorkingCalendar, today: date) -> words.Chip | None:
    """The nearest running clock, or the day the work is owed by; a closed file has neither."""
    if file.closed_on is not None:
        return None
    running = next((each for each in file.clocks if each.state == "open" and each.due), None)
    if running is None:
        owed = file.duty.due_on if file.duty else None
        return words.chip(days, today, owed, paused=file.paused_on is not None)
    return words.chip(
        days,
        today,
        running.due,
        started=running.started_on,
        waits=running.waits,
        due_at=running.due_at,
    )


def shown(clock_: Clock, file: File, days: WorkingCalendar, today: date) -> ShownClock:
    limit = limit_named(clock_.limit_id)
    running = clock_.state == "open"
    return ShownClock(
        title=limit.title,
        law=limit.prints_as_law,
        whose=limit.actor if limit.duty is not Duty.AGENCY else "",
        running=running,
        chip=words.chip(
            days,
            today,
            clock_.due,
            started=clock_.started_on,
            paused=file.paused_on is not None,
            waits=clock_.waits,
            due_at=clock_.due_at,
        ),
        ended=_ended(clock_) if not running else "",
        steps=tuple({"day": "", "words": text, "basis": None} for text in clock_.explanation),
    )


def _ended(clock_: Clock) -> str:
    if clock_.state == "void":
        return f"Không còn áp dụng từ ngày {vn_date(clock_.closed_on)}"
    if clock_.waits:
        return f"Khép lại ngày {vn_date(clock_.closed_on)}"
    late = clock_.due is not None and clock_.closed_on is not None and clock_.closed_on > clock_.due
    return f"{'Xong muộn' if late else 'Xong đúng hạn'} ngày {vn_date(clock_.closed_on)}"
