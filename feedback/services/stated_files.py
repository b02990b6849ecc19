"""Files stated with acts: a record signed and scanned, a report, a photograph of what was mended.

It comes locked, as every file on its way, and is sealed under a key of its subject. The bytes are
on disk before a row names them, and the row is written before the act that states it. An act may
state a file of its own subject only; the history keeps the hash of its content.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import KeptFile, WaitingFile, read_stated
from feedback.domain.roles import Actor
from feedback.models.act import StatedFile
from feedback.models.subject import Subject
from feedback.services import sealed_files, store_names, waiting
from feedback.services.transaction import afterwards
from feedback.vault.store import FileStore
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind


def add(
    session: Session, subject: Subject, files: Iterable[KeptFile], actor: Actor, now: datetime
) -> None:
    """Note files of a subject; one already noted stays as it is."""
    known = _known(session, subject)
    came = {one.sha256: one for one in files if isinstance(one, WaitingFile)}
    for kept in came.values():
        if kept.sha256 not in known:
            session.add(_sealed(session, subject, kept, actor, now))
    session.flush()
    afterwards(session, lambda: waiting.forget(came.values()))


def _sealed(
    session: Session, subject: Subject, kept: WaitingFile, actor: Actor, now: datetime
) -> StatedFile:
    return StatedFile(
        subject_id=subject.id,
        sha256=kept.sha256,
        stored_as=sealed_files.seal(session, subject, waiting.read(kept), now),
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        added_at=now,
        added_by_id=actor.user_id,
    )


def hashes(session: Session, subject: Subject, data: Mapping[str, str]) -> dict[str, list[str]]:
    """What the history keeps of the files an act states; refuses one that is not the subject's."""
    stated = {
        name: read_stated(value)[0]
        for name, value in data.items()
        if value and name in INPUTS and INPUTS[name].kind is InputKind.FILE
    }
    if not stated:
        return {}
    known = _known(session, subject)
    for name, sha256 in stated.items():
        if sha256 not in known:
            raise InvalidInputError(name, "Chưa có tệp này trong hồ sơ. Chọn lại tệp.")
    return {"files": sorted(stated.values())}


def erase_open(session: Session, store: FileStore) -> int:
    """Take away what lay open before such files were sealed, unless something else names it."""
    hashes = session.scalars(select(StatedFile.sha256).distinct())
    left = [
        one for one in hashes if store.path(one).exists() and not store_names.named(session, one)
    ]
    for one in left:
        store.erase(one)
    return len(left)


def _known(session: Session, subject: Subject) -> set[str]:
    rows = session.scalars(select(StatedFile.sha256).where(StatedFile.subject_id == subject.id))
    return set(rows)
