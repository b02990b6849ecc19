"""Figure T3 in small: what an entry costs the verifier, counted and not timed.

A million entries in a minute and a gibibyte leave a thousand bytes for each, and work that grows as
entries do. The figure itself is measured by ``python -m bench.verifier``.
"""

import cProfile
import tracemalloc
from pstats import Stats
from random import Random

import pytest
from doi_chung.__main__ import check

from tests.generated_logs import export

#: Entries in a log, and in one four times as long; files are a tenth of them, as in the bench.
SHORT, LONG = 1_000, 4_000
BYTES_AN_ENTRY = 2**30 / 1_000_000
#: 149 when this was written, those of the standard library among them: 40 microseconds of work.
CALLS_AN_ENTRY = 180


def log(entries):
    return list(export(Random(1), entries, entries // 10, {}))  # noqa: S311 - the same log


def calls(lines):
    profile = cProfile.Profile()
    profile.runcall(check, lines, [], None)
    return Stats(profile).total_calls


def peak(lines):
    tracemalloc.start()
    try:
        check(iter(lines), [], None)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def logs():
    return log(SHORT), log(LONG)


def test_work_grows_as_the_log_does(logs):
    short, long = map(calls, logs)
    assert long - short <= (LONG - SHORT) * CALLS_AN_ENTRY


def test_an_entry_leaves_less_than_a_thousand_bytes(logs):
    short, long = map(peak, logs)
    assert long - short <= (LONG - SHORT) * BYTES_AN_ENTRY
