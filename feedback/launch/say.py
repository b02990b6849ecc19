"""What the launcher tells the person at the terminal: one short line per step."""

import sys
from typing import TextIO


class LaunchError(Exception):
    """The launcher cannot go on; ``str(error)`` tells the person why and what to do."""


def say(line: str, *, to: TextIO | None = None) -> None:
    """Write one line at once, also into a pipe."""
    stream = to or sys.stdout
    stream.write(f"{line}\n")
    stream.flush()


def warn(line: str) -> None:
    """Write one line where errors go."""
    say(line, to=sys.stderr)
