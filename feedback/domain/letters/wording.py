"""How official papers write days, hours and numbers (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from datetime import date, datetime

from feedback.domain.clock import vietnam_time

#: Days below 10 and the months 1 and 2 take a zero; months 3 to 9 do not (Phụ lục I, II.4.b).
_ZERO_MONTHS = 2


def day_words(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``."""
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def short_day(day: date) -> str:
    """``12/4/2025``, as the forms write the day of an identity paper."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def time_words(instant: datetime) -> str:
    """``10 giờ 05 phút 07 giây, ngày 18 tháng 9 năm 2026`` by the clock of Vietnam."""
    local = vietnam_time(instant)
    hours = f"{local.hour:02d} giờ {local.minute:02d} phút {local.second:02d} giây"
    return f"{hours}, {day_words(local.date())}"


def number_words(number: int) -> str:
    """``07``: numbers below 10 take a zero (Phụ lục I, II.3.c)."""
    return f"{number:02d}"


def code_words(number: int | None, symbol: str) -> str:
    """``07/TB-UBND``, ``…/TB-UBND`` while it has no number (Phụ lục I, II.3)."""
    shown = "…" if number is None else number_words(number)
    return f"{shown}/{symbol}"


def numbered(number: int | None, symbol: str) -> str:
    """`` số 07/TB-UBND`` after the name of a document; nothing for a paper without a number."""
    return "" if number is None else f" số {code_words(number, symbol)}"


def sentence(text: str) -> str:
    """The text with its first letter raised, the rest as it is."""
    return text[:1].upper() + text[1:]


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month <= _ZERO_MONTHS else str(day.month)
