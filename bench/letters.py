"""How long letters take: ``python -m bench.letters [--members 300] [--cores 2] [--only WHAT]``.

Every letter of the house, the first time and again, in a room of its own as the worker makes it;
then one decision for each member of a crowd, on as many cores; then signatures, put and read back.
The goal is 200 ms a page, again, on one core. Beside other work on the machine, read the processor
time and the load that is printed.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from feedback.domain.letters.catalogue import to_json
from feedback.domain.letters.outcome import SettlementDecision
from feedback.domain.letters.parts import Person
from feedback.letters.crew import Task, cores, render_all
from feedback.letters.places import Place
from feedback.letters.render import warm_up
from feedback.letters.sandbox import RenderFailed, render_limited
from feedback.letters.signatures import read_signatures
from feedback.letters.signing import sign
from feedback.letters.stamps import seal_of, signature_of
from feedback.services.documents.rendering import count_pages
from feedback.vault.demo_keys import DemoKeys
from feedback.vault.signing_keys import Owner, authorities
from tests.documents.letter_specimens import ISSUED_AT, SPECIMENS

AGAIN = 3
SIGNATURES = 20
HEAD = Owner(seal=False, name="chutichxa", shown="Trần Quang Minh")
AGENCY = Owner(seal=True, name="X06862", shown="Ủy ban nhân dân xã Tiên Yên")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=300)
    parser.add_argument("--cores", type=int, default=cores())
    parser.add_argument("--only", choices=("letters", "crowd", "signatures"))
    chosen = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}; loaded for the first time: {_ms(warm_up):.0f} ms\n")
    parts: dict[str, Callable[[], None]] = {
        "letters": _each_letter,
        "crowd": partial(_a_crowd, chosen.members, chosen.cores),
        "signatures": _signatures,
    }
    for name, part in parts.items():
        if chosen.only in {None, name}:
            part()
    print(f"\nload at the end: {os.getloadavg()[0]:.1f}")


def _each_letter() -> None:
    print("| letter | pages | first, ms | again, ms | a page, ms | processor, a page, ms |")
    print("| --- | --: | --: | --: | --: | --: |")
    walls, processors, cold, warm = [], [], [], []
    for name, letter in SPECIMENS.items():
        once = partial(render_limited, name, to_json(letter), issued_at=ISSUED_AT)
        first, pages = _ms(once), count_pages(once())
        before = _processor()
        again = statistics.median(_ms(once) for _ in range(AGAIN))
        processors.append((_processor() - before) / AGAIN / pages)
        walls.append(again / pages)
        cold.append(first)
        warm.append(again)
        told = (first, again, walls[-1], processors[-1])
        print(f"| {name} | {pages} | {' | '.join(f'{ms:.0f}' for ms in told)} |")
    print(f"\nmedian a letter: first {statistics.median(cold):.0f} ms", end=", ")
    print(f"again {statistics.median(warm):.0f} ms")
    print(f"median a page, again: {statistics.median(walls):.0f} ms", end=", ")
    print(f"processor {statistics.median(processors):.0f} ms, most {max(processors):.0f} ms")


def _processor() -> float:
    """Milliseconds of processor time of all rooms so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def _a_crowd(members: int, at_once: int) -> None:
    decision = SPECIMENS["settlement_decision"]
    assert isinstance(decision, SettlementDecision)
    people = [
        Person(form_of_address="bà", name=f"Người Thứ {number}", address="thôn Đồng Mạ")
        for number in range(1, members + 1)
    ]
    tasks = [
        Task(decision.name, to_json(replace(decision, complainant=each)), ISSUED_AT)
        for each in people
    ]
    begun, before = time.perf_counter(), _processor()
    failed = sum(isinstance(made, RenderFailed) for made in render_all(tasks, at_once=at_once))
    taken = time.perf_counter() - begun
    print(f"\n{members} decisions, {at_once} cores: {taken:.1f} s, {members / taken:.1f} a second")
    print(f"failed: {failed}; processor time each: {(_processor() - before) / members:.0f} ms")
    print(f"peak memory: {_peak(resource.RUSAGE_SELF)} MiB; of one room, mostly shared with it:")
    print(f"{_peak(resource.RUSAGE_CHILDREN)} MiB")


def _signatures() -> None:
    """A person's signature and an agency's seal put into one letter, and both read back."""
    pdf = render_limited(*_letter(), issued_at=ISSUED_AT)
    with tempfile.TemporaryDirectory() as folder:
        keys = DemoKeys(Path(folder))
        with keys.open(HEAD) as person, keys.open(AGENCY) as agency:
            signed = partial(
                sign, pdf, Place.PERSON, person.signer, signature_of(HEAD.shown), ISSUED_AT
            )
            sealed = partial(
                sign, signed(), Place.SEAL, agency.signer, seal_of(AGENCY.shown), ISSUED_AT
            )
            read = partial(read_signatures, sealed(), authorities(Path(folder)))
            for what, work in (("signature", signed), ("seal", sealed), ("both read", read)):
                print(f"{what}: median {_median(work):.0f} ms", end="; ")
    print()


def _letter() -> tuple[str, dict[str, Any]]:
    return "acceptance_notice", to_json(SPECIMENS["acceptance_notice"])


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_ms(work) for _ in range(SIGNATURES))


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    main()
