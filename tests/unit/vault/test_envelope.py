"""Envelopes open for their recipients, at their place, whole, and otherwise not at all."""

from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from feedback.vault.envelope import (
    PIECE,
    Closing,
    EnvelopeError,
    Place,
    close,
    key_id,
    open_envelope,
    recipients_of,
)

CUSTODIAN, RECOVERY, STRANGER = (X25519PrivateKey.generate() for _ in range(3))
BOTH = (CUSTODIAN.public_key(), RECOVERY.public_key())
HERE = Place(UUID(int=1), "identity")
LENGTHS = (0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("key", [CUSTODIAN, RECOVERY])
def test_each_recipient_opens_what_was_closed(length: int, key: X25519PrivateKey) -> None:
    content = bytes(range(256)) * (length // 256) + b"x" * (length % 256)
    assert open_envelope(close(content, BOTH, HERE), key, HERE) == content


@given(st.lists(st.integers(0, 3 * PIECE // 2), max_size=4))
def test_closed_while_it_arrives_is_the_same_as_at_once(lengths: list[int]) -> None:
    parts = [bytes([n]) * length for n, length in enumerate(lengths)]
    closing = Closing(BOTH, HERE)
    sealed = b"".join(closing.update(part) for part in parts) + closing.finish()
    assert open_envelope(sealed, CUSTODIAN, HERE) == b"".join(parts)


def test_it_says_for_whom_it_is() -> None:
    assert recipients_of(close(b"x", BOTH, HERE)) == tuple(map(key_id, BOTH))


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (STRANGER, HERE),
        (CUSTODIAN, Place(UUID(int=2), "identity")),
        (CUSTODIAN, Place(UUID(int=1), "file")),
    ],
)
def test_for_others_and_elsewhere_it_stays_closed(key: X25519PrivateKey, place: Place) -> None:
    with pytest.raises(EnvelopeError):
        open_envelope(close(b"name", BOTH, HERE), key, place)


#: A piece with its tag.
STEP = PIECE + 16


def _without(sealed: bytes, number: int) -> bytes:
    begin = len(sealed) + (number - 3) * STEP
    return sealed[:begin] + sealed[begin + STEP :]


LONG = close(b"a" * PIECE + b"b" * PIECE + b"c" * PIECE, BOTH, HERE)


@pytest.mark.parametrize(
    "harmed",
    [
        pytest.param(_without(LONG, 0), id="without the first piece"),
        pytest.param(_without(LONG, 1), id="without the second"),
        pytest.param(_without(LONG, 2), id="without the last"),
        pytest.param(LONG[: -2 * STEP] + LONG[-STEP:] + LONG[-2 * STEP : -STEP], id="two swapped"),
        pytest.param(LONG[:-1], id="a byte less"),
        pytest.param(LONG + b"\0", id="a byte more"),
        pytest.param(LONG + LONG[-STEP:], id="the last twice"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x02", id="a version alone"),
        pytest.param(b"\x01" + LONG[1:], id="another version"),
        pytest.param(b"\x02\xff" + LONG[2:], id="more recipients than there are"),
        pytest.param(LONG[:40], id="a head cut off"),
    ],
)
def test_a_piece_less_more_or_elsewhere_is_noticed(harmed: bytes) -> None:
    with pytest.raises(EnvelopeError):
        open_envelope(harmed, CUSTODIAN, HERE)


@given(st.integers(0, len(LONG) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed(where: int, by: int) -> None:
    """Also in what is meant for the other recipient: the head is bound to the content."""
    harmed = bytearray(LONG)
    harmed[where] ^= by
    with pytest.raises(EnvelopeError):
        open_envelope(bytes(harmed), CUSTODIAN, HERE)


def test_an_envelope_for_nobody_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nobody"):
        Closing((), HERE)
