"""``test``: everything that must hold before a change is taken, the cheapest question first."""

import os
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedback.launch.binaries import POSTGRES_VARIABLE, PostgresEngine, postgres_engines
from feedback.launch.say import LaunchError, say
from feedback.launch.surroundings import ROOT

_OURS = ("feedback", "doi-chung/doi_chung", "wsgi.py")
_SEMGREP = ("semgrep", "scan", "--metrics=off", "--disable-version-check")
_RULES = ("--config", "tests/scans")
_PARTS = "requirements/production.txt"
#: Name: the tool of the environment, and its words. The examples show that each pattern finds; the
#: parts are what the product is made of, in CycloneDX.
TOOLS: Mapping[str, Sequence[str]] = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "layers": ("lint-imports",),
    "faults": ("bandit", "-q", "-c", "pyproject.toml", "-r", *_OURS),
    "patterns": (*_SEMGREP, "--quiet", "--error", *_RULES, *_OURS, "templates"),
    "examples": (*_SEMGREP, "--test", *_RULES, "tests/scans"),
    "parts": ("cyclonedx-py", "requirements", "-o", ".scan/parts.cdx.json", _PARTS),
}
ROOMS = ("unit", "house", "integration", "journeys", "crash")
#: Kills processes by the clock: nothing else may keep the machine busy meanwhile.
_ALONE = "crash"
#: The rooms worth more than one process.
_SLOW = ("tests/integration", "tests/journeys")
#: What pytest answers when its options, such as ``-k``, choose nothing in a room.
_NO_TEST_CHOSEN = 5
#: What is asked of every further engine: where statements are our own, or the engine's refusals
#: count. Everything else reaches the database through these, and documents not at all.
_ON_EACH = (
    *(f"tests/integration/{room}" for room in ("history", "launch")),
    *(f"tests/integration/jobs/test_{name}.py" for name in ("batches", "outbox", "sweep")),
    "tests/integration/jobs/test_racing_sweeps.py",
    "tests/integration/services/test_casework.py",
    "tests/integration/services/test_numbering.py",
    "tests/integration/services/test_submission.py",
    "tests/integration/office/test_queue.py",
    "tests/integration/public/test_tracking.py",
    "tests/integration/inspection/test_register.py",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for: tools, rooms of tests, and words for pytest."""

    tools: tuple[str, ...]
    rooms: tuple[str, ...]
    pytest_words: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str]) -> "Selection":
        """Read names up to the first option; no name means everything."""
        names = []
        for word in words:
            if word.startswith("-"):
                break
            names.append(word)
        rest = tuple(words[len(names) :])
        unknown = [n for n in names if n not in TOOLS and n not in ROOMS and not _is_test(n)]
        if unknown:
            raise LaunchError(
                f"Unknown selection: {' '.join(unknown)}. "
                f"Choose from {' '.join((*TOOLS, *ROOMS))}, or paths under tests/."
            )
        if not names:
            return cls(tuple(TOOLS), ROOMS, rest)
        rooms = tuple(n for n in names if n not in TOOLS)
        return cls(tuple(n for n in TOOLS if n in names), rooms, rest)


def test(words: Sequence[str]) -> int:
    """Run the selection, all of it even when a part fails; 0 when everything holds."""
    selection = Selection.of(words)
    failed = [name for name in selection.tools if not _run(name, TOOLS[name], os.environ)]
    if selection.rooms:
        failed += _run_rooms(selection)
    if failed:
        say(f"FAILED: {', '.join(failed)}")
    return 1 if failed else 0


def _run_rooms(selection: Selection) -> list[str]:
    """Run pytest: integration on every further engine first, then all on the preferred one."""
    engines = postgres_engines(os.environ)
    failed = []
    on_each = [r for r in selection.rooms if r.removeprefix("tests/").startswith("integration")]
    if on_each and not os.environ.get("FEEDBACK_DATABASE_URL"):
        for engine in engines[1:]:
            name = f"{' '.join(on_each)} on {engine}"
            asked = _asked_of_each(on_each)
            if not _pytest(name, asked, selection.pytest_words, engine):
                failed.append(name)
    preferred = engines[0] if engines else None
    together = [room for room in selection.rooms if room != _ALONE]
    alone = [room for room in selection.rooms if room == _ALONE]
    for rooms in filter(None, (alone, together)):
        name = " ".join(rooms) + (f" on {preferred}" if preferred else "")
        if not _pytest(name, rooms, selection.pytest_words, preferred):
            failed.append(name)
    return failed


def _asked_of_each(rooms: Sequence[str]) -> list[str]:
    """The whole room in its shorter form; a path somebody asks for as it is."""
    return [p for room in rooms for p in (_ON_EACH if room == "integration" else (room,))]


def _pytest(
    name: str, rooms: Sequence[str], words: Sequence[str], engine: PostgresEngine | None
) -> bool:
    places = [room if _is_test(room) else f"tests/{room}" for room in rooms]
    slow = any(place.startswith(_SLOW) for place in places)
    # a file to one process: what its tests share is made once; each waits a third of its time for
    # its servers, so that there is one process more than processors; tests/conftest.py orders files
    processes = str(min(4, 1 + (os.cpu_count() or 1)))
    workers = ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"] if slow else []
    environ = dict(os.environ)
    if engine:
        environ[POSTGRES_VARIABLE] = str(engine.folder)
    fine = {0, _NO_TEST_CHOSEN} if words else {0}
    return _run(name, ["pytest", *workers, *places, *words], environ, fine)


def _run(
    name: str, words: Sequence[str], environ: Mapping[str, str], fine: Collection[int] = (0,)
) -> bool:
    say(f"== {name}")
    program, *rest = words
    done = subprocess.run(  # noqa: S603 - tools of the environments
        [_place(program), *rest],
        cwd=ROOT,
        env={**environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    return done.returncode in fine


def _place(program: str) -> Path:
    """In our environment, or in that of the scanners, whose pins are not ours."""
    ours = Path(sys.executable).parent / program
    return ours if ours.exists() else ROOT / ".scan" / "bin" / program


def _is_test(word: str) -> bool:
    return word.startswith("tests/") and (ROOT / word.partition("::")[0]).exists()
