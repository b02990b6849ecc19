"""Files of a petition as they arrive in the register: under its key, or closed for custodians.

Both are written and flushed before the transaction that names them. Of a file that is closed the
register tells that it is there, in how many pieces, its commitment and what a scanner said of it;
what it is called and what kind of file it is lies inside (Luật Tố cáo 25/2018/QH14, Điều 8 khoản
3, Điều 56 khoản 2).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from feedback.domain.copies import Scan
from feedback.domain.lodging import Lodging, WaitingFile
from feedback.extensions import current_settings
from feedback.services.files import sealed_files, sent_files, waiting
from feedback.services.files.scanning import Looking
from feedback.vault.data_keys import DataKey
from feedback.vault.keys import KeyRing
from feedback.vault.originals import Original, close_file, pack
from feedback.vault.store import FileStore

#: What the register says of a closed file's kind.
CLOSED = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the register says of a file; ``sha256`` is of its content, or of its envelope."""

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


def arrive(lodging: Lodging, petition: UUID, key: DataKey, keys: KeyRing) -> list[Arrived]:
    """Bring the files of a lodging into the store, one after the other."""
    if lodging.confidential:
        read = (Original(one.name, one.media_type, waiting.read(one)) for one in lodging.files)
        looking = Looking()
        looked_at = ((original, looking.at(original.content)) for original in read)
        return closed(looked_at, petition, keys)
    return [_sealed(one, petition, key) for one in lodging.files]


def _sealed(file: WaitingFile, petition: UUID, key: DataKey) -> Arrived:
    content = waiting.read(file)
    digest = sha256(content).hexdigest()
    sealed_files.keep(key, content, sent_files.place(petition, digest))
    return Arrived(file.name, file.media_type, file.size, digest)


def closed(
    originals: Iterable[tuple[Original, Scan]], petition: UUID, keys: KeyRing
) -> list[Arrived]:
    """Close each file; what is in the store can be opened with a custodian's key alone."""
    return [
        replace(_close(original, petition, keys), name=closed_name(number), scan=scan)
        for number, (original, scan) in enumerate(originals, 1)
    ]


def _close(original: Original, petition: UUID, keys: KeyRing) -> Arrived:
    packed, commitment = pack(original), original.commitment
    store = FileStore(current_settings().files_dir)
    envelope = close_file(packed, commitment, keys.recipients, petition)
    return Arrived("", CLOSED, len(packed), store.keep(envelope), commitment)
