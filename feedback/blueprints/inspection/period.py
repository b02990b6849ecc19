"""The two days a period is asked for with, as they were typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from feedback.blueprints.filters import vn_date
from feedback.domain.figures import Period
from feedback.domain.text import clean_line

#: The year before the first period must lie in the calendar of working days, which begins in 2012.
EARLIEST = date(2013, 1, 1)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_WRITTEN = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class TypedPeriod:
    """What was typed, what it means, and what is wrong with it, by field."""

    first: str
    last: str
    period: Period | None
    wrong: Mapping[str, str]


def read_period(values: Mapping[str, str], today: date) -> TypedPeriod:
    """The period of an address; without one, this year until today."""
    first = clean_line(values.get("tu", ""))[:40] or f"{date(today.year, 1, 1):%d/%m/%Y}"
    last = clean_line(values.get("den", ""))[:40] or vn_date(today)
    wrong: dict[str, str] = {}
    days = {name: _day(name, typed, wrong) for name, typed in (("tu", first), ("den", last))}
    begin, end = days["tu"], days["den"]
    if begin is not None and begin > today:
        wrong["tu"] = "Kỳ này chưa bắt đầu. Chọn ngày đầu không muộn hơn hôm nay."
    if begin is not None and end is not None and end < begin:
        wrong["den"] = "Ngày cuối sớm hơn ngày đầu. Sửa một trong hai ngày."
    if wrong or begin is None or end is None:
        return TypedPeriod(first, last, None, wrong)
    return TypedPeriod(vn_date(begin), vn_date(end), Period(begin, end), wrong)


def _day(name: str, typed: str, wrong: dict[str, str]) -> date | None:
    found = _ISO.fullmatch(typed) or _WRITTEN.fullmatch(typed)
    if found is None:
        wrong[name] = f"Không đọc được ngày “{typed}”. Viết như 01/01/2026."
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        wrong[name] = f"Không có ngày “{typed}” trong lịch. Viết như 01/01/2026."
        return None
    if day < EARLIEST:
        wrong[name] = f"Số liệu chỉ tính được từ ngày {vn_date(EARLIEST)}."
    return day
