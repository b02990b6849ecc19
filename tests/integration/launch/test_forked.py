"""Processes forked from the launcher: separate in all that matters, and gone with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LAUNCHER = """
import os, signal, sys, time
from pathlib import Path
from feedback.launch.child import Child

folder = Path(sys.argv[1])

def main():
    print("argv", *sys.argv, "word", os.environ.get("WORD"), "leads", os.getsid(0) == os.getpid())
    print("open", sorted(map(int, os.listdir("/proc/self/fd")))[:-1], flush=True)
    if sys.argv[1] == "stay":
        time.sleep(600)
    sys.exit(int(sys.argv[1]))

held = os.open(folder, os.O_RDONLY)
child = Child(name="forked", main=main, argv=["forked", sys.argv[2]], log=folder / "forked.log",
              env={"WORD": "đơn"}, cwd=folder)
child.start()
print(child.process.pid, flush=True)
if sys.argv[2] == "stay":
    time.sleep(600)
child.process.wait(20)
print(child.how_it_ended(), flush=True)
"""


@pytest.fixture
def launcher(tmp_path):
    """Start a launcher that forks one process, which stays or ends with a code."""

    def start(word: str) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - a program of this file
            [sys.executable, "-c", LAUNCHER, str(tmp_path), word],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        )

    return start


def test_a_forked_process_has_words_surroundings_and_files_of_its_own(launcher, tmp_path):
    said, _ = launcher("0").communicate(timeout=30)
    assert said.endswith("exit code 0\n")
    assert (tmp_path / "forked.log").read_text() == (
        "argv forked 0 word đơn leads True\nopen [0, 1, 2]\n"
    )


def test_its_exit_code_is_reported(launcher):
    said, _ = launcher("3").communicate(timeout=30)
    assert said.endswith("exit code 3\n")


def test_it_ends_when_its_launcher_is_killed(launcher):
    running = launcher("stay")
    forked = int(running.stdout.readline())
    running.send_signal(signal.SIGKILL)
    running.communicate()
    give_up = time.monotonic() + 10
    while _lives(forked):
        assert time.monotonic() < give_up
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    """Whether it runs; an ended one nobody has collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
