"""The corpus: some seventy petitions as people of Quảng Ninh might write them, all invented.

Each lies in ``corpus/*.toml`` with what an officer should do with it and what the letters about it
would say. Dates in the texts are written as distances from the day of lodging (``{d-40}`` a day,
``{w-3}`` a working day, ``{m-3}`` a month, ``{y-1}`` a year), so that a petition reads right
whenever it is lodged.
"""

import re
import tomllib
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from feedback.demo.agencies import commune_agency_code
from feedback.demo.fields import Field
from feedback.demo.shapes import Against, CorpusPetition, Group, Outcome, Person
from feedback.domain.communes import Commune, commune_with_code
from feedback.domain.petitions import Kind

#: The day the corpus is told from when nobody asks for another.
REFERENCE_DAY = date(2026, 11, 20)
#: Written with combining marks, as some telephones send it.
DECOMPOSED = "decomposed"
#: ``date.weekday`` of the last day on which decisions are signed and schools are open.
FRIDAY = 4
_DISTANCE = re.compile(r"\{([dwmy])-(\d+)\}")


def corpus(on: date = REFERENCE_DAY) -> tuple[CorpusPetition, ...]:
    """Every petition of the corpus, as it reads when lodged on this day."""
    petitions = [told(name, on) for name in _rows()]
    return tuple(decompose(one) if DECOMPOSED in one.traits else one for one in petitions)


@lru_cache(maxsize=1024)
def told(petition_id: str, on: date) -> CorpusPetition:
    """One petition told from one day, before marks are taken apart."""
    return _petition(_tell(_rows()[petition_id], on), on)


def decompose(petition: CorpusPetition) -> CorpusPetition:
    """The citizen's words in Unicode NFD; what officers write stays composed."""

    def apart(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    person = petition.person
    if person is not None:
        person = replace(person, name=apart(person.name), address=apart(person.address))
    return replace(
        petition,
        subject=apart(petition.subject),
        story=apart(petition.story),
        wanted=apart(petition.wanted),
        person=person,
    )


@cache
def _rows() -> dict[str, dict[str, Any]]:
    """What the files hold, by id and in their order; a second one of the same id is refused."""
    folder = files("feedback.demo") / "corpus"
    pages = sorted((page for page in folder.iterdir() if page.name.endswith(".toml")), key=str)
    rows: dict[str, dict[str, Any]] = {}
    for page in pages:
        for row in tomllib.loads(page.read_text(encoding="utf-8"))["petition"]:
            if row["id"] in rows:
                raise ValueError(f"{page.name}: there is a petition {row['id']!r} already")
            rows[row["id"]] = row
    return rows


def _tell(value: Any, on: date) -> Any:  # noqa: ANN401 - walks whatever TOML holds
    """The same value with every distance in its texts turned into a date."""
    if isinstance(value, str):
        return _DISTANCE.sub(lambda found: _date_at(found[1], int(found[2]), on), value)
    if isinstance(value, dict):
        return {key: _tell(inner, on) for key, inner in value.items()}
    return value


def _date_at(unit: str, distance: int, on: date) -> str:
    if unit in {"d", "w"}:
        day = on - timedelta(days=distance)
        return (day if unit == "d" else _weekday(day)).strftime("%d/%m/%Y")
    if unit == "y":
        return str(on.year - distance)
    months = on.year * 12 + on.month - 1 - distance
    return f"{months % 12 + 1}/{months // 12}"


def _petition(row: dict[str, Any], on: date) -> CorpusPetition:
    commune = commune_with_code(row["place"]["commune"])
    plain = (
        "id",
        "subject",
        "because",
        "wanted",
        "send_to",
        "signed",
        "dismissal",
        "duplicate_of",
        "urgency",
    )
    texts = ("finding", "verification", "dialogue", "conclusion", "answer")
    return CorpusPetition(
        kind=Kind(row["kind"]),
        field=Field(row["field"]),
        outcome=Outcome(row["outcome"]),
        lodged_on=on,
        story=row["story"].strip(),
        commune=commune,
        place=row["place"]["words"],
        known_on=_days_before(on, row.get("known_days")),
        person=_person(row.get("person"), commune),
        against=_against(row.get("against"), on),
        group=_group(row.get("group")),
        competent=_competent(row.get("competent", ""), commune),
        traits=frozenset(row.get("traits", ())),
        numbers=tuple(row.get("numbers", ())),
        move_to=tuple(row.get("move_to", ())),
        **{key: row[key] for key in plain + texts if key in row},
    )


def _days_before(on: date, days: int | None) -> date | None:
    return None if days is None else on - timedelta(days=days)


def _person(row: dict[str, str] | None, commune: Commune) -> Person | None:
    return Person(**{**row, "address": full_address(row["address"], commune)}) if row else None


def full_address(locality: str, commune: Commune) -> str:
    """The locality with commune and province, unless it names its own province."""
    if "tỉnh " in locality or "thành phố " in locality:
        return locality
    return ", ".join(filter(None, (locality, commune.full_name, "tỉnh Quảng Ninh")))


def _against(row: dict[str, Any] | None, on: date) -> Against | None:
    if row is None:
        return None
    decided_on = _days_before(on, row.get("decided_days"))
    return Against(
        body=row["body"],
        act=row["act"],
        decision=row.get("decision", ""),
        decided_on=decided_on and _weekday(decided_on),
    )


def _weekday(day: date) -> date:
    """The day itself, or the Friday before when it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def _group(row: dict[str, Any] | None) -> Group | None:
    if row is None:
        return None
    return Group(count=row["count"], representatives=tuple(row["representatives"]))


def _competent(code: str, commune: Commune) -> str:
    return commune_agency_code(commune.code) if code == "commune" else code
