import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from feedback.domain.history.checkpoint import open_checkpoint
from feedback.domain.history.entries import RegisterNumber
from feedback.models.entry import LogCheckpoint
from feedback.services.books.registers import next_number
from feedback.services.log.checkpoint_store import NEWEST, NOTES, CheckpointStore, read_notes
from feedback.services.log.history import record
from feedback.services.log.sealing import SEALING, SealRefusedError, seal
from feedback.services.log.verification import snapshot, verify
from tests.integration.history.world import ORIGIN

NOW = datetime(2026, 8, 3, 5, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "checkpoints"


@pytest.fixture
def sealing(engine, folder, signing_key):
    def run(key=signing_key):
        with Session(engine) as session, session.begin():
            return seal(session, directory=folder, key=key, origin=ORIGIN, now=NOW)

    return run


@pytest.fixture
def writing(engine):
    def run(count, book=None):
        for turn in range(count):
            with Session(engine) as session, session.begin():
                register = None
                if book:
                    register = RegisterNumber(book, 2026, next_number(session, book, 2026))
                record(
                    session,
                    subject=UUID(int=turn % 3),
                    kind="system",
                    type_="noted",
                    at=NOW + timedelta(seconds=turn),
                    actor="system",
                    unit=None,
                    data={},
                    register=register,
                )

    return run


def tamper(engine, *statements):
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE entry DISABLE TRIGGER ALL"))
        connection.execute(text("ALTER TABLE log_head DISABLE TRIGGER ALL"))
        for statement in statements:
            connection.execute(text(statement))


def test_an_empty_log_is_not_sealed(sealing, folder):
    assert sealing() is None
    assert not folder.exists()


def test_each_seal_covers_what_is_new_and_the_verifier_agrees(
    engine, sealing, writing, folder, pinned
):
    sizes = []
    for count in (1, 4, 7):
        writing(count, book="Sổ")
        head = sealing()
        sizes.append(head.size)
        assert sealing() is None
    assert sizes == [1, 5, 12]
    notes = [open_checkpoint(kept.note, pinned) for kept in read_notes(folder)]
    assert [note.size for note in notes] == sizes
    with snapshot(engine) as connection:
        report = verify(connection, checkpoints=folder, public_key=pinned)
    assert (report.findings, report.covered) == ([], 12)
    with Session(engine) as session:
        assert list(session.scalars(select(LogCheckpoint.size))) == sizes


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        pytest.param(
            ["DELETE FROM entry WHERE index > 3", "UPDATE log_head SET size = 4"],
            "only 4 are left",
            id="an old copy of the database put back",
        ),
        pytest.param(
            ["UPDATE entry SET leaf = decode(repeat('00', 32), 'hex') WHERE index = 5"],
            "not the one that was sealed",
            id="the last sealed entry changed",
        ),
        pytest.param(
            ["UPDATE entry SET body = set_byte(body, 9, 65) WHERE index = 7"],
            "entry 7",
            id="a new entry changed",
        ),
        pytest.param(["DELETE FROM entry WHERE index = 7"], "entry 7", id="a new entry deleted"),
        pytest.param(["DELETE FROM entry WHERE index = 8"], "8 found", id="the newest deleted"),
        pytest.param(
            ["UPDATE entry SET number = 99 WHERE index = 7"], "entry 7", id="a number changed"
        ),
        pytest.param(
            ["UPDATE entry SET leaf = sha256('x') WHERE index IN (3, 4)"],
            "entry 6",
            id="the newest sealed entries of a subject changed",
        ),
    ],
)
def test_what_breaks_a_rule_is_never_signed(engine, sealing, writing, folder, statements, reason):
    writing(6, book="Sổ")
    sealing()
    writing(3, book="Sổ")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    tamper(engine, *statements)
    with pytest.raises(SealRefusedError, match=reason):
        sealing()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_another_key_does_not_go_on_where_ours_ended(sealing, writing):
    writing(1)
    sealing()
    writing(1)
    with pytest.raises(SealRefusedError, match="not signed by its key"):
        sealing(Ed25519PrivateKey.generate())


def test_a_changed_state_of_the_sealer_is_not_believed(sealing, writing, folder):
    writing(3)
    sealing()
    value = json.loads((folder / NEWEST).read_text())
    value["peaks"][0] = "00" * 32
    (folder / NEWEST).write_text(json.dumps(value))
    with pytest.raises(SealRefusedError, match="does not belong"):
        sealing()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.unlink(), id="before the note was written"),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes()[:-40]), id="while the note was written"
        ),
    ],
)
def test_a_crash_between_state_and_note_is_made_good(sealing, writing, folder, damage):
    writing(3)
    sealing()
    whole = (folder / NOTES).read_bytes()
    damage(folder / NOTES)
    sealing()
    assert (folder / NOTES).read_bytes() == whole


def test_a_crash_after_earlier_notes_keeps_them(sealing, writing, folder):
    for _turn in range(3):
        writing(1)
        sealing()
    whole = (folder / NOTES).read_bytes()
    (folder / NOTES).write_bytes(whole[:-40])
    CheckpointStore(folder).complete(CheckpointStore(folder).newest())
    assert (folder / NOTES).read_bytes() == whole


def test_two_sealers_do_not_sign_at_once(engine, sealing, writing):
    writing(2)
    with Session(engine) as other:
        other.execute(text("SELECT pg_advisory_xact_lock(:sealing)"), {"sealing": SEALING})
        assert sealing() is None
    assert sealing().size == 2


def test_what_is_being_written_is_sealed_after_it_is_committed(engine, sealing, writing):
    writing(2)
    with Session(engine) as session, session.begin():
        record(
            session,
            subject=UUID(int=9),
            kind="system",
            type_="noted",
            at=NOW,
            actor="system",
            unit=None,
            data={},
        )
        assert sealing().size == 2
    assert sealing().size == 3
