"""Where a part of a form waits while the rest arrives: memory first, then a file of noise.

Werkzeug lays every larger part into an ordinary temporary file, so the papers of a denouncer would
be on the disk before anybody knows what they are (Luật Tố cáo 25/2018/QH14, Điều 56). Here each
byte is encrypted before it is laid down, under a key that lives as long as the request and nowhere
but in memory; what remains on the disk afterwards is nothing.
"""

import io
import secrets
from tempfile import SpooledTemporaryFile

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR
from typing_extensions import Buffer

#: What is smaller never touches the disk.
IN_MEMORY = 512 * 1024
_BLOCK = 16


class Spool(io.RawIOBase):
    """Appended to, then read from anywhere; AES in counter mode, as the place is the counter."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._key = AES256(secrets.token_bytes(32))
        self._kept = SpooledTemporaryFile(in_memory)  # noqa: SIM115 - closed with this
        # nosemgrep: cipher-without-authentication - read at any place, by this process alone
        self._append = Cipher(self._key, CTR(bytes(_BLOCK))).encryptor()
        self._size = self._at = 0

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, content: Buffer, /) -> int:
        """At the end only: the same place encrypted twice would tell both."""
        if self._at != self._size:
            raise io.UnsupportedOperation("what arrived is not written over")
        self._kept.seek(self._size)
        written = self._kept.write(self._append.update(memoryview(content)))
        self._at = self._size = self._size + written
        return written

    def readinto(self, buffer: Buffer, /) -> int:
        room = memoryview(buffer).cast("B")
        self._kept.seek(self._at)
        noise = self._kept.read(len(room))
        room[: len(noise)] = self._plain(noise)
        self._at += len(noise)
        return len(noise)

    def _plain(self, noise: bytes) -> bytes:
        block, before = divmod(self._at, _BLOCK)
        # nosemgrep: cipher-without-authentication - as above
        counter = CTR(block.to_bytes(_BLOCK))
        return Cipher(self._key, counter).decryptor().update(bytes(before) + noise)[before:]

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = min(max(0, start + offset), self._size)
        return self._at

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        self._kept.close()
        super().close()
