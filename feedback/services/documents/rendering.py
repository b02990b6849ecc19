"""PDFs: made from the frozen context of an approved letter, kept by the hash of their bytes.

The row of the letter's outbox item is held while the child process renders, so a worker that dies
leaves it for the next; a failure is written where people see it and tried again.
"""

import re
import zlib
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.history.entries import Draft
from feedback.domain.roles import SYSTEM
from feedback.extensions import db
from feedback.letters.sandbox import Reason, RenderFailed, render_limited
from feedback.models.agency import Agency
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.models.subject import Subject
from feedback.services.delivery import issuing
from feedback.services.files import kept_files
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction
from feedback.services.letters.contexts import context_of as frozen_context
from feedback.services.log import history

_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b.*?stream\r?\n(.*?)endstream", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page\b")


#: What people read where a document could not be made; technical words stay in the outbox.
FAILURES = {
    Reason.TOO_SLOW: "Văn bản quá dài hoặc quá phức tạp: lập bản in vượt thời gian cho phép.",
    Reason.OUT_OF_MEMORY: "Văn bản quá lớn: lập bản in cần nhiều bộ nhớ hơn mức cho phép.",
    Reason.TOO_LARGE: "Bản in lớn hơn mức cho phép.",
    Reason.DIED: "Chương trình lập bản in dừng đột ngột.",
    Reason.ERROR: "Nội dung văn bản làm cho bản in không lập được.",
}
NO_STORE = "Không ghi được bản in vào kho tệp."
UNKNOWN = "Lỗi của hệ thống."


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


def ask_again(letter_id: int, now: datetime) -> None:
    """Have a worker try a letter now, also one that was given up; safe to press twice."""
    with transaction() as session:
        outbox.hurry(session, f"letter-{letter_id}", now)


def letter_bytes(letter: IssuedLetter) -> bytes:
    """The newest file of the document: the one whose hash stands in its row, or none."""
    if letter.file_sha256 is None:
        raise NotFoundError("Văn bản đang được tạo; bạn xem lại sau ít phút.")
    session = db.session()
    pdf = kept_files.content(session, letter.subject_id, letter.file_sha256)
    if pdf is None:
        raise DamagedLetterError("Bản in của văn bản không còn nguyên vẹn; hãy báo quản trị viên.")
    return pdf


def _render(session: Session, letter: IssuedLetter, now: datetime) -> None:
    pdf = render_limited(letter.name, frozen_context(letter), issued_at=letter.approved_at)
    keep_rendered(session, letter, pdf, now)


def keep_rendered(session: Session, letter: IssuedLetter, pdf: bytes, now: datetime) -> None:
    """Keep the PDF, say so in the history and to the citizen it is for."""
    subject = session.get_one(Subject, letter.subject_id)
    letter.pdf_sha256 = kept_files.keep(session, subject, pdf, now)
    letter.rendered_at, letter.pages, letter.failure = now, count_pages(pdf), ""
    sent = issuing.issued(session, letter, now) if letter.own else []
    session.flush()
    history.record_many(session, [_entry(session, letter, subject, now), *sent])


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
    with transaction() as session:
        note_failed(session, item_id, error, now)


def note_failed(session: Session, item_id: int, error: Exception, now: datetime) -> None:
    """Write down what stopped a letter: for technicians in its row, in plain words for its file."""
    outbox.note_failure(session, item_id, outbox.reason(error), now)
    item = session.get_one(OutboxItem, item_id)
    letter = session.get_one(IssuedLetter, item.payload["letter"], with_for_update=True)
    if letter.rendered_at is None:
        letter.failure = _in_plain_words(error)


def _in_plain_words(error: Exception) -> str:
    match error:
        case RenderFailed(reason=Reason.REFUSED):
            return error.detail
        case RenderFailed():
            return FAILURES[error.reason]
        case DomainError():
            return str(error)
        case OSError():
            return NO_STORE
    return UNKNOWN


def count_pages(pdf: bytes) -> int:
    """Pages of a PDF we wrote: their objects lie in the open, or in compressed object streams."""
    packed = _OBJECT_STREAM.findall(pdf)
    plain = [zlib.decompressobj().decompress(stream) for stream in packed]
    return sum(len(_PAGE.findall(part)) for part in (pdf, *plain))
