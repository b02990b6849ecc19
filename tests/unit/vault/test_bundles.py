"""Folder exchange: opened on another machine by the same rules, answered without a name."""

import json
import os
import select
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedback.processes import offline_vault
from feedback.processes.offline_vault import CARRIED_WITHIN, Talk, open_all
from feedback.vault import ceremony
from feedback.vault.bundles import IN, OUT, BadBundleError, Outbox, answer_in, bundle_in, waiting
from feedback.vault.identity_vault import Carried
from feedback.vault.locked_key import Effort, PassphraseLock, WrongSecretError, lock
from feedback.vault.originals import Original, close_file, file_place, pack
from tests.readings import CUSTODIAN, NOW, Log, Reading

PASSPHRASE = "bốn từ chỉ để thử két"  # noqa: S105 - of a test
WORDS = "Đã gặp người tố cáo, xác nhận hai biên nhận."


class Machines:
    """The application's folder, the vault's on the other network, and the carrier between them."""

    def __init__(self, place: Path) -> None:
        self.keys, self.vault, self.carrier = (place / each for each in ("keys", "vault", "usb"))
        self.log = Log()
        self.keys.mkdir()
        lock(self.vault, CUSTODIAN, PassphraseLock(PASSPHRASE, Effort(8, 1, 1)))
        (self.vault / ceremony.LOG_KEY).write_text(self.log.pinned.as_text())
        self.outbox = Outbox(self.carrier / OUT, ceremony.signing_pair(self.keys, "bundle"))
        (self.vault / "bundle_public").write_text((self.keys / "bundle_public").read_text())
        self.said: list[str] = []
        self.shown: list[str] = []
        self.papers: list[bytes] = []

    def carry(self, reading: Reading, envelope: bytes = b"") -> Path:
        laid = self.outbox.open(reading.papers(self.log), envelope or reading.envelope)
        assert isinstance(laid, Carried)
        return self.carrier / OUT / laid.name

    def _answered(self, _question: str) -> str:
        """What can be read while the keeper thinks of an answer."""
        self.shown += self.said
        self.papers += [path.read_bytes() for path in self.vault.glob("opened/*")]
        return WORDS

    def open_there(
        self, passphrase: str = PASSPHRASE, after: timedelta = timedelta(hours=3)
    ) -> int:
        talk = Talk(self.said.append, self._answered, lambda _question: passphrase, self.said.clear)
        return open_all(self.vault, self.carrier, talk, NOW + after)


@pytest.fixture
def machines(tmp_path: Path) -> Machines:
    return Machines(tmp_path)


def test_what_was_carried_is_shown_there_and_answered_without_a_name(machines):
    asked = machines.carry(Reading())
    assert machines.open_there() == 1
    assert "Họ và tên: Nguyễn Thị Kín" in machines.shown
    assert not any("Đồng Mạ" in line for line in machines.shown)
    assert machines.said == []
    assert not asked.exists()
    (path,) = waiting(machines.carrier / IN)
    answer = answer_in(path, ceremony.signed_by(machines.vault / "answer_public"))
    assert (answer.count, answer.words) == (1, WORDS)
    assert answer.leaf == machines.log.placed[-1].leaf.hex()
    assert "Kín" not in path.read_text()


def test_a_paper_lies_there_in_the_clear_no_longer_than_the_keeper_needs(machines):
    paper, reading = Original("đơn.pdf", "application/pdf", b"%PDF-1.7 but tich"), Reading()
    what = file_place(reading.petition, paper.commitment).field
    reading = replace(reading, what=what, fields=("papers",))
    envelope = close_file(pack(paper), paper.commitment, [CUSTODIAN.public_key()], reading.petition)
    machines.carry(reading, envelope)
    assert machines.open_there() == 1
    assert machines.papers == [paper.content]
    assert list((machines.vault / "opened").iterdir()) == []


def test_whoever_does_not_answer_has_a_quarter_of_an_hour(monkeypatch):
    reading, writing = os.pipe()
    asked_for = []
    real = select.select

    def at_once(files, *others):
        asked_for.append(others[-1])
        return real(files, *others[:-1], 0)

    monkeypatch.setattr(select, "select", at_once)
    with os.fdopen(reading) as keyboard:
        monkeypatch.setattr(sys, "stdin", keyboard)
        assert offline_vault._ask("Trả lời: ") == ""  # noqa: SLF001 - what the program asks with
        os.write(writing, f"{WORDS}\n".encode())
        assert offline_vault._ask("Trả lời: ") == WORDS  # noqa: SLF001 - likewise
    os.close(writing)
    assert asked_for == [900, 900]


def test_the_same_rules_hold_there(machines):
    machines.carry(Reading(approver="user:1"))
    machines.carry(replace(Reading(request="d" * 32), reader="user:4"))
    assert machines.open_there() == 1
    assert any("chính là người yêu cầu" in line for line in machines.shown + machines.said)


def test_a_bundle_that_was_copied_opens_once(machines):
    asked = machines.carry(Reading())
    copied = asked.read_bytes()
    machines.open_there()
    asked.write_bytes(copied)
    assert machines.open_there() == 0
    assert any("đã dùng để mở" in line for line in machines.said)


def test_a_carrier_that_took_too_long_brings_nothing(machines):
    machines.carry(Reading())
    assert machines.open_there(after=CARRIED_WITHIN + timedelta(seconds=1)) == 0


def test_without_the_passphrase_nothing_is_opened_or_counted(machines):
    machines.carry(Reading())
    with pytest.raises(WrongSecretError):
        machines.open_there("một câu khác hẳn")
    assert not (machines.vault / "openings.jsonl").exists()


@pytest.mark.parametrize("harm", ["another hand", "touched", "an answer", "no bundle"])
def test_what_is_not_signed_as_it_should_be_is_told_and_not_opened(machines, tmp_path, harm):
    asked = machines.carry(Reading())
    signed = json.loads(asked.read_text())
    match harm:
        case "another hand":
            (tmp_path / "else").mkdir()
            key = ceremony.signing_pair(tmp_path / "else", "bundle")
            signed["signature"] = key.sign(signed["body"].encode()).hex()
        case "touched":
            signed["body"] = signed["body"].replace('"what": "identity"', '"what": "identitY"')
        case "an answer":
            body = signed["body"].replace("identity bundle", "identity answer")
            key = ceremony.signing_pair(machines.keys, "bundle")
            signed = {"body": body, "signature": key.sign(body.encode()).hex()}
        case "no bundle":
            signed = {"body": 5}
    asked.write_text(json.dumps(signed))
    with pytest.raises(BadBundleError):
        bundle_in(asked, ceremony.signed_by(machines.vault / "bundle_public"))
    assert machines.open_there() == 0


def test_whatever_else_lies_on_the_carrier_is_left_alone(machines):
    (machines.carrier / OUT).mkdir(parents=True)
    (machines.carrier / OUT / "autorun.inf").write_text("[autorun]")
    assert machines.open_there() == 0
    assert machines.said == []
