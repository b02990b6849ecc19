"""PostgreSQL refuses to run as root; this gives it somebody to be.

Started by root, the server becomes ``nobody`` and keeps one capability, to pass folder permissions:
then programs and data may lie in root's home, nothing is copied and no parent folder is opened to
others. Where that is closed, a user namespace does: there the server is a user of its own, and
outside it root. An ordinary user needs neither.
"""

import os
import subprocess
from dataclasses import dataclass
from functools import cache

from feedback.launch.say import LaunchError

NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Guise:
    """The start of a command line, and who must own the server's data folder."""

    prefix: tuple[str, ...] = ()
    owner: int | None = None


_FOR_ROOT = (
    Guise(
        (
            "setpriv",
            f"--reuid={NOBODY}",
            f"--regid={NOBODY}",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
            "--securebits=+no_setuid_fixup",  # else access(2) forgets the capability
            "--",
        ),
        owner=NOBODY,
    ),
    Guise(("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")),
)


@cache
def guise() -> Guise:
    """Return how PostgreSQL is started by this user on this machine."""
    if os.geteuid() != 0:
        return Guise()
    for candidate in _FOR_ROOT:
        if _works(candidate):
            return candidate
    raise LaunchError(
        "PostgreSQL must not run as root, and this system allows root neither setpriv nor unshare: "
        "start as an ordinary user."
    )


def _works(candidate: Guise) -> bool:
    try:
        return (
            subprocess.run(  # noqa: S603 - constants of this module
                [*candidate.prefix, "true"], capture_output=True, check=False
            ).returncode
            == 0
        )
    except FileNotFoundError:
        return False
