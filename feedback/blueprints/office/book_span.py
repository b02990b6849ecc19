"""The year and the days a book is asked for with, as they were typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from feedback.domain.text import clean_line
from feedback.queries.document_books import Span

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """What was typed, what it means, and what is wrong with it, by field."""

    year: str
    first: str
    last: str
    span: Span | None
    wrong: Mapping[str, str]

    @property
    def address(self) -> dict[str, str]:
        """The same span as an address carries it."""
        return {"nam": self.year, "tu": self.first, "den": self.last}


def read_span(values: Mapping[str, str], today: date) -> TypedSpan:
    """The span of an address; without days the whole year, without a year this one."""
    year, first, last = (clean_line(values.get(name, ""))[:20] for name in ("nam", "tu", "den"))
    year = year or str(today.year)
    wrong: dict[str, str] = {}
    if not re.fullmatch(r"20\d\d", year, re.ASCII):
        wrong["nam"] = f"Không đọc được năm “{year}”. Viết bằng 4 số, ví dụ 2026."
        return TypedSpan(year, first, last, None, wrong)
    begin = _day("tu", first, date(int(year), 1, 1), wrong)
    end = _day("den", last, date(int(year), 12, 31), wrong)
    if not wrong and end < begin:
        wrong["den"] = "Ngày cuối sớm hơn ngày đầu. Sửa một trong hai ngày."
    return TypedSpan(year, first, last, None if wrong else Span(begin, end), wrong)


def _day(name: str, typed: str, default: date, wrong: dict[str, str]) -> date:
    """A book is of one year, and so are its days."""
    if not typed:
        return default
    found = _DAY.fullmatch(typed)
    try:
        day = date(*(int(found[part]) for part in (3, 2, 1))) if found else None
    except ValueError:
        day = None
    if day is None:
        wrong[name] = f"Không đọc được ngày “{typed}”. Viết như 01/01/2026."
    elif day.year != default.year:
        wrong[name] = f"Sổ này của năm {default.year}; ngày phải trong năm đó."
    return day or default
