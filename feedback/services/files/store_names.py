"""What names a file of the store: nothing is taken away from it that a row still needs.

What is sealed under a key of a petition or case is named by its key and place
(``vault.data_keys.stored_name``); these rows name bytes by their hash.
"""

from typing import Final

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import Session

from feedback.models.act import StatedFile
from feedback.models.dossier import BoundDossier
from feedback.models.letter import IssuedLetter, SigningIdentity
from feedback.models.petition import Attachment
from feedback.models.redaction import RedactedCopy
from feedback.models.safe_copy import SafeCopy
from feedback.vault.store import FileStore

_BY_HASH: Final[tuple[Select[str | None], ...]] = (
    select(Attachment.sha256).where(Attachment.commitment.is_not(None)),
    select(StatedFile.stored_as),
    select(SigningIdentity.picture_sha256),
)
#: Contents that are sealed now, and lay in the open before.
_ONCE_OPEN: Final[tuple[Select[str | None], ...]] = (
    select(Attachment.sha256).where(Attachment.commitment.is_(None)),
    select(SafeCopy.sha256),
    select(StatedFile.sha256),
    select(RedactedCopy.sha256).where(RedactedCopy.pages > 0),
    select(IssuedLetter.pdf_sha256),
    select(IssuedLetter.signed_sha256),
    select(IssuedLetter.issued_sha256),
    select(BoundDossier.pdf_sha256),
    select(BoundDossier.zip_sha256),
)


def erase_open(session: Session, store: FileStore) -> int:
    """Take away what lay open before it was sealed, unless something still names it; how many."""
    found = session.scalars(union_all(*_ONCE_OPEN))
    open_still = {one for one in found if one and store.path(one).exists()}
    left = [one for one in open_still if not _named(session, one)]
    for one in left:
        store.erase(one)
    return len(left)


def _named(session: Session, digest: str) -> bool:
    names = (each.subquery() for each in _BY_HASH)
    asked = union_all(*(select(literal(1)).where(name.c[0] == digest) for name in names))
    return session.execute(asked.limit(1)).first() is not None
