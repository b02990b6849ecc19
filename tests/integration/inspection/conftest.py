"""A small matter worked through the services, and people who look at it on a chosen day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, create_engine, make_url, select, text, update

from feedback.domain.petitions import Kind
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.models.agency import Agency, UserAccount
from feedback.models.petition import Petition
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.lodging import submission
from feedback.settings.frozen import Settings
from feedback.vault.keys import KeyRing
from tests.client import Visitor
from tests.factories import a_lodging, at, make_person, read_province
from tests.papers import papers
from tests.passwords import HASH, PASSWORD
from tests.servers import ServerUrls

TODAY = "2026-11-20"


class Room:
    """The inspectors' room and the province it looks at."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            session = db.session()
            if not session.scalars(select(UserAccount).filter_by(username="daibieu")).first():
                council = session.scalars(select(Agency).where(Agency.code == "TTT")).one()
                make_person(session, "daibieu", "Nông Thị Hạnh", Role.DELEGATE, council)
            session.execute(update(UserAccount).values(password_hash=HASH))
            session.commit()

    @contextmanager
    def looking(self, username: str, day: str = TODAY) -> Iterator[Visitor]:
        """Somebody signs in on a day and looks around."""
        with time_machine.travel(at(day), tick=True):
            visitor = Visitor(self.app)
            visitor.answer("/can-bo/dang-nhap", {"username": username, "password": PASSWORD})
            yield visitor

    def see(self, path: str, username: str = "thanhtra", day: str = TODAY) -> Any:
        with self.looking(username, day) as visitor:
            return visitor.get(path)

    def lodge(self, day: str, kind: Kind = Kind.COMPLAINT, **changes: Any) -> int:
        keys = KeyRing(self.app.extensions["settings"].keys_dir)
        with self.app.app_context():
            return submission.submit(a_lodging(kind, **changes), keys, at(day))

    def act(self, who: str, day: str, subject: int, action: str, **stated: str) -> None:
        with self.app.app_context():
            actor = getattr(read_province(db.session()), who)
            casework.apply(subject, action, actor, at(day), stated, files=papers(stated))

    def approved(self, day: str, subject: int, action: str, **stated: str) -> None:
        """The commune's officer proposes, its head approves on the same day."""
        with self.app.app_context():
            people = read_province(db.session())
            drafted = proposals.propose(
                subject, action, people.commune_officer, at(day), stated, files=papers(stated)
            )
            proposals.approve(drafted, people.commune_head, at(day, 10))

    def case_of(self, petition: int) -> int:
        with self.app.app_context():
            return db.session.get_one(Petition, petition).case_id

    def accepted(self, received: str = "2026-08-03", accepted: str = "2026-08-06") -> int:
        """A complaint lodged and accepted; the id of its case."""
        petition = self.lodge(received)
        self.act("receptionist", received, petition, "classify",
                 kind="complaint", field="land", agency="X06862")  # fmt: skip
        self.act("commune_officer", accepted, petition, "record_signature", signature_form="paper")
        self.act(
            "commune_officer", accepted, petition, "propose_acceptance", reason="Đủ điều kiện."
        )
        self.approved(accepted, petition, "accept")
        return self.case_of(petition)


@pytest.fixture
def room(app: Flask) -> Room:
    return Room(app)


@pytest.fixture
def superuser(server_urls: ServerUrls, settings: Settings) -> Iterator[Engine]:
    """Who may change anything, past every trigger."""
    name = make_url(settings.database_url).database
    url = make_url(server_urls.superuser).set(database=name)
    engine = create_engine(url.render_as_string(hide_password=False))
    yield engine
    engine.dispose()


@pytest.fixture
def tamper(superuser: Engine) -> Callable[..., None]:
    """Change rows as only the owner of the machine can."""

    def change(table: str, statement: str, **given: Any) -> None:
        with superuser.begin() as connection:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
            changed = connection.execute(text(statement), given)
            assert changed.rowcount
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER ALL"))

    return change
