"""Take each protection away once and see that its tests fail.

``python -m tests.tools.sabotage [NAME…]``: first the tests as they are, which must pass; then each
sabotage by itself, in a process of its own, one after the other. Exit 1 when one stayed green, when
a test failed although nothing was taken away, or when nothing was left to fail. A test that could
not begin has not failed. ``--page`` prints ``docs/security/sabotage.md``.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.sabotage.core import Sabotage
from tests.sabotage.page import markdown
from tests.sabotage.table import SABOTAGES
from tests.sabotage.taking import ROOT, environment

WORDS = ("-q", "-p", "no:cacheprovider", "--no-header", "--tb=line", "-o", "addopts=")


class Ran(NamedTuple):
    """What became of tests: by class and name of junit's report, and what was printed."""

    passed: bool
    failed: frozenset[tuple[str, str]]
    printed: str
    seconds: float


def run(tests: Iterable[str], taken: str | None = None) -> Ran:
    """The tests in a process of their own; ``taken`` names what is taken away there."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-m", "pytest", *WORDS, f"--junitxml={report}", *tests],
            cwd=ROOT,
            env=environment(taken) if taken else None,
            capture_output=True,
            text=True,
            check=False,
        )
        failed = frozenset(_failed(report)) if report.exists() else frozenset()
    return Ran(done.returncode == 0, failed, done.stdout + done.stderr, time.monotonic() - began)


def _failed(report: Path) -> Iterable[tuple[str, str]]:
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - written by our own process
        if case.find("failure") is not None:
            yield case.get("classname", ""), case.get("name", "")


def stayed_green(sabotage: Sabotage, ran: Ran) -> list[str]:
    """The tests of a sabotage that did not fail."""
    return [test for test in sabotage.tests if not any(_is(test, *each) for each in ran.failed)]


def _is(test: str, room: str, name: str) -> bool:
    path, _, wanted = test.partition("::")
    same_room = room == path.removesuffix(".py").replace("/", ".")
    return same_room and (name == wanted or name.startswith(f"{wanted}["))


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--at-once", action="store_true", help="without the tests as they are")
    parser.add_argument("--aloud", action="store_true", help="print what the tests printed")
    asked = parser.parse_args(words)
    if asked.page:
        print(markdown(), end="")
        return 0
    chosen = [SABOTAGES[name] for name in asked.names or SABOTAGES]
    green = 0 if asked.at_once else _as_they_are(chosen)
    for each in chosen:
        ran = run(each.tests, each.name)
        left = stayed_green(each, ran)
        green += bool(left)
        colour = "GREEN" if left else "red"
        print(f"{each.name:34} {each.shows:10} {colour:6} {ran.seconds:5.1f} s", flush=True)
        for test in left or each.tests:
            print(f"    {test}")
        if asked.aloud or left:
            print(ran.printed)
    return 1 if green else 0


def _as_they_are(chosen: Sequence[Sabotage]) -> int:
    """How often the tests failed although nothing was taken away: never, or once."""
    tests = dict.fromkeys(test for each in chosen for test in each.tests)
    ran = run(tests)
    print(f"{len(tests)} tests, nothing taken away: {'green' if ran.passed else 'RED'}", flush=True)
    if not ran.passed:
        print(ran.printed)
    return 0 if ran.passed else 1


if __name__ == "__main__":
    sys.exit(main())
