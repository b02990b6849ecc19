"""The wish to stop, wherever the launcher is at that moment."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class StopRequestedError(Exception):
    """Raised where waiting longer would keep somebody waiting who asked to stop."""


class StopRequest:
    """Whether somebody asked us to stop: Ctrl-C, TERM, or a terminal that closed."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def __bool__(self) -> bool:
        return self._asked.is_set()

    def wait(self, seconds: float) -> None:
        self._asked.wait(seconds)

    @contextmanager
    def listening(self) -> Iterator["StopRequest"]:
        """Take the signals for as long as the block lasts."""
        signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self._on_signal) for number in signals}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._asked.set()
