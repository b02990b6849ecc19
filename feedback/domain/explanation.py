"""How a due date came about, told in lines that can be checked by hand.

The same text serves the officer, the inspector and the citizen. The counted days and the days left
out, as listed, add up to the interval: a property test holds this to account.
"""

from datetime import date, timedelta

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.deadlines import (
    PLAIN,
    Circumstances,
    Direction,
    Due,
    Length,
    Pause,
    Start,
    Step,
    TimeLimit,
    Unit,
)


def explain(
    limit: TimeLimit,
    start: Start,
    calendar: WorkingCalendar,
    computed: Due,
    given: Circumstances = PLAIN,
) -> tuple[Step, ...]:
    """The lines that lead from the start event to the legal date."""
    lines = [_rule(limit, computed), _day_zero(limit, start)]
    if computed.at is not None:
        return (*lines, Step(f"Hết hạn lúc {computed.at:%H:%M ngày %d/%m/%Y}", computed.at.date()))
    if computed.raw is None:
        return (*lines, *_paused(given))
    lines += _left_out(limit, start.day, computed.raw, computed.span, calendar, given)
    lines += [Step(f"Gia hạn thêm {e.span} theo {e.document}") for e in given.extensions]
    lines.append(Step(f"Ngày cuối theo cách đếm: {computed.raw:%d/%m/%Y}", computed.raw))
    if computed.legal is not None and computed.legal != computed.raw:
        why = calendar.why_off(computed.raw)
        lines.append(
            Step(
                f"Ngày cuối là {why}, lùi đến hết ngày làm việc tiếp theo: "
                f"{computed.legal:%d/%m/%Y} (khoản 5 Điều 148 Bộ luật Dân sự 2015)",
                computed.legal,
            )
        )
    if computed.guard is not None and limit.guard is not None:
        lines.append(
            Step(
                f"Mốc cảnh báo sớm: {limit.guard.span} đến {computed.guard:%d/%m/%Y}",
                computed.guard,
            )
        )
    if computed.target is not None:
        lines.append(Step(f"Luật yêu cầu làm ngay; mốc đo nội bộ: {computed.target:%d/%m/%Y}"))
    return tuple(lines)


def _rule(limit: TimeLimit, computed: Due) -> Step:
    if limit.prints_as_law:
        return Step(f"{limit.title}: {computed.span}, theo {limit.basis}")
    return Step(f"{limit.title}: {computed.span}, mốc nội bộ, không phải thời hạn luật định")


def _day_zero(limit: TimeLimit, start: Start) -> Step:
    if limit.direction is Direction.BEFORE:
        return Step(f"Đếm lùi từ ngày {start.day:%d/%m/%Y}, ngày này không tính", start.day)
    return Step(
        f"Bắt đầu từ sự kiện ngày {start.day:%d/%m/%Y}; ngày này không tính, "
        "đếm từ ngày tiếp theo (Điều 147 Bộ luật Dân sự 2015)",
        start.day,
    )


def _paused(given: Circumstances) -> list[Step]:
    return [
        Step(f"Đồng hồ dừng từ ngày {pause.since:%d/%m/%Y}: {_ground(pause)}", pause.since)
        for pause in given.pauses
        if pause.until is None
    ]


def _ground(pause: Pause) -> str:
    return f"{pause.ground} ({pause.document})" if pause.document else pause.ground


def _left_out(  # noqa: PLR0913 - the arithmetic has these six parts
    limit: TimeLimit,
    start: date,
    end: date,
    span: Length,
    calendar: WorkingCalendar,
    given: Circumstances,
) -> list[Step]:
    """Each day between start and end that was not counted, with its reason."""
    first, last = (end, start) if limit.direction is Direction.BEFORE else (start, end)
    steps: list[Step] = []
    for offset in range(1, (last - first).days + (limit.direction is not Direction.BEFORE)):
        day = first + timedelta(days=offset)
        paused = next((pause for pause in given.pauses if pause.stops(day)), None)
        if paused is not None:
            steps.append(Step(f"Không tính {day:%d/%m/%Y}: {_ground(paused)}", day))
        elif span.unit is Unit.WORKING_DAYS and not calendar.is_working_day(day):
            steps.append(Step(f"Không tính {day:%d/%m/%Y}: {calendar.why_off(day)}", day))
        elif span.unit is Unit.WORKING_DAYS and calendar.why_on(day):
            steps.append(Step(f"Có tính {day:%d/%m/%Y}: {calendar.why_on(day)}", day))
    return steps
