"""The vault as a process: what it says through its socket, and what is left when it is killed."""

import json
import os
import signal
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from feedback.domain import clock
from feedback.domain.identity_proofs import OPENED, Refusal, VaultRefusedError
from feedback.models.entry import Entry, LogCheckpoint
from feedback.models.petition import Petition
from feedback.services.log.log_key import note_key
from feedback.vault import ceremony
from feedback.vault.envelope import EnvelopeError, Place, close, open_envelope
from feedback.vault.identity_vault import VaultAwayError, VaultProcess, receive, send
from feedback.vault.keys import KeyRing, create_missing
from feedback.vault.openings import Openings
from tests.integration.identity.conftest import NOW, PASSPHRASE, beginning, denounced
from tests.integration.identity.processes import ROOT, vault_process
from tests.worlds import database_environment

__all__ = ["beginning", "denounced"]


@pytest.fixture
def address(tmp_path_factory):
    return tmp_path_factory.mktemp("v") / "s"


def announced(room, now):
    """Asked, approved, announced and sealed: all that is missing is the vault."""
    request = room.ask(now=now)
    room.decide(request, now=now)
    opening = room.announce(request, now=now)
    room.seal(now)
    return opening


def unlocked(address):
    vault = VaultProcess(address)
    vault.unlock(PASSPHRASE.passphrase)
    return vault


def test_it_opens_once_it_is_unlocked_and_says_how_often(room, vault_folder, address):
    now = clock.now()
    opening = announced(room, now)
    with vault_process(vault_folder, address):
        vault = VaultProcess(address)
        assert address.stat().st_mode & 0o777 == 0o600
        with pytest.raises(VaultRefusedError) as refused:
            room.read(opening, vault, now=now)
        assert refused.value.reason is Refusal.LOCKED
        with pytest.raises(VaultRefusedError):
            vault.unlock("một câu khác hẳn, cũng dài")
        assert vault.unlocked_until() is None
        until = vault.unlock(PASSPHRASE.passphrase)
        assert timedelta(minutes=14) < until - now < timedelta(minutes=16)
        assert json.loads(room.read(opening, vault, now=now).plain)["name"] == "Nguyễn Thị Kín Đáo"
        assert vault.count() == 1
        vault.lock()
        assert vault.unlocked_until() is None


NONSENSE = (
    {"do": "dump"},
    {"do": "open"},
    {"do": "open", "petition": 5, "what": [], "requested": 1, "approved": 2, "opened": None,
     "envelope": {}},
)  # fmt: skip


def test_nonsense_is_refused_and_it_goes_on(vault_folder, address):
    with vault_process(vault_folder, address):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(address))
            connection.sendall(b"\0\0\0\4nope")
        for message in NONSENSE:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.connect(str(address))
                send(connection, message)
                assert "refused" in receive(connection)
        assert VaultProcess(address).count() == 0


def test_nobody_there_is_told_as_such(tmp_path):
    with pytest.raises(VaultAwayError):
        VaultProcess(tmp_path / "nobody").unlocked_until()


def in_the_log(session, opening):
    """The entry of a counted opening, and when the checkpoint over it was signed."""
    entry = session.execute(
        select(Entry.type, Entry.leaf).where(Entry.index == opening.index)
    ).one()
    sealed = session.scalars(
        select(LogCheckpoint.sealed_at).where(LogCheckpoint.size > opening.index)
    ).first()
    return entry.type, entry.leaf, sealed


def test_killed_between_counting_and_decrypting_it_leaves_an_event_without_a_reading(
    room, vault_folder, address, session
):
    now = clock.now()
    opening = announced(room, now)
    with vault_process(vault_folder, address, killed=True) as process:
        with pytest.raises(VaultAwayError):
            room.read(opening, unlocked(address), now=now)
        assert process.wait(10) == -signal.SIGKILL
    (counted,) = Openings(vault_folder).all
    type_, leaf, sealed = in_the_log(session, counted)
    assert (type_, leaf) == (OPENED, counted.leaf)
    assert sealed <= counted.at
    with vault_process(vault_folder, address):
        with pytest.raises(VaultRefusedError) as refused:
            room.read(opening, unlocked(address), now=now)
        assert refused.value.reason is Refusal.USED


