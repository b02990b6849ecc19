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
from feedback.domain.counting import ONE_DAY, months_of
from feedback.domain.deadlines import PLAIN, Circumstances, Due, Pause, Start, stopping_pauses
from feedback.domain.steps import Line, Step
from feedback.domain.time_limits import (
    Direction,
    Length,
    TimeLimit,
    Unit,
    Variant,
    VersionBy,
)
from feedback.domain.triggers import TRIGGERS


def explain(
    limit: TimeLimit,
    start: Start,
    calendar: WorkingCalendar,
    computed: Due,
    given: Circumstances = PLAIN,
) -> tuple[Step, ...]:
    """The lines that lead from the start event to the legal date."""
    lines = [_rule(limit, computed, given), _edition(limit), _event(limit, start, given)]
    lines.append(_day_zero(limit, start, computed, given))
    if computed.at is not None:
        moment = f"{vietnam_time(computed.at):%H:%M ngày %d/%m/%Y}"
        lines.append(Step(Line.RAW, f"Chậm nhất lúc {moment}", computed.legal))
    else:
        pauses = stopping_pauses(limit, given.pauses)
        lines += _other_pauses(given.pauses, pauses)
        listed = _counting(_Told(limit, calendar, pauses), start.day, computed, given)
        lines += [*listed, *_ending(limit, start.day, computed, listed)]
        lines += _rolling(limit, calendar, computed, given)
    return (*lines, *_alarms(limit, computed))


def _rule(limit: TimeLimit, computed: Due, given: Circumstances) -> Step:
    length = _length(limit, computed.span, _direction(limit, given))
    variant = limit.variant_for(given.flags)
    why = f" (vì {variant.because}{_by_document(variant, given)})" if variant else ""
    if limit.prints_as_law:
        return Step(Line.RULE, f"{limit.title}: {length}{why}, theo {limit.basis}")
    if limit.law_applies:
        return Step(Line.RULE, f"{limit.title}: {length}{why}; chưa đối chiếu với văn bản gốc")
    return Step(
        Line.RULE, f"{limit.title}: {length}{why}; mốc nội bộ, không phải thời hạn luật định"
    )


def _by_document(variant: Variant, given: Circumstances) -> str:
    """The papers by which the conditions of a longer total are known to hold."""
    papers = (("remote", given.remote_basis), ("complex", given.complex_basis))
    told = "; ".join(paper for flag, paper in papers if flag in variant.when and paper)
    return f", căn cứ {told}" if told else ""


def _length(limit: TimeLimit, span: Length, direction: Direction) -> str:
    if limit.immediate:
        return "làm ngay"
    words = {Direction.BEFORE: "trước ít nhất ", Direction.MIN_DURATION: "ít nhất "}
    return f"{words.get(direction, '')}{span}"


def _direction(limit: TimeLimit, given: Circumstances) -> Direction:
    variant = limit.variant_for(given.flags)
    return (variant.direction if variant else None) or limit.direction


def _edition(limit: TimeLimit) -> Step:
    """Which version of the rule, since when, and by which date it was picked."""
    if not limit.law_applies:
        decided = f"do tỉnh đặt: {limit.decided}" if limit.decided else "theo mức đề xuất"
        return Step(Line.EDITION, f"Mốc {limit.id}, {decided}")
    begins = f", áp dụng từ {limit.in_force_from:%d/%m/%Y}" if limit.in_force_from else ""
    ends = f" đến {limit.in_force_to:%d/%m/%Y}" if limit.in_force_to else ""
    by_act = limit.version_by is VersionBy.EVENT_DATE
    picked = "ngày thực hiện việc này" if by_act else "ngày của sự kiện bắt đầu"
    return Step(Line.EDITION, f"Bản quy tắc {limit.id}{begins}{ends}; chọn theo {picked}")


def _event(limit: TimeLimit, start: Start, given: Circumstances) -> Step:
    """The event that starts the clock, and what must hold for it to count."""
    variant = limit.variant_for(given.flags)
    trigger = (variant.trigger if variant else "") or limit.trigger
    needs = f" ({limit.trigger_condition})" if limit.trigger_condition else ""
    text = f"Sự kiện mà thời hạn tính từ đó: {TRIGGERS[trigger]}, ngày {start.day:%d/%m/%Y}{needs}"
    return Step(Line.EVENT, text, start.day)


def _cite(limit: TimeLimit, place: str) -> str:
    return f"{place} Bộ luật Dân sự 2015" if limit.prints_as_law else ""


def _day_zero(limit: TimeLimit, start: Start, computed: Due, given: Circumstances) -> Step:
    if computed.at is not None:
        hour = f"{vietnam_time(start.at):%H:%M ngày }" if start.at else "đầu ngày "
        text = f"Tính từ {hour}{start.day:%d/%m/%Y}"
        return Step(Line.DAY_ZERO, text, start.day, basis=_cite(limit, "khoản 1 Điều 147"))
    if _direction(limit, given) is Direction.BEFORE:
        text = f"Đếm lùi từ ngày {start.day:%d/%m/%Y}, ngày này không tính"
        return Step(Line.DAY_ZERO, text, start.day)
    text = f"Ngày {start.day:%d/%m/%Y} là ngày 0, không tính; đếm từ {start.day + ONE_DAY:%d/%m/%Y}"
    return Step(Line.DAY_ZERO, text, start.day, basis=_cite(limit, "khoản 2, 3 Điều 147"))


