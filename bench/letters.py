"""How long letters take: ``python -m bench.letters [--members 300] [--cores 2]``.

Every letter of the house, the first time and again, in a room of its own as the worker makes it;
then one notice for each member of a crowd, on as many cores. The goal is 200 ms a page, again, on
one core. Beside other work on the machine, read the processor time.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from feedback.domain.letters.catalogue import to_json
from feedback.domain.letters.course import AcceptanceNotice
from feedback.domain.letters.parts import Person
from feedback.letters.crew import Task, cores, render_all
from feedback.letters.render import warm_up
from feedback.letters.sandbox import RenderFailed, render_limited
from feedback.services.rendering import count_pages
from tests.documents.letter_specimens import ISSUED_AT, SPECIMENS

AGAIN = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=300)
    parser.add_argument("--cores", type=int, default=cores())
    chosen = parser.parse_args()
    print(f"loaded for the first time: {_ms(warm_up):.0f} ms\n")
    _each_letter()
    _a_crowd(chosen.members, chosen.cores)


def _each_letter() -> None:
    print("| letter | pages | first, ms | again, ms | a page, ms | processor, a page, ms |")
    print("| --- | --: | --: | --: | --: | --: |")
    walls, processors = [], []
    for name, letter in SPECIMENS.items():
        once = partial(render_limited, name, to_json(letter), issued_at=ISSUED_AT)
        first, pages = _ms(once), count_pages(once())
        before = _processor()
        again = statistics.median(_ms(once) for _ in range(AGAIN))
        processors.append((_processor() - before) / AGAIN / pages)
        walls.append(again / pages)
        told = (first, again, walls[-1], processors[-1])
        print(f"| {name} | {pages} | {' | '.join(f'{ms:.0f}' for ms in told)} |")
    print(f"\nmedian a page, again: {statistics.median(walls):.0f} ms", end=", ")
    print(f"processor {statistics.median(processors):.0f} ms, most {max(processors):.0f} ms")


def _processor() -> float:
    """Milliseconds of processor time of all rooms so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def _a_crowd(members: int, at_once: int) -> None:
    notice = SPECIMENS["acceptance_notice"]
    assert isinstance(notice, AcceptanceNotice)
    people = [
        Person(form_of_address="bà", name=f"Người Thứ {number}", address="thôn Đồng Mạ")
        for number in range(1, members + 1)
    ]
    tasks = [
        Task(notice.name, to_json(replace(notice, complainant=each)), ISSUED_AT) for each in people
    ]
    begun, before = time.perf_counter(), _processor()
    failed = sum(isinstance(made, RenderFailed) for made in render_all(tasks, at_once=at_once))
    taken = time.perf_counter() - begun
    print(f"\n{members} notices, {at_once} cores: {taken:.1f} s, {members / taken:.1f} a second")
    print(f"failed: {failed}; processor time a notice: {(_processor() - before) / members:.0f} ms")
    print(f"peak memory: {_peak(resource.RUSAGE_SELF)} MiB; of one room, mostly shared with it:")
    print(f"{_peak(resource.RUSAGE_CHILDREN)} MiB")


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    main()
