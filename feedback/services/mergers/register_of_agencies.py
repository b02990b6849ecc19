"""Rows of agencies, posts and people as a reorganisation changes them; each step safe to repeat."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.reorganisation import NewAgency, Reorganisation
from feedback.domain.roles import Role
from feedback.models.agency import Agency, PostHolding, Succession, UserAccount


class Agencies:
    """All agencies there are, by code and id, those just begun included."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_code = {row.code: row for row in session.scalars(select(Agency))}

    def add(self, agency: Agency) -> None:
        self._session.add(agency)
        self._session.flush()
        self._by_code[agency.code] = agency

    def knows(self, code: str) -> bool:
        return code in self._by_code

    def named(self, code: str) -> Agency:
        if code not in self._by_code:
            raise InvalidInputError("file", f"Không có cơ quan mang mã “{code}”.")
        return self._by_code[code]

    def with_id(self, agency_id: int) -> Agency:
        return self._session.get_one(Agency, agency_id)

    def under(self, superior: Agency) -> list[Agency]:
        return [row for row in self._by_code.values() if row.superior_id == superior.id]

    def of_communes(self, on: date) -> Mapping[str, str]:
        """The code of the agency of each commune on the day."""
        return {
            row.commune_code: row.code
            for row in self._by_code.values()
            if row.commune_code and row.in_force(on)
        }

    def agency_of_person(self, user_id: int | None) -> int | None:
        person = self._session.get(UserAccount, user_id) if user_id is not None else None
        return person.agency_id if person else None


def start(plan: Reorganisation, agencies: Agencies) -> list[str]:
    """Add the agencies that begin and are not there yet."""
    new = [each for each in plan.starts if not agencies.knows(each.code)]
    for each in new:
        agencies.add(_agency(each, plan.day, agencies))
    return [each.code for each in new]


def _agency(new: NewAgency, day: date, agencies: Agencies) -> Agency:
    return Agency(
        code=new.code,
        name=new.name,
        level=new.level,
        superior_id=agencies.named(new.superior).id if new.superior else None,
        commune_code=new.commune,
        superior_lines=[],
        issuing_lines=[new.name.upper()],
        place="Quảng Ninh",
        symbol=new.symbol,
        head_title=new.head_title,
        fields=list(new.fields),
        in_force_from=day,
    )


def end(session: Session, plan: Reorganisation, agencies: Agencies, last: date) -> list[str]:
    """Close what ends on its last day, with the posts held there; nobody stays under it."""
    ended = []
    for code in dict.fromkeys(plan.ends):
        agency = agencies.named(code)
        if agency.in_force_to == last:
            continue
        if agency.in_force_to is not None:
            msg = f"{agency.name} đã kết thúc ngày {agency.in_force_to:%d/%m/%Y}."
            raise InvalidInputError("file", msg)
        agency.in_force_to = last
        ended.append(code)
        session.execute(
            update(PostHolding)
            .where(PostHolding.agency_id == agency.id, PostHolding.last_day.is_(None))
            .where(PostHolding.first_day <= last)
            .values(last_day=last)
        )
    for code in ended:
        _lift_those_under(agencies.named(code), plan, agencies)
    return ended


def _lift_those_under(agency: Agency, plan: Reorganisation, agencies: Agencies) -> None:
    """Agencies that go on get the sole successor above them, else who stood above the ended one."""
    heirs = [each.code for each in plan.successions if each.ended == agency.code]
    for row in agencies.under(agency):
        if row.in_force_to is None and row.code not in heirs:
            row.superior_id = agencies.named(heirs[0]).id if len(heirs) == 1 else agency.superior_id


def succeed(session: Session, plan: Reorganisation, agencies: Agencies) -> None:
    """Record who continues whom; once."""
    pairs = session.execute(select(Succession.agency_id, Succession.successor_id))
    known = {(agency_id, successor_id) for agency_id, successor_id in pairs}
    for each in plan.successions:
        pair = (agencies.named(each.ended).id, agencies.named(each.code).id)
        if pair in known:
            continue
        known.add(pair)
        session.add(
            Succession(
                agency_id=pair[0], successor_id=pair[1], first_day=plan.day, document=plan.document
            )
        )


def move_people(session: Session, plan: Reorganisation, agencies: Agencies) -> None:
    """Accounts go to their new agency; whoever leads there holds the post from the day."""
    for username, code in plan.people.items():
        person = session.scalars(
            select(UserAccount).where(UserAccount.username == username)
        ).one_or_none()
        if person is None:
            raise InvalidInputError("file", f"Không có tài khoản “{username}”.")
        agency = agencies.named(code)
        if person.agency_id == agency.id:
            continue
        person.agency_id = agency.id
        if person.role == Role.HEAD:
            session.add(
                PostHolding(
                    agency_id=agency.id,
                    post="head",
                    user_id=person.id,
                    first_day=plan.day,
                    document=plan.document,
                )
            )
