"""The sealing process over time: how long anything stays unsealed, and what witnesses add to it."""

import shutil
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nhan_chung.folders import answer_all
from nhan_chung.memory import Memory
from nhan_chung.note import Head, read_key
from nhan_chung.serving import server
from nhan_chung.witness import Witness
from sqlalchemy import select

from feedback.domain.history.entries import stamp
from feedback.domain.history.policy import NO_WITNESSES, read_policy
from feedback.domain.history.report import CANNOT_TELL, SOUND, TAMPERED, print_report
from feedback.extensions import db
from feedback.models.entry import LogCheckpoint, LogCosignature
from feedback.processes.sealer import sealer_of
from feedback.services.ground.transaction import transaction
from feedback.services.log import sealing
from feedback.services.log.checkpoint_store import read_notes
from feedback.services.log.cosigned_notes import COSIGNED, LATEST
from feedback.services.log.history import record
from feedback.services.log.log_key import note_key, public_key
from feedback.services.log.verification import snapshot, verify
from feedback.services.log.witness_policy import FILE
from feedback.services.upkeep.readiness import readiness
from feedback.services.upkeep.sealer import EVERY
from tests.factories import at
from tests.unit.witness.made_logs import cosigning

NOW = at("2026-08-03", 9)
MINUTE = timedelta(minutes=1)
#: Nothing listens here: the port is that of a service no house runs.
NOBODY_THERE = "http://127.0.0.1:9"
pytestmark = pytest.mark.usefixtures("house")


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def write(moment: datetime, type_: str = "noted") -> None:
    with transaction() as session:
        record(session, subject=UUID(int=9), kind="system", type_=type_, at=moment,
               actor="system", unit=None, data={})  # fmt: skip


@pytest.fixture
def pinned(keys, settings):
    return note_key(keys.history_public, settings.history_origin)


@pytest.fixture
def verified_under(settings, pinned):
    """A verification with all notes the sealer kept, under a policy."""

    def verified(policy):
        with snapshot(db.engine) as connection:
            folder = settings.checkpoints_dir
            return verify(connection, checkpoints=folder, public_key=pinned, policy=policy)

    return verified


@pytest.fixture
def sealer(settings):
    """The installation's sealer, as its process makes it each time it starts."""
    return lambda: sealer_of(settings)


@pytest.fixture
def own_keys(settings):
    """Writes the policy of this installation, beside keys of its own; other tests share theirs."""
    shared = settings.keys_dir.resolve()
    settings.keys_dir.unlink()
    shutil.copytree(shared, settings.keys_dir)

    def policy(*lines):
        (settings.keys_dir / FILE).write_text("\n".join([*lines, ""]))

    return policy


@contextmanager
def online(one: Witness, clock: Callable[[], int]):
    """A witness that answers on loopback while the block lasts; its address."""
    with server(one, ("127.0.0.1", 0), clock) as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{served.server_port}"
        finally:
            served.shutdown()
            thread.join()


class House:
    """A witness of this log with a clock of its own, in a folder of its own."""

    def __init__(self, folder, pinned, name, seed):
        folder.mkdir()
        self.own = cosigning(name, seed)
        self.now = NOW
        self.rule = Witness(self.own, {pinned.name: [read_key(pinned.as_text())]}, Memory(folder))

    def clock(self) -> int:
        return int(self.now.timestamp())


@pytest.fixture
def council(tmp_path, pinned):
    return House(tmp_path / "hdnd", pinned, "hdnd.example/w", 7)


@pytest.fixture
def inspectorate(tmp_path, pinned):
    return House(tmp_path / "thanh-tra", pinned, "thanh-tra.example/w", 8)


def of(*lines: str):
    return read_policy("\n".join([*lines, ""]).encode(), public_key)


def looking(one, house, times):
    """The sealer's looks, with the clock of a witness that agrees with ours."""
    for seconds in times:
        house.now = after(seconds)
        one.look(after(seconds))


