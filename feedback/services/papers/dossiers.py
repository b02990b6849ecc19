"""Dossiers: asked for by whoever may, handed out by hash, said in the history.

``dossier_making`` makes them, in the worker: the pages' process never loads what opens files.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError, NotFoundError
from feedback.domain.history.entries import Draft
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.extensions import db
from feedback.models.agency import Agency
from feedback.models.dossier import BoundDossier, Progress
from feedback.models.outbox import OutboxItem
from feedback.models.subject import Subject
from feedback.services.files import kept_files
from feedback.services.ground import outbox
from feedback.services.ground.transaction import transaction
from feedback.services.log import history
from feedback.services.rights import permission


class DamagedDossierError(DomainError):
    """The kept file is missing or no longer the one whose hash the history holds."""


def subject_for(session: Session, actor: Actor, subject_id: int) -> Subject:
    """The file, if this actor may have its dossier; else it is as if it were not there."""
    permission.refuse_unknown(session, actor, (Action.BIND_DOSSIER,), subject_id, "subject_id")
    return session.get_one(Subject, subject_id)


def newest(session: Session, actor: Actor, subject_id: int) -> BoundDossier | None:
    """The dossier asked for last."""
    subject_for(session, actor, subject_id)
    return session.scalars(
        select(BoundDossier)
        .where(BoundDossier.subject_id == subject_id)
        .order_by(BoundDossier.id.desc())
        .limit(1)
    ).one_or_none()


def ask(subject_id: int, actor: Actor, now: datetime) -> int:
    """Have a dossier made; the id of its outbox row. While one is under way that one is meant."""
    with transaction() as session:
        subject = subject_for(session, actor, subject_id)
        session.refresh(subject, with_for_update=True)
        under_way = newest(session, actor, subject_id)
        if under_way is not None and under_way.progress is Progress.WAITING:
            return session.scalars(
                select(OutboxItem.id).where(OutboxItem.key == _key(under_way.id))
            ).one()
        asked = BoundDossier(subject_id=subject.id, requested_by_id=actor.user_id, requested_at=now)
        session.add(asked)
        session.flush()
        item = outbox.later(
            session,
            queue="letters",
            key=_key(asked.id),
            payload={"dossier": asked.id},
            now=now,
        )
        session.flush()
        history.record_many(session, [entry(session, asked, "dossier_requested", actor, now)])
        return item.id


def content(dossier: BoundDossier, digest: str | None) -> bytes:
    """One of its two files: the one whose hash stands in its row, or none."""
    if digest is None or digest not in {dossier.pdf_sha256, dossier.zip_sha256}:
        raise NotFoundError("Hồ sơ lưu trữ đang được lập; bạn xem lại sau ít phút.")
    session = db.session()
    found = kept_files.content(session, dossier.subject_id, digest)
    if found is None:
        raise DamagedDossierError("Tệp hồ sơ lưu trữ không còn nguyên vẹn; hãy báo quản trị viên.")
    return found


def entry(
    session: Session, dossier: BoundDossier, type_: str, actor: Actor, now: datetime
) -> Draft:
    """What the history says of it: that it was asked for, or made and with which hashes."""
    subject = session.get_one(Subject, dossier.subject_id)
    hashes = {"sha256": dossier.pdf_sha256, "zip_sha256": dossier.zip_sha256}
    return Draft(
        subject=subject.uid,
        kind=subject.subject_kind,
        type=type_,
        at=now,
        actor=actor.pseudonym,
        unit=session.get_one(Agency, subject.agency_id).code,
        data={"dossier": dossier.uid.hex} | (hashes if dossier.made_at else {}),
    )


def _key(dossier_id: int) -> str:
    return f"dossier-{dossier_id}"
