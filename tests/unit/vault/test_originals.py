"""A denouncer's file: its name, kind and length lie inside; outside there is a commitment."""

import json
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from feedback.vault.envelope import PIECE, EnvelopeError, open_envelope
from feedback.vault.originals import (
    Original,
    close_file,
    close_identity,
    file_place,
    identity_place,
    pack,
    unpack,
)

CUSTODIAN, RECOVERY = X25519PrivateKey.generate(), X25519PrivateKey.generate()
BOTH = (CUSTODIAN.public_key(), RECOVERY.public_key())
HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
PAPER = Original("đơn của bà Mận.pdf", "application/pdf", b"%PDF but tich")


@pytest.mark.parametrize("key", [CUSTODIAN, RECOVERY])
def test_whoever_has_a_key_finds_the_paper_and_can_prove_it(key: X25519PrivateKey) -> None:
    envelope = close_file(pack(PAPER), PAPER.commitment, BOTH, HERE)
    found = unpack(open_envelope(envelope, key, file_place(HERE, PAPER.commitment)))
    assert found == PAPER
    assert found.commitment == PAPER.commitment


def test_as_another_file_or_of_another_petition_it_does_not_open() -> None:
    envelope = close_file(pack(PAPER), PAPER.commitment, BOTH, HERE)
    for place in (file_place(ELSEWHERE, PAPER.commitment), file_place(HERE, "0" * 64)):
        with pytest.raises(EnvelopeError):
            open_envelope(envelope, CUSTODIAN, place)


def test_the_same_paper_twice_cannot_be_told_to_be_the_same() -> None:
    again = Original(PAPER.name, PAPER.media_type, PAPER.content)
    assert again.sha256 == PAPER.sha256
    assert again.commitment != PAPER.commitment


@pytest.mark.parametrize("length", [0, 1, PIECE - 500, PIECE, 3 * PIECE + 1])
def test_its_length_is_that_of_whole_pieces(length: int) -> None:
    packed = pack(Original("a.png", "image/png", b"x" * length))
    assert len(packed) % PIECE == 0
    assert len(packed) - length <= PIECE + 400
    assert unpack(packed).content == b"x" * length


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\0\0\0\x02{}",
        pack(PAPER).replace(b"but tich", b"but tIch"),
        pack(PAPER)[:40],
    ],
    ids=["nothing", "no description", "another content", "cut off"],
)
def test_what_is_not_what_it_says_is_refused(packed: bytes) -> None:
    with pytest.raises(EnvelopeError):
        unpack(packed)


def test_an_identity_shows_neither_words_nor_length() -> None:
    short, long = ({"name": name} for name in ("Vi A", "Nguyễn Thị Phương Thảo" * 9))
    sealed = [close_identity(told, BOTH, HERE) for told in (short, long)]
    assert len(sealed[0]) == len(sealed[1])
    opened = open_envelope(sealed[1], CUSTODIAN, identity_place(HERE))
    assert json.loads(opened) == long
