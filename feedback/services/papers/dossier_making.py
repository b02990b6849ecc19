"""A dossier is made: in the worker, with its outbox row held, as far as it can be made at all.

Whoever waits sees how many pieces have been read: that is written outside the transaction that
holds the row. The instant of asking is the instant in the files, so that a second try gives the
same bytes. What a dossier holds is the file as it stood when it was made.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from feedback.domain.roles import SYSTEM
from feedback.extensions import db
from feedback.models.dossier import BoundDossier
from feedback.models.outbox import OutboxItem
from feedback.models.subject import Subject
from feedback.services.files import kept_files
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.papers import dossier_files
from feedback.services.papers.dossier_files import TooLargeError
from feedback.services.papers.dossier_material import gather
from feedback.services.papers.dossiers import entry


def make(item_id: int, now: datetime) -> None:
    """Make the dossier an outbox row waits for; safe to run twice.

    Raises what stopped it, after writing that down, unless no further try can help.
    """
    try:
        with transaction() as session:
            item = outbox.take(session, item_id)
            if item is None:
                return
            asked = session.get_one(BoundDossier, item.payload["dossier"])
            _make(session, asked, now)
            item.done_at = now
    except TooLargeError as refusal:
        _note(item_id, str(refusal), now, for_good=True)
    except Exception as error:
        _note(item_id, f"{type(error).__name__}: {error}", now)
        raise


def _make(session: Session, asked: BoundDossier, now: datetime) -> None:
    subject = session.get_one(Subject, asked.subject_id)
    material = gather(session, subject, asked.requested_at)
    made = dossier_files.make(material, asked.requested_at, _telling(asked.id))
    pdf, archive = (
        kept_files.keep(session, subject, each, now) for each in (made.pdf, made.archive)
    )
    asked.pdf_sha256, asked.zip_sha256 = pdf, archive
    asked.pages, asked.made_at, asked.failure = made.pages, now, ""
    session.flush()
    history.record_many(session, [entry(session, asked, "dossier_made", SYSTEM, now)])


def _telling(dossier_id: int) -> Callable[[int, int], None]:
    """How far it is, in transactions of its own: others see it while the making goes on."""

    def tell(done: int, total: int) -> None:
        with Session(db.engine) as apart, apart.begin():
            apart.execute(
                update(BoundDossier)
                .where(BoundDossier.id == dossier_id)
                .values(done=done, total=total)
            )

    return tell


def _note(item_id: int, words: str, now: datetime, *, for_good: bool = False) -> None:
    with transaction() as session:
        if for_good:
            outbox.give_up(session, item_id, words, now)
        else:
            outbox.note_failure(session, item_id, words, now)
        item = session.get_one(OutboxItem, item_id)
        asked = session.get_one(BoundDossier, item.payload["dossier"], with_for_update=True)
        if asked.made_at is None:
            asked.failure, asked.given_up_at = words[:1000], item.failed_at
