"""``python -m feedback.launch VERB``: what ``feedback.sh`` calls once the environment is there."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from feedback.launch.checks import test
from feedback.launch.command import command
from feedback.launch.run import once, run
from feedback.launch.say import LaunchError, warn
from feedback.launch.surroundings import ROOT


def main(words: Sequence[str]) -> int:
    """Do what the first word names; the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # unwinds, so that all is put away
    verb, *rest = words or [""]
    try:
        if verb == "run":
            return _run(rest)
        if verb == "flask":
            return command(_data_folder(), rest)
        if verb == "test":
            return test(rest)
    except LaunchError as error:
        warn(f"{error}")
        return 1
    except KeyboardInterrupt:
        return 130
    warn("The verbs are run, test and flask.")
    return 2


def _run(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="feedback.sh run")
    parser.add_argument("--port", type=_port, default=5000, metavar="N", help="default 5000")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder, default var/")
    parser.add_argument("--fresh", action="store_true", help="erase the data folder first")
    parser.add_argument("--once", action="store_true", help="one journey without a browser")
    chosen = parser.parse_args(words)
    if chosen.once:
        return once(chosen.data, fresh=chosen.fresh)
    return run(chosen.data or _data_folder(), port=chosen.port, fresh=chosen.fresh)


def _data_folder() -> Path:
    return Path(os.environ.get("FEEDBACK_DATA_DIR") or ROOT / "var")


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 2**16:
        raise ValueError
    return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
