"""The promise as a text: made, read, and refused in every other form."""

import base64
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from feedback.domain.history.merkle import leaf_hash
from feedback.domain.history.note import MalformedNoteError, UntrustedNoteError, sign
from feedback.domain.history.promise import promise, read_promise
from feedback.services.log.log_key import promiser
from tests.unit.history.test_evidence import AT, BODY, ORIGIN, OURS

SIGNER = promiser(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), ORIGIN)
NOTE = promise(BODY, AT, SIGNER)


def test_it_comes_back_as_it_was_made():
    read = read_promise(NOTE, SIGNER.key)
    assert (read.leaf, read.until) == (leaf_hash(BODY), AT + timedelta(seconds=60))
    assert read.entry.type == "submitted"


def test_the_same_secret_under_the_name_of_the_log_promises_nothing():
    with pytest.raises(UntrustedNoteError):
        read_promise(NOTE, OURS.key)


def signed(change):
    """A note of the promising key whose text says something else."""
    return sign(change(NOTE.rpartition("\n\n")[0] + "\n"), SIGNER)


LEAF = base64.b64encode(leaf_hash(BODY)).decode()


@pytest.mark.parametrize(
    ("note", "error"),
    [
        pytest.param(NOTE.replace("until 2026", "until 2027"), UntrustedNoteError, id="altered"),
        pytest.param(
            signed(lambda text: text.replace(LEAF, base64.b64encode(bytes(32)).decode())),
            UntrustedNoteError,
            id="the hash of something else",
        ),
        pytest.param(
            signed(lambda text: text.replace("loi-hua", "khac")), UntrustedNoteError, id="a name"
        ),
        pytest.param(signed(lambda text: text + "more\n"), MalformedNoteError, id="a line more"),
        pytest.param("", MalformedNoteError, id="nothing"),
    ],
)
def test_anything_else_is_no_promise(note, error):
    with pytest.raises(error):
        read_promise(note, SIGNER.key)
