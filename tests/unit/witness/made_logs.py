"""A log that signs for a witness: leaves, signed heads, requests; and other houses' keys."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nhan_chung.memory import Memory
from nhan_chung.note import cosigner, read_key
from nhan_chung.witness import Witness

from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.domain.history.merkle import leaf_hash, root_of
from feedback.domain.history.note import COSIGNATURE
from feedback.domain.history.proof import consistency
from feedback.domain.history.witnessing import request
from feedback.services.log.log_key import public_key, signer

ORIGIN = "tiengnoi.example/nhat-ky"
LOG = signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), ORIGIN)
STRANGER = signer(Ed25519PrivateKey.from_private_bytes(bytes(32)), ORIGIN)
LEAVES = [leaf_hash(str(number).encode()) for number in range(40)]
NOW = 1_785_722_400  # 2026-08-03T02:00:00Z


def cosigning(name="thanh-tra.example/w1", seed=1):
    return cosigner(name, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


def witness_key(of):
    """The witness's key as the log's side pins it."""
    return public_key(of.line, COSIGNATURE)


def witness(folder, own=None):
    return Witness(own or cosigning(), {ORIGIN: [read_key(LOG.key.as_text())]}, Memory(folder))


def head(size, leaves=LEAVES, by=LOG, origin=ORIGIN):
    return sign_checkpoint(Checkpoint(origin, size, root_of(leaves[:size])), by)


def asking(old, size, leaves=LEAVES, **about):
    proof = consistency(leaves[:size], old) if 0 < old <= size else []
    return request(old, proof, head(size, leaves, **about)).encode()
