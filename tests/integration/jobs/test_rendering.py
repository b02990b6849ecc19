"""Letters are rendered once, checked when read, and a failure is seen and tried again."""

import hashlib
import io
import os
import signal
from collections.abc import Callable
from datetime import timedelta

import pikepdf
import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.extensions import db
from feedback.letters.sandbox import Reason, RenderFailed
from feedback.models.dossier import BoundDossier
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.services.documents import rendering
from feedback.services.documents.rendering import DamagedLetterError, count_pages, letter_bytes
from feedback.services.ground.outbox import give_up
from feedback.services.ground.relay import bring_overdue
from feedback.services.ground.transaction import transaction
from feedback.services.log.verification import snapshot, verify
from feedback.services.papers import dossiers
from feedback.settings.frozen import Settings
from tests.documents.letter_specimens import ISSUED_AT, SPECIMENS
from tests.factories import Province, at
from tests.integration.jobs.conftest import Start, until

Propose = Callable[..., int]
NOW = at("2026-08-03", 10)


def the_letter(session: Session) -> IssuedLetter:
    session.expire_all()
    session.rollback()
    return session.scalars(select(IssuedLetter)).one()


def the_row(session: Session) -> OutboxItem:
    session.expire_all()
    session.rollback()
    return session.scalars(select(OutboxItem).where(OutboxItem.queue == "letters")).one()


def test_a_letter_is_issued_and_said_in_the_history(
    proposed: Propose, session: Session, settings: Settings
):
    proposed()
    rendering.render_letter(the_row(session).id, NOW)
    letter = the_letter(session)
    pdf = letter_bytes(letter)
    assert letter.rendered_at == NOW
    assert letter.pdf_sha256 == hashlib.sha256(pdf).hexdigest()
    assert letter.pages == len(pikepdf.open(io.BytesIO(pdf)).pages)
    assert the_row(session).done_at == NOW
    with snapshot(db.engine) as connection:
        report = verify(connection, checkpoints=None, public_key=None)
    assert report.findings == []
    assert session.scalar(select(func.count()).where(Entry.type == "letter_rendered")) == 1


def test_a_letter_rendered_twice_is_issued_once(proposed: Propose, session: Session):
    proposed()
    row = the_row(session).id
    rendering.render_letter(row, NOW)
    rendering.render_letter(row, NOW + timedelta(hours=1))
    assert the_letter(session).rendered_at == NOW
    assert session.scalar(select(func.count()).where(Entry.type == "letter_rendered")) == 1


@pytest.mark.parametrize("specimen", SPECIMENS.values(), ids=list(SPECIMENS))
def test_pages_are_counted_as_a_reader_counts_them(specimen):
    from feedback.letters.render import render  # noqa: PLC0415 - loads the PDF library

    pdf = render(specimen, issued_at=ISSUED_AT)
    assert count_pages(pdf) == len(pikepdf.open(io.BytesIO(pdf)).pages)


def test_a_pdf_changed_on_disk_is_not_handed_out(
    proposed: Propose, session: Session, settings: Settings
):
    proposed()
    rendering.render_letter(the_row(session).id, NOW)
    letter = the_letter(session)
    [kept] = [path for path in settings.files_dir.rglob("*") if path.is_file()]
    kept.write_bytes(kept.read_bytes() + b" ")
    with pytest.raises(DamagedLetterError):
        letter_bytes(letter)
    kept.unlink()
    with pytest.raises(DamagedLetterError):
        letter_bytes(letter)


def test_a_letter_not_rendered_yet_says_so(proposed: Propose, session: Session):
    proposed()
    with pytest.raises(NotFoundError, match="đang được tạo"):
        letter_bytes(the_letter(session))


