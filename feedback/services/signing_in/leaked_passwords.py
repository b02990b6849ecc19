"""Passwords known from leaks: a file the operator brings, as none is asked over the network.

Whoever guesses begins with such lists (NIST SP 800-63B-4, 3.1.1.2; ASVS 6.2.4, 6.2.12). Of one that
is open to everybody no secret is made: it lies beside the settings, one password a line.
"""

from functools import lru_cache
from pathlib import Path

from feedback.domain.passwords import LONGEST, SHORTEST, composed
from feedback.extensions import current_settings

LEAKED = "Mật khẩu này đã bị lộ ở nơi khác. Hãy đặt mật khẩu khác hẳn."


def is_leaked(password: str) -> bool:
    """Whether it stands in the file, in capitals or not; False where no file is named."""
    file = current_settings().leaked_passwords
    return file is not None and _as_compared(password) in _listed(file)


@lru_cache(maxsize=1)
def _listed(file: Path) -> frozenset[str]:
    """Those long enough to be anybody's here; the others are refused for their length."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        words = (_as_compared(line.rstrip("\r\n")) for line in lines)
        return frozenset(word for word in words if SHORTEST <= len(word) <= LONGEST)


def _as_compared(password: str) -> str:
    return composed(composed(password).casefold())
