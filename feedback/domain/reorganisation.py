"""One dated operation on agencies: which end, which begin, who continues whom, who goes where.

Read from a file so that a jurist can compare it with the decision it carries out::

    day = 2025-07-01
    document = "Nghị quyết 1679/NQ-UBTVQH15 ngày 16/6/2025"
    reform = "2025"            # optional: begin with the communes and districts of that reform

    [[end]]
    code = "ubnd-huyen-tien-yen"
    [[start]]
    code = "ubnd-06862"
    name = "Ủy ban nhân dân xã Tiên Yên"
    level = "commune"
    superior = "ubnd-tinh"
    commune = "06862"
    symbol = "UBND"
    head_title = "CHỦ TỊCH"
    [[succession]]
    ended = "ubnd-huyen-tien-yen"
    successor = "ubnd-06862"
    rest = true                # takes what no commune and no row below decides
    [[person]]
    username = "ct.tienyen"
    agency = "ubnd-06862"
    [[file]]
    number = "QN-2025-00012"   # one file whose receiver the handing-over record names
    successor = "so-nnmt"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from feedback.domain.errors import InvalidInputError

REFORM_2025 = "2025"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgency:
    code: str
    name: str
    level: str
    superior: str | None
    commune: str | None
    symbol: str
    head_title: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Successor:
    """An agency that continues an ended one; ``rest`` takes what nothing else decides."""

    ended: str
    code: str
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Reorganisation:
    day: date
    document: str
    ends: tuple[str, ...] = ()
    starts: tuple[NewAgency, ...] = ()
    successions: tuple[Successor, ...] = ()
    #: agency by account name
    people: Mapping[str, str] = field(default_factory=dict)
    #: agency by number of the file
    files: Mapping[str, str] = field(default_factory=dict)
    reform: str = ""

    def heir(
        self, ended: str, number: str, commune: str | None, communes: Mapping[str, str]
    ) -> str | None:
        """Who takes one file of an ended agency; None leaves it an orphan.

        What is named comes first, then the place, then the only successor or the one for the rest.
        ``communes`` gives the code of the agency of each commune.
        """
        if number in self.files:
            return self.files[number]
        following = [each for each in self.successions if each.ended == ended]
        codes = [each.code for each in following]
        if commune is not None and communes.get(commune) in codes:
            return communes[commune]
        if len(codes) == 1:
            return codes[0]
        return next((each.code for each in following if each.rest), None)


def read(text: str) -> Reorganisation:
    """The operation a file describes; raises ``InvalidInputError`` naming what is wrong."""
    try:
        told = tomllib.loads(text)
        return _read(told)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError("file", f"Tệp không đọc được: {error}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidInputError("file", f"Tệp thiếu hoặc sai mục {error}.") from error


def _read(told: dict[str, Any]) -> Reorganisation:
    day, document = told["day"], str(told["document"]).strip()
    if type(day) is not date or not document:
        raise InvalidInputError("file", "Tệp phải có “day” là một ngày và “document” là văn bản.")
    if told.get("reform", "") not in {"", REFORM_2025}:
        raise InvalidInputError("file", "“reform” chỉ có thể là “2025”.")
    return Reorganisation(
        day=day,
        document=document,
        ends=tuple(row["code"] for row in told.get("end", ())),
        starts=tuple(_start(row) for row in told.get("start", ())),
        successions=tuple(
            Successor(row["ended"], row["successor"], row.get("rest", False))
            for row in told.get("succession", ())
        ),
        people={row["username"]: row["agency"] for row in told.get("person", ())},
        files={row["number"]: row["successor"] for row in told.get("file", ())},
        reform=told.get("reform", ""),
    )


def _start(row: dict[str, Any]) -> NewAgency:
    return NewAgency(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        superior=row.get("superior"),
        commune=row.get("commune"),
        symbol=row["symbol"],
        head_title=row["head_title"],
        fields=tuple(row.get("fields", ())),
    )
