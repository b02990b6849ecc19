"""A walk through the offices: people sign in, the day goes on, documents go from hand to hand.

Everything is done on pages, by whoever may; only the worker, who has no page, is called.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import time_machine
from sqlalchemy import select

from feedback.domain.clock import civil_day
from feedback.extensions import db
from feedback.jobs import letters as worker
from feedback.models.outbox import OutboxItem
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.office.conftest import Office, day_fields
from tests.passwords import PASSWORD

STEP = timedelta(minutes=5)
DRAFTS = re.compile(r"/can-bo/cho-quyet/(\d+)/duyet")
TO_SIGN = re.compile(r'name="letter" value="(\d+)"')
ENVELOPES = re.compile(r'name="delivery" value="(\d+)"')
BY_HAND = re.compile(r'href="(/can-bo/phat-hanh/\d+/ky-nhan\.pdf)"')
NO_ADDRESS = re.compile(r'href="(/can-bo/phat-hanh/\d+/dia-chi)"')
ANOTHER_WAY = re.compile(r'href="(/can-bo/phat-hanh/van-ban/\d+/them)\?noi=(sender:\d+)"')
FILE = re.compile(r'href="/can-bo/don/(\d+)"')


@dataclass(frozen=True)
class Staff:
    """Who drafts in an agency, who approves and signs, who seals."""

    officer: str
    head: str
    clerk: str


COMMUNE = Staff("xacminh", "chutichxa", "vanthuxa")
DEPARTMENT = Staff("cbso", "giamdoc", "vanthuso")
PROVINCE = Staff("cbtinh", "chutichtinh", "vanthutinh")


class Walk:
    """One story; each step takes five minutes, and days are turned by hand."""

    def __init__(self, office: Office) -> None:
        self.office, self.now = office, at("2026-08-03")
        #: documents with the first signature, as the clerk read them before sealing
        self.signed: dict[int, bytes] = {}
        #: papers made for whoever asks, and kept nowhere
        self.made: list[bytes] = []

    def on(self, day: str) -> None:
        """The next morning that something happens."""
        self.now = at(day)

    @property
    def today(self) -> str:
        return civil_day(self.now).isoformat()

    @contextmanager
    def visitor(self) -> Iterator[Visitor]:
        self.now += STEP
        with time_machine.travel(self.now, tick=True):
            yield Visitor(self.office.app)

    @contextmanager
    def desk(self, person: str) -> Iterator[Visitor]:
        with self.visitor() as visitor:
            who = {"username": person, "password": PASSWORD}
            assert visitor.answer("/can-bo/dang-nhap", who).status_code == 302
            yield visitor

    def write_down(self, paper: dict[str, str], person: str, *, receipt: bool) -> int:
        """A paper handed over at the counter, its receipt if wanted; the id of the petition."""
        with self.desk(person) as visitor:
            said = paper | day_fields("received_on", self.today)
            written = visitor.answer("/can-bo/nhan-don", said)
            assert written.status_code == 200, texts(written.text)
            if receipt:
                self.made.append(visitor.post("/can-bo/nhan-don/bien-nhan").data)
        return int(FILE.findall(written.text)[0])

    def act(self, person: str, subject: int, action: str, **stated: Any) -> None:
        """Open the form of an act, fill it in, send it."""
        with self.desk(person) as visitor:
            answer = visitor.answer(f"/can-bo/ho-so/{subject}/{action}", stated)
        assert answer.status_code == 302, texts(answer.text)

    def decide(self, staff: Staff, subject: int, action: str, **stated: Any) -> None:
        """The officer submits a draft, the head approves it."""
        self.act(staff.officer, subject, action, **stated)
        with self.desk(staff.head) as head:
            newest = max(map(int, DRAFTS.findall(head.get("/can-bo/cho-quyet").text)))
            answer = head.post(f"/can-bo/cho-quyet/{newest}/duyet")
        assert answer.status_code == 302, texts(answer.text)

    def classified(
        self,
        paper: dict[str, str],
        place: dict[str, str],
        staff: Staff,
        *,
        receipt: bool = False,
    ) -> int:
        """Written down at an agency and sorted there; the id of the petition."""
        petition = self.write_down(paper, staff.officer, receipt=receipt)
        self.act(staff.officer, petition, "classify", **place)
        return petition

    def accept(self, staff: Staff, petition: int) -> int:
        """Proposed and accepted; the id of the case."""
        self.act(staff.officer, petition, "propose_acceptance", reason="Đủ điều kiện.")
        self.decide(staff, petition, "accept")
        return self.office.case_of(petition)

    def redact(self, petition: int) -> None:
        """The custodian retypes a denunciation without who denounces."""
        with self.desk("giumat") as visitor:
            said = {"redacted_text": "Người tố cáo trình bày việc thu tiền."}
            answer = visitor.answer(f"/can-bo/luoc-danh/{petition}", said)
        assert answer.status_code == 303, texts(answer.text)

    def render(self) -> None:
        """What the worker does with all that waits for it."""
        waiting = select(OutboxItem.id).where(
            OutboxItem.queue == "letters", OutboxItem.done_at.is_(None)
        )
        with time_machine.travel(self.now, tick=True), self.office.app.app_context():
            for item in db.session.scalars(waiting.order_by(OutboxItem.id)).all():
                worker.render(item)

    def issue(self, staff: Staff) -> None:
        """Rendered, signed by the head, read and sealed by the clerk."""
        self.render()
        self._sign(staff.head)
        self._sign(staff.clerk, reads=True)

    def _sign(self, person: str, *, reads: bool = False) -> None:
        with self.desk(person) as visitor:
            waiting = TO_SIGN.findall(visitor.get("/can-bo/ky").text)
            assert waiting
            for letter in waiting if reads else ():
                self.signed[int(letter)] = visitor.get(f"/can-bo/van-ban/{letter}.pdf").data
            answer = visitor.post("/can-bo/ky", {"letter": waiting})
        assert answer.status_code == 302, texts(answer.text)

    def file(self, letter: int) -> bytes:
        """The newest file of a document, as its agency's clerk has it."""
        clerk = self.office.one(
            "select clerk.username from letter join user_account signer on signer.id = signer_id"
            " join user_account clerk on clerk.agency_id = signer.agency_id"
            " where letter.id = :id and clerk.role = 'clerk'",
            id=letter,
        )
        with self.desk(clerk) as visitor:
            answer = visitor.get(f"/can-bo/van-ban/{letter}.pdf")
        assert answer.status_code == 200, texts(answer.text)
        return answer.data

    def post(self, staff: Staff) -> None:
        """Addresses are stated, the list printed, every envelope given to the post office."""
        with self.desk(staff.officer) as visitor:
            for path in set(NO_ADDRESS.findall(visitor.get("/can-bo/phat-hanh").text)):
                said = {"name": "Người nhận trên bì thư", "address": "Xã Tiên Yên, Quảng Ninh"}
                assert visitor.answer(path, said).status_code == 302
            envelopes = ENVELOPES.findall(visitor.get("/can-bo/phat-hanh").text)
            batch = ZipFile(BytesIO(visitor.get("/can-bo/phat-hanh/buu-dien.zip").data))
            self.made.append(batch.read(batch.namelist()[0]))
            said = {"delivery": envelopes, **day_fields("on", self.today)}
            answer = visitor.post("/can-bo/phat-hanh/buu-dien", said)
        assert answer.status_code == 302, texts(answer.text)

    def hand_over(self, staff: Staff, case: int) -> None:
        """A document of the case is to be handed over, with a receipt to be signed."""
        with self.desk(staff.officer) as visitor:
            path, to = ANOTHER_WAY.findall(visitor.get(f"/can-bo/vu-viec/{case}").text)[0]
            visitor.get(f"{path}?noi={to}")
            assert visitor.post(path, {"channel": "hand"}).status_code == 302
            receipt = BY_HAND.findall(visitor.get("/can-bo/phat-hanh").text)[0]
            self.made.append(visitor.get(receipt).data)
