"""The corpus: some seventy petitions as people of Quảng Ninh might write them, all invented.

Each lies in ``corpus/*.toml`` with what an officer should do with it and what the letters about it
would say. Dates in the texts are written as distances from the day of lodging (``{d-40}`` a day,
``{m-3}`` a month, ``{y-1}`` a year), so that a petition reads right whenever it is lodged.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from feedback.demo.agencies import commune_agency_code
from feedback.demo.fields import Field
from feedback.domain.communes import Commune, commune_with_code
from feedback.domain.petitions import Kind

#: The day the corpus is told from when nobody asks for another.
REFERENCE_DAY = date(2026, 11, 20)
#: Written with combining marks, as some telephones send it.
DECOMPOSED = "decomposed"
#: Decisions are signed on working days: ``date.weekday`` of the last of them.
FRIDAY = 4
_DISTANCE = re.compile(r"\{([dmy])-(\d+)\}")


class Outcome(StrEnum):
    """What intake should end in."""

    ACCEPT = "accept"
    GUIDE = "guide"
    TRANSFER = "transfer"
    RETURN = "return"
    ARCHIVE = "archive"
    DECLINE = "decline"
    JOIN = "join"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who wrote; ``address`` is complete down to the province."""

    form_of_address: str
    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The decision, act or people complained of."""

    body: str
    act: str
    decision: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A petition of many: how many people or households, and who speaks for them."""

    count: int
    representatives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusPetition:
    """One petition as lodged on ``lodged_on``, and what should become of it."""

    id: str
    kind: Kind
    field: Field
    lodged_on: date
    subject: str
    story: str
    commune: Commune
    #: Where it happened, below the commune, in the citizen's words.
    place: str
    wanted: str = ""
    #: When the decision or act became known (Luật Khiếu nại, Điều 9).
    known_on: date | None = None
    #: None when the sender gives no name.
    person: Person | None = None
    against: Against | None = None
    group: Group | None = None
    signed: bool = False
    traits: frozenset[str] = frozenset()
    outcome: Outcome
    because: str
    #: Code of the agency to which it belongs; empty when none of the province's is competent.
    competent: str = ""
    #: The body outside the province's administration to guide to, transfer or return to, in words.
    send_to: str = ""
    duplicate_of: str | None = None
    #: "right", "partly" or "wrong": how a complaint is found.
    finding: str = ""
    verification: str = ""
    dialogue: str = ""
    conclusion: str = ""
    answer: str = ""
    #: Figures in the texts that may be another's; kinds of units it may happen in ("any") or codes.
    numbers: tuple[str, ...] = ()
    move_to: tuple[str, ...] = ()


def corpus(on: date = REFERENCE_DAY) -> tuple[CorpusPetition, ...]:
    """Every petition of the corpus, as it reads when lodged on this day."""
    return tuple(
        decompose(petition) if DECOMPOSED in petition.traits else petition for petition in told(on)
    )


@lru_cache(maxsize=64)
def told(on: date) -> tuple[CorpusPetition, ...]:
    """The corpus told from one day, before marks are taken apart."""
    return tuple(_petition(_tell(row, on), on) for row in _rows())


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
def _rows() -> tuple[dict[str, Any], ...]:
    folder = files("feedback.demo") / "corpus"
    pages = sorted((page for page in folder.iterdir() if page.name.endswith(".toml")), key=str)
    return tuple(
        row for page in pages for row in tomllib.loads(page.read_text(encoding="utf-8"))["petition"]
    )


def _tell(value: Any, on: date) -> Any:  # noqa: ANN401 - walks whatever TOML holds
    """The same value with every distance in its texts turned into a date."""
    if isinstance(value, str):
        return _DISTANCE.sub(lambda found: _date_at(found[1], int(found[2]), on), value)
    if isinstance(value, dict):
        return {key: _tell(inner, on) for key, inner in value.items()}
    return value


def _date_at(unit: str, distance: int, on: date) -> str:
    if unit == "d":
        return (on - timedelta(days=distance)).strftime("%d/%m/%Y")
    if unit == "y":
        return str(on.year - distance)
    months = on.year * 12 + on.month - 1 - distance
    return f"{months % 12 + 1}/{months // 12}"


def _petition(row: dict[str, Any], on: date) -> CorpusPetition:
    commune = commune_with_code(row["place"]["commune"])
    plain = ("id", "subject", "because", "wanted", "send_to", "signed", "duplicate_of")
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
    if decided_on and decided_on.weekday() > FRIDAY:
        decided_on -= timedelta(days=decided_on.weekday() - FRIDAY)
    return Against(
        body=row["body"], act=row["act"], decision=row.get("decision", ""), decided_on=decided_on
    )


def _group(row: dict[str, Any] | None) -> Group | None:
    if row is None:
        return None
    return Group(count=row["count"], representatives=tuple(row["representatives"]))


def _competent(code: str, commune: Commune) -> str:
    return commune_agency_code(commune.code) if code == "commune" else code
