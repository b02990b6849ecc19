"""An officer's whole view, before and after a file that is closed to them comes to their agency.

``Eyes`` opens every page that needs no number, some searches and each address a file could have;
two views of the same eyes are compared byte by byte, but for what is new at every asking.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select, text
from werkzeug.test import TestResponse

from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.act import Proposal
from feedback.models.agency import Agency, PostHolding, UserAccount
from feedback.models.delivery import Delivery, DeliveryTask
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import Notice
from feedback.services.lodging.submission import submit
from feedback.vault.keys import KeyRing
from tests.client import Visitor
from tests.factories import a_lodging, at
from tests.passwords import HASH, PASSWORD

DAY = "2026-08-05"
#: A word that stands in the closed file alone, and the words of an open one.
WORD = "zirconia"
MOMENT = at(DAY, 10)
#: Where a file shows first.
GLANCE = ("/can-bo", "/can-bo?xem=mat", f"/can-bo/tim?q={WORD}", "/can-bo/nhac-viec")
#: New at every asking, whatever is on the page.
FRESH = re.compile(
    rb'nonce="[^"]*"|nonce-[\w+/=-]+|name="csrf_token"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="csrf_token"'
    rb'|name="(?:code|key|ticket|uid)"[^>]*value="[^"]*"'
)
ROOMS = ("office", "inspection", "administration")
#: Addresses that show the reader's own session or end it.
APART = {"office.own_sessions", "office.sign_in", "office.new_generator"}


@dataclass(frozen=True)
class Closed:
    """A denunciation of the commune's chair that lies at the commune, and what hangs on it."""

    petition: int
    rows: dict[str, int]


class Eyes:
    """Somebody signed in, and what they see."""

    def __init__(self, app: Flask, username: str) -> None:
        self.app, self.visitor = app, Visitor(app)
        with time_machine.travel(MOMENT, tick=False):
            form = {"username": username, "password": PASSWORD}
            assert self.visitor.answer("/can-bo/dang-nhap", form).status_code == 302
        self.sent: list[str] = []
        with app.app_context():
            for engine in db.engines.values():
                event.listen(engine, "before_cursor_execute", lambda *a: self.sent.append(a[2]))

    def look(self, path: str) -> tuple[int, int, tuple[tuple[str, str], ...], bytes]:
        """Status, number of statements, headers and body, as at one moment."""
        self.sent.clear()
        with time_machine.travel(MOMENT, tick=False):
            answer = self.visitor.raw(path)
        body = FRESH.sub(b"", answer.data)
        told = [
            (name, FRESH.sub(b"", value.encode()).decode())
            for name, value in answer.headers
            if name not in {"Set-Cookie", "X-Request-Id"}
        ]
        return answer.status_code, len(self.sent), tuple(sorted(told)), body

    def answer(self, path: str, fields: dict[str, str]) -> TestResponse:
        """Open a page with a form and post it, as at the same moment."""
        with time_machine.travel(MOMENT, tick=False):
            return self.visitor.answer(path, fields)

    def everything(self) -> dict[str, Any]:
        return {path: self.look(path) for path in lists(self.app)}

    def at_a_glance(self) -> dict[str, Any]:
        return {path: self.look(path) for path in GLANCE}


