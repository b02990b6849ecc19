"""What a denouncer sent, closed for custodians: the name and the bytes of each file, and who it is.

A file is one envelope: a description, the bytes, and zeros up to a whole number of pieces, so that
neither what it is called nor how long it is shows. Of its content the application keeps one thing,
a commitment: the hash of a secret and of the content's hash. The secret lies inside the envelope.
So whoever opens the envelope can prove that this paper is the one that came, and whoever holds the
database cannot try out whether a paper they know came (Luật Tố cáo 25/2018/QH14, Điều 56 khoản 2).
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from feedback.vault.envelope import PIECE, EnvelopeError, Place, close

_LENGTH = 4
_SECRET = 32
#: An identity is filled up with blanks to a multiple of this; names differ in length.
_IDENTITY = 1024


def _new_secret() -> bytes:
    return secrets.token_bytes(_SECRET)


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came, with the secret of its commitment."""

    name: str
    media_type: str
    content: bytes
    secret: bytes = field(default_factory=_new_secret, repr=False)

    @property
    def sha256(self) -> str:
        """The plain hash: it stands inside the envelope and nowhere else."""
        return sha256(self.content).hexdigest()

    @property
    def commitment(self) -> str:
        """By which the file is named everywhere outside its envelope."""
        return sha256(self.secret + sha256(self.content).digest()).hexdigest()


def identity_place(petition: UUID) -> Place:
    return Place(petition, "identity")


def file_place(petition: UUID, commitment: str) -> Place:
    """An envelope opens only as the file whose commitment stands in the register."""
    return Place(petition, f"file {commitment}")


def close_identity(
    told: Mapping[str, object], recipients: Sequence[X25519PublicKey], petition: UUID
) -> bytes:
    plain = json.dumps(told, ensure_ascii=False).encode()
    filled = plain.ljust(-(-len(plain) // _IDENTITY) * _IDENTITY)
    return close(filled, recipients, identity_place(petition))


def close_file(
    packed: bytes, commitment: str, recipients: Sequence[X25519PublicKey], petition: UUID
) -> bytes:
    return close(packed, recipients, file_place(petition, commitment))


def pack(original: Original) -> bytes:
    """Length of the description, description, content, zeros."""
    told = {
        "name": original.name,
        "media_type": original.media_type,
        "size": len(original.content),
        "sha256": original.sha256,
        "secret": original.secret.hex(),
    }
    head = json.dumps(told, ensure_ascii=False).encode()
    packed = len(head).to_bytes(_LENGTH) + head + original.content
    return packed.ljust(-(-len(packed) // PIECE) * PIECE, b"\0")


def unpack(packed: bytes) -> Original:
    """What an opened envelope holds; ``EnvelopeError`` where it is not what it says it is."""
    start = _LENGTH + int.from_bytes(packed[:_LENGTH])
    try:
        told = json.loads(packed[_LENGTH:start])
        content = packed[start : start + told["size"]]
        found = Original(told["name"], told["media_type"], content, bytes.fromhex(told["secret"]))
    except (ValueError, KeyError, TypeError) as error:
        raise EnvelopeError("no file of a denouncer") from error
    if found.sha256 != told["sha256"]:
        raise EnvelopeError("the content is not the one that was closed")
    return found
