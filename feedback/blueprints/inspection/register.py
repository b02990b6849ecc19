"""``/thanh-tra``: the register of petitions and cases, with its filters."""

import re
from dataclasses import dataclass, replace
from datetime import date

from flask import request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.inspection.blueprint import inspection, number_words, page
from feedback.blueprints.office.words import Chip, channel_words, chip, full_kind
from feedback.domain import clock
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import KIND_TITLES, Kind
from feedback.domain.policy.actions import Action
from feedback.domain.text import clean_line
from feedback.extensions import db
from feedback.queries import register as queries
from feedback.queries.register import Number, Row, Wanted
from feedback.services.subject.numbers import CASES
from feedback.services.time.calendars import calendar
from feedback.workflows.registry import PROCEDURES, edition_named

_NUMBER = re.compile(
    r"(?:([a-z]{1,6})[\s-]*)?(?:(\d{4})\s*-\s*)?(\d{1,9})", re.IGNORECASE | re.ASCII
)
PROTECTED = "Nội dung được bảo vệ"


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the register, in words."""

    number: str
    href: str
    received: date
    #: the day it was written down, where that is another
    recorded: date | None
    channel: str
    kind: str
    title: str
    state: str
    agency: str
    chip: Chip | None
    closed_on: date | None


@inspection.get("")
@asks(Action.SUPERVISE)
def register() -> ResponseReturnValue:
    typed = {name: clean_line(value)[:60] for name, value in request.args.items()}
    session, today = db.session(), clock.today()
    agencies = queries.agencies(session)
    try:
        wanted, refused = _wanted(typed, agencies), ""
    except InvalidInputError as refusal:
        wanted, refused = None, str(refusal)
    found = queries.page(session, wanted, today, CASES) if wanted else queries.Page([], None, None)
    days = calendar(session)
    shown = page(
        "register",
        lines=[_line(row, days, today) for row in found.rows],
        newer=_onwards(typed, moi_hon=found.newer),
        older=_onwards(typed, cu_hon=found.older),
        typed=typed,
        refused=refused,
        errors=bool(refused),
        kinds=tuple((str(kind), title) for kind, title in KIND_TITLES.items()),
        agencies=agencies,
        states=_states(),
        filtered=any(typed.get(name) for name in ("loai", "co_quan", "buoc", "qua_han", "so")),
    )
    return (shown, 422) if refused else shown


def _wanted(typed: dict[str, str], agencies: list[tuple[str, str]]) -> Wanted:
    """What the address asks for; InvalidInputError says which part cannot be read."""
    procedure, _, state = typed.get("buoc", "").partition(".")
    wanted = Wanted(
        kind=Kind(kind) if (kind := typed.get("loai", "")) in set(Kind) else None,
        agency=typed.get("co_quan", ""),
        procedure=procedure,
        state=state,
        overdue=typed.get("qua_han") == "1",
        number=_number(typed.get("so", "")),
        older_than=_id(typed.get("cu_hon", "")),
        newer_than=_id(typed.get("moi_hon", "")),
    )
    if typed.get("loai") and wanted.kind is None:
        raise InvalidInputError("loai", "Chọn một loại đơn trong danh sách.")
    if wanted.agency and wanted.agency not in dict(agencies):
        raise InvalidInputError("co_quan", "Chọn một cơ quan trong danh sách.")
    if typed.get("buoc") and (typed["buoc"] not in {value for value, _ in _states()}):
        raise InvalidInputError("buoc", "Chọn một bước trong danh sách.")
    return replace(wanted, older_than=None) if wanted.newer_than is not None else wanted


def _number(typed: str) -> Number | None:
    if not typed:
        return None
    found = _NUMBER.fullmatch(typed)
    if found is None:
        msg = f"Không đọc được số “{typed}”. Viết như QN-2026-00012, VV-2026-3 hoặc chỉ 12."
        raise InvalidInputError("so", msg)
    book, year, number = found.groups()
    return Number((book or "").upper(), int(year) if year else None, int(number))


def _id(typed: str) -> int | None:
    """A place to go on from; what is none begins at the newest."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None  # noqa: PLR2004 - digits of a bigint


def _onwards(typed: dict[str, str], **place: int | None) -> str | None:
    """The address of the next page with the same filters; None at an end."""
    kept = {name: value for name, value in typed.items() if name not in {"cu_hon", "moi_hon"}}
    if None in place.values():
        return None
    return url_for("inspection.register", **(kept | place))  # type: ignore[arg-type]  # words of the query string


def _states() -> tuple[tuple[str, str], ...]:
    """Every state of every procedure as a choice, the newest table's words."""
    return tuple(
        (f"{procedure}.{state.name}", f"{editions[-1].title}: {state.title}")
        for procedure, editions in PROCEDURES.items()
        for state in editions[-1].states
    )


def _line(row: Row, days: WorkingCalendar, today: date) -> Line:
    closed = row.closed_on is not None
    received = clock.civil_day(row.received_at)
    recorded = clock.civil_day(row.recorded_at) if row.recorded_at else received
    return Line(
        number=number_words(row.book, row.year, row.number),
        href=url_for("inspection.history", subject_id=row.id),
        received=received,
        recorded=recorded if recorded != received else None,
        channel=channel_words(row.channel, row.forwarded_by),
        kind=full_kind(row.kind, row.subject_kind),
        title=PROTECTED if row.confidential else row.title,
        state=edition_named(row.procedure, row.edition).state(row.state).title,
        agency=row.agency,
        chip=None if closed else chip(days, today, row.due_on, paused=row.paused, waits=row.waits),
        closed_on=row.closed_on,
    )
