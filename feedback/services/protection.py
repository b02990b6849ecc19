"""Whoever turns out to inform about a violation is protected from then on (Luật Tố cáo Điều 8, 56).

People choose the wrong kind and officers mend it. What came as another kind came in the clear; the
moment it is classified as a denunciation its sender and its files are closed for the custodians, as
if it had been lodged so, and what lay open is erased. Nobody here can undo that, so found to be no
denunciation after all it stays one to the register: its sender is asked to lodge anew.

What was written about it before stays as it was: its first entry names the hashes of its files, and
documents issued to the sender bear the name.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.erasure import lost_text
from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import Kind
from feedback.domain.words import Words
from feedback.extensions import current_settings
from feedback.models.petition import Petition
from feedback.services import arriving, identities, safe_copies, store_names, words
from feedback.services.doing import Said
from feedback.services.transaction import afterwards
from feedback.vault.keys import KeyRing
from feedback.vault.originals import Original, close_identity
from feedback.vault.store import FileStore

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
    _seal_anew(session, petition, keys, now)
    return {"closed_files": _close_files(session, petition, keys)} if petition.attachments else {}


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


def _close_files(session: Session, petition: Petition, keys: KeyRing) -> list[str]:
    """Close each file in the order it came; the commitments, by which the history knows them."""
    store = FileStore(current_settings().files_dir)
    rows = sorted(petition.attachments, key=lambda row: row.id)
    said = safe_copies.scans(session, rows)
    plain = [row.sha256 for row in rows] + safe_copies.withdraw(session, rows)
    originals = (
        (Original(row.name, row.media_type, store.read(row.sha256)), said[row.id]) for row in rows
    )
    arrived = arriving.closed(originals, petition.uid, keys, store)
    for row, closed in zip(rows, arrived, strict=True):
        for name, value in asdict(closed).items():
            setattr(row, name, value)
    session.flush()
    unnamed = [one for one in plain if not store_names.named(session, one)]
    afterwards(session, lambda: _erase(store, unnamed))
    return [one.known_by for one in arrived]


def _erase(store: FileStore, hashes: Sequence[str]) -> None:
    for sha256 in hashes:
        store.erase(sha256)
