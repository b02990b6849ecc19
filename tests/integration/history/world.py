"""A small province at work: three petitions and a case, with clocks, letters and an escalation.

Entries and rows are written side by side, as the services do. Twelve entries, sealed at 7 and 10.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, func, text

from feedback.domain.history.entries import RegisterNumber
from feedback.domain.petitions import Kind
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.deadline import Deadline, Escalation
from feedback.models.file_key import FileKey, Purpose
from feedback.models.identity import DataKey
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Party, Petition
from feedback.services.books.registers import next_number
from feedback.services.log.history import record
from feedback.services.log.sealing import seal

ORIGIN = "tiengnoi.example/nhat-ky"
START = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
DAY = date(2026, 8, 3)
BOOK = "Sổ theo dõi đơn"
CASES = "Sổ vụ việc"
FENCED = (
    "entry", "log_head", "register_counter", "escalation", "subject", "deadline", "letter",
    "legal_case",
)  # fmt: skip
LETTERS = "Sổ văn bản đi"
FIRST, SECOND, THIRD, CASE = (UUID(int=0xA0 + number) for number in range(4))
CLOCK, NOTICE = UUID(int=0xD1), UUID(int=0xE1)


@dataclass(frozen=True)
class World:
    engine: Engine
    checkpoints: Path

    @contextmanager
    def tampered(self, *statements):
        """A connection that sees the change and takes it back; past every trigger."""
        with self.engine.connect() as connection:
            for table in FENCED:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
            for statement in statements:
                connection.execute(text(statement))
            yield connection
            connection.rollback()


class Scribe:
    """Writes entries a minute apart."""

    def __init__(self, session):
        self._session = session
        self._at = START

    def __call__(self, subject, type_, data, register=None, kind="petition"):
        self._at += timedelta(minutes=1)
        record(
            self._session,
            subject=subject,
            kind=kind,
            type_=type_,
            at=self._at,
            actor="user:1",
            unit="XA-01",
            data=data,
            register=register,
        )


def settle(session, folder, key):
    """Write the whole world and commit it."""
    write = Scribe(session)
    agencies = _agencies(session)
    petitions = [_petition(session, write, uid, agencies[0]) for uid in (FIRST, SECOND, THIRD)]
    _clock(session, write, petitions[0])
    _letter(session, write, petitions[0])
    _escalation(session, write)
    seal(session, directory=folder, key=key, origin=ORIGIN, now=START + timedelta(hours=1))
    _case(session, write, agencies[1])
    _move(write, petitions[1], agencies[1])
    write(
        FIRST,
        "accepted",
        {
            "act": "accept",
            "from": "submitted",
            "to": "accepted",
            "closed": [{"id": CLOCK.hex, "how": "met"}],
        },
    )
    clock = session.query(Deadline).one()
    clock.state, clock.closed_on, petitions[0].state = "met", DAY, "accepted"
    session.flush()
    seal(session, directory=folder, key=key, origin=ORIGIN, now=START + timedelta(hours=2))
    write(THIRD, "noted", {})
    write(THIRD, "noted", {})
    session.commit()


def _agencies(session):
    agencies = [
        Agency(
            code=code,
            name=code,
            level="commune",
            symbol="UBND",
            head_title="CHỦ TỊCH",
            in_force_from=DAY,
        )
        for code in ("XA-01", "XA-02")
    ]
    session.add_all(agencies)
    session.flush()
    session.add(
        UserAccount(
            username="can-bo",
            name="Cán bộ",
            role="officer",
            agency_id=agencies[0].id,
            created_at=START,
        )
    )
    session.flush()
    return agencies


def _petition(session, write, uid, agency):
    number = next_number_first(session, BOOK)
    petition = Petition(
        uid=uid,
        kind=Kind.COMPLAINT,
        procedure="intake",
        edition="2026",
        state="submitted",
        agency_id=agency.id,
        entered_agency_id=agency.id,
        received_at=START,
        book=BOOK,
        year=2026,
        number=number,
        code_hash=uid.bytes,
        declared_kind=Kind.COMPLAINT,
        channel="web",
        content=b"sealed",
        title=b"sealed",
        search=func.to_tsvector("simple", "don"),
    )
    session.add(petition)
    session.flush()
    session.add(Party(petition_id=petition.id, role="petitioner", sealed=b"for a custodian"))
    session.add(DataKey(id=uid, petition_id=petition.id, wrapped=b"w", kek="k", created_at=START))
    session.flush()
    data = {
        "act": "submit",
        "from": None,
        "to": "submitted",
        "procedure": "intake",
        "edition": "2026",
        "agency": agency.code,
        "person": None,
    }
    write(uid, "submitted", data, RegisterNumber(BOOK, 2026, number))
    return petition


def next_number_first(session, book):
    """A transaction here does the work of many, so the order of locks is ended each time."""
    session.commit()
    return next_number(session, book, 2026)


def _clock(session, write, petition):
    session.add(
        Deadline(
            uid=CLOCK,
            subject_id=petition.id,
            limit_id="KN1-ACCEPT@2012",
            rule="accept",
            started_on=DAY,
            due_raw=DAY + timedelta(days=10),
            due_legal=DAY + timedelta(days=10),
        )
    )
    session.flush()
    opened = {
        "id": CLOCK.hex,
        "limit": "KN1-ACCEPT@2012",
        "start": "2026-08-03",
        "raw": "2026-08-13",
        "legal": "2026-08-13",
    }
    write(FIRST, "clock_started", {"opened": [opened]})


def _letter(session, write, petition):
    number = next_number_first(session, LETTERS)
    key = FileKey(
        id=UUID(int=0xF1),
        subject_id=petition.id,
        purpose=Purpose.KEPT,
        wrapped=b"no key",
        kek="none",
        created_at=START,
    )
    session.add(key)
    session.add(
        IssuedLetter(
            uid=NOTICE,
            subject_id=petition.id,
            name="acceptance_notice",
            title="Thông báo",
            book=LETTERS,
            year=2026,
            number=number,
            issued_on=DAY,
            frozen=b"\x01" + key.id.bytes,
            approved_at=START,
            rendered_at=START,
            pdf_sha256="ab" * 32,
        )
    )
    session.flush()
    write(
        FIRST,
        "letter_approved",
        {"letter": NOTICE.hex, "name": "acceptance_notice"},
        RegisterNumber(LETTERS, 2026, number),
    )
    write(FIRST, "letter_rendered", {"letter": NOTICE.hex, "sha256": "ab" * 32})


def _escalation(session, write):
    due = datetime(2026, 8, 13, 17, tzinfo=UTC)
    clock, user = session.query(Deadline).one(), session.query(UserAccount).one()
    session.add(
        Escalation(deadline_id=clock.id, level=1, user_id=user.id, due_at=due, found_at=due)
    )
    session.flush()
    write(
        FIRST,
        "escalated",
        {"deadline": CLOCK.hex, "level": 1, "to": f"user:{user.id}", "due": due.isoformat()},
    )


def _case(session, write, agency):
    number = next_number_first(session, CASES)
    session.add(
        Case(
            uid=CASE,
            kind=Kind.COMPLAINT,
            procedure="complaint",
            edition="2026",
            state="accepted",
            agency_id=agency.id,
            received_at=START,
            year=2026,
            number=number,
            accepted_on=DAY,
        )
    )
    session.flush()
    data = {
        "act": "open",
        "from": None,
        "to": "accepted",
        "procedure": "complaint",
        "edition": "2026",
        "agency": agency.code,
    }
    write(CASE, "opened", data, RegisterNumber(CASES, 2026, number), kind="case")


def _move(write, petition, agency):
    petition.agency_id = agency.id
    write(petition.uid, "assigned", {"agency": agency.code, "person": None})
