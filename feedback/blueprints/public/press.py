"""The one press of a web process: whoever asks for paper while it is in use comes again.

A PDF takes a core for half a second. A flood of them would take every thread from those who send,
and sending is what must never wait (figure D1 of the security design).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from feedback.letters.sandbox import Reason, RenderFailed

#: Seconds; one before us is let finish.
PATIENCE = 2.0
_PRESS = threading.BoundedSemaphore(1)


@contextmanager
def at_the_press() -> Iterator[None]:
    """Hold the press; ``RenderFailed`` when others do for longer than is worth waiting."""
    if not _PRESS.acquire(timeout=PATIENCE):
        raise RenderFailed(Reason.TOO_SLOW)
    try:
        yield
    finally:
        _PRESS.release()
