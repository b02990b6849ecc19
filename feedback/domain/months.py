"""Months and years of the civil calendar.

A period of months ends on the day of the same number in its last month, or on that month's last
day when it has no such day (Bộ luật Dân sự 91/2015/QH13 Điều 148 khoản 3); a period of years on the
same day and month of its last year (khoản 4), where 29 February is treated as by khoản 3.
"""

from calendar import monthrange
from datetime import date

MONTHS_OF_A_YEAR = 12


def months_after(day: date, count: int) -> date:
    """The corresponding day ``count`` months later, or earlier when negative."""
    year, month = divmod(day.year * MONTHS_OF_A_YEAR + day.month - 1 + count, MONTHS_OF_A_YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
