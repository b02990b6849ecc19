"""Files of a petition as they arrive in the register: in the clear, or closed for custodians.

Both are written and flushed before the transaction that names them. Of a file that is closed the
register tells that it is there, in how many pieces, its commitment and what a scanner said of it;
what it is called and what kind of file it is lies inside (Luật Tố cáo 25/2018/QH14, Điều 8 khoản
3, Điều 56 khoản 2).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from feedback.domain.copies import Scan
from feedback.domain.lodging import Lodging
from feedback.services import waiting
from feedback.services.scanning import Looking
from feedback.vault.keys import KeyRing
from feedback.vault.originals import Original, close_file, pack
from feedback.vault.store import FileStore

#: What the register says of a closed file's kind.
CLOSED = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the register says of a file; ``sha256`` is that of the bytes in the store."""

    name: str
    media_type: str
    size: int
    sha256: str
    #: of a file that is closed
    commitment: str | None = None
    #: what a scanner said of it before
    scan: Scan | None = None

    @property
    def known_by(self) -> str:
        """What the history calls it: never the plain hash of a denouncer's paper."""
        return self.commitment or self.sha256


def closed_name(number: int) -> str:
    """What the files of a denouncer are called, in the order in which they came."""
    return f"Tệp {number}"


def arrive(lodging: Lodging, petition: UUID, keys: KeyRing, store: FileStore) -> list[Arrived]:
    """Bring the files of a lodging into the store, one after the other."""
    if lodging.confidential:
        read = (Original(one.name, one.media_type, waiting.read(one)) for one in lodging.files)
        looking = Looking()
        looked_at = ((original, looking.at(original.content)) for original in read)
        return closed(looked_at, petition, keys, store)
    return [
        Arrived(one.name, one.media_type, one.size, store.keep(waiting.read(one)))
        for one in lodging.files
    ]


def closed(
    originals: Iterable[tuple[Original, Scan]], petition: UUID, keys: KeyRing, store: FileStore
) -> list[Arrived]:
    """Close each file; what is in the store can be opened with a custodian's key alone."""
    return [
        replace(_close(original, petition, keys, store), name=closed_name(number), scan=scan)
        for number, (original, scan) in enumerate(originals, 1)
    ]


def _close(original: Original, petition: UUID, keys: KeyRing, store: FileStore) -> Arrived:
    packed, commitment = pack(original), original.commitment
    envelope = close_file(packed, commitment, keys.recipients, petition)
    return Arrived("", CLOSED, len(packed), store.keep(envelope), commitment)
