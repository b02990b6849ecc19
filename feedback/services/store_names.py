"""What names a file of the store: nothing is taken away from it that a row still needs."""

from typing import Final

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from feedback.models.act import StatedFile
from feedback.models.dossier import BoundDossier
from feedback.models.letter import IssuedLetter, SigningIdentity
from feedback.models.petition import Attachment
from feedback.models.redaction import RedactedCopy
from feedback.models.safe_copy import SafeCopy

#: Every column that holds the hash of bytes in the store.
NAMES: Final[tuple[InstrumentedAttribute[str] | InstrumentedAttribute[str | None], ...]] = (
    Attachment.sha256,
    SafeCopy.sha256,
    StatedFile.stored_as,
    RedactedCopy.sha256,
    IssuedLetter.pdf_sha256,
    IssuedLetter.signed_sha256,
    IssuedLetter.issued_sha256,
    BoundDossier.pdf_sha256,
    BoundDossier.zip_sha256,
    SigningIdentity.picture_sha256,
)


def named(session: Session, sha256: str) -> bool:
    """Whether any row of the register has these bytes."""
    asked = union_all(*(select(literal(1)).where(name == sha256) for name in NAMES))
    return session.execute(asked.limit(1)).first() is not None
