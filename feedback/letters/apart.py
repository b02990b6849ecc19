"""Calling what starts an event loop of its own, from wherever one may be running already."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """What ``work`` returns or raises, in a thread that has no event loop."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(work).result()
