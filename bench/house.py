"""The running product and the running floor over one database that the benchmark owns."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench import floor
from bench.client import Client
from feedback.launch.child import Child
from feedback.launch.folder import DataFolder
from feedback.launch.product import Product
from feedback.launch.schema import bring_up_to_date
from feedback.launch.servers import start
from feedback.launch.surroundings import ROOT, administering, flask, running

READY_WITHIN = 60


def _free_port() -> int:
    """A port nobody uses now, so that two benchmarks do not meet."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


PRODUCT_PORT, FLOOR_PORT = _free_port(), _free_port()


@dataclass(frozen=True, slots=True)
class House:
    """What the tasks need to know of the place they run in."""

    size: int
    database: str
    environ: Mapping[str, str]
    product: Child
    floor: Child

    def flask(self, *words: str) -> str:
        """Run a command of the product to its end."""
        done = subprocess.run(  # noqa: S603 - our own command lines
            flask(*words), env=self.environ, cwd=ROOT, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"flask {' '.join(words)}: {done.stderr[-2000:]}")
        return done.stdout

    def one(self, statement: str, *values: object) -> tuple:
        with psycopg.connect(self.database, autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchone() if cursor.description else ()


@contextmanager
def house(folder: Path, size: int) -> Iterator[House]:
    """Servers, data of this size, product and floor; everything is ended at the end."""
    data = DataFolder.open(folder)
    os.environ["FEEDBACK_MODE"] = "demo"
    with start(data, fast=False) as servers:
        bring_up_to_date(data, servers.urls)
        environ = administering(data, servers.urls)
        load = flask("demo", "load", "--bulk", "--petitions", str(size))
        subprocess.run(load, env=environ, cwd=ROOT, check=True)  # noqa: S603 - our own command
        database = servers.urls.superuser.replace("+psycopg", "", 1)
        floor.lay(database)
        # eight clients at one address are an office, not a flood
        office = {"FEEDBACK_OFFICE_NETWORKS": "127.0.0.0/8"}
        product = Product(data, running(data, servers.urls) | office).web(port=PRODUCT_PORT)
        ground = _ground(data, database)
        made = House(size, database, environ, product, ground)
        for child in (product, ground):
            child.start()
        try:
            _await(PRODUCT_PORT, "/healthz")
            _await(FLOOR_PORT, "/receipt/1")
            yield made
        finally:
            for child in (product, ground):
                child.stop()


def _ground(data: DataFolder, database: str) -> Child:
    bind = f"--bind=127.0.0.1:{FLOOR_PORT}"
    words = [bind, "--worker-class=gthread", "--workers=2", "--threads=4"]
    return Child(
        name="floor",
        argv=[Path(sys.executable).parent / "gunicorn", *words, "bench.floor:app"],
        log=data.logs / "floor.log",
        env={**os.environ, "FLOOR_DATABASE": database, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )


def _await(port: int, path: str) -> None:
    give_up = time.monotonic() + READY_WITHIN
    while time.monotonic() < give_up:
        try:
            Client(port).must(path)
        except (OSError, LookupError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"nobody answers on {port}")


def cpu_seconds(child: Child) -> float:
    """Processor seconds of a child and the processes it forked, as the kernel counts them."""
    assert child.process is not None
    ticks = sum(_ticks(pid) for pid in _family(child.process.pid))
    return ticks / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(member for child in listed for member in _family(int(child)))]


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
