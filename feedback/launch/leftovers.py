"""Processes a launcher that was killed left behind, and the wait for them to leave.

The kernel has told them to end when their parent died (see ``child``); a server may still be
writing. Two servers on one folder would ruin it, so a new one waits for the old one.
"""

import time
from pathlib import Path

from feedback.launch.say import LaunchError

_LEAVE_WITHIN = 30.0


def await_departure(program: str, folder: Path) -> None:
    """Return when no process of that program has the folder as its working folder."""
    give_up = time.monotonic() + _LEAVE_WITHIN
    while _at_work(program, folder.resolve()):
        if time.monotonic() > give_up:
            raise LaunchError(f"Another {program} still runs on {folder}.")
        time.sleep(0.1)


def _at_work(program: str, folder: Path) -> bool:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            # The kernel keeps 15 bytes of a program's name.
            name = (process / "comm").read_text().strip()
            if name == program[:15] and (process / "cwd").readlink() == folder:
                return True
        except OSError:  # gone meanwhile, or somebody else's
            continue
    return False
