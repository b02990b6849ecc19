"""The keys of files: made, opened, and remembered for a short while.

Unwrapping asks another machine where keys lie in a service; a page of fifty files asks for fifty
keys. So those in use stay in the memory of the process, few and for minutes. Whoever destroys a key
takes away its wrapped bytes, by which alone it is found here.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from time import monotonic
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from feedback.vault.envelope import Place
from feedback.vault.sealed_fields import key_id_of, open_field, seal_field
from feedback.vault.wrapping import KeyProvider, Wrapped, WrappingError

#: Keys remembered at most, and for how many seconds.
REMEMBERED, SECONDS = 4_096, 300


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key of one file: its id, its wrapped bytes, and the key in use."""

    id: UUID
    wrapped: Wrapped
    key: AESGCM

    def seal(self, plain: bytes, place: Place) -> bytes:
        return seal_field(plain, self.key, self.id, place)


def stored_name(identity: UUID, place: Place) -> str:
    """What the store calls a file of this place under this key.

    Nobody has to write it down, and it tells nothing of the content. A key that was made and never
    committed left its files under other names.
    """
    return sha256(identity.bytes + bytes(place)).hexdigest()


class DataKeys:
    """Makes keys under the current provider; opens those of every provider it was given."""

    def __init__(
        self,
        current: KeyProvider,
        others: Mapping[bytes, Callable[[], KeyProvider]] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.provider = current
        self._others = others or {}
        self._clock = clock
        self._lock = Lock()
        self._known: OrderedDict[tuple[bytes, bytes], tuple[float, AESGCM]] = OrderedDict()

    def new(self, subject: UUID) -> DataKey:
        identity, key = uuid4(), secrets.token_bytes(32)
        wrapped = self.provider.wrap(key, _about(subject, identity))
        return DataKey(identity, wrapped, AESGCM(key))

    def open(self, sealed: bytes, wrapped: bytes | None, place: Place) -> bytes:
        """What was sealed; ``SealedFieldError`` or ``WrappingError`` where it does not open."""
        if wrapped is None:
            raise WrappingError("the key of this file is missing")
        key = self._key(wrapped, _about(place.subject, key_id_of(sealed)))
        return open_field(sealed, key, place)

    def again(self, identity: UUID, wrapped: Wrapped, subject: UUID) -> DataKey:
        """The key of a file that has one, to seal more under it."""
        return DataKey(identity, wrapped, self._key(wrapped.content, _about(subject, identity)))

    def rewrap(self, wrapped: bytes, subject: UUID, identity: UUID) -> Wrapped:
        """The same key under the current key-encryption key."""
        about = _about(subject, identity)
        return self.provider.wrap(self._unwrap(wrapped, about), about)

    def _key(self, wrapped: bytes, about: bytes) -> AESGCM:
        name, now = (wrapped, about), self._clock()
        with self._lock:
            known = self._known.get(name)
            if known is not None and now - known[0] < SECONDS:
                self._known.move_to_end(name)
                return known[1]
        key = AESGCM(self._unwrap(wrapped, about))
        with self._lock:
            self._known[name] = (now, key)
            self._known.move_to_end(name)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return key

    def _unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        mark = wrapped[:1]
        if mark == self.provider.mark:
            return self.provider.unwrap(wrapped, about)
        if mark not in self._others:
            raise WrappingError("a key was wrapped by a provider that is not set up here")
        return self._others[mark]().unwrap(wrapped, about)


def _about(subject: UUID, identity: UUID) -> bytes:
    return subject.bytes + identity.bytes
