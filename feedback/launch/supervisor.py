"""Keeps a set of processes alive until it is told to stop.

A process that dies is started again, later each time; one that dies at once several times in a row
will not get better by itself, so then everything is stopped and the person told.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from feedback.launch.child import Child
from feedback.launch.say import LaunchError, say
from feedback.launch.stopping import StopRequest

#: A process that lived this many seconds is well again; one that did not "died at once".
HEALTHY_AFTER = 10.0
GIVE_UP_AFTER = 5
LONGEST_DELAY = 30.0
_LOOK_EVERY = 0.2


@dataclass(slots=True)
class _Watched:
    child: Child
    #: Times it died at once, in a row.
    failures: int = 0
    #: When it shall be started again (monotonic); None while it lives.
    start_at: float | None = None


@dataclass(slots=True)
class Supervisor:
    """The processes in the order they start; they stop in the opposite order."""

    children: Sequence[Child]
    stop_request: StopRequest
    _watched: list[_Watched] = field(init=False)

    def __post_init__(self) -> None:
        self._watched = [_Watched(child) for child in self.children]

    def keep_alive(self) -> None:
        """Watch until asked to stop; LaunchError when a process cannot be kept alive."""
        while not self.stop_request:
            self.look()
            self.stop_request.wait(_LOOK_EVERY)

    def look(self) -> None:
        """See to every process once."""
        for watched in self._watched:
            if watched.start_at is None and not watched.child.alive:
                self._plan_restart(watched)
            elif watched.start_at is not None and time.monotonic() >= watched.start_at:
                watched.start_at = None
                watched.child.start()

    @staticmethod
    def _plan_restart(watched: _Watched) -> None:
        child = watched.child
        watched.failures = 1 if child.age > HEALTHY_AFTER else watched.failures + 1
        if watched.failures >= GIVE_UP_AFTER:
            raise LaunchError(
                f"{child.name} died {watched.failures} times at once ({child.how_it_ended()}); "
                f"the end of {child.log}:\n{child.last_lines()}"
            )
        delay = min(LONGEST_DELAY, 2.0 ** (watched.failures - 1))
        watched.start_at = time.monotonic() + delay
        say(f"{child.name} died ({child.how_it_ended()}); starting it again in {delay:.0f} s")


def stop_all(children: Sequence[Child]) -> None:
    """Ask all to end at the same time, then wait for each."""
    for child in children:
        child.ask_to_end()
    for child in children:
        child.stop()
