"""Officers at their desks: everybody of the small province has a password, days are chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text, update
from werkzeug.test import TestResponse

from feedback.demo.delivering import hand_over
from feedback.demo.issuing import issue
from feedback.extensions import db
from feedback.models.agency import UserAccount
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.services.identity import redaction
from feedback.services.letters.contexts import context_of
from feedback.services.lodging.submission import submit
from feedback.vault.keys import KeyRing
from tests.client import Visitor
from tests.factories import a_lodging, at, read_province
from tests.issuing import frozen_anew
from tests.papers import DIALOGUE, upload
from tests.passwords import HASH, PASSWORD


class Office:
    """The small province at work, one day at a time."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            db.session.execute(update(UserAccount).values(password_hash=HASH))
            db.session.commit()

    def lodge(self, when: datetime, **changes: Any) -> int:
        """A petition as a citizen sends it; its id."""
        keys = KeyRing(self.app.extensions["settings"].keys_dir)
        with self.app.app_context():
            return submit(a_lodging(**changes), keys, when)

    def case_of(self, petition_id: int) -> int:
        with self.app.app_context():
            return db.session.get_one(Petition, petition_id).case_id

    def redact(self, petition_id: int, when: datetime) -> None:
        """The custodian retypes a denunciation without who denounces."""
        with self.app.app_context():
            custodian = read_province(db.session()).custodian
            redaction.retype(petition_id, "Người tố cáo trình bày việc thu tiền.", custodian, when)

    def render(self, when: datetime) -> None:
        """What the worker, the signer and the clerk do with the letters that wait."""
        with self.app.app_context():
            waiting = select(IssuedLetter.id).where(
                IssuedLetter.issued_at.is_(None), IssuedLetter.voided_at.is_(None)
            )
            for letter in db.session.scalars(waiting.order_by(IssuedLetter.id)).all():
                issue(letter, when)

    def post(self, when: datetime) -> None:
        """The commune's officer gives every envelope that waits to the post."""
        with self.app.app_context():
            hand_over(read_province(db.session()).second_officer, when)

    def one(self, sql: str, **given: Any) -> Any:
        with self.app.app_context():
            return db.session.execute(text(sql), given).scalar_one()

    def context(self, name: str) -> dict[str, Any]:
        """What the newest document was drawn from whose name begins so."""
        of_name = select(IssuedLetter).where(IssuedLetter.name.startswith(name))
        with self.app.app_context():
            newest = db.session.scalars(of_name.order_by(IssuedLetter.id.desc())).first()
            return context_of(newest)

    def freeze(self, letter_id: int, **changes: Any) -> None:
        """A document drawn from something else, as a slip of the house would leave it."""
        with self.app.app_context():
            letter = db.session.get_one(IssuedLetter, letter_id)
            letter.frozen = frozen_anew(letter, **changes)
            db.session.commit()

    def write(self, sql: str, **given: Any) -> None:
        with self.app.app_context():
            db.session.execute(text(sql), given)
            db.session.commit()

    @contextmanager
    def desk(self, username: str, day: str, hour: int = 9) -> Iterator[Visitor]:
        """Somebody signs in on a day and works there."""
        with time_machine.travel(at(day, hour), tick=True):
            visitor = Visitor(self.app)
            answer = visitor.answer(
                "/can-bo/dang-nhap", {"username": username, "password": PASSWORD}
            )
            assert answer.status_code == 302, answer.text
            yield visitor

    def act(
        self, username: str, day: str, subject: int, action: str, **stated: Any
    ) -> TestResponse:
        """Open the form of an act on a day, fill it in, send it."""
        with self.desk(username, day) as visitor:
            return visitor.answer(f"/can-bo/ho-so/{subject}/{action}", stated)

    def hold_dialogue(
        self, officer: str, head: str, day: str, case: int, **held: Any
    ) -> TestResponse:
        """The officer writes the minutes, everybody signs them, the head holds the dialogue."""
        absent = held["absence"] != "nobody" and {"absent_people": "Người khiếu nại, không lý do"}
        said = DIALOGUE | {"absence": held["absence"]} | (absent or {})
        written = self.act(officer, day, case, "record_dialogue", **said)
        assert written.status_code == 302, written.text
        self.render(at(day))
        return self.act(head, day, case, "hold_dialogue", signed_minutes=upload(), **held)

    def approve(self, username: str, day: str) -> TestResponse:
        """The head opens what waits and approves the newest draft."""
        newest = self.one("select max(id) from proposal where decided_at is null")
        with self.desk(username, day, 10) as visitor:
            visitor.get("/can-bo/cho-quyet")
            return visitor.post(f"/can-bo/cho-quyet/{newest}/duyet")


def announce_dialogue(
    office: Office, case: int, officer: str, head: str, day: str, held: str, **besides: Any
) -> TestResponse:
    """The officer drafts the notice, the head signs it, it is rendered; the answer to the draft."""
    stated = {"dialogue_at": "08 giờ 30", "place": "Trụ sở", "dialogue_about": "Yêu cầu."}
    drafted = office.act(
        officer, day, case, "invite_dialogue",
        **(stated | day_fields("dialogue_on", held) | besides),
    )  # fmt: skip
    if drafted.status_code == 302:
        office.approve(head, day)
        office.render(at(day, 11))
    return drafted


@pytest.fixture
def office(app: Flask) -> Office:
    return Office(app)


def day_fields(name: str, day: str) -> dict[str, str]:
    """A date as its three boxes are posted."""
    year, month, number = day.split("-")
    return {
        f"{name}-day": str(int(number)),
        f"{name}-month": str(int(month)),
        f"{name}-year": year,
    }
