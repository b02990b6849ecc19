"""A process gives up the file system but for a few places to read, and TCP (Linux, Landlock).

There is no wrapper in the standard library; three system calls suffice. What a process gives up it
and its children never get back. Kernels before 5.13, or started without it, do not have it.
"""

import ctypes
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

#: The numbers are the same on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
#: By version of the interface, from the newest: every right on files it knows, thirteen at first.
_FILE_RIGHTS = ((5, 16), (3, 15), (2, 14), (1, 13))
_TCP_SINCE, _TCP = 4, 0b11
#: Abstract Unix sockets and signals to processes outside.
_SCOPES_SINCE, _SCOPES = 6, 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


@cache
def version() -> int:
    """The version of the kernel's interface; 0 where there is none."""
    return max(0, _system_call(_CREATE_RULESET, None, 0, _ASK_VERSION))


def read_only(places: Iterable[Path]) -> bool:
    """Leave this thread nothing but reading these files and folders; False where that cannot be.

    What is open stays open. An ``OSError`` names what the kernel refused.
    """
    if not version():
        return False
    ruleset = _checked(_system_call(_CREATE_RULESET, *_everything(), 0))
    try:
        for place in places:
            _allow(ruleset, place)
        _checked(_libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _checked(_system_call(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)
    return True


def _everything() -> tuple[object, int]:
    rights = next(count for since, count in _FILE_RIGHTS if version() >= since)
    ruleset = _Ruleset(
        (1 << rights) - 1,
        _TCP if version() >= _TCP_SINCE else 0,
        _SCOPES if version() >= _SCOPES_SINCE else 0,
    )
    known = 1 + (version() >= _TCP_SINCE) + (version() >= _SCOPES_SINCE)
    return ctypes.byref(ruleset), known * ctypes.sizeof(ctypes.c_uint64)


def _allow(ruleset: int, place: Path) -> None:
    opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | _READ_DIR if place.is_dir() else _READ_FILE
        rule = ctypes.byref(_Beneath(rights, opened))
        _checked(_system_call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0))
    finally:
        os.close(opened)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _system_call(number: int, *words: object) -> int:
    answer: int = _libc().syscall(number, *words)
    return answer


def _checked(answer: int) -> int:
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"landlock: {os.strerror(code)}")
    return answer
