"""What the row policies cost: ``python -m bench.policies [PETITIONS]``.

The queue and a file as an officer opens them, with the policies of the database and without, by
turns over one database, so that both meet the same neighbours.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.house import House, house
from bench.tasks import desk_and_petition, signed_in

TURNS, ASKED = 12, 12


def main(petitions: int = 10_000) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="feedback-bench-") as folder,
        house(Path(folder), petitions) as made,
    ):
        officer, (_, petition) = signed_in(made), desk_and_petition(made)
        pages = {
            "queue": lambda: officer.must("/can-bo?xem=tat-ca"),
            "petition": lambda: officer.must(f"/can-bo/don/{petition}"),
        }
        for name, page in pages.items():
            guarded, bare = _by_turns(made, page)
            print(f"{name}: {guarded:.1f} ms with, {bare:.1f} ms without: {guarded / bare:.2f}")
    print(f"{petitions:,} petitions, load {os.getloadavg()[0]:.1f}")


def _by_turns(made: House, page: Callable[[], object]) -> tuple[float, float]:
    """Medians with the policies and without."""
    guarded = made.one("SELECT array_agg(oid::regclass::text) FROM pg_class WHERE relrowsecurity")[
        0
    ]
    taken: dict[str, list[float]] = {"ENABLE": [], "DISABLE": []}
    for _ in range(TURNS):
        for which, noted in taken.items():
            for table in guarded:
                made.one(f"ALTER TABLE {table} {which} ROW LEVEL SECURITY")
            page()
            for _ in range(ASKED):
                begun = time.perf_counter()
                page()
                noted.append((time.perf_counter() - begun) * 1000)
    for table in guarded:
        made.one(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    return median(taken["ENABLE"]), median(taken["DISABLE"])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