def test_a_failure_is_seen_on_the_letter_and_goes_when_it_works(
    proposed: Propose, session: Session, settings: Settings
):
    """The file store cannot be written: what a full disk looks like."""
    proposed()
    settings.files_dir.write_text("in the way")
    with pytest.raises(OSError, match="files"):
        rendering.render_letter(the_row(session).id, NOW)
    assert the_letter(session).failure == rendering.NO_STORE
    assert "Error" in the_row(session).error
    assert the_letter(session).rendered_at is None
    settings.files_dir.unlink()
    rendering.render_again(the_letter(session).id, NOW + timedelta(minutes=1))
    assert the_letter(session).failure == ""
    assert the_letter(session).pages


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RenderFailed(Reason.TOO_SLOW), "vượt thời gian"),
        (RenderFailed(Reason.OUT_OF_MEMORY), "bộ nhớ"),
        (RenderFailed(Reason.REFUSED, "Mẫu chưa có hiệu lực."), "Mẫu chưa có hiệu lực."),
        (RenderFailed(Reason.ERROR, "TypeError: x"), "Nội dung văn bản"),
        (ValueError("x"), "Lỗi của hệ thống"),
    ],
)
def test_a_failure_is_told_to_people_in_their_words(
    proposed: Propose, session: Session, error: Exception, words: str
):
    proposed()
    with transaction() as writing:
        rendering.note_failed(writing, the_row(session).id, error, NOW)
    assert words in the_letter(session).failure
    assert type(error).__name__ in the_row(session).error


def test_every_reason_has_its_words():
    assert set(rendering.FAILURES) == set(Reason) - {Reason.REFUSED}


def test_a_letter_given_up_is_tried_again_when_somebody_asks(proposed: Propose, session: Session):
    proposed()
    row, letter = the_row(session).id, the_letter(session).id
    with transaction() as writing:
        give_up(writing, row, "no use", NOW)
    rendering.render_letter(row, NOW)
    assert the_letter(session).rendered_at is None
    rendering.ask_again(letter, NOW)
    rendering.ask_again(letter, NOW)
    assert the_row(session).failed_at is None
    rendering.render_letter(row, NOW)
    assert the_letter(session).rendered_at == NOW
    rendering.ask_again(letter, NOW)
    assert the_row(session).attempts == 2


def test_a_letter_that_does_not_exist_is_not_found(house: Flask):
    with pytest.raises(NotFoundError):
        rendering.render_again(404, NOW)


def test_the_worker_renders_what_an_act_made_due(
    proposed: Propose, session: Session, process: Start
):
    with process("worker", "letters"):
        proposed()
        until(lambda: the_letter(session).rendered_at)


def test_the_worker_tries_a_failed_letter_again_by_itself(
    proposed: Propose, session: Session, process: Start, settings: Settings
):
    settings.files_dir.write_text("in the way")
    with process("worker", "letters"):
        proposed()
        until(lambda: the_letter(session).failure)
        settings.files_dir.unlink()
        until(lambda: the_letter(session).rendered_at, 120)
    assert the_letter(session).failure == ""


def test_a_worker_killed_in_mid_render_leaves_the_letter_to_the_next(
    proposed: Propose, session: Session, process: Start, redis: Redis
):
    proposed()
    row = the_row(session).id
    with process("worker", "letters") as worker:
        until(lambda: held(session, row))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    until(lambda: not held(session, row))
    redis.flushall()
    bring_overdue(NOW + timedelta(days=1))
    with process("worker", "letters"):
        until(lambda: the_letter(session).rendered_at)
    assert session.scalar(select(func.count()).where(Entry.type == "letter_rendered")) == 1


def held(session: Session, row: int) -> bool:
    """Whether a worker holds the row at this moment."""
    session.rollback()
    free = session.scalars(
        select(OutboxItem.id).where(OutboxItem.id == row).with_for_update(skip_locked=True)
    ).one_or_none()
    session.rollback()
    return free is None


def test_the_worker_makes_a_dossier_and_the_documents_beside_it(
    proposed: Propose, session: Session, process: Start, province: Province
):
    petition = proposed()
    with process("worker", "letters"):
        dossiers.ask(petition, province.commune_head, NOW)
        until(lambda: the_dossier(session).made_at, 120)
        until(lambda: the_letter(session).rendered_at)
    assert the_dossier(session).done == the_dossier(session).total


def the_dossier(session: Session) -> BoundDossier:
    session.expire_all()
    session.rollback()
    return session.scalars(select(BoundDossier)).one()
