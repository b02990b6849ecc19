"""Behind what was signed, the house is there to be read: nothing is acknowledged, nothing done."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from redis import Redis
from rq import Queue
from sqlalchemy import func, select

from feedback.extensions import db
from feedback.models.entry import LogHead
from feedback.models.petition import Draft, Petition
from feedback.processes import pulse
from feedback.processes.worker import HouseWorker
from feedback.services.lodging import submission
from feedback.services.log.checkpoint_store import CheckpointStore
from feedback.services.log.log_standing import NotTheSealedLogError, Standing, standing
from feedback.services.log.notes_outside import OUTSIDE
from feedback.services.log.sealing import SealRefusedError, seal
from feedback.services.upkeep.readiness import readiness
from feedback.services.upkeep.safe_start import of_history
from tests.factories import a_lodging, at
from tests.integration.restoring.conftest import DAY, PASSWORD

NOON = at(DAY, 12)
ONLY_READ = "Việc bạn vừa làm chưa ghi nhận."
TIDYING = "feedback.jobs.sweeps.tidy"


def count(session, model) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


# --------------------------------------------------------------------------------------- people
def test_a_citizen_is_told_that_nothing_was_recorded(told, visitor, app):
    answer = visitor.answer("/gui-don", {"kind": "complaint"})
    assert answer.status_code == 503
    assert ONLY_READ in answer.text
    assert "khôi phục từ bản sao lưu" in answer.text
    with app.app_context():
        assert count(db.session(), Draft) == 0


def test_who_has_a_receipt_code_still_reads(told, visitor):
    assert visitor.answer("/tra-cuu", {"code": told.kept_code}).status_code == 200
    assert visitor.get("/").status_code == 200


def test_an_officer_signs_in_and_reads_and_changes_nothing(told, visitor, app):
    with time_machine.travel(NOON, tick=True):
        signed_in = {"username": "tiepnhan", "password": PASSWORD}
        assert visitor.answer("/can-bo/dang-nhap", signed_in).status_code == 302
        with app.app_context():
            petition = db.session.scalars(select(Petition.id)).one()
        page = visitor.get(f"/can-bo/don/{petition}")
        assert page.status_code == 200
        form = f"/can-bo/ho-so/{petition}/classify"
        refused = visitor.answer(form, {"kind": "complaint"})
    assert refused.status_code == 503
    assert ONLY_READ in refused.text
    with app.app_context():
        assert db.session.scalar(select(LogHead.size)) == told.kept


# ------------------------------------------------------------------------------------- the door
@pytest.mark.usefixtures("house")
def test_whoever_comes_past_the_pages_records_nothing_either(told, session, keys):
    with pytest.raises(NotTheSealedLogError):
        submission.submit(a_lodging(), keys, NOON)
    assert count(session, Petition) == 1


def test_a_whole_house_records(whole, session, keys):
    submission.submit(a_lodging(), keys, NOON)
    assert count(session, Petition) == 3


def test_what_somebody_else_kept_closes_the_door_too(
    told, session, keys, settings, sealer_set_back
):
    """Database and sealer came back together: the note is put where both of them look."""
    assert standing(session, settings) is Standing.SAME
    (settings.checkpoints_dir / OUTSIDE).mkdir()
    sealer_set_back.rename(settings.checkpoints_dir / OUTSIDE / "thanh-tra.jsonl")
    assert standing(session, settings) is Standing.BEHIND
    with pytest.raises(NotTheSealedLogError):
        submission.submit(a_lodging(), keys, NOON)


@pytest.mark.usefixtures("house")
def test_a_sealer_that_forgot_signs_nothing_over_it(told, session, keys, settings, sealer_set_back):
    """Invariant I18: what people hold counts for more than its own memory."""
    (settings.checkpoints_dir / OUTSIDE).mkdir()
    sealer_set_back.rename(settings.checkpoints_dir / OUTSIDE / "thanh-tra.jsonl")
    signing = {"key": keys.history_key, "origin": settings.history_origin, "now": NOON}
    with pytest.raises(SealRefusedError, match="elsewhere 2 entries were sealed, only 1 are left"):
        seal(session, directory=settings.checkpoints_dir, **signing)


def test_a_note_that_is_not_ours_closes_nothing(told, session, settings, sealer_set_back):
    (settings.checkpoints_dir / OUTSIDE).mkdir()
    theirs = sealer_set_back.read_text(encoding="utf-8").replace("history", "another")
    (settings.checkpoints_dir / OUTSIDE / "x.jsonl").write_text(theirs, encoding="utf-8")
    assert standing(session, settings) is Standing.SAME


# ------------------------------------------------------------------------------- processes
def test_no_job_is_done(told, app, session, settings):
    """The queue survived the restore: what it holds was perhaps done already.

    This one writes no entry, so that nobody else would stop it: it forgets drafts.
    """
    session.add(Draft(key_hash=b"old", sealed=b"sealed", updated_at=at("2025-01-01")))
    session.commit()
    with Redis.from_url(settings.redis_url) as redis:
        queue = Queue("sweeps", connection=redis, serializer="json")
        job = queue.enqueue(TIDYING)
        worker = HouseWorker([queue], connection=redis, serializer="json")
        worker.app = app
        worker.work(burst=True)
        assert job.get_status(refresh=True) == "failed"
        assert '"error": "NotTheSealedLogError"' in job.latest_result().exc_string
    assert count(session, Draft) == 1


@pytest.mark.usefixtures("house")
def test_nothing_is_brought_to_the_queue_and_the_log_says_why(told, monkeypatch, caplog):
    """What relay and scheduler do; they go on looking until people have settled it."""
    monkeypatch.setattr(pulse.signal, "sigtimedwait", lambda *_: True)
    monkeypatch.setattr(pulse.signal, "pthread_sigmask", lambda *_: None)
    done = []
    pulse.keep_doing(pulse.on_the_sealed_log(lambda: done.append(1)), every=1)
    assert done == []
    assert "nothing is done: this is not the database that was sealed" in caplog.messages


def test_who_keeps_the_machines_is_told_and_readers_are_served(told, house):
    found = readiness(NOON + timedelta(minutes=1))
    assert (found["ready"], found["well"]) == (True, False)
    assert found["checks"]["history"] == {"ok": False, "said": "behind"}


# --------------------------------------------------------------------------------- another one
@pytest.mark.usefixtures("house")
def test_a_database_with_other_entries_is_named_at_the_start(whole, session, settings):
    """As many entries, not the same: production starts nothing over it."""
    assert list(of_history(session.connection(), settings)) == []
    store = CheckpointStore(settings.checkpoints_dir)
    sealed = store.newest()
    assert sealed is not None
    store.keep(replace(sealed, last_leaf=bytes(32)))
    assert list(of_history(session.connection(), settings)) == [
        "this is not the database that was sealed: flask history restore-check"
    ]


@pytest.mark.usefixtures("house")
def test_a_database_that_is_behind_starts_to_be_read(told, session, settings):
    assert list(of_history(session.connection(), settings)) == []
