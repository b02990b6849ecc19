"""The reform of 1 July 2025 as a plan: communes and districts of before, each to who continues it.

Only agencies that the system knew before that day end by it. What a district held goes by the place
of the matter; where a file names no place, the province's record of handing over has to say who
took it, and until then the operation is refused (Nghị định 141/2025/NĐ-CP was not read).
"""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.communes import UNITS_IN_FORCE_FROM, commune_with_code
from feedback.domain.errors import InvalidInputError
from feedback.domain.former_units import FORMER_DISTRICTS, FORMER_UNITS, units_of_district
from feedback.domain.reorganisation import REFORM_2025, Reorganisation, Successor
from feedback.domain.text import fold
from feedback.models.agency import Agency

COMMITTEE = "uy ban nhan dan "


def with_reform(session: Session, plan: Reorganisation) -> Reorganisation:
    """The plan with what the reform ends added to what the file itself says."""
    if plan.reform != REFORM_2025:
        return plan
    if plan.day != UNITS_IN_FORCE_FROM:
        raise InvalidInputError("file", "Đợt sắp xếp 2025 có hiệu lực từ ngày 01/7/2025.")
    agencies = session.scalars(select(Agency).order_by(Agency.id)).all()
    today = {row.commune_code: row.code for row in agencies if _is_of_today(row)}
    today |= {each.commune: each.code for each in plan.starts if each.commune}
    old = {row.code: row for row in agencies if row.in_force_from < UNITS_IN_FORCE_FROM}
    by_id = {row.id: row for row in agencies}
    ends: list[str] = []
    following: list[Successor] = []
    for code, row in old.items():
        units = units_continuing(row, by_id.get(row.superior_id or 0))
        if units:
            ends.append(code)
            following += _successors(row, units, today)
    return replace(
        plan,
        ends=tuple(dict.fromkeys([*ends, *plan.ends])),
        successions=tuple(dict.fromkeys([*plan.successions, *following])),
    )


def _is_of_today(row: Agency) -> bool:
    return row.commune_code is not None and row.in_force_from >= UNITS_IN_FORCE_FROM


def _successors(
    row: Agency, units: tuple[str, ...], today: dict[str | None, str]
) -> Iterator[Successor]:
    for unit in units:
        if unit not in today:
            name = commune_with_code(unit).full_name
            raise InvalidInputError("file", f"Chưa có cơ quan của {name} để kế tục {row.name}.")
        yield Successor(row.code, today[unit])


def units_continuing(row: Agency, superior: Agency | None) -> tuple[str, ...]:
    """Codes of the units of today that continue a committee; empty for any other agency."""
    place = fold(row.name).removeprefix(COMMITTEE)
    if row.level == "district":
        return next((units_of_district(d) for d in FORMER_DISTRICTS if fold(d) == place), ())
    if row.level != "commune":
        return ()
    above = fold(superior.name).removeprefix(COMMITTEE) if superior else ""
    named = [unit for unit in FORMER_UNITS if fold(unit.full_name) == place]
    here = [unit for unit in named if fold(unit.district) == above] or named
    return here[0].now if len(here) == 1 else ()
