"""What goes wrong: processes killed without warning, some at once, some while they come back."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from feedback.launch.child import Child


def _no_aim(_child: Child) -> None:
    """Kill at any moment."""


@dataclass(slots=True)
class Nemesis:
    """Kills one process after the other with SIGKILL and starts it again a moment later.

    It works in the main thread: the kernel ends a child when the thread that started it ends.
    """

    victims: Sequence[Child]
    dice: random.Random
    #: seconds between two kills
    pause: tuple[float, float] = (1.5, 4.0)
    #: waits for a moment worth it, when that comes soon
    aim: Callable[[Child], object] = _no_aim
    kills: Counter[str] = field(default_factory=Counter)

    def rage(self, going_on: Callable[[], bool]) -> None:
        """While there is work to disturb; every victim has its turn before one has its second."""
        while True:
            for child in self.dice.sample(self.victims, len(self.victims)):
                time.sleep(self.dice.uniform(*self.pause))
                if not going_on():
                    return
                self.aim(child)
                self.kill(child)
                time.sleep(self.dice.uniform(0.0, 1.0))
                child.start()

    def kill(self, child: Child) -> None:
        """With all it started, like a machine that lost its power."""
        assert child.process is not None
        for group in _groups(child.process.pid):
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        child.process.wait()
        self.kills[child.name] += 1


def _groups(pid: int) -> set[int]:
    """The process groups of a process and its children: some make groups of their own."""
    groups = {pid}
    with suppress(FileNotFoundError, ProcessLookupError):
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        groups |= {os.getpgid(int(child)) for child in listed.split()}
    return groups


def await_all(children: Sequence[Child], seconds: float = 5.0) -> None:
    """Give what was just started a moment, and start what did not survive it."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        for child in children:
            if not child.alive:
                child.start()
        time.sleep(0.5)