def lists(app: Flask) -> list[str]:
    """Every page without a number, the searches and views that could give a file away."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in ROOMS
        and "GET" in (rule.methods or ())
        and rule.endpoint not in APART
    ]
    plain = sorted(rule.rule for rule in rules if not rule.arguments)
    views = ("viec-cua-toi", "qua-han", "hom-nay", "chua-phan-loai", "cho-lanh-dao",
             "chua-phat-duoc", "dong-nguoi", "mat", "tat-ca")  # fmt: skip
    return [
        *plain,
        *(f"/can-bo?xem={view}" for view in views),
        f"/can-bo/tim?q={WORD}",
        "/can-bo/tim?q=1",
        "/can-bo/tim?q=QNTC-2026-00001",
        "/can-bo/so/thoi-han?vu_viec=1",
        "/can-bo/so/quyen?so=TCD",
        "/thanh-tra/muc-tieu/G1?phan=new",
        "/thanh-tra?so=QNTC-2026-00001",
    ]


def addresses(app: Flask, numbers: dict[str, int]) -> list[str]:
    """Every address that names a row, made with these numbers."""
    made = []
    for rule in app.url_map.iter_rules():
        room, known = rule.endpoint.partition(".")[0], {"action": "classify", "index": 0}
        given = numbers | known | {"kind": "pdf", "sha256": "0" * 64}
        if room in ROOMS and "GET" in (rule.methods or ()) and rule.arguments:
            if not rule.arguments <= given.keys() or rule.endpoint in APART:
                continue
            made.append(rule.build({name: given[name] for name in rule.arguments})[1])
    return sorted(made)


@pytest.fixture
def people(app: Flask) -> None:
    """A deputy beside the chair; everybody has a password."""
    with app.app_context():
        session = db.session()
        commune = session.scalars(select(Agency).where(Agency.code == "X06862")).one()
        deputy = UserAccount(
            username="phochutich", name="Hoàng Thị Cúc", title="Phó Chủ tịch", role="case_officer",
            agency_id=commune.id, created_at=at("2020-01-01"),
        )  # fmt: skip
        session.add(deputy)
        session.flush()
        session.add(
            PostHolding(
                agency_id=commune.id,
                post="deputy",
                user_id=deputy.id,
                first_day=at("2025-07-01").date(),
            )
        )
        session.execute(text("UPDATE user_account SET password_hash = :hash"), {"hash": HASH})
        session.commit()


@pytest.fixture
def eyes(app: Flask, people: None) -> Callable[[str], Eyes]:
    return lambda username: Eyes(app, username)


@pytest.fixture
def arrive(app: Flask, people: None) -> Callable[..., Closed]:
    """Have the file arrive: as if it had been handed to the very agency it is about."""

    def come(post: str | None = "head", against: str = "Chủ tịch xã Tiên Yên") -> Closed:
        keys = KeyRing(app.extensions["settings"].keys_dir)
        with app.app_context():
            story = f"Ông chủ tịch nhận tiền {WORD} của dân khi làm đường."
            petition_id = submit(
                a_lodging(Kind.DENUNCIATION, story=story, against=against), keys, at(DAY, 9)
            )
            rows = _hang_on(petition_id, post)
        return Closed(petition_id, rows)

    return come


def _hang_on(petition_id: int, post: str | None) -> dict[str, int]:
    """A row in every list the commune's people read, each about the file."""
    session = db.session()
    commune = session.scalars(select(Agency).where(Agency.code == "X06862")).one()
    by_name = dict(session.execute(select(UserAccount.username, UserAccount.id)).all())
    given = {"id": petition_id, "agency": commune.id, "post": post}
    session.execute(text("UPDATE subject SET agency_id = :agency WHERE id = :id"), given)
    session.execute(text("UPDATE obligation SET agency_id = :agency WHERE subject_id = :id"), given)
    if post:
        session.execute(
            text(
                "UPDATE petition SET denounced_agency_id = :agency, denounced_post = :post "
                "WHERE id = :id"
            ),
            given,
        )
    letter = IssuedLetter(
        subject_id=petition_id, name="transfer_slip", title="Phiếu chuyển",
        issued_on=at(DAY).date(), frozen=b"",
        drafter_id=by_name["xacminh"], signer_id=by_name["chutichxa"], approved_at=at(DAY, 9),
    )  # fmt: skip
    session.add(letter)
    session.flush()
    delivery = Delivery(
        letter_id=letter.id, subject_id=petition_id, agency_id=commune.id, recipient="agency:1",
        role="agency", label="UBND tỉnh", receiver_id=commune.id, channel="agency", mandatory=True,
        planned_at=at(DAY, 9),
    )  # fmt: skip
    proposal = Proposal(
        subject_id=petition_id, agency_id=commune.id, action="classify", data={},
        proposed_by_id=by_name["xacminh"], proposed_at=at(DAY, 9),
    )  # fmt: skip
    session.add_all([delivery, proposal])
    session.flush()
    session.add(
        DeliveryTask(
            delivery_id=delivery.id,
            letter_id=letter.id,
            recipient="agency:1",
            subject_id=petition_id,
            agency_id=commune.id,
            reason="returned",
            next_step="again",
            opened_at=at(DAY, 9),
        )
    )
    for who in ("chutichxa", "phochutich", "canboxa"):
        session.add(
            Notice(
                user_id=by_name[who],
                subject_id=petition_id,
                level=1,
                text=f"Nhắc {WORD}",
                created_at=at(DAY, 9),
            )
        )
    session.commit()
    return {
        "subject_id": petition_id,
        "letter_id": letter.id,
        "delivery_id": delivery.id,
        "proposal_id": proposal.id,
    }
