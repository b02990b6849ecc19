"""The product as it runs, forked from a process that has imported it: a start in a blink."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

from feedback.launch.product import WEB_WORKER

_PATIENCE = 60.0
_NURSERY = multiprocessing.get_context("forkserver")
_NURSERY.set_forkserver_preload(["tests.journeys.nursery", "tests.journeys.serving"])


@contextmanager
def gunicorn(address: str, environment: Mapping[str, str], log: Path) -> Iterator[BaseProcess]:
    """One worker with threads, as in production; ended at once, for nobody waits any more."""
    words = [
        "gunicorn", "wsgi:app", "--bind", address.removeprefix("http://"),
        "--worker-class", WEB_WORKER, "--workers", "1", "--threads", "2", "--timeout", "60",
        "--control-socket", str(log.with_suffix(".ctl")),
    ]  # fmt: skip
    process = _NURSERY.Process(target=_serve, args=(words, dict(environment), str(log)))
    process.start()
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.join(_PATIENCE)
        process.close()


def _serve(words: list[str], environment: dict[str, str], log: str) -> None:
    from gunicorn.app.wsgiapp import run  # noqa: PLC0415 - imported beforehand where it runs

    os.setsid()
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.environ.update(environment)
    sys.argv = words
    run()
