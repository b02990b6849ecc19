"""Figure F1 of the security design: a hundred thousand requests nobody would send on purpose.

``python -m tests.tools.fuzz [REQUESTS] [SEED]`` runs gunicorn over a PostgreSQL and the
demonstration of its own and sends what ``tests/fuzzing.py`` makes, byte by byte over sockets, as
nobody and as one of each room. Exit 1 unless no answer is a failure (5xx), every worker lives on,
99 of 100 answers come within a second and no worker grew by more than 50 MiB once it was warm.
"""

import http.client
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from flask import Flask
from werkzeug.test import EnvironBuilder

from feedback.app import create_app
from feedback.demo.load import PASSWORD
from feedback.demo.people import SHOWN
from feedback.settings.frozen import Settings
from tests.demonstration import demonstration
from tests.fuzzing import Fuzz, Request
from tests.tools.running import Browser, Running, product

#: Nobody, and one of each room in the demonstration; so many at the same time.
PEOPLE, AT_ONCE = ("", *SHOWN), 3
SLOWEST, GROWTH = 1.0, 50.0
#: The share after which a worker has loaded what it loads once.
WARM = 0.05
#: An answer there was none of: the connection closed.
SILENCE = 0


@dataclass
class Heard:
    """What came of it."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def note(self, request: Request, status: int, seconds: float) -> None:
        self.statuses[status] += 1
        self.seconds.append(seconds)
        if status >= 500:
            self.failed.append(f"{status} {request!s:.300}")


def sent(port: int, cookies: Mapping[str, str], request: Request) -> tuple[int, str]:
    """The status, and the page where the answer is one."""
    options = dict(request.options)
    headers, query = options.pop("headers"), options.pop("query_string", "")
    told = EnvironBuilder(method=request.method, **options).get_environ()
    body: bytes = told["wsgi.input"].read()
    line = {
        "Host": f"127.0.0.1:{port}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Length": str(len(body)),
        "Content-Type": told.get("CONTENT_TYPE", ""),
        "Connection": "close",
    } | headers
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        address = quote(request.path, safe="%/:=&?~+!$,;'@()*") + (query and f"?{query}")
        connection.putrequest(request.method, address, skip_host=True, skip_accept_encoding=True)
        for name, value in line.items():
            connection.putheader(name, value)
        connection.endheaders()
        with suppress(ConnectionError):  # answered already, and refused to read on
            connection.send(body)
        answer = connection.getresponse()
        page = answer.read().decode(errors="replace")
        return answer.status, page if answer.headers.get_content_type() == "text/html" else ""
    except (ConnectionError, http.client.HTTPException):
        return SILENCE, ""
    finally:
        connection.close()


def one_person(made: Running, app: Flask, seed: int, turn: tuple[str, range]) -> Heard:
    """Sign in and send what comes to mind."""
    username, numbers = turn
    browser = Browser(made.port)
    if username:
        browser.post("/can-bo/dang-nhap", {"username": username, "password": PASSWORD})
    fuzz, heard = Fuzz(app, seed), Heard()
    for request in fuzz.requests(numbers.start, len(numbers)):
        begun = time.perf_counter()
        status, page = sent(made.port, browser.cookies, request)
        heard.note(request, status, time.perf_counter() - begun)
        if page and request.method in {"GET", "POST"}:
            fuzz.read(request.path, page)
    held = [round(mib) for mib in resident(made.workers()).values()]
    print(f"{username or 'nobody'}: {dict(sorted(heard.statuses.items()))}, {held} MiB", flush=True)
    return heard


def resident(pids: list[int]) -> dict[int, float]:
    """MiB each process holds now."""
    pages = {pid: Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1] for pid in pids}
    return {pid: int(held) * 4 / 1024 for pid, held in pages.items()}


def main(requests: int = 100_000, seed: int = 20_261_130) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="feedback-tool-") as folder,
        product(Path(folder), demonstration) as made,
    ):
        app, workers = create_app(Settings.from_environment(made.environ)), made.workers()
        each = requests // len(PEOPLE) + 1
        shares = [range(n * each, (n + 1) * each) for n in range(len(PEOPLE))]
        cold = [range(s.start, s.start + int(WARM * each)) for s in shares]
        warm = [range(c.stop, s.stop) for c, s in zip(cold, shares, strict=True)]
        heard: list[Heard] = []
        held = []
        begun = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            for parts in (cold, warm):
                turns = zip(PEOPLE, parts, strict=True)
                heard += crowd.map(lambda t: one_person(made, app, seed, t), turns)
                held.append(resident(workers))
        took = time.monotonic() - begun
        lived = made.workers() == workers
    return told(heard, held, took, lived=lived)


def told(heard: list[Heard], held: list[dict[int, float]], took: float, *, lived: bool) -> int:
    """Print the figure; 1 when it is missed."""
    seconds = sorted(second for one in heard for second in one.seconds)
    statuses = sum((one.statuses for one in heard), Counter[int]())
    failed = [line for one in heard for line in one.failed]
    p99 = seconds[int(0.99 * len(seconds))]
    growth = max(after - held[0][pid] for pid, after in held[1].items())
    print(f"{len(seconds):,} requests in {took:.0f} s: {dict(sorted(statuses.items()))}")
    print(
        f"median {seconds[len(seconds) // 2]:.3f} s, p99 {p99:.3f} s, slowest {seconds[-1]:.1f} s"
    )
    print(f"growth of a worker at most {growth:.1f} MiB ({held}); all live on: {lived}")
    print(*failed[:20], sep="\n")
    return int(bool(failed) or not lived or p99 > SLOWEST or growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
