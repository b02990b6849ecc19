"""A draft as its readers will see it: the real renderer in the same cell, one person at a time.

The rows are read and let go before anything is drawn, so no lock waits for a picture.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from feedback.domain.errors import DomainError, NotAllowedError, NotFoundError
from feedback.domain.letters.catalogue import to_json
from feedback.domain.letters.checks import Finding
from feedback.domain.letters.drafts import as_draft, with_gaps
from feedback.domain.letters.parts import Letter
from feedback.domain.roles import Actor, Role
from feedback.extensions import db, room
from feedback.letters import page_pictures
from feedback.letters.sandbox import Reason, RenderFailed, limited, render_limited
from feedback.services.drafting import document_checks, replacing
from feedback.services.drafting.foreseeing import foresee, undone
from feedback.services.ground.transaction import transaction
from feedback.services.subject.subjects import lock

log = logging.getLogger(__name__)

#: A preview that takes longer is given up; a document that is issued has more time.
SECONDS = 10
#: The space of the locks that people hold while something is drawn for them.
_DRAWING = 20

FAILED: Mapping[Reason, str] = {
    Reason.TOO_SLOW: "Dựng bản xem trước quá lâu. Rút ngắn văn bản hoặc thử lại.",
    Reason.OUT_OF_MEMORY: "Văn bản quá lớn để xem trước. Rút ngắn văn bản.",
    Reason.TOO_LARGE: "Văn bản quá lớn để xem trước. Rút ngắn văn bản.",
    Reason.DIED: "Không dựng được bản xem trước. Thử lại; nếu vẫn vậy, báo quản trị viên.",
    Reason.REFUSED: "Chưa có mẫu văn bản nào có hiệu lực vào ngày này.",
    Reason.ERROR: "Chưa dựng được bản xem trước: còn thiếu nội dung mà mẫu này phải có.",
}


class BusyError(DomainError):
    """The last preview of the same person is still being made."""

    def __init__(self) -> None:
        super().__init__("Bản xem trước trước đó đang được dựng. Đợi một chút rồi bấm lại.")


@dataclass(frozen=True, slots=True)
class Sheets:
    """One document: its first pages as PNG in base64, how many there are, or why there are none."""

    name: str
    pages: tuple[str, ...] = ()
    count: int = 0
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What an act would issue, and what is to be mended in it."""

    letters: tuple[Letter, ...]
    findings: tuple[Finding, ...]


def look(
    subject_id: int,
    action: str,
    data: Mapping[str, str],
    actor: Actor,
    now: datetime,
    *,
    drafter_id: int | None = None,
) -> Looked:
    """The documents and their findings; nothing is drawn and nothing changes."""
    with transaction() as session, undone(session):
        subject = lock(session, subject_id)
        if subject.agency_id != actor.agency_id:
            msg = "Chỉ cơ quan đang giữ hồ sơ xem được dự thảo."
            raise NotAllowedError(msg)
        drafter = actor.user_id if drafter_id is None else drafter_id
        foreseen = foresee(session, subject, action, data, drafter, now, _signer(actor))
        found = document_checks.findings(subject, action, data, foreseen, now)
    return Looked(tuple(map(with_gaps, foreseen.letters)), found)


def _signer(reader: Actor) -> Actor | None:
    """A head sees their own name under the document, a deputy that of a deputy."""
    return reader if reader.role is Role.HEAD else None


def look_at_replacement(
    letter_id: int, data: Mapping[str, str], actor: Actor, now: datetime
) -> Looked:
    """The document that would replace another, and its findings; nothing is kept."""
    with transaction() as session, undone(session):
        context, found = replacing.look(
            session, replacing.begin(session, letter_id), actor, now, data, _signer(actor)
        )
    return Looked((as_draft(context),), found)


def draw(looked: Looked, actor: Actor, now: datetime) -> tuple[Sheets, ...]:
    """The pages of every document; a failure is a sentence in its place."""
    with one_at_a_time(actor):
        return tuple(_drawn(letter, now) for letter in looked.letters)


def pdf(looked: Looked, index: int, actor: Actor, now: datetime) -> bytes:
    """One of the documents as PDF, marked as a draft."""
    if index >= len(looked.letters):
        msg = "Không tìm thấy văn bản."
        raise NotFoundError(msg)
    with one_at_a_time(actor):
        try:
            return _pdf(looked.letters[index], now)
        except RenderFailed as failure:
            raise DomainError(FAILED[failure.reason]) from failure


def _drawn(letter: Letter, now: datetime) -> Sheets:
    try:
        made = _pdf(letter, now)
        page_pictures.warm_up()
        told = json.loads(limited(lambda: page_pictures.pictures(made), seconds=SECONDS))
    except RenderFailed as failure:
        log.info("no preview", extra={"facts": {"letter": letter.name, "why": failure.reason}})
        return Sheets(letter.name, failure=FAILED[failure.reason])
    return Sheets(letter.name, tuple(told["pages"]), told["count"])


def _pdf(letter: Letter, now: datetime) -> bytes:
    return render_limited(letter.name, to_json(letter), issued_at=now, seconds=SECONDS, draft=True)


@contextmanager
def one_at_a_time(actor: Actor) -> Iterator[None]:
    """Refuse a second render of one person, on whichever machine. Who dies lets go."""
    with db.engines[room()].connect() as connection:
        # no transaction stays open while a picture is drawn
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        if not alone.scalar(select(func.pg_try_advisory_lock(_DRAWING, actor.user_id))):
            raise BusyError
        try:
            yield
        finally:
            alone.execute(select(func.pg_advisory_unlock(_DRAWING, actor.user_id)))
