"""The demonstration's agencies and officers as rows. Everybody in it is invented."""

from datetime import datetime

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.demo.agencies import agencies
from feedback.demo.people import officers
from feedback.domain.roles import Actor, Role
from feedback.models.agency import Agency, PostHolding, UserAccount


def load_province(session: Session, password: str, now: datetime) -> None:
    """Insert agencies and officers that are not there yet, all with the same password."""
    rows = session.execute(select(Agency.code, Agency.id))
    known = {code: id_ for code, id_ in rows}  # noqa: C416 - names say what the pair is
    for agency in agencies():
        if agency.code in known:
            continue
        row = Agency(
            code=agency.code,
            name=agency.name,
            level=agency.level,
            superior_id=known.get(agency.superior or ""),
            commune_code=agency.commune_code,
            superior_lines=list(agency.superior_lines),
            issuing_lines=list(agency.issuing_lines),
            place=agency.place,
            symbol=agency.symbol,
            head_title=agency.head_title,
            fields=[str(each) for each in agency.fields],
            in_force_from=agency.in_force_from,
        )
        session.add(row)
        session.flush()
        known[agency.code] = row.id
    _load_people(session, known, PasswordHasher().hash(password), now)
    _load_posts(session)


def _load_people(
    session: Session, agency_ids: dict[str, int], password_hash: str, now: datetime
) -> None:
    known = set(session.scalars(select(UserAccount.username)))
    session.add_all(
        UserAccount(
            username=officer.username,
            name=officer.name,
            title=officer.title,
            role=officer.role,
            agency_id=agency_ids[officer.agency],
            email=officer.email,
            password_hash=password_hash,
            created_at=now,
        )
        for officer in officers()
        if officer.username not in known
    )


def _load_posts(session: Session) -> None:
    """Whoever decides at an agency leads it since it exists: first the head, then deputies."""
    led = set(session.scalars(select(PostHolding.agency_id)))
    rows = session.execute(
        select(UserAccount.id, Agency.id, Agency.in_force_from)
        .join(Agency, Agency.id == UserAccount.agency_id)
        .where(Agency.id.not_in(led))
        .where((UserAccount.role == Role.HEAD) | (UserAccount.username == CHIEF_INSPECTOR))
        .order_by(UserAccount.id)
    )
    headed: set[int] = set()
    for user_id, agency_id, since in rows:
        post = "deputy" if agency_id in headed else "head"
        headed.add(agency_id)
        session.add(PostHolding(agency_id=agency_id, post=post, user_id=user_id, first_day=since))


#: Leads an agency, and has the role of those who inspect.
CHIEF_INSPECTOR = "chanhthanhtra"


class Cast:
    """The officers as actors, by agency and role."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(
            select(UserAccount, Agency.code)
            .join(Agency, Agency.id == UserAccount.agency_id)
            .order_by(UserAccount.id)
        )
        self._by_agency: dict[str, list[tuple[Actor, str]]] = {}
        for person, code in rows:
            actor = Actor(Role(person.role), f"user:{person.id}", person.id, person.agency_id, code)
            self._by_agency.setdefault(code, []).append((actor, person.username))

    def head(self, agency: str) -> Actor:
        return self._first(agency, Role.HEAD)[0]

    def officer(self, agency: str) -> Actor:
        """Somebody who handles petitions and cases there."""
        return self._first(agency, Role.RECEPTION_OFFICER, Role.CASE_OFFICER)[0]

    def case_officer_name(self, agency: str) -> str:
        return self._first(agency, Role.CASE_OFFICER, Role.RECEPTION_OFFICER)[1]

    def case_officer(self, agency: str) -> Actor:
        return self._first(agency, Role.CASE_OFFICER, Role.RECEPTION_OFFICER)[0]

    def custodian(self) -> Actor:
        """The key is the installation's, and so is whoever keeps it."""
        everybody = (actor for people in self._by_agency.values() for actor, _ in people)
        return next(actor for actor in everybody if actor.role is Role.CUSTODIAN)

    def _first(self, agency: str, *roles: Role) -> tuple[Actor, str]:
        for role in roles:
            for actor, username in self._by_agency[agency]:
                if actor.role is role:
                    return actor, username
        msg = f"{agency} has nobody as {roles[0]}"
        raise LookupError(msg)
