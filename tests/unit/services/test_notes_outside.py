"""Notes from elsewhere are asked about at every tick: each is verified once, and most never."""

import json
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.services.log import notes_outside
from feedback.services.log.log_key import signer
from feedback.services.log.notes_outside import OUTSIDE, size_brought

ORIGIN = "log.example/history"
OURS, THEIRS = (signer(Ed25519PrivateKey.generate(), ORIGIN) for _ in range(2))
#: As many as a sealer signs in an hour.
HOUR = range(1, 61)


def lines(sizes, by=OURS) -> str:
    notes = [sign_checkpoint(Checkpoint(ORIGIN, size, bytes(32)), by) for size in sizes]
    return "".join(json.dumps({"at": "", "note": note}) + "\n" for note in notes)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / OUTSIDE
    folder.mkdir()
    (folder / "gio.jsonl").write_text(lines(HOUR), encoding="utf-8")
    return folder


@pytest.fixture
def verified(monkeypatch) -> list[str]:
    """Each note whose signature was looked at."""
    seen: list[str] = []
    opened = notes_outside.open_checkpoint
    monkeypatch.setattr(
        notes_outside, "open_checkpoint", lambda note, key: seen.append(note) or opened(note, key)
    )
    return seen


def brought(outside: Path, by=OURS) -> int:
    return size_brought(outside.parent, by.key)


def test_of_an_hour_of_notes_the_greatest_is_verified_and_that_once(outside, verified):
    assert [brought(outside) for _ in range(20)] == [60] * 20
    assert len(verified) == 1


def test_a_forged_claim_is_passed_over_for_the_next_that_holds(outside, verified):
    (outside / "gia.jsonl").write_text(lines([900, 800], THEIRS), encoding="utf-8")
    assert brought(outside) == brought(outside) == 60
    assert len(verified) == 3


def test_a_link_to_nowhere_stops_nobody(outside):
    (outside / "cu.jsonl").symlink_to("khong-co")
    assert brought(outside) == 60


def test_a_note_that_comes_or_goes_is_seen_at_the_next_question(outside):
    assert brought(outside) == 60
    (outside / "them.txt").write_text(json.loads(lines([75]))["note"], encoding="utf-8")
    assert brought(outside) == 75
    (outside / "them.txt").unlink()
    assert brought(outside) == 60


def test_a_file_of_the_same_length_and_date_is_another_file(outside):
    """What a copy that keeps dates leaves behind."""
    file = outside / "gio.jsonl"
    before = file.stat()
    assert brought(outside) == 60
    file.write_text(lines([*HOUR[:-1], 99]), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert brought(outside) == 99


def test_another_key_trusts_none_of_them(outside):
    assert brought(outside) == 60
    assert brought(outside, THEIRS) == 0


def test_a_folder_of_another_sealer_counts_and_is_seen_when_it_grows(outside):
    copy = outside / "may-cu"
    copy.mkdir()
    (copy / "notes.jsonl").write_text(lines([70]), encoding="utf-8")
    assert brought(outside) == 70
    with (copy / "notes.jsonl").open("a", encoding="utf-8") as file:
        file.write(lines([71]))
    assert brought(outside) == 71
