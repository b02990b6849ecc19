"""One operator on one history: whether both verifiers find it, and where."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.tampering import beside_the_log  # noqa: F401 - its operators join the list
from tests.tampering.clean import clean
from tests.tampering.operators import OPERATORS, Operator, UnfitError
from tests.tampering.verifiers import of_the_house, stand_alone

SOUND, TAMPERED = 0, 1
#: So far apart that the histories of two operators are never the same.
STRIDE = 1_000_000

__all__ = ["OPERATORS", "false_alarms", "trials"]


class Trial(NamedTuple):
    """What one verifier said of one tampered history."""

    seed: int
    verifier: str
    found: bool
    named: bool
    told: str


def trials(operator: Operator, count: int) -> Iterator[Trial]:
    """Tamper with so many histories, each made for it, and ask both verifiers."""
    seed, done = OPERATORS.index(operator) * STRIDE, 0
    while done < count:
        history = clean(seed)
        seed += 1
        try:
            place = operator.tamper(history)
        except UnfitError:
            continue
        done += 1
        for name, verifier in asked_of(operator).items():
            yield judged(seed - 1, name, verifier(history), operator, place)


def asked_of(operator):
    both = {"doi-chung": stand_alone, "feedback": of_the_house}
    return {"doi-chung": stand_alone} if operator.outside else both


def judged(seed, name, report, operator, place) -> Trial:
    first = report.first
    found = report.exit_code == TAMPERED
    named = first is not None and str(first.rule) in operator.rules.split()
    if named and place is None:
        named = first.index is None
    elif named:
        until = first.until or (first.index or 0) + 1
        named = first.index is not None and first.index <= place < until
    return Trial(seed, name, found, named, str(first and (first.rule, first.index, first.until)))


def false_alarms(count: int) -> list[tuple[int, str]]:
    """Clean histories that a verifier does not call sound."""
    wrong = []
    for seed in range(count):
        history = clean(10**12 + seed)
        for name, verifier in (("doi-chung", stand_alone), ("feedback", of_the_house)):
            if verifier(history).exit_code != SOUND:
                wrong.append((seed, name))
    return wrong
