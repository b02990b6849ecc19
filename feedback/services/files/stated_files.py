"""Files stated with acts: a record signed and scanned, a report, a photograph of what was mended.

It comes locked, as every file on its way, and is sealed under a key of its subject. The bytes are
on disk before a row names them, and the row is written before the act that states it. An act may
state a file of its own subject only; the history keeps the hash of its content.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import KeptFile, WaitingFile, read_stated
from feedback.domain.roles import Actor
from feedback.models.act import StatedFile
from feedback.models.file_key import Purpose
from feedback.models.subject import Subject
from feedback.services.files import file_keys, sealed_files, waiting
from feedback.services.files.sealed_files import Sealed
from feedback.services.ground.transaction import afterwards
from feedback.vault.envelope import Place
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
    key = file_keys.key_for(session, subject, Purpose.STATED, now)
    content = waiting.read(kept)
    at = place(subject.uid, sha256(content).hexdigest())
    return StatedFile(
        subject_id=subject.id,
        sha256=kept.sha256,
        stored_as=sealed_files.keep(key, content, at),
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        added_at=now,
        added_by_id=actor.user_id,
    )


def sealed(session: Session, stated: StatedFile) -> Sealed:
    """It, with what opens it. Older ones the store knows by the hash of the ciphertext."""
    field = _field(stated.sha256)
    found = file_keys.sealed(session, stated.subject_id, Purpose.STATED, field)
    return replace(found, stored_as=stated.stored_as)


def place(subject: UUID, digest: str) -> Place:
    return Place(subject, _field(digest))


def _field(digest: str) -> str:
    return f"stated {digest}"


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
    for name, digest in stated.items():
        if digest not in known:
            raise InvalidInputError(name, "Chưa có tệp này trong hồ sơ. Chọn lại tệp.")
    return {"files": sorted(stated.values())}


def _known(session: Session, subject: Subject) -> set[str]:
    rows = session.scalars(select(StatedFile.sha256).where(StatedFile.subject_id == subject.id))
    return set(rows)
