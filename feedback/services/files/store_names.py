"""Files that lay in the open before papers were sealed: sealed where that was missed, then erased.

Nothing is taken away that is the last of its kind. Open bytes go once every row that names them
has its sealed file in the store, and that opens to the very same content.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NamedTuple

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import Session

from feedback.extensions import current_identities
from feedback.models.letter import SigningIdentity
from feedback.models.petition import Attachment
from feedback.services.files import sealed_files, under_keys
from feedback.services.files.under_keys import Named
from feedback.vault.store import FileStore
from feedback.vault.wrapping import WrappingError

#: What rows call by the hash of the very bytes that lie in the store: pictures, closed envelopes.
_BY_HASH: Final[tuple[Select[str], ...]] = (
    select(Attachment.sha256).where(Attachment.commitment.is_not(None)),
    select(SigningIdentity.picture_sha256),
)


class Closed(NamedTuple):
    """How many open files went, and which stay because they may be the last."""

    gone: int
    left: list[str]


def erase_open(session: Session, store: FileStore) -> Closed:
    """Seal what an upgrade left open, and take away what is sealed."""
    lying: dict[str, list[Named]] = defaultdict(list)
    for one in under_keys.named(session):
        if store.path(one.digest).is_file():
            lying[one.digest].append(one)
    done = {
        digest: _close(store, digest, rows)
        for digest, rows in lying.items()
        if not _named(session, digest) and not any(map(_sealed_in_place, rows))
    }
    return Closed(sum(done.values()), sorted(one for one, closed in done.items() if not closed))


def _close(store: FileStore, digest: str, rows: Iterable[Named]) -> bool:
    """Whether nothing open lies under this name any more."""
    owed = [one for one in rows if not one.erased]
    apart = [one for one in owed if one.told.stored_as != digest]
    in_place = [one for one in owed if one.told.stored_as == digest]
    found = store.read_whole(digest)
    failed = [one for one in apart if not _opens(one) and not _seal(one, found)]
    if failed or len(in_place) > 1:
        return False
    if in_place:
        return _seal(in_place[0], found)
    store.erase(digest)
    return True


def _sealed_in_place(one: Named) -> bool:
    """A stated file whose bytes were away when others were sealed keeps the name it had."""
    return one.told.stored_as == one.digest and _opens(one)


def _opens(one: Named) -> bool:
    content = sealed_files.content(one.told)
    return content is not None and sha256(content).hexdigest() == one.digest


def _seal(one: Named, content: bytes | None) -> bool:
    if content is None or one.key_id is None or one.wrapped is None:
        return False
    try:
        key = current_identities().keys.again(one.key_id, one.wrapped, one.told.place.subject)
    except WrappingError:
        return False
    sealed_files.keep_anew(key, content, one.told)
    return True


def _named(session: Session, digest: str) -> bool:
    names = (each.subquery() for each in _BY_HASH)
    asked = union_all(*(select(literal(1)).where(name.c[0] == digest) for name in names))
    return session.execute(asked.limit(1)).first() is not None
