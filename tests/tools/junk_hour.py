"""Figure D2 as it happens: junk at its true rate and people in between, over a running gunicorn.

``python -m tests.tools.junk_hour [MINUTES] [AN_HOUR] [HONEST]`` (an hour, 10,000, 20) has robots
fill the forms from 200 neighbourhoods, all addresses of this machine, a third of them slowly
enough to look like people; people take a minute. Exit 1 unless everybody got a receipt, every
person's petition is in the queue within a minute of their press, and all junk but the first
minute's in the tray. ``tests.tools.flood`` asks the same of the rules alone, in minutes.
"""

import re
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.tools.flood import COPIED, NEIGHBOURHOODS, SOLD, TOLD
from tests.tools.running import Browser, product

#: The number on a receipt: ``QNT`` while it waits in the tray.
NUMBER = re.compile(r"\b(QNT?)-\d{4}-\d{5}\b")
#: Seconds between opening the form and sending it.
HASTY, PATIENT, HUMAN = 0.0, 5.0, 60.0
#: Copies that come before there are ten alike are in the queue, as with ``flood``.
FIRST_MINUTE, GOAL = 60, 60.0


@dataclass(frozen=True, slots=True)
class Sent:
    honest: bool
    #: ``QN``, ``QNT``, or why there is no receipt
    book: str
    seconds: float


def send(port: int, home: str, story: str, pause: float) -> Sent:
    """Fill in the forms in so many seconds and press; how long the press took."""
    browser = Browser(port, home=home)
    try:
        browser.post("/gui-don", {"kind": "report"})
        for path, fields in (
            ("/gui-don/cau-chuyen", {"story": story}),
            ("/gui-don/lien-he", {"name": "Người gửi", "phone": "0912345678"}),
        ):
            time.sleep(pause / 2)
            browser.post(path, fields, token=browser.seen)
        begun = time.perf_counter()
        browser.post("/gui-don/cam-doan", {"sworn": "y"}, token=browser.seen)
        seconds = time.perf_counter() - begun
        found = NUMBER.search(browser.get("/bien-nhan"))
    except OSError as refused:
        return Sent(pause == HUMAN, str(refused), 0.0)
    return Sent(pause == HUMAN, found[1] if found else "no receipt", seconds)


def junk(port: int, number: int) -> Sent:
    kinds = (SOLD.format(n=number), HASTY), (COPIED, HASTY), (COPIED, PATIENT)
    story, pause = kinds[number % len(kinds)]
    return send(port, f"127.1.{number % NEIGHBOURHOODS}.1", story, pause)


def person(port: int, number: int) -> Sent:
    told = TOLD.format(n=number * 7919 + 13)
    return send(port, f"127.2.{number}.1", told, HUMAN)


def an_hour(port: int, minutes: float, rate: int, honest: int) -> list[Sent]:
    """Everybody at their time, however long the others take."""
    count, begun = int(rate * minutes / 60), time.monotonic()
    coming: list[Future[Sent]] = []
    with ThreadPoolExecutor(32) as robots, ThreadPoolExecutor(honest) as people:
        for number in range(count):
            time.sleep(max(0.0, begun + number * 3600 / rate - time.monotonic()))
            coming.append(robots.submit(junk, port, number))
            if number * honest // count != (number + 1) * honest // count:
                coming.append(people.submit(person, port, number * honest // count))
    return [sent.result() for sent in coming]


def main(minutes: float = 60, rate: float = 10_000, honest: float = 20) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="feedback-tool-") as folder,
        product(Path(folder)) as made,
    ):
        begun = time.monotonic()
        sent = an_hour(made.port, minutes, int(rate), int(honest))
        took = time.monotonic() - begun
    books = {who: Counter(s.book for s in sent if s.honest is who) for who in (True, False)}
    waited = sorted(s.seconds for s in sent if s.honest)
    print(f"{len(sent)} sent in {took:.0f} s")
    print(f"people: {dict(books[True])}, their press took {waited[-1]:.2f} s at most")
    print(f"junk: {dict(books[False])}")
    junk_well = books[False]["QN"] <= FIRST_MINUTE and set(books[False]) <= {"QN", "QNT"}
    return int(set(books[True]) != {"QN"} or waited[-1] > GOAL or not junk_well)


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
