"""Changes of the table of days: which days, what they become, and whether that can be.

Nothing is deleted. A row is switched off or on, or superseded by a new row for the same day. Days
off are weekdays and worked days are weekend days, as in the whole table: anything else changes no
count and is a slip of the pen.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.domain.calendar import FRIDAY, DayKind, SpecialDay
from feedback.domain.errors import InvalidInputError, NoLawInForceError

#: A year is entered whole: one that held a single holiday would count Tết as working days.
DAYS_OFF_IN_A_YEAR = 10
#: More days than any yearly notice has.
MOST_DAYS = 40

KIND_WORDS = {
    DayKind.HOLIDAY: "nghỉ lễ",
    DayKind.DAY_IN_LIEU: "nghỉ bù",
    DayKind.MAKE_UP_DAY: "làm bù",
}
EXAMPLE = "02/01/2026 nghỉ bù: hoán đổi với ngày 10/01/2026"


class Action(StrEnum):
    ADD = "add"
    SWITCH_OFF = "switch_off"
    SWITCH_ON = "switch_on"


ACTION_WORDS = {
    Action.ADD: "Thêm hoặc thay ngày",
    Action.SWITCH_OFF: "Tắt ngày",
    Action.SWITCH_ON: "Bật lại ngày",
}


@dataclass(frozen=True, slots=True)
class NewDay:
    """One day of a change; kind and reason only where a row is added."""

    day: date
    kind: DayKind | None = None
    reason: str = ""

    def __str__(self) -> str:
        words = f" {KIND_WORDS[self.kind]}: {self.reason}" if self.kind else ""
        return f"{self.day:%d/%m/%Y}{words}"


@dataclass(frozen=True, slots=True)
class Switches:
    """What a change does to the rows of the table, by their ids."""

    off: tuple[int, ...] = ()
    on: tuple[int, ...] = ()
    new: tuple[NewDay, ...] = ()


_LINE = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?:\s+(?P<rest>.*))?", re.ASCII
)
_KIND = re.compile(
    rf"(?P<kind>{'|'.join(KIND_WORDS.values())})\s*:\s*(?P<reason>.+)", re.IGNORECASE
)
_KIND_OF_WORDS = {words: kind for kind, words in KIND_WORDS.items()}


def read_days(typed: str, action: Action) -> tuple[NewDay, ...]:
    """The days of a change, one a line; InvalidInputError names the line that cannot be read."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not lines:
        raise InvalidInputError("days", "Ghi ít nhất một ngày.")
    if len(lines) > MOST_DAYS:
        raise InvalidInputError("days", f"Mỗi lần ghi nhiều nhất {MOST_DAYS} ngày.")
    days = tuple(_read(number, line, action) for number, line in enumerate(lines, 1))
    for number, entered in enumerate(days, 1):
        if entered.day in {earlier.day for earlier in days[: number - 1]}:
            raise _wrong(number, f"ngày {entered.day:%d/%m/%Y} đã ghi ở dòng trên.")
    return days


def _read(number: int, line: str, action: Action) -> NewDay:
    found = _LINE.fullmatch(line)
    if found is None:
        raise _wrong(number, f"không đọc được “{line[:60]}”. Viết như {EXAMPLE}.")
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise _wrong(number, f"không có ngày “{line[:10]}” trong lịch.") from None
    if action is not Action.ADD:
        return NewDay(day)
    told = _KIND.fullmatch(found["rest"] or "")
    if told is None:
        words = ", ".join(f"“{each}:”" for each in KIND_WORDS.values())
        raise _wrong(number, f"sau ngày cần một trong các chữ {words} rồi đến lý do.")
    entered = NewDay(day, _KIND_OF_WORDS[told["kind"].lower()], told["reason"])
    _refuse_wrong_weekday(number, entered)
    return entered


def _refuse_wrong_weekday(number: int, entered: NewDay) -> None:
    weekend = entered.day.weekday() > FRIDAY
    named = f"{entered.day:%d/%m/%Y}"
    if weekend and entered.kind is not DayKind.MAKE_UP_DAY:
        raise _wrong(number, f"ngày {named} là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ.")
    if not weekend and entered.kind is DayKind.MAKE_UP_DAY:
        raise _wrong(number, f"ngày {named} là ngày trong tuần, vốn đã làm việc.")


def _wrong(number: int, sentence: str) -> InvalidInputError:
    return InvalidInputError("days", f"Dòng {number}: {sentence}")


def switches(rows: Mapping[int, SpecialDay], action: Action, days: Sequence[NewDay]) -> Switches:
    """What the change does to the table as it stands, or why it cannot be done.

    Raises InvalidInputError for a day that is so already, NoLawInForceError for a day in a year
    that has no calendar.
    """
    _refuse_unknown_years({row.day.year for row in rows.values()}, action, days)
    if action is Action.ADD:
        return _added(rows, days)
    wanted = action is Action.SWITCH_ON
    found = tuple(_row_to_switch(rows, entered.day, on=wanted) for entered in days)
    return Switches(on=found) if wanted else Switches(off=found)


def _refuse_unknown_years(known: set[int], action: Action, days: Sequence[NewDay]) -> None:
    """A year without data stays closed, unless it is the next one and entered whole."""
    for day in (entered.day for entered in days if entered.day.year not in known):
        whole = [e for e in days if e.day.year == day.year and e.kind is not DayKind.MAKE_UP_DAY]
        follows = bool(known) and day.year == max(known) + 1
        if action is Action.ADD and follows and len(whole) >= DAYS_OFF_IN_A_YEAR:
            continue
        raise NoLawInForceError(
            f"Lịch ngày làm việc chưa có dữ liệu cho ngày {day:%d/%m/%Y}. Muốn mở năm {day.year}, "
            f"ghi đủ các ngày nghỉ của năm kế tiếp trong một lần (ít nhất {DAYS_OFF_IN_A_YEAR})."
        )


def _added(rows: Mapping[int, SpecialDay], days: Sequence[NewDay]) -> Switches:
    active = {row.day: (row_id, row) for row_id, row in rows.items() if row.active}
    superseded = []
    for entered in days:
        if entered.day not in active:
            continue
        row_id, row = active[entered.day]
        if (row.kind, row.reason) == (entered.kind, entered.reason):
            raise InvalidInputError("days", f"Lịch đã có {entered}.")
        superseded.append(row_id)
    return Switches(off=tuple(superseded), new=tuple(days))


def _row_to_switch(rows: Mapping[int, SpecialDay], day: date, *, on: bool) -> int:
    """The active row of a day, or the newest of those switched off."""
    of_day = [(row_id, row) for row_id, row in rows.items() if row.day == day]
    active = [row_id for row_id, row in of_day if row.active]
    if bool(active) is on or not of_day:
        words = "đang bật" if on and active else "không có dòng nào để bật" if on else "không bật"
        raise InvalidInputError("days", f"Ngày {day:%d/%m/%Y} {words} trong lịch.")
    return max(row_id for row_id, _ in of_day) if on else active[0]


def table_after(
    rows: Mapping[int, SpecialDay], done: Switches, source: str
) -> Iterable[SpecialDay]:
    """The rows that count once the change is made."""
    kept = [
        SpecialDay(row.day, row.kind, row.reason, row.source, row.entered_by)
        for row_id, row in rows.items()
        if row_id in done.on or (row.active and row_id not in done.off)
    ]
    added = [SpecialDay(e.day, e.kind, e.reason, source) for e in done.new if e.kind]
    return [*kept, *added]
