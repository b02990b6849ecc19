"""A file that was signed elsewhere: ours, with one valid signature more by whom it should be.

Whoever sends it may send anything, so it is read in the room where a hostile file can do no harm.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.letters.signature import FoundSignature
from feedback.letters.places import Place
from feedback.letters.sandbox import RenderFailed, limited
from feedback.services.documents import signing_keys
from feedback.services.documents.found_signatures import MEMORY_MIB, SECONDS, signatures
from feedback.services.documents.signing_keys import Party

#: The field in which the file is sent.
FILE = "signed"
_YES = b"yes"


def newest(session: Session, party: Party, ours: bytes, pdf: bytes) -> FoundSignature:
    """The signature that was added to ``ours``; ``InvalidInputError`` says what is wrong."""
    if not _only_signed(ours, pdf):
        msg = "Tệp tải lên không phải văn bản này chỉ thêm chữ ký; hãy ký đúng tệp đã tải về."
        raise InvalidInputError(FILE, msg)
    known = signing_keys.identity(session, party)
    if known is None:
        msg = f"Chưa đăng ký chứng thư số của {party.owner.shown}; hãy báo quản trị viên."
        raise InvalidInputError(FILE, msg)
    found = valid_in(party.place, [each.found for each in signatures(pdf)])
    if found.certificate_sha256 != known.certificate_sha256:
        msg = f"Chữ ký trong tệp không phải của {party.owner.shown} mà của: {found.subject}."
        raise InvalidInputError(FILE, msg)
    return found


def valid_in(place: Place, found: Sequence[FoundSignature]) -> FoundSignature:
    """The newest signature, which must be in its place, as all must be valid."""
    last = found[-1] if found else None
    if last is None or last.place != place or not all(each.valid for each in found):
        msg = "Chữ ký trong tệp không hợp lệ hoặc không nằm đúng ô ký của văn bản."
        raise InvalidInputError(FILE, msg)
    return last


def _only_signed(ours: bytes, pdf: bytes) -> bool:
    from feedback.letters.signatures import only_signed  # noqa: PLC0415 - slow, seldom needed

    def asked() -> bytes:
        return _YES if only_signed(ours, pdf) else b""

    try:
        return limited(asked, seconds=SECONDS, memory_mib=MEMORY_MIB) == _YES
    except RenderFailed:
        return False
