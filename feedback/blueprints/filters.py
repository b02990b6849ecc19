"""How facts are written for people: days, hours, numbers, codes, and the legal clock in words.

Pure functions; ``install`` lends them to the templates.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from flask import Flask

from feedback.domain.clock import civil_day, vietnam_time

#: From this many working days left the clock warns (``ux``: "sắp đến hạn").
SOON = 3


class DueState(StrEnum):
    """The five faces of the legal clock, and one for matters that have none."""

    ON_TIME = "on_time"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    PAUSED = "paused"
    NONE = "none"


class DueWords(NamedTuple):
    """What a chip shows: which face, and the words that carry the number."""

    state: DueState
    words: str


def due_words(
    today: date,
    due: date | None,
    *,
    paused: bool = False,
    paused_for: str = "",
    working_days_left: int | None = None,
    soon: int = SOON,
) -> DueWords:
    """The legal clock as a person reads it on ``today``.

    ``working_days_left`` counts the working days after today up to and including ``due``; without
    it calendar days are counted and named as such. ``paused_for`` completes "Tạm dừng: …". Days
    overdue are calendar days: a late answer is late on Sundays too.
    """
    if paused:
        return DueWords(DueState.PAUSED, f"Tạm dừng: {paused_for}" if paused_for else "Tạm dừng")
    if due is None:
        return DueWords(DueState.NONE, "Chưa có hạn")
    days = (due - today).days
    if days < 0:
        return DueWords(DueState.OVERDUE, f"Quá hạn {-days} ngày")
    if days == 0:
        return DueWords(DueState.TODAY, "Hạn hôm nay")
    left = days if working_days_left is None else working_days_left
    state = DueState.SOON if left <= soon else DueState.ON_TIME
    unit = "ngày" if working_days_left is None else "ngày làm việc"
    return DueWords(state, f"Còn {left} {unit}")


def hour_words(now: datetime, due_at: datetime) -> DueWords:
    """A period of hours as a person reads it at this moment."""
    if due_at <= now:
        return DueWords(DueState.OVERDUE, f"Quá hạn từ {vn_datetime(due_at)}")
    today = civil_day(due_at) == civil_day(now)
    words = f"Hạn {vn_time(due_at)} hôm nay" if today else f"Hạn {vn_datetime(due_at)}"
    return DueWords(DueState.TODAY, words)


def share_used(started: date, due: date, today: date) -> int:
    """The share of a period already used, in per cent, 0 to 100."""
    whole = (due - started).days
    if whole <= 0:
        return 100
    return max(0, min(100, round(100 * (today - started).days / whole)))


def bar_step(percent: float) -> int:
    """The nearest drawn length of a bar: steps of five, since no inline style may say 37 %."""
    return max(0, min(100, 5 * round(percent / 5)))


def vn_date(value: date | None) -> str:
    """02/12/2026; an instant is first turned into the day it falls on in Vietnam."""
    if value is None:
        return ""
    day = civil_day(value) if isinstance(value, datetime) else value
    return f"{day:%d/%m/%Y}"


def vn_time(value: datetime | None) -> str:
    """14:05, on a wall in Vietnam."""
    return "" if value is None else f"{vietnam_time(value):%H:%M}"


def vn_datetime(value: datetime | None) -> str:
    """14:05 ngày 02/12/2026."""
    return "" if value is None else f"{vn_time(value)} ngày {vn_date(value)}"


def code_groups(code: str, size: int = 4) -> str:
    """A long code in groups a voice can read; spaces and hyphens given with it are dropped."""
    bare = "".join(code.replace("-", "").split())
    return " ".join(bare[start : start + size] for start in range(0, len(bare), size))


def number_vn(value: float, decimals: int = 0) -> str:
    """1.234.567,8: the point groups thousands, the comma parts decimals; nothing is no less."""
    return f"{value:z,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def file_size(size: int) -> str:
    """14,3 KB; one KB is 1,000 bytes, as telephones count."""
    if size < 1_000:  # noqa: PLR2004 - below one KB
        return f"{size} byte"
    for unit, scale in (("KB", 1_000), ("MB", 1_000_000)):
        if size < 999.95 * scale:
            return f"{number_vn(size / scale, 1).removesuffix(',0')} {unit}"
    return f"{number_vn(size / 1_000_000_000, 1).removesuffix(',0')} GB"


def nfc(text: str) -> str:
    """Composed letters: some keyboards send "ế" as three code points."""
    return unicodedata.normalize("NFC", text)


FILTERS: Mapping[str, Callable[..., object]] = {
    "bar_step": bar_step,
    "code_groups": code_groups,
    "file_size": file_size,
    "nfc": nfc,
    "number_vn": number_vn,
    "vn_date": vn_date,
    "vn_datetime": vn_datetime,
    "vn_time": vn_time,
}


def install(app: Flask) -> None:
    """Lend the filters, ``due_words`` and ``share_used`` to the templates."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["due_words"] = due_words
    app.jinja_env.globals["share_used"] = share_used
