"""The symbol a series carries from a day on: fixed by the agency, never backwards.

No two series of an agency may ever carry one symbol, so that number and symbol name one document
in a year (Nghị định 30/2020/NĐ-CP, Điều 15 khoản 1).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import InvalidInputError
from feedback.domain.history.entries import Draft
from feedback.domain.policy.actions import Action
from feedback.domain.registers import Series, check_symbol
from feedback.domain.roles import Actor
from feedback.letters.catalogue import series_of
from feedback.models.agency import Agency
from feedback.models.letter import IssuedLetter
from feedback.models.register import RegisterSymbol
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import permission

#: Any number of our own: who fixes a symbol of an agency goes after whoever is about to.
_FIXING = 0x5E1E


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSymbol:
    """What is fixed: for which series, from which day, by which paper of the head."""

    type_code: str
    restricted: bool
    symbol: str
    first_day: date
    decision: str


def symbol_on(session: Session, agency_id: int, series: Series, on: date) -> str:
    """The symbol documents of the series carry on a day."""
    fixed = session.scalars(
        select(RegisterSymbol.symbol)
        .where(
            RegisterSymbol.agency_id == agency_id,
            RegisterSymbol.type_code == series.type_code,
            RegisterSymbol.restricted == series.restricted,
            RegisterSymbol.first_day <= on,
        )
        .order_by(RegisterSymbol.first_day.desc(), RegisterSymbol.id.desc())
        .limit(1)
    ).one_or_none()
    return fixed or series.default_symbol


def fix(new: NewSymbol, actor: Actor, now: datetime) -> None:
    """Fix the symbol of a series of the actor's agency from a day on."""
    who = permission.officer(actor, Action.SET_SYMBOL)
    check_symbol(new.symbol)
    if not new.decision:
        raise InvalidInputError("decision", "Ghi văn bản quy định ký hiệu.")
    with transaction() as session:
        session.execute(select(func.pg_advisory_xact_lock(_FIXING, who.agency_id)))
        agency = session.get_one(Agency, who.agency_id)
        series = _series(agency, new)
        _refuse_backwards(session, series, new.first_day, civil_day(now))
        _refuse_taken(session, agency, series, new.symbol)
        row = RegisterSymbol(
            uid=uuid4(),
            agency_id=agency.id,
            type_code=new.type_code,
            restricted=new.restricted,
            symbol=new.symbol,
            first_day=new.first_day,
            decision=new.decision,
            entered_by_id=actor.user_id,
            entered_at=now,
        )
        session.add(row)
        session.flush()
        history.record_many(session, [_entry(row, series, actor, now)])


def _series(agency: Agency, new: NewSymbol) -> Series:
    for series in series_of(agency.code, agency.symbol):
        if (series.type_code, series.restricted) == (new.type_code, new.restricted):
            return series
    raise InvalidInputError("series", "Chọn một loại văn bản trong danh sách.")


def _refuse_backwards(session: Session, series: Series, first: date, today: date) -> None:
    """A day that has begun may carry documents already; the first number of a year may not wait."""
    if first > today:
        return
    given = session.scalars(
        select(IssuedLetter.id)
        .where(IssuedLetter.book == series.book, IssuedLetter.year == today.year)
        .limit(1)
    ).first()
    if first < today or given is not None:
        raise InvalidInputError(
            "first_day", "Ký hiệu mới có hiệu lực sớm nhất từ ngày mai, không áp dụng ngược."
        )


def _refuse_taken(session: Session, agency: Agency, series: Series, symbol: str) -> None:
    """Whatever another series of the agency carries, carried or is going to carry."""
    others = [one for one in series_of(agency.code, agency.symbol) if one != series]
    fixed = session.scalars(
        select(RegisterSymbol.id).where(
            RegisterSymbol.agency_id == agency.id,
            RegisterSymbol.symbol == symbol,
            func.row(RegisterSymbol.type_code, RegisterSymbol.restricted)
            != func.row(series.type_code, series.restricted),
        )
    ).first()
    if fixed is not None or symbol in {one.default_symbol for one in others}:
        raise InvalidInputError(
            "symbol", f"Ký hiệu {symbol} đã thuộc sổ khác của cơ quan; chọn ký hiệu khác."
        )


def _entry(row: RegisterSymbol, series: Series, actor: Actor, now: datetime) -> Draft:
    data = {
        "book": series.book,
        "symbol": row.symbol,
        "first_day": row.first_day.isoformat(),
        "decision": row.decision,
    }
    return Draft(
        row.uid, "system", "register_symbol_fixed", now, actor.pseudonym, actor.agency_code, data
    )
