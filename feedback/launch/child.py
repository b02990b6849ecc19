"""One process the launcher starts, ends and answers for.

A child must not outlive a launcher that was killed and could not say goodbye. The kernel sees to
that: ``setpriv --pdeathsig`` has it send the child its farewell signal when its parent dies. Unlike
a watchdog pipe this works for programs we did not write, and unlike code run between fork and exec
it is safe beside threads. Children have a session of their own, so that Ctrl-C reaches the launcher
alone, which then ends them in order.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from feedback.launch.forked import Forked, Surroundings, fork

#: A log longer than this is put aside when its process starts again.
LONGEST_LOG = 10_000_000


def tie(farewell: signal.Signals) -> tuple[str, ...]:
    """Return the start of a command line that ends its process when the launcher dies."""
    return ("setpriv", f"--pdeathsig={farewell.name.removeprefix('SIG')}", "--")


def _nothing() -> None:
    """Do nothing."""


@dataclass(slots=True)
class Child:
    """A command line with its surroundings, and its process while it lives."""

    name: str
    argv: Sequence[str | Path]
    log: Path
    env: Mapping[str, str] = field(repr=False)
    cwd: Path
    farewell: signal.Signals = signal.SIGTERM
    #: What puts the process into its guise; the tie to the launcher comes after it.
    guise: Sequence[str] = ()
    #: Seconds it may take to end before it is killed.
    patience: float = 20.0
    #: What must be in order before each start.
    before_start: Callable[[], None] = _nothing
    #: Code of our own to fork instead of starting a program; it finds ``argv`` in ``sys.argv``.
    main: Callable[[], object] | None = None
    process: subprocess.Popen[bytes] | Forked | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    _asked: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start it; what it writes goes to its log."""
        self.before_start()
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        self.process = self._program() if self.main is None else self._fork(self.main)
        self.started = time.monotonic()
        self._asked = False

    def _program(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - the launcher's own command lines
                [*self.guise, *tie(self.farewell), *self.argv],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(self.env),
                cwd=self.cwd,
                start_new_session=True,
            )

    def _fork(self, main: Callable[[], object]) -> Forked:
        argv = [str(word) for word in self.argv]
        surroundings = Surroundings(self.name, argv, self.log, self.env, self.cwd, self.farewell)
        return fork(main, surroundings)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def age(self) -> float:
        """Seconds since the last start."""
        return time.monotonic() - self.started

    def ask_to_end(self) -> None:
        """Ask once: to a worker at work a second request means "drop it"."""
        if self.process is not None and self.alive and not self._asked:
            self.process.send_signal(self.farewell)
            self._asked = True

    def stop(self) -> None:
        """Ask it to end, wait, and kill it with its whole session when it does not."""
        if self.process is None:
            return
        self.ask_to_end()
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def how_it_ended(self) -> str:
        """Say in words with what code or signal the process ended."""
        code = self.process.poll() if self.process else None
        if code is None:
            return "is running"
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def last_lines(self, count: int = 12) -> str:
        """Return the end of its log."""
        if not self.log.exists():
            return ""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-count:])
