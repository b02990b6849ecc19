"""The calendar in words: days of the week, kinds of days, where a change stands."""

from datetime import date

from feedback.blueprints.filters import vn_date
from feedback.domain.calendar import DayKind
from feedback.domain.day_changes import ACTION_WORDS, Action, NewDay
from feedback.models.days import CalendarChange
from feedback.services.time.day_changes import CONFIRMED, PROPOSED, days_of

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
KINDS = {
    DayKind.HOLIDAY: "Nghỉ lễ",
    DayKind.DAY_IN_LIEU: "Nghỉ bù, hoán đổi",
    DayKind.MAKE_UP_DAY: "Làm bù",
}


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def kind(value: str) -> str:
    return KINDS[DayKind(value)]


def action(change: CalendarChange) -> str:
    return ACTION_WORDS[Action(change.action)]


def entered(change: CalendarChange) -> list[str]:
    """The days of a change, each in a line."""
    return [_day(each) for each in days_of(change)]


def _day(each: NewDay) -> str:
    named = f"{weekday(each.day)} {vn_date(each.day)}"
    return f"{named}: {KINDS[each.kind].lower()}, {each.reason}" if each.kind else named


def standing(change: CalendarChange) -> str:
    """Where the change stands, in one phrase."""
    if change.state == PROPOSED:
        return "Chờ người thứ hai xác nhận"
    if change.state != CONFIRMED:
        return f"Không xác nhận: {change.note}"
    if change.finished_at is None:
        return f"Đang tính lại thời hạn, đã chuyển {change.moved}"
    return f"Đã áp dụng, chuyển {change.moved} thời hạn"
