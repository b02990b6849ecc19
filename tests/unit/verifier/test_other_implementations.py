"""Figure T4: answers that others published, and programs of others over what we made.

Three implementations of ours are asked: the house's, the stand-alone verifier's, the witness's. The
independent one is sigstore (Apache-2.0), which knows nothing of us; it is used in tests only.
"""

import base64
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from doi_chung.entry import root_above
from doi_chung.notes import open_head
from doi_chung.notes import read_key as read_their_key
from doi_chung.notes import read_policy as read_their_policy
from nhan_chung.tree import EMPTY, grew
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint
from sigstore._internal.trust import Keyring
from sigstore.errors import VerificationError
from sigstore_models.common import v1 as common

from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from feedback.domain.history.cosignature import cosignatures
from feedback.domain.history.merkle import leaf_hash, root_of
from feedback.domain.history.note import COSIGNATURE
from feedback.domain.history.proof import consistent, includes, inclusion
from feedback.services.log.log_key import public_key, signer

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/merkle.json").read_text())
ORIGIN = "tiengnoi.example/nhat-ky"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = signer(KEY, ORIGIN)


def decoded(vector, *names):
    return [base64.b64decode(vector[name]) for name in names]


def hashes(vector):
    return [base64.b64decode(node) for node in vector["proof"]]


# --------------------------------------------------------------------------- 518 public vectors
def is_subtree(start, end):
    """Whether a range is a subtree at all, by the draft the vectors come from."""
    return 0 <= start < end and start % (1 << (end - start - 1).bit_length()) == 0


def subtree_inclusion(vector):
    """A leaf within a subtree is a leaf within the tree that the subtree is."""
    start, end = vector["start"], vector["end"]
    if not is_subtree(start, end) or not start <= vector["leafIdx"] < end:
        return None
    return vector["leafIdx"] - start, end - start


def asked_of_inclusion(vector, index, size):
    leaf, root = decoded(vector, "leafHash", "root")
    ours = includes(leaf, index, size, hashes(vector), root)
    return {ours, size > 0 and root_above(leaf, index, size, hashes(vector)) == root}


def asked_of_growth(vector, old, size):
    before, after = decoded(vector, "root1", "root2")
    path = hashes(vector)
    answers = {consistent(old, before, size, after, path)}
    if 0 < old <= size:  # what a witness is asked only then
        answers.add(grew(old, before, size, after, path))
    return answers


def test_there_are_all_of_them():
    counts = {kind: len(vectors) for kind, vectors in VECTORS.items()}
    assert counts == {
        "inclusion": 98, "consistency": 98, "subtreeinclusion": 204, "subtreeconsistency": 118,
    }  # fmt: skip
    assert sum(counts.values()) == 518


@pytest.mark.parametrize("name", VECTORS["inclusion"])
def test_inclusion(name):
    vector = VECTORS["inclusion"][name]
    answers = asked_of_inclusion(vector, vector["leafIdx"], vector["treeSize"])
    assert answers == {not vector["wantErr"]}


@pytest.mark.parametrize("name", VECTORS["consistency"])
def test_consistency(name):
    vector = VECTORS["consistency"][name]
    assert asked_of_growth(vector, vector["size1"], vector["size2"]) == {not vector["wantErr"]}


@pytest.mark.parametrize("name", VECTORS["subtreeinclusion"])
def test_inclusion_in_a_subtree(name):
    vector = VECTORS["subtreeinclusion"][name]
    where = subtree_inclusion(vector)
    answers = asked_of_inclusion(vector, *where) if where else {False}
    assert answers == {not vector["wantErr"]}


#: Proofs for a subtree that does not begin at the first leaf, or is empty: no part of the product
#: makes, sends or takes one (C2SP tlog-witness calls it optional, ``sign-subtree``).
PREFIXES = {
    name: vector
    for name, vector in VECTORS["subtreeconsistency"].items()
    if vector["start"] == 0 and vector["end"] > 0
}


@pytest.mark.parametrize("name", PREFIXES)
def test_consistency_of_a_subtree_from_the_first_leaf(name):
    vector = PREFIXES[name]
    assert asked_of_growth(vector, vector["end"], vector["size"]) == {not vector["wantErr"]}


