"""Rendering under limits, in a child process that may fail without harming the worker.

Templates print what citizens wrote. Escaping and the fetcher keep such text inert; this is the
second wall, for text that is merely expensive, and for faults of the libraries: the child has a
limit of processor time and memory, may write no file, has no network where the kernel allows
that, inherits no open connection, and is killed when the time is over. It may read templates, faces
and the library's colour profile and no other file, where the kernel has Landlock; everything a
letter needs is loaded before, so without Landlock too nothing else is opened. Threads stay allowed:
Pango reads its faces in one.
"""

import ctypes
import os
import resource
import selectors
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Any, NoReturn

from feedback.domain.errors import DomainError
from feedback.domain.letters.catalogue import from_json
from feedback.letters import engine, landlock
from feedback.letters.manifest import TEMPLATES
from feedback.letters.render import render, warm_up
from feedback.letters.text import FONTS

SECONDS = 20
MEMORY_MIB = 512
#: The largest PDF taken from a child.
OUTPUT_MIB = 64

_CLONE_NEWNET, _CLONE_NEWUSER = 0x4000_0000, 0x1000_0000
_PR_SET_PDEATHSIG = 1
_CHUNK = 1 << 16
_OPEN_FILES = 64
_DONE, _FAILED, _REFUSED, _OUT_OF_MEMORY = b"+", b"-", b"!", b"m"
#: No child is made while another thread loads faces: it would wait for a lock nobody opens there.
_FORKING = threading.Lock()


class Reason(StrEnum):
    TOO_SLOW = "too slow"
    OUT_OF_MEMORY = "out of memory"
    TOO_LARGE = "too large"
    DIED = "died"
    #: a refusal of the house; its detail is a sentence for people
    REFUSED = "refused"
    ERROR = "error"


_SAYS_WHY = {_FAILED: Reason.ERROR, _REFUSED: Reason.REFUSED}


class RenderFailed(Exception):  # noqa: N818 - the name of a fact the letter's row records
    """The letter could not be made; ``reason`` is why, ``detail`` what the library said."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


def render_limited(
    name: str,
    data: dict[str, Any],
    *,
    issued_at: datetime,
    seconds: float = SECONDS,
    memory_mib: int = MEMORY_MIB,
    draft: bool = False,
) -> bytes:
    """``render`` of the context ``data`` (see ``to_json``) under limits; else ``RenderFailed``."""
    with _FORKING:
        warm_up()
    return limited(
        lambda: render(from_json(name, data), issued_at=issued_at, draft=draft),
        seconds=seconds,
        memory_mib=memory_mib,
    )


def limited(
    work: Callable[[], bytes],
    *,
    seconds: float = SECONDS,
    memory_mib: int = MEMORY_MIB,
    output_mib: int = OUTPUT_MIB,
) -> bytes:
    """What ``work`` makes in a child under limits; else ``RenderFailed``.

    ``memory_mib`` is what the child may take beyond what it shares with its parent at the start.
    """
    with _FORKING:
        reader, writer = os.pipe()
        child = _fork()
    if child == 0:
        _child(writer, work, seconds, memory_mib)
    os.close(writer)
    try:
        answer = _read(reader, time.monotonic() + seconds, output_mib)
    finally:
        os.close(reader)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return _taken(answer, status)


def _fork() -> int:
    """Fork; a parent with threads is fine here, for the child takes no lock of theirs."""
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _read(reader: int, deadline: float, output_mib: int) -> bytes:
    """All the child says until it ends; ``RenderFailed`` when it says too much or is too slow."""
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(reader, selectors.EVENT_READ)
        while selector.select(timeout=max(0.0, deadline - time.monotonic())):
            chunk = os.read(reader, _CHUNK)
            if not chunk:
                return bytes(said)
            said += chunk
            if len(said) > output_mib << 20:
                raise RenderFailed(Reason.TOO_LARGE)
    raise RenderFailed(Reason.TOO_SLOW)


def _taken(answer: bytes, status: int) -> bytes:
    mark, rest = answer[:1], answer[1:]
    if mark == _DONE:
        return rest
    if mark in _SAYS_WHY:
        raise RenderFailed(_SAYS_WHY[mark], rest.decode(errors="replace"))
    if mark == _OUT_OF_MEMORY:
        raise RenderFailed(Reason.OUT_OF_MEMORY)
    killed = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else ""
    raise RenderFailed(Reason.TOO_SLOW if killed == "SIGXCPU" else Reason.DIED, killed)


def _child(writer: int, work: Callable[[], bytes], seconds: float, memory_mib: int) -> NoReturn:
    """Limit oneself, work, answer, end; never returns into the parent's code."""
    try:
        _confine(writer, seconds, memory_mib)
        _say(writer, _DONE + work())
    except MemoryError:
        _say(writer, _OUT_OF_MEMORY)
    except DomainError as refusal:
        _say(writer, _REFUSED + str(refusal).encode())
    except BaseException as error:  # noqa: BLE001 - the library's fatal error is no Exception
        said = f"{type(error).__name__}: {error}"
        _say(writer, _FAILED + said[:500].encode(errors="replace"))
    finally:
        os._exit(0)


def _confine(writer: int, seconds: float, memory_mib: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    for handled in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(handled, signal.SIG_DFL)
    os.closerange(3, writer)
    os.closerange(writer + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    size = int(seconds) + 1
    limits = {
        resource.RLIMIT_CPU: size,
        resource.RLIMIT_AS: _address_space() + (memory_mib << 20),
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: max(_OPEN_FILES, writer + 1),
    }
    for limit, value in limits.items():
        hard = resource.getrlimit(limit)[1]
        lowered = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (lowered, lowered))
    landlock.read_only((TEMPLATES, FONTS, engine.colour_profile()))


def _address_space() -> int:
    """Bytes of address space this process has at the moment (Linux)."""
    with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - read in the child
        return int(statm.read().split()[0]) * resource.getpagesize()


def _say(writer: int, words: bytes) -> None:
    view = memoryview(words)
    while view:
        view = view[os.write(writer, view) :]
