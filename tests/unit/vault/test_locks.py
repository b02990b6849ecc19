"""What is locked opens with its key, as what it is, and otherwise not at all."""

import pytest

from feedback.vault.locks import LockedError, lock, new_key, unlock

ANSWERS = "Nguyễn Văn A, thôn Đồng Mạ".encode()
KEY = new_key()


def test_its_key_opens_it_and_nothing_of_it_shows() -> None:
    locked = lock(ANSWERS, KEY, b"draft")
    assert unlock(locked, KEY, b"draft") == ANSWERS
    assert ANSWERS not in locked
    assert locked != lock(ANSWERS, KEY, b"draft")


@pytest.mark.parametrize(
    ("locked", "key", "what"),
    [
        pytest.param(lock(ANSWERS, KEY, b"draft"), new_key(), b"draft", id="another key"),
        pytest.param(lock(ANSWERS, KEY, b"file"), KEY, b"draft", id="something else"),
        pytest.param(lock(ANSWERS, KEY, b"draft")[:-1], KEY, b"draft", id="cut off"),
        pytest.param(b"", KEY, b"draft", id="nothing"),
    ],
)
def test_anything_else_does_not(locked: bytes, key: bytes, what: bytes) -> None:
    with pytest.raises(LockedError):
        unlock(locked, key, what)
