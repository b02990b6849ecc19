"""A process of our own code, forked from the launcher that has imported it.

The product is six Python processes, and each would spend the better part of its start importing
the same modules. The launcher imports them once and forks: a start takes seconds less, and the
processes share the memory. A process started so is as separate as any other; it is forked while the
launcher has one thread and no open connection.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
_FIRST_FREE_FILE = 3
_MOST_FILES = 4096


@dataclass(slots=True)
class Forked:
    """A forked process, with what ``subprocess.Popen`` offers of use to us."""

    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        give_up = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if timeout is not None and give_up is not None and time.monotonic() > give_up:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
            time.sleep(0.02)
        return code

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a forked process finds when it begins."""

    name: str
    argv: Sequence[str]
    log: Path
    env: Mapping[str, str]
    cwd: Path
    #: What the kernel sends it when the launcher dies.
    farewell: signal.Signals


def fork(main: Callable[[], object], surroundings: Surroundings) -> Forked:
    """Run a function in a process of its own; its end is the process's end."""
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _begin(main, surroundings, parent)
    return Forked(pid)


def _begin(main: Callable[[], object], surroundings: Surroundings, parent: int) -> NoReturn:
    code = 1
    try:
        _settle(surroundings, parent)
        code = _exit_code(main)
    except BaseException:  # noqa: BLE001 - nothing may unwind into the launcher's code
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _settle(surroundings: Surroundings, parent: int) -> None:
    """Leave the launcher's session, signals, files and environment behind."""
    os.setsid()
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_PDEATHSIG, int(surroundings.farewell))
    libc.prctl(_PR_SET_NAME, surroundings.name.encode()[:15])
    if os.getppid() != parent:  # died before the kernel was asked
        os._exit(1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    log = os.open(surroundings.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for file, standard in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(file, standard)
    os.closerange(_FIRST_FREE_FILE, _MOST_FILES)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # text of ours
    os.environ.clear()
    os.environ.update(surroundings.env)
    os.chdir(surroundings.cwd)
    sys.argv = list(surroundings.argv)


def _exit_code(main: Callable[[], object]) -> int:
    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    return 0
