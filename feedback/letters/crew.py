"""Many letters at once: as many rooms at a time as the machine has cores.

Each letter keeps a room of its own, with all limits; a thread waits for each. What one letter does
wrong is its own answer and no other's.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedback.letters.render import warm_up
from feedback.letters.sandbox import RenderFailed, render_limited


@dataclass(frozen=True, slots=True)
class Task:
    """A letter to be made: its name, its context as JSON, the instant written into it."""

    name: str
    data: dict[str, Any]
    issued_at: datetime


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0))


def render_all(tasks: Iterable[Task], *, at_once: int) -> Iterator[bytes | RenderFailed]:
    """Each letter's PDF, or why there is none, in the order of the tasks."""
    # loaded before any thread runs: a child of a fork must not wait for a lock of another thread
    warm_up()
    with ThreadPoolExecutor(at_once) as crew:
        yield from crew.map(_made, tasks)


def _made(task: Task) -> bytes | RenderFailed:
    try:
        return render_limited(task.name, task.data, issued_at=task.issued_at)
    except RenderFailed as failed:
        return failed
