"""How a due date came about, told in lines that can be checked by hand.

The same text serves the officer, the inspector and the citizen. The counted days and the days left
out, as listed, add up to the interval: a property test holds this to account. A target that is not
law is told in the same lines, but no line of it cites an article.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import vietnam_time
from feedback.domain.deadlines import (
    ONE_DAY,
    PLAIN,
    Circumstances,
    Due,
    Pause,
    Start,
    Step,
    stopping_pauses,
)
from feedback.domain.time_limits import Direction, Length, TimeLimit, Unit, Variant


def explain(
    limit: TimeLimit,
    start: Start,
    calendar: WorkingCalendar,
    computed: Due,
    given: Circumstances = PLAIN,
) -> tuple[Step, ...]:
    """The lines that lead from the start event to the legal date."""
    lines = [_rule(limit, computed, given), _day_zero(limit, start, computed, given)]
    if computed.at is not None:
        moment = f"{vietnam_time(computed.at):%H:%M ngày %d/%m/%Y}"
        lines.append(Step(f"Chậm nhất lúc {moment}", computed.legal))
    else:
        pauses = stopping_pauses(limit, given.pauses)
        lines += _other_pauses(given.pauses, pauses)
        lines += _counting(_Told(limit, calendar, pauses), start.day, computed, given)
        lines += _ending(limit, calendar, computed, given)
    return (*lines, *_alarms(limit, computed))


def _rule(limit: TimeLimit, computed: Due, given: Circumstances) -> Step:
    length = _length(limit, computed.span, _direction(limit, given))
    variant = limit.variant_for(given.flags)
    why = f" (vì {variant.because}{_by_document(variant, given)})" if variant else ""
    if limit.prints_as_law:
        return Step(f"{limit.title}: {length}{why}, theo {limit.basis}")
    if limit.law_applies:
        return Step(f"{limit.title}: {length}{why}; chưa đối chiếu với văn bản gốc")
    return Step(f"{limit.title}: {length}{why}; mốc nội bộ, không phải thời hạn luật định")


def _by_document(variant: Variant, given: Circumstances) -> str:
    told = "remote" in variant.when and given.remote_basis
    return f", căn cứ {given.remote_basis}" if told else ""


def _length(limit: TimeLimit, span: Length, direction: Direction) -> str:
    if limit.immediate:
        return "làm ngay"
    words = {Direction.BEFORE: "trước ít nhất ", Direction.MIN_DURATION: "ít nhất "}
    return f"{words.get(direction, '')}{span}"


def _direction(limit: TimeLimit, given: Circumstances) -> Direction:
    variant = limit.variant_for(given.flags)
    return (variant.direction if variant else None) or limit.direction


def _cite(limit: TimeLimit, place: str) -> str:
    return f" ({place} Bộ luật Dân sự 2015)" if limit.prints_as_law else ""


def _day_zero(limit: TimeLimit, start: Start, computed: Due, given: Circumstances) -> Step:
    if computed.at is not None:
        hour = f"{vietnam_time(start.at):%H:%M ngày }" if start.at else "đầu ngày "
        return Step(
            f"Tính từ {hour}{start.day:%d/%m/%Y}{_cite(limit, 'khoản 1 Điều 147')}", start.day
        )
    if _direction(limit, given) is Direction.BEFORE:
        return Step(f"Đếm lùi từ ngày {start.day:%d/%m/%Y}, ngày này không tính", start.day)
    return Step(
        f"Bắt đầu từ sự kiện ngày {start.day:%d/%m/%Y}; ngày này không tính, "
        f"đếm từ ngày tiếp theo{_cite(limit, 'khoản 2 Điều 147')}",
        start.day,
    )


def _other_pauses(given: tuple[Pause, ...], stopping: tuple[Pause, ...]) -> list[Step]:
    return [
        Step(f"Việc tạm dừng từ ngày {p.since:%d/%m/%Y} không làm dừng thời hạn này", p.since)
        for p in given
        if p not in stopping
    ]


class _Told:
    """Tells why days between two dates were left out of the count."""

    def __init__(
        self, limit: TimeLimit, calendar: WorkingCalendar, pauses: tuple[Pause, ...]
    ) -> None:
        self._limit = limit
        self._calendar = calendar
        self._pauses = pauses

    def ground(self, pause: Pause) -> str:
        known = self._limit.pause_ground(pause.ground, pause.since)
        title = known.title if known else pause.ground
        return f"{title} ({pause.document})" if pause.document else title

    def open_pause(self) -> Pause | None:
        return next((pause for pause in self._pauses if pause.until is None), None)

    def left_out(self, first: date, last: date, unit: Unit) -> Iterator[Step]:
        """One line for each run of days, first to last, left out for the same reason."""
        listed = (first + timedelta(days=n) for n in range((last - first).days + 1))
        for (counted, why), run in groupby(listed, key=lambda day: self._reason(day, unit)):
            days = list(run)
            if counted and why:
                yield from (Step(f"Có tính {day:%d/%m/%Y}: {why}", day) for day in days)
            elif why:
                yield Step(f"Không tính {_period(days)}: {why}", days[0], len(days))

    def _reason(self, day: date, unit: Unit) -> tuple[bool, str]:
        """Whether the day counts, and what there is to say about it."""
        paused = next((pause for pause in self._pauses if pause.stops(day)), None)
        if paused is not None:
            return False, self.ground(paused)
        if unit is not Unit.WORKING_DAYS:
            return True, ""
        why_off = self._calendar.why_off(day)
        return (False, why_off) if why_off else (True, self._calendar.why_on(day))


def _period(days: list[date]) -> str:
    if len(days) == 1:
        return f"{days[0]:%d/%m/%Y}"
    return f"{len(days)} ngày từ {days[0]:%d/%m/%Y} đến {days[-1]:%d/%m/%Y}"


def _counting(told: _Told, start: date, computed: Due, given: Circumstances) -> list[Step]:
    """The days left out, period by period; of a stopped clock, up to where it stopped."""
    unit = computed.span.unit
    if computed.ends and computed.ends[0] < start:
        return list(told.left_out(computed.ends[0], start - ONE_DAY, unit))
    lines: list[Step] = []
    begin = start
    units = [unit, *(extension.span.unit for extension in given.extensions)]
    for index, end in enumerate(computed.ends):
        if index:
            granted = given.extensions[index - 1]
            text = f"Gia hạn thêm {granted.span} theo {granted.document}, đếm tiếp từ sau ngày "
            lines.append(Step(f"{text}{begin:%d/%m/%Y}", begin))
        lines += told.left_out(begin + ONE_DAY, end, units[index])
        begin = end
    stopped = told.open_pause() if computed.left else None
    if stopped is not None:
        lines += told.left_out(begin + ONE_DAY, stopped.since - ONE_DAY, units[len(computed.ends)])
        rest = Length(computed.left, unit)
        text = f"Đồng hồ dừng từ ngày {stopped.since:%d/%m/%Y}: {told.ground(stopped)}"
        lines.append(Step(f"{text}; còn {rest} chưa đếm", stopped.since))
    return lines


def _ending(
    limit: TimeLimit, calendar: WorkingCalendar, computed: Due, given: Circumstances
) -> list[Step]:
    if computed.raw is None or computed.legal is None:
        return []
    counted = computed.ends[-1]
    lines = [Step(f"Ngày cuối theo cách đếm: {counted:%d/%m/%Y}", counted)]
    if computed.legal > counted:
        text = f"Ngày cuối là {calendar.why_off(counted)}, hạn kéo đến hết ngày làm việc tiếp theo"
        cited = _cite(limit, "khoản 5 Điều 148")
        lines.append(Step(f"{text}: {computed.legal:%d/%m/%Y}{cited}", computed.legal))
    if limit.cap and given.not_after is not None and computed.legal == given.not_after:
        lines.append(Step(f"Không được kéo dài quá ngày {given.not_after:%d/%m/%Y}: {limit.cap}"))
    return lines


def _alarms(limit: TimeLimit, computed: Due) -> list[Step]:
    lines: list[Step] = []
    early = computed.guard is not None and computed.guard == computed.alarm
    if limit.guard is not None and computed.guard is not None and early:
        text = f"Mốc cảnh báo sớm {limit.guard.span}: {computed.guard:%d/%m/%Y}"
        lines.append(Step(f"{text}, vì {limit.guard.why}", computed.guard))
    if computed.target_at is not None:
        moment = f"{vietnam_time(computed.target_at):%H:%M ngày %d/%m/%Y}"
        lines.append(Step(f"Phải làm ngay; mốc đo nội bộ: {moment}", computed.target))
    elif computed.target is not None:
        text = f"Phải làm ngay; mốc đo nội bộ: {computed.target:%d/%m/%Y}"
        lines.append(Step(text, computed.target))
    return lines
