"""PDFs: made from the frozen context of an approved letter, kept by the hash of their bytes.

The row of the letter's outbox item is held while the child process renders, so a worker that dies
leaves it for the next; a failure is written where people see it and tried again.
"""

import re
import zlib
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.history.entries import Draft
from feedback.domain.roles import SYSTEM
from feedback.extensions import current_settings
from feedback.letters.sandbox import render_limited
from feedback.models.agency import Agency
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.models.subject import Subject
from feedback.services import history, issuing, outbox
from feedback.services.transaction import transaction
from feedback.vault.store import FileStore

_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b.*?stream\r?\n(.*?)endstream", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page\b")


class DamagedLetterError(DomainError):
    """The kept PDF is missing or no longer the one whose hash the history holds."""


def render_letter(item_id: int, now: datetime) -> None:
    """Render the letter an outbox row waits for; safe to run twice.

    Raises what stopped it, after writing that down: the queue tries again, later the relay.
    """
    try:
        with transaction() as session:
            item = outbox.take(session, item_id)
            if item is None:
                return
            letter = session.get_one(IssuedLetter, item.payload["letter"])
            if letter.rendered_at is None:
                _render(session, letter, now)
            item.done_at = now
    except Exception as error:
        _note(item_id, error, now)
        raise


def render_again(letter_id: int, now: datetime) -> None:
    """Try a letter at once, also one that was given up; nothing happens when it is rendered."""
    with transaction() as session:
        waiting = outbox.revive(session, f"letter-{letter_id}", now)
        if waiting is None and session.get(IssuedLetter, letter_id) is None:
            raise NotFoundError("Không tìm thấy văn bản.")
    if waiting is not None:
        render_letter(waiting, now)


def letter_bytes(letter: IssuedLetter) -> bytes:
    """The newest file of the document, checked against the hash in its row."""
    if letter.file_sha256 is None:
        raise NotFoundError("Văn bản đang được tạo; bạn xem lại sau ít phút.")
    try:
        pdf = _store().read(letter.file_sha256)
    except FileNotFoundError:
        pdf = b""
    if sha256(pdf).hexdigest() != letter.file_sha256:
        raise DamagedLetterError("Bản in của văn bản không còn nguyên vẹn; hãy báo quản trị viên.")
    return pdf


def _store() -> FileStore:
    return FileStore(current_settings().files_dir)


def _render(session: Session, letter: IssuedLetter, now: datetime) -> None:
    pdf = render_limited(letter.name, letter.context, issued_at=letter.approved_at)
    letter.pdf_sha256 = _store().keep(pdf)
    letter.rendered_at, letter.pages, letter.failure = now, count_pages(pdf), ""
    subject = session.get_one(Subject, letter.subject_id)
    if letter.own:
        issuing.issued(session, letter, now)
    session.flush()
    history.record_many(session, [_entry(session, letter, subject, now)])


def _entry(session: Session, letter: IssuedLetter, subject: Subject, now: datetime) -> Draft:
    return Draft(
        subject=subject.uid,
        kind=subject.subject_kind,
        type="letter_rendered",
        at=now,
        actor=SYSTEM.pseudonym,
        unit=session.get_one(Agency, subject.agency_id).code,
        data={"letter": letter.uid.hex, "sha256": letter.pdf_sha256},
    )


def _note(item_id: int, error: Exception, now: datetime) -> None:
    words = f"{type(error).__name__}: {error}"
    with transaction() as session:
        outbox.note_failure(session, item_id, words, now)
        item = session.get_one(OutboxItem, item_id)
        letter = session.get_one(IssuedLetter, item.payload["letter"], with_for_update=True)
        if letter.rendered_at is None:
            letter.failure = words[:1000]


def count_pages(pdf: bytes) -> int:
    """Pages of a PDF we wrote: their objects lie in the open, or in compressed object streams."""
    packed = _OBJECT_STREAM.findall(pdf)
    plain = [zlib.decompressobj().decompress(stream) for stream in packed]
    return sum(len(_PAGE.findall(part)) for part in (pdf, *plain))