# ---------------------------------------------------------------------------------- figure T2
def test_nothing_stays_unsealed_longer_than_sixty_five_seconds(sealer, session):
    """Figure T2, over twenty minutes of a stepped clock: bursts, and silence between them."""
    one, random, written = sealer(), Random(2), []  # noqa: S311 - the same minutes every time
    for second in range(0, 1200, EVERY):
        while random.random() < (0.5 if second // 200 % 2 else 0.02):
            written.append(after(second + random.random() * EVERY))
            write(written[-1])
        one.look(after(second + EVERY))
    heads = session.execute(
        select(LogCheckpoint.size, LogCheckpoint.sealed_at).order_by(LogCheckpoint.size)
    ).all()
    sealed = [next((when for size, when in heads if size > n), None) for n in range(len(written))]
    waits = [when - moment for when, moment in zip(sealed, sorted(written), strict=True) if when]
    assert len(written) - len(waits) <= 12
    assert len(waits) > 30
    assert max(waits) <= timedelta(seconds=65)
    assert min(later[1] - earlier[1] for earlier, later in pairwise(heads)) >= timedelta(seconds=55)


def test_a_clock_that_was_set_back_does_not_stop_the_sealing(sealer, session):
    one = sealer()
    write(NOW)
    one.look(after(3600))
    write(after(3700))
    one.look(NOW)
    assert session.scalars(select(LogCheckpoint.size)).all() == [1, 2]


@pytest.mark.parametrize("back", [66, 600, 86_000])
def test_an_entry_set_back_further_than_the_window_is_found(sealer, council, verified_under, back):
    """Also in a quiet night: the witness said every minute that there was nothing new."""
    write(NOW - timedelta(days=1))
    with online(council.rule, council.clock) as url:
        policy = of(f"witness hdnd {council.own.line} {url}", "quorum hdnd")
        looking(replace(sealer(), policy=policy), council, (0, 60, 1800, 3540))
    write(after(3540 - back))
    report = verified_under(policy)
    assert (report.exit_code, report.first.rule, report.first.index) == (TAMPERED, "V9", 1)
    assert "ghi lùi giờ" in report.first.sentence


def test_an_entry_within_the_window_raises_no_alarm(sealer, council, verified_under):
    write(NOW - timedelta(days=1))
    with online(council.rule, council.clock) as url:
        policy = of(f"witness hdnd {council.own.line} {url}", "quorum hdnd")
        looking(replace(sealer(), policy=policy), council, (0, 240))
    write(after(240 - 65))
    report = verified_under(policy)
    assert (report.exit_code, report.findings) == (SOUND, []), print_report(report)


# ------------------------------------------------------------------------------- what goes wrong
def test_a_head_that_a_crash_kept_out_of_the_database_is_shown_at_the_next_look(
    sealer, session, settings
):
    write(NOW)
    one = sealer()
    sealing.seal(session, directory=one.directory, key=one.key, origin=one.origin, now=NOW)
    session.rollback()
    assert session.scalars(select(LogCheckpoint.size)).all() == []
    one.look(after(60))
    shown = session.execute(select(LogCheckpoint.size, LogCheckpoint.sealed_at)).all()
    assert shown == [(1, NOW)]


def test_what_is_refused_is_an_alarm_at_every_look_and_no_witness_is_asked(
    sealer, caplog, council, session
):
    write(NOW)
    sealer().look(NOW)
    write(after(60))
    policy = of(f"witness hdnd {council.own.line} {NOBODY_THERE}", "quorum hdnd")
    wrong = replace(sealer(), key=Ed25519PrivateKey.generate(), policy=policy)
    for seconds in (60, 120):
        wrong.look(after(seconds))
    assert alarms(caplog) == ["the history is not sealed"] * 2
    assert session.scalars(select(LogCheckpoint.size)).all() == [1]


def alarms(caplog):
    return [line.getMessage() for line in caplog.records if line.levelname == "ERROR"]


# ------------------------------------------------------------------------------------- witnesses
def test_a_head_is_cosigned_over_the_network_and_the_receipt_carries_it(
    sealer, settings, council, session, verified_under
):
    write(NOW)
    with online(council.rule, council.clock) as url:
        policy = of(f"witness hdnd {council.own.line} {url}", "quorum hdnd")
        looking(replace(sealer(), policy=policy), council, (0, 5))
        write(after(10))
        looking(replace(sealer(), policy=policy), council, (65,))
    rows = session.execute(
        select(LogCosignature.size, LogCosignature.witness, LogCosignature.at)
    ).all()
    assert rows == [(1, "hdnd", NOW), (2, "hdnd", after(65))]
    report = verified_under(policy)
    assert (report.exit_code, report.witnessed, report.checkpoints) == (SOUND, 2, 2)


def test_of_a_quiet_time_two_words_are_kept_the_first_and_the_last(sealer, settings, council):
    write(NOW)
    with online(council.rule, council.clock) as url:
        policy = of(f"witness hdnd {council.own.line} {url}", "quorum hdnd")
        looking(replace(sealer(), policy=policy), council, (0, 300, 540))
        write(after(601))
        looking(replace(sealer(), policy=policy), council, (660,))
    kept = [note.at for note in read_notes(settings.checkpoints_dir / COSIGNED)]
    assert kept == [stamp(after(seconds)) for seconds in (0, 540, 660)]


def test_a_witness_that_is_away_holds_nothing_up_and_after_a_day_is_an_alarm(
    sealer, council, own_keys, session, caplog
):
    write(NOW)
    own_keys(f"witness hdnd {council.own.line} {NOBODY_THERE}", "quorum hdnd")
    sealer().look(NOW)
    assert session.scalars(select(LogCheckpoint.size)).all() == [1]
    assert alarms(caplog) == ["a witness is away"]
    a_day = timedelta(days=1)
    assert readiness(NOW + a_day)["checks"]["witnesses"]["ok"]
    late = readiness(NOW + a_day + MINUTE)["checks"]["witnesses"]
    assert late == {"ok": False, "seconds": 86_460}
    with online(council.rule, council.clock) as url:
        own_keys(f"witness hdnd {council.own.line} {url}", "quorum hdnd")
        looking(sealer(), council, (120,))
    assert readiness(NOW + 2 * a_day)["checks"]["witnesses"] == {"ok": True, "seconds": 0}


def test_a_sealer_that_forgot_what_a_witness_saw_goes_on_from_there(
    sealer, settings, council, session
):
    write(NOW)
    with online(council.rule, council.clock) as url:
        policy = of(f"witness hdnd {council.own.line} {url}", "quorum hdnd")
        looking(replace(sealer(), policy=policy), council, (0,))
        (settings.checkpoints_dir / LATEST).unlink()
        write(after(10))
        looking(replace(sealer(), policy=policy), council, (65,))
    assert session.scalars(select(LogCosignature.size)).all() == [1, 2]


def test_a_witness_that_saw_more_than_there_is_is_an_alarm(sealer, settings, council, caplog):
    """Database, files and sealer were set back together: only somebody outside remembers."""
    write(NOW)
    before = settings.checkpoints_dir.parent / "before"
    with online(council.rule, council.clock) as url:
        policy = of(f"witness hdnd {council.own.line} {url}", "quorum hdnd")
        looking(replace(sealer(), policy=policy), council, (0,))
        shutil.copytree(settings.checkpoints_dir, before)
        grown = council.rule.memory
        with grown.of(sealer().origin) as known:
            known.replace(Head(sealer().origin, 9, bytes(32), ""), "")
        looking(replace(sealer(), policy=policy), council, (60,))
    assert alarms(caplog) == ["a witness refuses the head"]


def test_a_witness_whose_clock_is_wrong_dates_nothing(sealer, council, session, caplog):
    write(NOW)
    with online(council.rule, council.clock) as url:
        policy = of(f"witness hdnd {council.own.line} {url}", "quorum hdnd")
        council.now = after(6)
        replace(sealer(), policy=policy).look(NOW)
    assert session.scalars(select(LogCosignature.size)).all() == []
    assert alarms(caplog) == ["a witness's answer is no cosignature of now"]


def test_a_witness_of_files_answers_when_it_gets_to_it(
    sealer, inspectorate, tmp_path, session, verified_under
):
    """Heads go on meanwhile; the newest request replaces the older, an answer to either counts."""
    stick = tmp_path / "usb"
    policy = of(f"witness thanh-tra {inspectorate.own.line} file://{stick}", "quorum thanh-tra")
    one = replace(sealer(), policy=policy)

    def carried(seconds):
        clock = int(after(seconds).timestamp())
        return answer_all(inspectorate.rule, stick / "requests", stick / "answers", clock)

    write(NOW)
    one.look(NOW)
    write(after(10))
    one.look(after(65))
    assert [path.name for path in (stick / "requests").iterdir()] == ["2-0.add-checkpoint"]
    assert carried(3600) == ["2-0.add-checkpoint: đã đồng ký"]
    write(after(3601))
    one.look(after(3605))
    assert carried(7000) == ["3-2.add-checkpoint: đã đồng ký"]
    one.look(after(7200))
    rows = session.execute(select(LogCosignature.size, LogCosignature.at)).all()
    assert rows == [(2, after(3600)), (3, after(7000))]
    assert list((stick / "answers").iterdir()) == []
    report = verified_under(policy)
    assert (report.exit_code, report.witnessed) == (SOUND, 3)


def test_without_enough_witnesses_the_verifier_does_not_say_sound(
    sealer, council, inspectorate, verified_under
):
    write(NOW)
    with online(council.rule, council.clock) as url:
        lines = [f"witness hdnd {council.own.line} {url}", f"witness tt {inspectorate.own.line}"]
        policy = of(*lines, "group both all hdnd tt", "quorum both")
        looking(replace(sealer(), policy=policy), council, (0,))
    report = verified_under(policy)
    assert (report.exit_code, report.witnessed) == (CANNOT_TELL, 0)
    assert "đủ đồng ký" in print_report(report)
    assert verified_under(of(*lines, "quorum hdnd")).exit_code == SOUND
    assert verified_under(NO_WITNESSES).exit_code == SOUND
