"""The agencies of the demonstration: the province, its departments, and 54 commune committees.

Each knows how its letters are headed (Nghị định 30/2020, Phụ lục I): the lines of the superior body
in regular type, its own in bold, the place named before the date, the last part of its symbols.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from feedback.demo.fields import Field
from feedback.domain.communes import COMMUNES, UNITS_IN_FORCE_FROM, Commune


class Level(StrEnum):
    """Where an agency stands."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    BOARD = "board"
    INSPECTORATE = "inspectorate"
    #: of a branch led from the centre: who is competent about its people the table does not say
    SECTOR = "sector"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One agency as it is from ``in_force_from`` on."""

    code: str
    name: str
    level: Level
    #: Code of the agency to which what is late here is escalated; none above the province.
    superior: str | None
    commune_code: str | None
    superior_lines: tuple[str, ...]
    issuing_lines: tuple[str, ...]
    place: str
    symbol: str
    head_title: str
    fields: tuple[Field, ...]
    in_force_from: date
    #: How surely name and date are known: "high" or "medium".
    certainty: str


#: What a commune chair answers for first; a matter beyond it goes to a department.
COMMUNE_FIELDS = (
    Field.LAND,
    Field.ENVIRONMENT,
    Field.WASTE,
    Field.WATER,
    Field.TRANSPORT,
    Field.CONSTRUCTION,
    Field.EDUCATION,
    Field.SOCIAL_POLICY,
    Field.CULTURE,
    Field.SECURITY,
    Field.CONDUCT,
    Field.ADMINISTRATIVE,
)


def commune_agency_code(commune: str) -> str:
    """The code of the People's Committee of a commune."""
    return f"ubnd-{commune}"


@cache
def agencies() -> tuple[Agency, ...]:
    """Every agency, superiors before those under them."""
    text = (files("feedback.demo") / "data" / "agencies.toml").read_text(encoding="utf-8")
    named = tuple(_agency(row) for row in tomllib.loads(text)["agency"])
    return named + tuple(_commune_committee(commune) for commune in COMMUNES)


def agency_with_code(code: str) -> Agency:
    """The agency with this code; raises ``KeyError``."""
    return _by_code()[code]


@cache
def _by_code() -> dict[str, Agency]:
    return {agency.code: agency for agency in agencies()}


def _agency(row: dict[str, Any]) -> Agency:
    return Agency(
        code=row["code"],
        name=row["name"],
        level=Level(row["level"]),
        superior=row.get("superior"),
        commune_code=None,
        superior_lines=tuple(row.get("superior_lines", ())),
        issuing_lines=tuple(row["issuing_lines"]),
        place="Quảng Ninh",
        symbol=row["symbol"],
        head_title=row["head_title"],
        fields=tuple(Field(name) for name in row["fields"]),
        in_force_from=row["in_force_from"],
        certainty=row["certainty"],
    )


def _commune_committee(commune: Commune) -> Agency:
    return Agency(
        code=commune_agency_code(commune.code),
        name=f"Ủy ban nhân dân {commune.full_name}",
        level=Level.COMMUNE,
        superior="ubnd-tinh",
        commune_code=commune.code,
        superior_lines=(),
        issuing_lines=("ỦY BAN NHÂN DÂN", commune.full_name.upper()),
        place=commune.name,
        symbol="UBND",
        head_title="CHỦ TỊCH",
        fields=COMMUNE_FIELDS,
        in_force_from=UNITS_IN_FORCE_FROM,
        certainty="high",
    )
