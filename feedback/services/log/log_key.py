"""The key that signs checkpoints, in the form the notes need: Ed25519 under the name of the log."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from feedback.domain.history.note import ED25519, NoteKey, NoteSigner, read_key
from feedback.domain.history.promise import SUFFIX


def signer(key: Ed25519PrivateKey, origin: str) -> NoteSigner:
    """What signs in the name of the log ``origin``."""
    return NoteSigner(note_key(key.public_key(), origin), key.sign)


def promiser(key: Ed25519PrivateKey, origin: str) -> NoteSigner:
    """What signs promises about the log ``origin``, under a name of its own."""
    return signer(key, origin + SUFFIX)


def note_key(public: Ed25519PublicKey, name: str, kind: bytes = ED25519) -> NoteKey:
    """What checks signatures; a verifier pins it and never takes it from the data it checks."""

    def check(signature: bytes, message: bytes) -> bool:
        try:
            public.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return NoteKey(name, public.public_bytes_raw(), check, kind)


def public_key(line: str, kind: bytes = ED25519) -> NoteKey:
    """The same from the line ``name+id+key`` in which it was published."""
    name, public = read_key(line, kind)
    return note_key(Ed25519PublicKey.from_public_bytes(public), name, kind)
