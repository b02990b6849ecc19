"""Figure R3 of the security design: five thousand overdue deadlines, and everybody killed.

``python -m tests.tools.escalations [DEADLINES] [SEED]`` lets two schedulers and two workers race
over a PostgreSQL and a Redis of its own while they, the relay and the worker that sends mails are
killed at random, the sweeps in the middle of their transaction. Exit 1 unless each level of each
deadline was escalated once, has one notice and one entry, and the history verifies.
"""

import sys
import tempfile
from pathlib import Path

from tests.crash.overdue import KILLS, race
from tests.integration.jobs.mailbox import Mailbox
from tests.tools.place import small_province


def main(deadlines: int = 5_000, seed: int = 20_261_130) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="feedback-tool-") as logs,
        Mailbox() as mailbox,
        small_province() as settings,
    ):
        found = race(settings, Path(logs), deadlines + 30, mailbox.url, seed)
    print(found)
    return int(not found.exact or found.kills < KILLS or found.deadlines < deadlines)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
