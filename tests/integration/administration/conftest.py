"""Two administrators, and petitions whose clocks run across 24 November 2026."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.domain.calendar import DayKind
from feedback.domain.day_changes import Action, NewDay, read_days
from feedback.domain.petitions import Kind
from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.models.agency import Agency, UserAccount
from feedback.services.lodging import submission
from feedback.services.time.day_changes import Wanted
from feedback.vault.keys import KeyRing
from tests.factories import a_lodging, at, make_person
from tests.passwords import HASH

__all__ = ["DayKind", "NewDay"]

#: The day before the holiday that can be switched, and clocks of seven working days run.
LODGED, NOW = at("2026-11-23"), at("2026-11-23", 15)


@dataclass(frozen=True, slots=True)
class Administrators:
    first: Actor
    second: Actor


@pytest.fixture
def administrators(session: Session) -> Administrators:
    return two_administrators(session)


def two_administrators(session: Session) -> Administrators:
    """Two people, invented."""
    agency = session.scalars(select(Agency).where(Agency.code == "UBT")).one()
    names = {"quantri": "Doãn Thế Phái", "quantri2": "Lường Thị Nhạn"}
    for username, name in names.items():
        make_person(session, username, name, Role.ADMINISTRATOR, agency)
    session.execute(update(UserAccount).values(password_hash=HASH))
    session.commit()
    rows = session.scalars(
        select(UserAccount)
        .where(UserAccount.role == Role.ADMINISTRATOR)
        .order_by(UserAccount.username)
    ).all()
    return Administrators(
        *(Actor(Role.ADMINISTRATOR, f"user:{r.id}", r.id, r.agency_id, "UBT") for r in rows)
    )


@pytest.fixture
def lodge(app: Flask) -> Callable[..., int]:
    """Lodge a petition; its clocks start on that day."""
    keys = KeyRing(app.extensions["settings"].keys_dir)

    def lodge_one(kind: Kind = Kind.COMPLAINT, day: str = "2026-11-23", **changes: object) -> int:
        with app.app_context():
            number = submission.submit(a_lodging(kind, **changes), keys, at(day))
            db.session.remove()
            return number

    return lodge_one


def wanted(action: Action = Action.SWITCH_OFF, typed: str = "24/11/2026") -> Wanted:
    return Wanted(
        action,
        read_days(typed, action),
        reason="Luật chưa quy định ngày nghỉ này.",
        decision="4567/TB-UBND ngày 20/11/2026",
        source="Công báo của tỉnh",
    )
