"""The vault opens what the history proves, once, and nothing else: a table of refusals."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from feedback.domain.identity_proofs import OPENED, Papers, Refusal, VaultRefusedError
from feedback.domain.identity_reading import APPROVAL_LASTS, EMERGENCY_LASTS, PER_HOUR, SHOWN_FOR
from feedback.vault.custodian import UNLOCKED_FOR, Custodian
from feedback.vault.locked_key import Effort, PassphraseLock, WrongSecretError, lock
from feedback.vault.openings import OPENINGS, DamagedCountError, Openings
from tests.readings import CUSTODIAN, NOW, Log, Reading, envelope_of

TICK = timedelta(seconds=1)
#: Cheap on purpose: guessing is not what these tests are about.
CHEAP = Effort(memory_kib=8, rounds=1, lanes=1)
PASSPHRASE = PassphraseLock("bốn từ chỉ để thử két", CHEAP)


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lock(tmp_path, CUSTODIAN, PASSPHRASE)
    return tmp_path


@pytest.fixture
def vault(folder: Path, log: Log) -> Iterator[Custodian]:
    vault = Custodian(folder, log.pinned)
    vault.unlock(PASSPHRASE, NOW - timedelta(minutes=5))
    return vault


def refused(vault: Custodian, papers: Papers, envelope: bytes, **otherwise: Any) -> Refusal:
    with pytest.raises(VaultRefusedError) as refusal:
        vault.open(papers, envelope, otherwise.get("now", NOW))
    return refusal.value.reason


def test_what_was_approved_and_written_down_is_opened_as_far_as_it_was_asked_for(vault, log):
    reading = Reading()
    plain = vault.open(reading.papers(log), reading.envelope, NOW)
    assert json.loads(plain) == {
        "form_of_address": "bà", "name": "Nguyễn Thị Kín", "phone": "0912 345 678"
    }  # fmt: skip
    assert vault.count == 1


def test_a_life_in_danger_needs_no_second_person(vault, log):
    reading = Reading(emergency=True, asked_at=NOW - EMERGENCY_LASTS)
    assert vault.open(reading.papers(log), reading.envelope, NOW)


def test_a_paper_is_opened_whole(vault, log):
    reading = Reading(what="file 3", fields=("papers",))
    assert vault.open(reading.papers(log), reading.envelope, NOW) == b"%PDF-1.7"


Change = Callable[[Reading, Log], Papers]


def _touched(papers: Papers) -> Papers:
    opened = papers.opened.replace(b"extra ey", b"extra Ey")
    assert opened != papers.opened
    return replace(papers, opened=opened)


def _opened_by(reading: Reading, log: Log, reader: str) -> Papers:
    papers = reading.papers(log)
    return replace(papers, opened=log.proof(replace(reading, reader=reader).open(log)))


def _opened(reading: Reading, log: Log, **otherwise: Any) -> Papers:
    papers = reading.papers(log)
    return replace(papers, opened=log.proof(reading.open(log, **otherwise)))


def _invented(reading: Reading, log: Log) -> Papers:
    """The entry with a word the log does not hold, and the path of the true one."""
    papers, opened = reading.papers(log), reading.open(log)
    other = replace(opened, body=opened.body.replace(b'"seq":', b'"seq":1'))
    return replace(papers, opened=log.proof(other))


def _other_approval(reading: Reading, log: Log) -> Papers:
    papers = replace(reading, request="c" * 32).papers(log)
    return replace(reading.papers(log), approved=papers.approved)


def _requested_twice(papers: Papers) -> Papers:
    return replace(papers, approved=papers.requested)


def _never_opened(papers: Papers) -> Papers:
    return replace(papers, opened=papers.requested)


def _approved_late(reading: Reading, log: Log) -> Papers:
    papers = reading.papers(log)
    return replace(papers, approved=log.proof(reading.approve(log)))


REFUSED: dict[str, tuple[Refusal, Reading, Change]] = {
    "approved by who asked": (
        Refusal.SAME_PERSON, Reading(approver="user:1"), Reading.papers),
    "approved by somebody without that office": (
        Refusal.NOT_APPROVED, Reading(approver_role="clerk"), Reading.papers),
    "no approval, and no danger": (
        Refusal.NOT_APPROVED, Reading(), lambda r, log: replace(r.papers(log), approved=None)),
    "a danger, but not to a keeper": (
        Refusal.NOT_APPROVED, Reading(emergency=True, reader_role="head"), Reading.papers),
    "read by another than who asked": (
        Refusal.OTHER_READER, Reading(), lambda r, log: _opened_by(r, log, "user:7")),
    "a proof that was touched": (
        Refusal.UNPROVEN, Reading(), lambda r, log: _touched(r.papers(log))),
    "an entry that the log does not hold": (
        Refusal.UNPROVEN, Reading(), _invented),
    "a log under another key": (
        Refusal.UNPROVEN, Reading(), lambda r, _: r.papers(Log())),
    "a log of another name": (
        Refusal.UNPROVEN, Reading(), lambda r, log: r.papers(Log(log.key, "elsewhere/history"))),
    "steps of another petition": (
        Refusal.OTHER_PETITION, Reading(), lambda r, log: r.papers(log, petition=uuid4())),
    "the approval of another request": (
        Refusal.OTHER_REQUEST, Reading(), _other_approval),
    "the opening of another request": (
        Refusal.OTHER_REQUEST, Reading(), lambda r, log: _opened(r, log, request="b" * 32)),
    "the request in place of the approval": (
        Refusal.WRONG_ENTRY, Reading(), lambda r, log: _requested_twice(r.papers(log))),
    "no entry of the opening": (
        Refusal.WRONG_ENTRY, Reading(emergency=True), lambda r, log: _never_opened(r.papers(log))),
    "another paper than the entry names": (
        Refusal.NOT_ASKED_FOR, Reading(fields=("papers",), what="file 3"),
        lambda r, log: r.papers(log, what="file 4")),
    "papers where names were asked for": (
        Refusal.NOT_ASKED_FOR, Reading(what="file 3"), Reading.papers),
    "names where papers were asked for": (
        Refusal.NOT_ASKED_FOR, Reading(fields=("papers",)), Reading.papers),
    "an opening written a quarter of an hour ago": (
        Refusal.TOO_OLD, Reading(opened_at=NOW - SHOWN_FOR - TICK), Reading.papers),
    "an opening of the future": (
        Refusal.TOO_OLD, Reading(opened_at=NOW + timedelta(minutes=2)), Reading.papers),
    "an approval of the day before": (
        Refusal.TOO_OLD,
        Reading(asked_at=NOW - timedelta(days=2), approved_at=NOW - APPROVAL_LASTS - TICK),
        Reading.papers),
    "a danger of two hours ago": (
        Refusal.TOO_OLD, Reading(emergency=True, asked_at=NOW - EMERGENCY_LASTS - TICK),
        Reading.papers),
    "an approval after the opening": (
        Refusal.OUT_OF_ORDER, Reading(), _approved_late),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_the_vault_itself_refuses(vault, log, case):
    reason, reading, change = REFUSED[case]
    papers = change(reading, log)
    assert refused(vault, papers, envelope_of(papers.petition, papers.what)) is reason
    assert vault.count == 0


def test_an_entry_opens_once(vault, log):
    reading = Reading()
    papers = reading.papers(log)
    vault.open(papers, reading.envelope, NOW)
    assert refused(vault, papers, reading.envelope) is Refusal.USED


def test_an_entry_opens_once_also_after_a_restart(vault, log, folder):
    reading = Reading()
    papers = reading.papers(log)
    vault.open(papers, reading.envelope, NOW)
    again = Custodian(folder, log.pinned)
    again.unlock(PASSPHRASE, NOW)
    assert refused(again, papers, reading.envelope) is Refusal.USED


def test_a_request_is_over_a_quarter_of_an_hour_after_its_first_reading(vault, log):
    reading = Reading()
    papers = reading.papers(log)
    vault.open(papers, reading.envelope, NOW)
    for later, reason in ((NOW + SHOWN_FOR, None), (NOW + SHOWN_FOR + TICK, Refusal.TOO_OLD)):
        vault.unlock(PASSPHRASE, later)
        once_more = replace(reading, opened_at=later).open(log)
        shown = replace(papers, opened=log.proof(once_more))
        if reason is None:
            assert vault.open(shown, reading.envelope, later)
        else:
            assert refused(vault, shown, reading.envelope, now=later) is reason


def test_the_sixth_petition_of_an_hour_is_refused(vault, log):
    for number in range(PER_HOUR):
        reading = Reading(request=f"{number:032x}")
        vault.open(reading.papers(log), reading.envelope, NOW)
    sixth = Reading(request="f" * 32)
    assert refused(vault, sixth.papers(log), sixth.envelope) is Refusal.TOO_MANY
    other = Reading(request="e" * 32, reader="user:9")
    assert vault.open(other.papers(log), other.envelope, NOW)


def test_an_envelope_of_another_petition_is_counted_and_stays_shut(vault, log):
    reading = Reading()
    assert refused(vault, reading.papers(log), envelope_of(uuid4())) is Refusal.UNOPENABLE
    assert vault.count == 1


def test_a_locked_vault_opens_nothing_and_counts_nothing(folder, log):
    vault, reading = Custodian(folder, log.pinned), Reading()
    assert refused(vault, reading.papers(log), reading.envelope) is Refusal.LOCKED
    with pytest.raises(WrongSecretError):
        vault.unlock(PassphraseLock("một câu khác hẳn", CHEAP), NOW)
    assert vault.count == 0


def test_a_quarter_of_an_hour_after_it_was_unlocked_it_is_locked(folder, log):
    vault, reading = Custodian(folder, log.pinned), Reading()
    vault.unlock(PASSPHRASE, NOW - UNLOCKED_FOR)
    assert refused(vault, reading.papers(log), reading.envelope) is Refusal.LOCKED


def test_the_count_tells_which_entry_each_opening_belongs_to(vault, log, folder):
    reading = Reading()
    vault.open(reading.papers(log), reading.envelope, NOW)
    (line,) = [json.loads(each) for each in (folder / OPENINGS).read_text().splitlines()]
    entry = log.placed[line["index"]]
    assert (entry.draft.type, entry.leaf.hex()) == (OPENED, line["leaf"])
    assert (line["n"], line["petition"]) == (1, reading.petition.hex)
    assert "Kín" not in (folder / OPENINGS).read_text()


@pytest.mark.parametrize("harm", ["a line gone", "a line changed", "lines swapped"])
def test_a_count_that_was_touched_stops_the_vault(vault, log, folder, harm):
    for number in range(3):
        reading = Reading(request=f"{number:032x}")
        vault.open(reading.papers(log), reading.envelope, NOW)
    path = folder / OPENINGS
    lines = path.read_bytes().splitlines(keepends=True)
    touched = {
        "a line gone": [lines[0], lines[2]],
        "a line changed": [lines[0].replace(b"user:1", b"user:3"), *lines[1:]],
        "lines swapped": [lines[1], lines[0], lines[2]],
    }
    path.write_bytes(b"".join(touched[harm]))
    with pytest.raises(DamagedCountError):
        Custodian(folder, log.pinned)


def test_a_line_cut_by_a_power_loss_is_no_opening(vault, log, folder):
    reading = Reading()
    vault.open(reading.papers(log), reading.envelope, NOW)
    with (folder / OPENINGS).open("ab") as file:
        file.write(b'{"at":"2026')
    assert len(Openings(folder)) == 1
    assert len(Openings(folder)) == 1


def test_the_key_lies_in_the_file_under_the_passphrase_alone(folder):
    content = (folder / "custodian_vault").read_bytes()
    assert CUSTODIAN.private_bytes_raw().hex().encode() not in content
    assert (folder / "custodian_vault").stat().st_mode & 0o777 == 0o600
