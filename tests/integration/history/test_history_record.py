"""Writing entries and numbers into a real database, side by side and one after the other."""

import hashlib
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from feedback.domain.history.entries import Draft, MalformedEntryError, RegisterNumber, parse
from feedback.domain.history.report import Rule
from feedback.models.entry import Entry, EntrySalt, LogHead
from feedback.models.register import RegisterCounter
from feedback.services.books.registers import next_number, next_numbers
from feedback.services.log.history import LockOrderError, record, record_many
from feedback.services.log.verification import snapshot, verify

NOW = datetime(2026, 8, 3, 5, 0, tzinfo=UTC)
SUBJECT = UUID(int=7)


def note(session, **changes):
    told = {
        "subject": SUBJECT,
        "kind": "system",
        "type_": "noted",
        "at": NOW,
        "actor": "system",
        "unit": None,
        "data": {},
    }
    return record(session, **told | changes)


def sound_but_for_checkpoints(engine):
    with snapshot(engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    assert report.findings == []
    return report


def test_an_entry_is_kept_as_it_was_hashed(engine):
    with Session(engine) as session, session.begin():
        note(session)
        placed = note(session, type_="seen", unit="XA-01")
    with Session(engine) as session:
        row = session.get(Entry, 1)
        assert (row.body, row.leaf) == (placed.body, placed.leaf)
        assert hashlib.sha256(b"\x00" + row.body).digest() == row.leaf
        assert (row.subject, row.seq, row.kind, row.type) == (SUBJECT, 2, "system", "seen")
        assert parse(row.body).prev == session.get(Entry, 0).leaf.hex()
        assert session.get(LogHead, 1).size == 2


def test_what_is_rolled_back_leaves_no_gap(engine):
    with Session(engine) as session:
        next_number(session, "Sổ", 2026)
        note(session)
        session.rollback()
        assert next_number(session, "Sổ", 2026) == 1
        assert note(session, register=RegisterNumber("Sổ", 2026, 1)).index == 0
        session.commit()
    assert sound_but_for_checkpoints(engine).size == 1


def test_a_refused_entry_takes_no_place(engine):
    with Session(engine) as session:
        with pytest.raises(MalformedEntryError):
            note(session, data={"weight": 0.5})
        session.rollback()
        assert note(session).index == 0


def test_a_clock_set_back_does_not_set_back_the_log(engine):
    with Session(engine) as session, session.begin():
        note(session)
    with Session(engine) as session, session.begin():
        placed = note(session, at=NOW - timedelta(days=400))
    assert placed.at == NOW
    assert parse(placed.body).data["clock_anomaly"] == "2025-06-29T05:00:00.000Z"
    assert sound_but_for_checkpoints(engine).notices


def test_a_batch_is_written_in_order_with_times_of_its_own(engine):
    drafts = [
        Draft(
            UUID(int=number % 3), "system", "noted", NOW + timedelta(seconds=number), "x", None, {}
        )
        for number in range(10)
    ]
    with Session(engine) as session, session.begin():
        note(session, at=NOW - timedelta(days=1))
        placed = record_many(session, drafts)
        assert record_many(session, []) == []
    assert [one.index for one in placed] == list(range(1, 11))
    assert [one.seq for one in placed] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4]
    assert [one.at for one in placed] == [draft.at for draft in drafts]
    sound_but_for_checkpoints(engine)


def test_the_salt_of_a_secret_can_be_destroyed_if_an_entry_says_so(engine):
    with Session(engine) as session, session.begin():
        placed = note(session, confidential=b"Nguyen Van A")
    with Session(engine) as session, session.begin():
        salt = session.scalars(select(EntrySalt.salt)).one()
        assert parse(placed.body).commit == hashlib.sha256(salt + b"Nguyen Van A").hexdigest()
        session.execute(text("SET LOCAL ROLE feedback_office"))
        session.execute(text("DELETE FROM entry_salt"))
    with snapshot(engine) as connection:
        (unsaid,) = verify(connection, checkpoints=None, public_key=None).findings
    assert (unsaid.rule, unsaid.index) == (Rule.ERASURES, 0)
    with Session(engine) as session, session.begin():
        note(session, type_="identity_erased")
    sound_but_for_checkpoints(engine)