def _other_pauses(given: tuple[Pause, ...], stopping: tuple[Pause, ...]) -> list[Step]:
    return [
        Step(
            Line.ELSEWHERE,
            f"Việc tạm dừng từ ngày {p.since:%d/%m/%Y} không làm dừng thời hạn này",
            p.since,
        )
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
                for day in days:
                    yield Step(Line.COUNTED, f"Có tính {day:%d/%m/%Y}: {why}", day)
            elif why:
                kind = Line.PAUSED if self._pause_of(days[0]) else Line.LEFT_OUT
                yield Step(kind, f"Không tính {_period(days)}: {why}", days[0], len(days))

    def _pause_of(self, day: date) -> Pause | None:
        return next((pause for pause in self._pauses if pause.stops(day)), None)

    def _reason(self, day: date, unit: Unit) -> tuple[bool, str]:
        """Whether the day counts, and what there is to say about it."""
        paused = self._pause_of(day)
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
            lines.append(Step(Line.GRANTED, f"{text}{begin:%d/%m/%Y}", begin))
        lines += told.left_out(begin + ONE_DAY, end, units[index])
        begin = end
    stopped = told.open_pause() if computed.left else None
    if stopped is not None:
        lines += told.left_out(begin + ONE_DAY, stopped.since - ONE_DAY, units[len(computed.ends)])
        counted = Unit.CALENDAR_DAYS if months_of(computed.span) is not None else unit
        rest = Length(computed.left, counted)
        text = f"Đồng hồ dừng từ ngày {stopped.since:%d/%m/%Y}: {told.ground(stopped)}"
        lines.append(Step(Line.STOPPED, f"{text}; còn {rest} chưa đếm", stopped.since))
    return lines


def _ending(limit: TimeLimit, start: date, computed: Due, listed: list[Step]) -> list[Step]:
    """The last day as counted, and the sum that whoever doubts can do again."""
    if computed.raw is None:
        return []
    end = computed.ends[-1]
    words = f"Ngày cuối theo cách đếm: {end:%d/%m/%Y}"
    lines = [Step(Line.RAW, words, end, basis=_corresponding(limit, computed.span))]
    whole = abs((end - start).days)
    if whole:
        left_out = sum(step.left_out for step in listed)
        first, last = (start + ONE_DAY, end) if end > start else (end, start - ONE_DAY)
        words = f"Cộng lại: {whole - left_out} ngày được tính và {left_out} ngày không tính"
        total = f" là {whole} ngày, từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
        lines.append(Step(Line.SUM, f"{words}{total}", end))
    return lines


def _corresponding(limit: TimeLimit, span: Length) -> str:
    """The article by which months and years end on the corresponding day."""
    if span.unit is Unit.MONTHS:
        return _cite(limit, "khoản 3 Điều 148")
    return _cite(limit, "khoản 4 Điều 148") if span.unit is Unit.YEARS else ""


def _rolling(
    limit: TimeLimit, calendar: WorkingCalendar, computed: Due, given: Circumstances
) -> list[Step]:
    """The days off at the end over which the period reaches, and the cap of another law."""
    if computed.raw is None or computed.legal is None:
        return []
    end, lines = computed.ends[-1], []
    if computed.legal > end:
        days = [end + timedelta(days=n) for n in range((computed.legal - end).days)]
        more = (f"ngày {day:%d/%m/%Y} là {calendar.why_off(day)}" for day in days[1:])
        why = ", ".join([f"Ngày cuối là {calendar.why_off(end)}", *more])
        text = f"{why}, hạn kéo đến hết ngày làm việc tiếp theo: {computed.legal:%d/%m/%Y}"
        cited = _cite(limit, "khoản 5 Điều 148")
        lines.append(Step(Line.ROLLED, text, computed.legal, len(days), cited))
    if limit.cap and given.not_after is not None and computed.legal == given.not_after:
        text = f"Không được kéo dài quá ngày {given.not_after:%d/%m/%Y}: {limit.cap}"
        lines.append(Step(Line.CAP, text, given.not_after))
    return lines


def _alarms(limit: TimeLimit, computed: Due) -> list[Step]:
    lines: list[Step] = []
    early = computed.guard is not None and computed.guard == computed.alarm
    if limit.guard is not None and computed.guard is not None and early:
        text = f"Mốc cảnh báo sớm {limit.guard.span}: {computed.guard:%d/%m/%Y}"
        lines.append(Step(Line.GUARD, f"{text}, vì {limit.guard.why}", computed.guard))
    if computed.target_at is not None:
        moment = f"{vietnam_time(computed.target_at):%H:%M ngày %d/%m/%Y}"
        text = f"Phải làm ngay; mốc đo nội bộ: {moment}"
        lines.append(Step(Line.TARGET, text, computed.target))
    elif computed.target is not None:
        text = f"Phải làm ngay; mốc đo nội bộ: {computed.target:%d/%m/%Y}"
        lines.append(Step(Line.TARGET, text, computed.target))
    return lines
