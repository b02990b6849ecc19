"""Safe copies of what citizens send: asked for with the file, made by the worker, found by a sweep.

A scanner that is set but does not answer holds every copy back and nobody's petition: rows wait and
are brought again. What a protected sender sent has no safe copy here: only the custodian hands out
a redacted one.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from feedback.domain.copies import CopyState, Scan
from feedback.extensions import current_settings
from feedback.letters.safe_copy import Copied, copied
from feedback.models.petition import Attachment
from feedback.models.safe_copy import SafeCopy
from feedback.models.subject import Subject
from feedback.services.files import scanner, sealed_files, sent_files
from feedback.services.files.scanner import ScannerAwayError
from feedback.services.files.sealed_files import Sealed
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction

log = logging.getLogger(__name__)

QUEUE: Final = "copies"
#: A copy that waits longer is looked for anew.
PATIENCE: Final = timedelta(minutes=5)
WAITING: Final = (CopyState.RECEIVED, CopyState.SCANNING)
LOST: Final = "Tệp gốc không còn nguyên vẹn."


def ask_for(session: Session, attachments: Iterable[Attachment], now: datetime) -> None:
    """Rows in the caller's transaction; the attachments have been flushed."""
    for attachment in attachments:
        session.add(SafeCopy(attachment_id=attachment.id, asked_at=now))
        outbox.later(
            session,
            queue=QUEUE,
            key=_key(attachment.id),
            payload={"copy": attachment.id},
            now=now,
        )


def scans(session: Session, attachments: Sequence[Attachment]) -> dict[int, Scan]:
    """What the scanner said of each so far."""
    known = select(SafeCopy).where(SafeCopy.attachment_id.in_([one.id for one in attachments]))
    said = {copy.attachment_id: copy.scan for copy in session.scalars(known)}
    return {one.id: said.get(one.id, Scan.UNSCANNED) for one in attachments}


def withdraw(session: Session, attachments: Iterable[Attachment]) -> None:
    """Take the copies away, for the files are closed from now on."""
    session.execute(
        delete(SafeCopy).where(SafeCopy.attachment_id.in_([one.id for one in attachments]))
    )


def make(item_id: int, now: datetime) -> None:
    """Make the copy an outbox row waits for; safe to run twice.

    Raises when it must be tried again.
    """
    with transaction() as session:
        item = outbox.take(session, item_id)
        if item is None:
            return
        copy = session.get(SafeCopy, item.payload["copy"])
        if copy is None:  # the file was closed for custodians meanwhile
            item.done_at = now
            return
        copy.state = CopyState.SCANNING
        attachment = session.get_one(Attachment, copy.attachment_id)
        sent = sent_files.sealed(session, attachment.petition_id, attachment.sha256)
        media_type = attachment.media_type
    try:
        scan, made = _looked_at(sent, media_type)
    except Exception as error:
        with transaction() as session:
            outbox.note_failure(session, item_id, type(error).__name__, now)
        raise
    with transaction() as session:
        if item := outbox.take(session, item_id):
            if copy := session.get(SafeCopy, item.payload["copy"], with_for_update=True):
                _write(session, copy, scan, made, now)
            item.done_at = now


def _looked_at(sent: Sealed, media_type: str) -> tuple[Scan, Copied]:
    content = sealed_files.content(sent)
    if content is None:
        return Scan.UNSCANNED, Copied(CopyState.REJECTED, finding=LOST)
    scan, found = Scan.UNSCANNED, ""
    if address := current_settings().clamd:
        scan, found = scanner.scan(content, address)
    if scan is Scan.INFECTED:
        return scan, Copied(CopyState.HELD, finding=f"Máy quét thấy mã độc: {found}.")
    return scan, copied(content, media_type)


def _write(session: Session, copy: SafeCopy, scan: Scan, made: Copied, now: datetime) -> None:
    kept = None
    if made.state is CopyState.RELEASED:
        attachment = session.get_one(Attachment, copy.attachment_id)
        kept = sent_files.keep(session, attachment.petition_id, made.content)
    copy.state, copy.scan, copy.sha256 = made.state, scan, kept
    copy.finding, copy.done_at = made.finding, now


def bring_waiting(now: datetime) -> int:
    """Ask for copies nobody asked for, and again for those that wait; how many.

    A scanner that is away is not asked a thousand times over.
    """
    with transaction() as session:
        missing = session.scalars(_without_copy()).all()
        ask_for(session, missing, now)
        late = session.scalars(
            select(SafeCopy.attachment_id)
            .where(SafeCopy.state.in_(WAITING), SafeCopy.asked_at < now - PATIENCE)
            .order_by(SafeCopy.asked_at)
            .limit(500)
        ).all()
        if late and scanner_answers():
            for attachment_id in late:
                outbox.hurry(session, _key(attachment_id), now)
    return len(missing) + len(late)


def _without_copy() -> Select[Attachment]:
    return (
        select(Attachment)
        .join(Subject, Subject.id == Attachment.petition_id)
        .outerjoin(SafeCopy, SafeCopy.attachment_id == Attachment.id)
        .where(SafeCopy.attachment_id.is_(None), Attachment.commitment.is_(None))
        .order_by(Attachment.id)
        .limit(500)
    )


def scanner_answers() -> bool:
    """Whether the scanner answers, where there is one; none is nothing to wait for."""
    address = current_settings().clamd
    if not address:
        return True
    try:
        scanner.ping(address)
    except ScannerAwayError as error:
        log.warning("scanner does not answer: %s", error)
        return False
    return True


def _key(attachment_id: int) -> str:
    return f"copy-{attachment_id}"
