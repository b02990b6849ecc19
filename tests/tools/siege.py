"""Figure D1 of the security design: people who send while the house is under attack.

``python -m tests.tools.siege [SECONDS]`` runs gunicorn over a PostgreSQL of its own, behind a
stand-in for the proxy that takes a request whole before it passes it on (as docs/running.md asks
of nginx), and lays on it, on loopback only: 500 connections that never end their headers, wrong
codes at 20 a second, wrong passwords, and receipts asked for as PDF. Meanwhile people send
petitions; the 95th percentile of their last press must stay within three seconds. Exit 1
otherwise. ``--bare`` leaves the stand-in out: gunicorn's threads then wait for headers that never
come.
"""

import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from feedback.vault.codes import new_code
from tests.tools.double_posts import write
from tests.tools.proxy import proxy
from tests.tools.running import Browser, product

SLOW, GOAL = 500, 3.0
#: Calls a second of each flood.
LOOK_UPS, SIGN_INS, PAPERS = 20, 5, 1


@contextmanager
def slow_headers(port: int, count: int) -> Iterator[None]:
    """Connections that begin a request and go on with it, a line every few seconds, for ever."""
    with ExitStack() as opened:
        lines = [
            opened.enter_context(socket.create_connection(("127.0.0.1", port)))
            for _ in range(count)
        ]
        for line in lines:
            line.sendall(b"POST /gui-don HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        over = threading.Event()

        def drip() -> None:
            while not over.wait(4):
                for line in lines:
                    with suppress(OSError):
                        line.sendall(b"X-More: x\r\n")

        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        yield
        over.set()
        dripping.join()


def flood(
    act: Callable[[], object], a_second: float, over: threading.Event, said: Counter[str]
) -> None:
    """Do it so often, however it ends."""
    with ThreadPoolExecutor(8) as crowd:
        while not over.wait(1 / a_second):
            crowd.submit(_once, act, said)


def _once(act: Callable[[], object], said: Counter[str]) -> None:
    try:
        act()
        said["answered"] += 1
    except OSError as error:
        said[str(error)[-3:]] += 1


def people(port: int, seconds: float) -> list[float]:
    """Write a petition each and time the press that sends it."""
    taken: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        browser = write(port, len(taken))
        begun = time.perf_counter()
        browser.post("/gui-don/cam-doan", {"sworn": "y"}, token=browser.seen)
        taken.append(time.perf_counter() - begun)
    return taken


def besieged(port: int, door: int, seconds: float) -> list[float]:
    """The times of those who send through the door, while everything else is laid on it."""
    over, said = threading.Event(), {name: Counter[str]() for name in ("codes", "sign in", "paper")}
    look_up, sign_in = Browser(port), Browser(port)
    look_up.get("/tra-cuu")
    sign_in.get("/can-bo/dang-nhap")
    mine = write(port, 1)
    mine.post("/gui-don/cam-doan", {"sworn": "y"}, token=mine.seen)
    code = mine.code_of(mine.get("/bien-nhan"))

    def guess() -> None:
        look_up.twin().post("/tra-cuu", {"code": new_code()}, token=look_up.seen)

    def sign() -> None:
        wrong = {"username": "ai", "password": "sai"}
        sign_in.twin().post("/can-bo/dang-nhap", wrong, token=sign_in.seen)

    def print_paper() -> None:
        mine.twin().post("/bien-nhan/tai", {"code": code}, token=mine.seen)

    acts = (("codes", guess, LOOK_UPS), ("sign in", sign, SIGN_INS), ("paper", print_paper, PAPERS))
    threads = [
        threading.Thread(target=flood, args=(act, rate, over, said[name]))
        for name, act, rate in acts
    ]
    with slow_headers(door, SLOW):
        for thread in threads:
            thread.start()
        with ThreadPoolExecutor(3) as crowd:
            found = list(crowd.map(lambda _: people(door, seconds), range(3)))
        over.set()
        for thread in threads:
            thread.join()
    print({name: dict(answers) for name, answers in said.items()})
    return sorted(time for one in found for time in one)


def main(seconds: float = 40, *, bare: bool = False) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="feedback-tool-") as folder,
        product(Path(folder)) as made,
        proxy(made.port) as door,
    ):
        taken = besieged(made.port, made.port if bare else door, seconds)
    p95 = taken[int(0.95 * len(taken))] if taken else float("inf")
    print(f"{len(taken)} sent, p95 {p95:.2f} s (goal {GOAL} s)")
    return int(p95 > GOAL)


if __name__ == "__main__":
    numbers = [float(word) for word in sys.argv[1:] if word != "--bare"]
    sys.exit(main(*numbers, bare="--bare" in sys.argv))