def test_the_empty_tree_has_the_root_everybody_knows():
    assert root_of([]) == EMPTY


# ----------------------------------------------------------------------- sigstore reads ours
BODIES = [f"mục {number}".encode() for number in range(23)]
LEAVES = [leaf_hash(body) for body in BODIES]


def as_their_entry(index, size, path):
    proof = SimpleNamespace(
        log_index=index, tree_size=size, hashes=path, root_hash=root_of(LEAVES[:size])
    )
    return SimpleNamespace(
        _inner=SimpleNamespace(inclusion_proof=proof, canonicalized_body=BODIES[index])
    )


@pytest.mark.parametrize("size", [1, 2, 7, 8, 23])
def test_an_independent_program_accepts_our_proofs_and_no_other(size):
    for index in range(size):
        path = inclusion(LEAVES[:size], index)
        verify_merkle_inclusion(as_their_entry(index, size, path))
        with pytest.raises(VerificationError):
            verify_merkle_inclusion(as_their_entry(index, size, [*path, bytes(32)]))


def test_an_independent_program_reads_and_verifies_our_checkpoint():
    note = sign_checkpoint(Checkpoint(ORIGIN, 23, root_of(LEAVES)), SIGNER)
    read = SignedCheckpoint.from_text(note)
    told = (read.checkpoint.origin, read.checkpoint.log_size, read.checkpoint.log_hash)
    assert told == (ORIGIN, 23, root_of(LEAVES).hex())
    read.signed_note.verify(their_keyring(KEY.public_key()), SIGNER.key.key_id)
    altered = SignedCheckpoint.from_text(note.replace("\n23\n", "\n24\n"))
    with pytest.raises(VerificationError):
        altered.signed_note.verify(their_keyring(KEY.public_key()), SIGNER.key.key_id)


def their_keyring(key):
    der = key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return Keyring(
        [
            common.PublicKey(
                raw_bytes=base64.b64encode(der),
                key_details=common.PublicKeyDetails.PKIX_ED25519,
            )
        ]
    )


# ------------------------------------------------------------------------- we read what others made
#: A head of the public log of sigstore (Rekor, 2026) with the cosignature of a witness of Mullvad;
#: the keys as both published them.
REKOR = (
    "log2025-1.rekor.sigstore.dev\n139911860\nEliTHtnx44DhEBH+5qIXBtQsSpc54Avam7mIYEvxnTA=\n\n"
    "— log2025-1.rekor.sigstore.dev zxGZFcOra4Y7QpuiQen+CmnUvDZbxSXfBOXJzL+HKIeR9aC58"
    "QTfao58ABqkhVyBhQDseS+TZdDNpcnZhoRxkh7IbQ0=\n"
    "— witness.stagemole.eu Z/euoAAAAABqxF18wrJCADsJ1G5Lc2JaRjZqqBwjpNqH24yQse4iJ4rKS"
    "6b5MtvHP+IbKYXwaWuWokdGA+BubLFi+TrwK7xpKr6XBw==\n"
)
REKOR_RAW = base64.b64decode("MCowBQYDK2VwAyEAt8rlp1knGwjfbcXAYPYAkn0XiLz1x8O4t0YkEhie244=")[-32:]
MULLVAD = "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv"


def rekor_key():
    material = base64.b64encode(b"\x01" + REKOR_RAW).decode()
    return f"log2025-1.rekor.sigstore.dev+cf119915+{material}"


def test_we_accept_a_head_of_another_log_with_the_cosignature_of_another_witness():
    head = open_checkpoint(REKOR, public_key(rekor_key()))
    found = cosignatures(REKOR, {"mullvad": public_key(MULLVAD, COSIGNATURE)})
    assert head.size == 139_911_860
    assert [(one.witness, one.at.year) for one in found] == [("mullvad", 2026)]
    policy = read_their_policy(f"witness mullvad {MULLVAD}\nquorum mullvad\n")
    size, root, seen = open_head(REKOR, read_their_key(rekor_key()), policy)
    assert (size, root) == (head.size, head.root)
    assert seen == [("mullvad", int(found[0].at.timestamp()))]