#: What a web process does that is killed between its commit and the vault.
ANNOUNCES = """
import os, signal, sys
from datetime import datetime
from feedback.app import create_app
from feedback.domain.roles import Actor, Role
from feedback.services.identity import identity_readings

request, user, agency = map(int, sys.argv[1:4])
actor = Actor(Role.CUSTODIAN, f"user:{user}", user, agency, "TTT")
with create_app(pages=False).app_context():
    identity_readings.announce(request, "identity", actor, datetime.fromisoformat(sys.argv[4]))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_web_process_killed_before_it_asks_leaves_an_event_and_no_count(
    room, vault_folder, entries
):
    now = clock.now()
    request, reader = room.ask(now=now), room.actor("giu1")
    room.decide(request, now=now)
    words = [request, reader.user_id, reader.agency_id, now.isoformat()]
    ended = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", ANNOUNCES, *map(str, words)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "FEEDBACK_MODE": "test",
            **database_environment(room.settings),
            "FEEDBACK_REDIS_URL": room.settings.redis_url,
            "FEEDBACK_DATA_DIR": str(room.settings.data_dir),
        },
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    assert entries()[-1] == OPENED
    assert len(Openings(vault_folder)) == 0


def test_every_reading_has_an_earlier_entry_under_an_earlier_seal(room, vault, session):
    """Figure C3: as many plaintexts as counted openings, each announced and sealed before."""
    plain = []
    for reader, second in (("giu1", "giu2"), ("giu2", "giu1"), ("chutichxa", "giu1")):
        request = room.ask(reader)
        room.decide(request, second)
        opening = room.announce(request, reader)
        room.seal()
        plain.append(room.read(opening, vault, reader))
    later = NOW + timedelta(minutes=30)
    room.announce(room.ask(reason="danger", now=later), now=later)
    counted = Openings(vault.custodian._folder).all  # noqa: SLF001 - the file beside the key
    assert len(counted) == len(plain) == 3
    for each in counted:
        type_, leaf, sealed = in_the_log(session, each)
        assert (type_, leaf) == (OPENED, each.leaf)
        assert sealed <= each.at
    assert len(room.openings()) == 4


def test_after_the_ceremony_nothing_the_application_reads_opens_an_envelope(
    room, session, tmp_path
):
    """Every file of the data folder is tried as a key: as it is, and as hexadecimal digits."""
    keys, data = tmp_path / "data" / "keys", tmp_path / "data"
    create_missing(keys)
    ring = KeyRing(keys)
    petition = session.get_one(Petition, room.petition)
    plain, place = b"Nguyen Thi Kin Dao", Place(petition.uid, "identity")
    envelope = close(plain, ring.recipients, place)
    assert [opens(path, envelope, place) for path in keyfiles(data)].count(True) == 2
    log = note_key(ring.history_public, "a/log")
    ceremony.lock_away(keys, data / "vault", log, PASSPHRASE)
    ceremony.put_aside(keys, tmp_path / "safe")
    assert not any(opens(path, envelope, place) for path in keyfiles(data))
    assert opens(tmp_path / "safe", envelope, place)
    assert ceremony.belongs(tmp_path / "safe", ring)


def keyfiles(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def opens(path, envelope, place):
    content = path.read_bytes().strip()
    for raw in (content, _unhexed(content)):
        try:
            open_envelope(envelope, X25519PrivateKey.from_private_bytes(raw), place)
        except (ValueError, EnvelopeError):
            continue
        return True
    return False


def _unhexed(content):
    try:
        return bytes.fromhex(content.decode())
    except ValueError:
        return b""
