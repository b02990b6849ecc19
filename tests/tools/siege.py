"""Figure D1 of the security design: people who send while the house is under attack.

``python -m tests.tools.siege [SECONDS]`` runs gunicorn over a PostgreSQL of its own, with no proxy
before it, and lays on it, on loopback only: 500 connections that never end their headers or their
bodies, bodies of 50 MB, forms of 10,000 parts, wrong codes at 20 a second, wrong passwords, and
receipts asked for as PDF. Meanwhile people send petitions; the 95th percentile of their last press
must stay within three seconds. Exit 1 otherwise.
"""

import http.client
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
from tests.tools.running import Browser, product

SLOW, GOAL = 500, 3.0
#: Calls a second of each flood.
LOOK_UPS, SIGN_INS, PAPERS, LARGE, PARTS = 20, 5, 1, 0.1, 0.5
HEAD = b"POST /gui-don HTTP/1.1\r\nHost: 127.0.0.1\r\n"
#: What a slow connection begins with, and what it goes on with for ever.
BEGUN = ((HEAD, b"X-More: x\r\n"), (HEAD + b"Content-Length: 20000000\r\n\r\n", b"x" * 11))


@contextmanager
def slow(port: int, count: int) -> Iterator[None]:
    """Connections that begin a request and go on with it, a drop every few seconds, for ever.

    Who is let go comes back at once.
    """
    over = threading.Event()

    def drip(stack: ExitStack) -> None:
        lines: dict[int, socket.socket] = {}
        while not over.wait(0 if len(lines) < count else 4):
            for number in range(count):
                begun, more = BEGUN[number % 2]
                try:
                    if number in lines:
                        lines[number].sendall(more)
                        continue
                    at = ("127.0.0.1", port)
                    lines[number] = stack.enter_context(socket.create_connection(at, timeout=5))
                    lines[number].sendall(begun)
                except OSError:
                    lines.pop(number, None)

    with ExitStack() as stack:
        dripping = threading.Thread(target=drip, args=(stack,), daemon=True)
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


def post(port: int, kind: str, body: bytes) -> None:
    """A body as it is, whatever the house makes of it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with suppress(ConnectionError, http.client.HTTPException):
        connection.request("POST", "/gui-don", body, {"Content-Type": kind})
        connection.getresponse().read()
    connection.close()


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


def floods(port: int) -> dict[str, tuple[Callable[[], object], float]]:
    """What is laid on it, and how often a second."""
    look_up, sign_in = Browser(port), Browser(port)
    look_up.get("/tra-cuu")
    sign_in.get("/can-bo/dang-nhap")
    mine = write(port, 1)
    mine.post("/gui-don/cam-doan", {"sworn": "y"}, token=mine.seen)
    code = mine.code_of(mine.get("/bien-nhan"))
    wrong = {"username": "ai", "password": "sai"}
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
    many, large = part * 10_000 + b"--x--", part + b"a" * 50_000_000 + b"\r\n--x--"

    def sign() -> None:
        sign_in.twin().post("/can-bo/dang-nhap", wrong, token=sign_in.seen)

    def guess() -> None:
        look_up.twin().post("/tra-cuu", {"code": new_code()}, token=look_up.seen)

    def print_paper() -> None:
        mine.twin().post("/bien-nhan/tai", {"code": code}, token=mine.seen)

    form = "multipart/form-data; boundary=x"
    return {
        "codes": (guess, LOOK_UPS),
        "sign in": (sign, SIGN_INS),
        "paper": (print_paper, PAPERS),
        "50 MB": (lambda: post(port, form, large), LARGE),
        "10,000 parts": (lambda: post(port, form, many), PARTS),
    }


def besieged(port: int, seconds: float) -> list[float]:
    """The times of those who send while everything else is laid on the house."""
    over, acts = threading.Event(), floods(port)
    said = {name: Counter[str]() for name in acts}
    threads = [
        threading.Thread(target=flood, args=(act, rate, over, said[name]))
        for name, (act, rate) in acts.items()
    ]
    with slow(port, SLOW):
        for thread in threads:
            thread.start()
        with ThreadPoolExecutor(3) as crowd:
            found = list(crowd.map(lambda _: people(port, seconds), range(3)))
        over.set()
        for thread in threads:
            thread.join()
    print({name: dict(answers) for name, answers in said.items()})
    return sorted(time for one in found for time in one)


def main(seconds: float = 40) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="feedback-tool-") as folder,
        product(Path(folder)) as made,
    ):
        taken = besieged(made.port, seconds)
    p95 = taken[int(0.95 * len(taken))] if taken else float("inf")
    print(f"{len(taken)} sent, p95 {p95:.2f} s (goal {GOAL} s)")
    return int(p95 > GOAL)


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
