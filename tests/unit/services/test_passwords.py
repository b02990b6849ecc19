"""Hashing passwords takes 64 MiB and a core each time: a flood of tries gets two of them."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from feedback.services.signing_in import passwords


class Watched:
    """In place of the slow work: how many were at it at once."""

    def __init__(self) -> None:
        self._lock, self._here, self.most = threading.Lock(), 0, 0

    def work(self, *_words: str) -> str:
        with self._lock:
            self._here += 1
            self.most = max(self.most, self._here)
        time.sleep(0.02)
        with self._lock:
            self._here -= 1
        return "a hash"

    hash = verify = work


def test_two_are_hashed_at_a_time(monkeypatch):
    watched = Watched()
    monkeypatch.setattr(passwords, "_HASHER", watched)
    with ThreadPoolExecutor(8) as tries:
        list(tries.map(lambda word: passwords.matches("known", word), "abcdefgh"))
        list(tries.map(passwords.hashed, "abcdefgh"))
    assert watched.most == 2