def test_numbers_count_from_one_in_each_book_and_year(engine):
    with Session(engine) as session, session.begin():
        assert [next_number(session, "A", 2026) for _ in range(3)] == [1, 2, 3]
        assert next_number(session, "A", 2027) == 1
        assert next_number(session, "B", 2026) == 1
        assert list(next_numbers(session, "A", 2026, 3)) == [4, 5, 6]
        with pytest.raises(ValueError, match="no number"):
            next_numbers(session, "A", 2026, 0)


def test_a_number_after_an_entry_would_risk_a_deadlock_and_is_refused(engine):
    with Session(engine) as session:
        note(session)
        with pytest.raises(LockOrderError):
            next_number(session, "A", 2026)
        session.commit()
        assert next_number(session, "A", 2026) == 1


@pytest.mark.parametrize(
    "book", [pytest.param("Sổ", id="with numbers"), pytest.param(None, id="without numbers")]
)
def test_eight_writers_leave_no_gap_no_double_and_whole_chains(engine, book):
    start, failures = Barrier(8), []

    def write(seed):
        start.wait()
        try:
            for turn in range(25):
                with Session(engine) as session, session.begin():
                    register = book and RegisterNumber(book, 2026, next_number(session, book, 2026))
                    note(session, subject=UUID(int=(seed + turn) % 5), register=register)
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    writers = [Thread(target=write, args=(seed,)) for seed in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    with Session(engine) as session:
        numbers = list(session.scalars(select(Entry.number).order_by(Entry.index)))
        assert numbers == ([*range(1, 201)] if book else [None] * 200)
        assert session.scalar(select(RegisterCounter.last)) == (200 if book else None)
    assert sound_but_for_checkpoints(engine).size == 200


FORBIDDEN_TO_ALL = [
    "UPDATE entry SET type = 'x'",
    "DELETE FROM entry",
    "TRUNCATE entry CASCADE",
    "UPDATE log_head SET size = size - 1",
    "UPDATE log_head SET last_at = last_at - interval '1 day', size = size + 1",
    "DELETE FROM log_head",
    "TRUNCATE log_head",
    "UPDATE register_counter SET last = last - 1",
    "UPDATE register_counter SET last = last",
    "UPDATE register_counter SET book = 'x', last = last + 1",
    "DELETE FROM register_counter",
    "TRUNCATE register_counter",
    "UPDATE log_checkpoint SET note = ''",
    "TRUNCATE escalation",
]


@pytest.fixture(scope="module")
def written(copies, empty_template):
    """One database for all: every statement is refused."""
    _name, engine = copies.copy(empty_template)
    with Session(engine) as session, session.begin():
        number = next_number(session, "A", 2026)
        note(session, register=RegisterNumber("A", 2026, number))
        session.execute(
            text(
                "INSERT INTO log_checkpoint VALUES (1, decode(repeat('00', 32), 'hex'), '', now())"
            )
        )
    return engine


@pytest.mark.parametrize("statement", FORBIDDEN_TO_ALL)
@pytest.mark.parametrize(
    "session_setting",
    [
        pytest.param("SET ROLE feedback_office", id="the application"),
        pytest.param("SET ROLE feedback", id="the owner by mistake"),
        pytest.param("SET session_replication_role = replica", id="a replica session"),
    ],
)
def test_history_is_not_changed_in_passing(written, session_setting, statement):
    with Session(written) as session:
        session.execute(text(session_setting))
        with pytest.raises(DBAPIError, match=r"append-only|permission denied|only counts forward"):
            session.execute(text(statement))


def test_the_application_writes_entries_and_numbers_with_its_own_rights(engine):
    with Session(engine) as session, session.begin():
        session.execute(text("SET LOCAL ROLE feedback_office"))
        number = next_number(session, "A", 2026)
        note(session, register=RegisterNumber("A", 2026, number), confidential=b"x")
    sound_but_for_checkpoints(engine)


def test_the_application_cannot_make_another_head(engine):
    with Session(engine) as session:
        session.execute(text("SET ROLE feedback_office"))
        with pytest.raises(DBAPIError, match="permission denied"):
            session.execute(text("INSERT INTO log_head VALUES (1, 0, now())"))


def test_a_number_cannot_stand_in_two_entries(engine):
    with Session(engine) as session:
        note(session, subject=uuid4(), register=RegisterNumber("A", 2026, 1))
        with pytest.raises(DBAPIError, match="uq_entry_book_year_number"):
            note(session, subject=uuid4(), register=RegisterNumber("A", 2026, 1))
