"""Whoever turns out to inform about a violation is protected from then on (Luật Tố cáo Điều 8, 56).

People choose the wrong kind and officers mend it. What came as another kind came in the clear; the
moment it is classified as a denunciation its sender and its files are closed for the custodians, as
if it had been lodged so, and what lay open is erased. Nobody here can undo that, so found to be no
denunciation after all it stays one to the register: its sender is asked to lodge anew.

What was written about it before stays as it was: its first entry names the hashes of its files, and
documents issued to the sender bear the name.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.erasure import lost_text
from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import Kind
from feedback.domain.words import Words
from feedback.extensions import current_settings
from feedback.models.petition import Attachment, Petition
from feedback.services.files import arriving, safe_copies, sealed_files, sent_files
from feedback.services.files.sealed_files import Sealed
from feedback.services.ground.transaction import afterwards
from feedback.services.subject import identities, words
from feedback.services.subject.doing import Said
from feedback.vault.keys import KeyRing
from feedback.vault.originals import Original, close_identity

SEALED = "Danh tính đã niêm phong thì không đổi sang loại đơn khác; hãy mời người gửi nộp đơn mới."


def protect(session: Session, petition: Petition, now: datetime) -> Said:
    """As the kind now is; refused where a seal would be in vain."""
    secret = petition.kind is Kind.DENUNCIATION
    if petition.confidential and not secret:
        raise InvalidInputError("kind", SEALED)
    if secret == petition.confidential:
        return {}
    petition.confidential = True
    petition.search = identities.index_of(petition, Words())
    keys = KeyRing(current_settings().keys_dir)
    open_files = _open_files(session, petition)
    _seal_anew(session, petition, keys, now)
    return {"closed_files": _close(session, petition, open_files, keys)} if open_files.rows else {}


def _seal_anew(session: Session, petition: Petition, keys: KeyRing, now: datetime) -> None:
    """The sender for the custodians; the words under a key that never opened the sender."""
    told = [(party, identities.plain_of(party).stated) for party in petition.parties]
    written = words.read(petition)
    if written.lost:
        raise InvalidInputError("kind", lost_text(written))
    key = identities.withdraw(session, petition, now)
    words.write(petition, written, key)
    for party, stated in told:
        party.sealed = close_identity(stated, keys.recipients, petition.uid)


@dataclass(frozen=True, slots=True)
class _Open:
    """The files as they came, in that order, each with the key that is about to go."""

    rows: Sequence[Attachment]
    sealed: Sequence[Sealed]
    #: what the store calls them and their copies
    names: list[str]


def _open_files(session: Session, petition: Petition) -> _Open:
    rows = sorted(petition.attachments, key=lambda row: row.id)
    sealed = [sent_files.sealed(session, petition.id, row.sha256) for row in rows]
    return _Open(rows, sealed, sent_files.names(session, petition.id))


def _close(session: Session, petition: Petition, files: _Open, keys: KeyRing) -> list[str]:
    """Close each of them; the commitments, by which the history knows them from now on."""
    said = safe_copies.scans(session, files.rows)
    safe_copies.withdraw(session, files.rows)
    originals = (
        (Original(row.name, row.media_type, _content(row, sealed)), said[row.id])
        for row, sealed in zip(files.rows, files.sealed, strict=True)
    )
    arrived = arriving.closed(originals, petition.uid, keys)
    for row, closed in zip(files.rows, arrived, strict=True):
        for name, value in asdict(closed).items():
            setattr(row, name, value)
    session.flush()
    afterwards(session, lambda: sealed_files.erase(files.names))
    return [one.known_by for one in arrived]


def _content(row: Attachment, sealed: Sealed) -> bytes:
    content = sealed_files.content(sealed)
    if content is None:
        raise InvalidInputError("kind", f"Tệp “{row.name}” không đọc được; hãy báo quản trị viên.")
    return content
