"""Who is competent against an agency of the province, found by code or by its name of any time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from feedback.domain import old_names
from feedback.domain.communes import UNITS_IN_FORCE_FROM, find_communes
from feedback.domain.competence.answers import Answer, competent
from feedback.domain.competence.asking import against_named, nobody
from feedback.domain.competence.bodies import Body
from feedback.domain.competence.posts import Post, against_of, seat
from feedback.domain.competence.rows import Matter
from feedback.domain.former_units import FormerUnit
from feedback.domain.routing import Desk
from feedback.domain.text import fold
from feedback.models.agency import Agency

COMMITTEE = "uy ban nhan dan"


@dataclass(frozen=True, slots=True)
class Seat:
    """An agency meant, and the agencies of the province that decide about it."""

    desk: Desk
    first: Desk | None
    superior: Desk | None


@dataclass(frozen=True, slots=True)
class Told:
    """The answer about whatever was typed; no seats where only a post was."""

    against: str
    answer: Answer
    seats: tuple[Seat, ...] = ()


def ask(
    session: Session, kind: Matter, typed: str, on: date, post: Post = Post.HEAD, field: str = ""
) -> Told:
    """The answer of the table; ``typed`` is a word of it, an agency, or a place of any time.

    Raises ``InvalidInputError`` for what is none of these.
    """
    against = against_named(typed)
    if against is not None or not typed:
        return Told(typed, competent(kind, against, on, field))
    district = old_names.district_named(_place(typed))
    if district is not None:
        return _of_district(kind, district, on, post)
    desks = _desks_on(session, on)
    meant = _agencies(typed, desks)
    former = old_names.named(_place(typed))
    if not meant:
        return _of_place(kind, typed, on, post, former)
    levels = {desk.level for desk in meant}
    against = against_of(levels.pop(), _asked(kind, post)) if len(levels) == 1 else None
    answer = _explained(competent(kind, against, on, field), typed, meant, former)
    row = answer.row
    seats = [
        Seat(
            desk,
            seat(row.first, desk, desks) if row else None,
            seat(row.superior, desk, desks) if row else None,
        )
        for desk in meant
    ]
    return Told(against or typed, answer, tuple(seats))


def _asked(kind: Matter, post: Post) -> Post:
    """A complaint is settled by the head whoever of the agency is complained of."""
    return post if kind is Matter.DENUNCIATION else Post.HEAD


def _agencies(typed: str, desks: Sequence[Desk]) -> list[Desk]:
    """The agency of that code or name, else the committees of the places the name stands for."""
    sought = fold(typed).replace("ubnd", COMMITTEE)
    exact = [desk for desk in desks if sought in {fold(desk.name), fold(desk.code)}]
    if exact:
        return exact
    codes = [commune.code for commune in find_communes(_place(typed))]
    return [desk for code in codes for desk in desks if desk.commune_code == code]


def _place(typed: str) -> str:
    return fold(typed).replace("ubnd", COMMITTEE).removeprefix(COMMITTEE).strip()


def _of_place(kind: Matter, typed: str, on: date, post: Post, former: Sequence[FormerUnit]) -> Told:
    """A commune of whose time no agency is registered: the table answers by its level alone."""
    if not find_communes(_place(typed)):
        raise nobody(typed)
    against = against_of("commune", _asked(kind, post))
    answer = competent(kind, against, on)
    if on < UNITS_IN_FORCE_FROM and len(former) == 1:
        chair = f"Chủ tịch Ủy ban nhân dân {former[0].district}"
        answer = _with_district(answer, chair)
    return Told(against or typed, answer)


def _of_district(kind: Matter, district: str, on: date, post: Post) -> Told:
    """A district of before July 2025; since then only the rows for what it left answer."""
    against = against_of("district", _asked(kind, post))
    answer = competent(kind, against, on)
    return Told(against or district, _with_district(answer, f"Chủ tịch Ủy ban nhân dân {district}"))


def _with_district(answer: Answer, chair: str) -> Answer:
    """The district chair by the name of the district."""
    named = {str(Body.DISTRICT_CHAIR): chair}
    first, superior = (named.get(who or "", who) for who in (answer.first, answer.superior))
    return replace(answer, first=first, superior=superior)


def _explained(
    answer: Answer, typed: str, meant: Sequence[Desk], former: Sequence[FormerUnit]
) -> Answer:
    """Say so when an old name was followed to the agencies of today."""
    if len(meant) == 1 and fold(meant[0].name).endswith(_place(typed)):
        return answer
    names = "; ".join(desk.name for desk in meant)
    old = former[0].full_name if former else typed
    told = f"“{old}” nay thuộc: {names}."
    if len(meant) > 1:
        told += " Cần xác định theo nơi xảy ra việc."
    return replace(answer, note=f"{told} {answer.note}".strip())


def _desks_on(session: Session, on: date) -> list[Desk]:
    superior = aliased(Agency)
    rows = session.execute(
        select(Agency, superior.code).outerjoin(superior, superior.id == Agency.superior_id)
    )
    return [
        Desk(a.code, a.name, a.level, a.commune_code, tuple(a.fields), above)
        for a, above in rows
        if a.in_force(on)
    ]
