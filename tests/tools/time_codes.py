"""Does the time of an answer tell what is wrong with a code? Figure Z2 of the security design.

``python -m tests.tools.time_codes [PAIRS]`` asks in process, on a database of its own, for codes
nobody has and for codes that cannot be one, in turn and in random order, and compares the two
samples by Welch's t. Exit 1 when it reaches 4.5. The slowest twentieth is cut off, as in dudect
(Reparaz, Balasch, Verbauwhede 2017): what the machine does besides is no difference of ours.
"""

import gc
import random
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from statistics import fmean, variance

from sqlalchemy.orm import Session

from feedback.domain.errors import NotFoundError
from feedback.extensions import db
from feedback.services.lodging import citizens
from feedback.vault.codes import new_code
from feedback.vault.keys import KeyRing
from tests.tools.place import small_province
from tests.worlds import application

LIMIT = 4.5
KEPT = 0.95

Sample = list[float]


def welch(one: Sequence[float], other: Sequence[float]) -> float:
    """Welch's t of two samples."""
    spread = variance(one) / len(one) + variance(other) / len(other)
    return float((fmean(one) - fmean(other)) / spread**0.5)


def cropped(one: Sample, other: Sample) -> tuple[Sample, Sample]:
    """Both without what is slower than almost everything."""
    highest = sorted([*one, *other])[int(KEPT * (len(one) + len(other))) - 1]
    return [t for t in one if t <= highest], [t for t in other if t <= highest]


def wrong_letter() -> str:
    """A code with one letter wrong: its check letters say so."""
    code = new_code()
    return ("1" if code[0] == "0" else "0") + code[1:]


def short() -> str:
    return new_code()[:12]


def compared(session: Session, keys: KeyRing, made: Callable[[], str], pairs: int) -> float:
    """T between a code nobody has and one of another making, over so many pairs."""
    unknown, other = Sample(), Sample()
    for _ in range(pairs):
        turns = [(new_code(), unknown), (made(), other)]
        random.shuffle(turns)
        for typed, sample in turns:
            begun = time.perf_counter()
            with suppress(NotFoundError):
                citizens.petition_of_code(session, typed, keys)
            sample.append(time.perf_counter() - begun)
    return welch(*cropped(unknown, other))


def measured(session: Session, keys: KeyRing, pairs: int) -> dict[str, float]:
    """T by what is wrong, the garbage collector resting."""
    compared(session, keys, short, 100)
    gc.disable()
    try:
        return {
            made.__name__: compared(session, keys, made, pairs) for made in (wrong_letter, short)
        }
    finally:
        gc.enable()


def main(pairs: int) -> int:
    with small_province() as settings, application(settings) as app, app.app_context():
        found = measured(db.session(), KeyRing(settings.keys_dir), pairs)
    for made, t in found.items():
        print(f"{made}: t = {t:+.2f} over {pairs:,} pairs (limit {LIMIT})")
    return int(any(abs(t) >= LIMIT for t in found.values()))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
