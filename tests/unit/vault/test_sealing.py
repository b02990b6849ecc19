"""Identities are sealed to the custodian and to their row; drafts to the citizen's own key."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from feedback.vault.sealing import new_draft_key, open_draft, seal, seal_draft, unseal

IDENTITY = "Nguyễn Văn A, thôn Đồng Mạ".encode()
CUSTODIAN = X25519PrivateKey.generate()


def test_the_custodian_reads_what_was_sealed() -> None:
    assert unseal(seal(IDENTITY, CUSTODIAN.public_key(), b"row 1"), CUSTODIAN, b"row 1") == IDENTITY


def test_nothing_of_the_identity_is_visible() -> None:
    assert IDENTITY not in seal(IDENTITY, CUSTODIAN.public_key(), b"row 1")


def test_equal_identities_look_different() -> None:
    public = CUSTODIAN.public_key()
    assert seal(IDENTITY, public, b"row 1") != seal(IDENTITY, public, b"row 1")


@pytest.mark.parametrize(
    ("key", "row"),
    [
        pytest.param(CUSTODIAN, b"row 2", id="moved to another row"),
        pytest.param(X25519PrivateKey.generate(), b"row 1", id="another key"),
    ],
)
def test_a_seal_opens_nowhere_else(key: X25519PrivateKey, row: bytes) -> None:
    with pytest.raises(InvalidTag):
        unseal(seal(IDENTITY, CUSTODIAN.public_key(), b"row 1"), key, row)


def test_a_draft_opens_with_its_own_key_only() -> None:
    key = new_draft_key()
    assert open_draft(seal_draft(IDENTITY, key), key) == IDENTITY
    with pytest.raises(InvalidTag):
        open_draft(seal_draft(IDENTITY, key), new_draft_key())
