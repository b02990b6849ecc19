"""``python -m feedback.processes.worker QUEUE``: works off one queue.

One queue per process, because RQ loses jobs of a killed worker that listens to several. The PDF
library and all jobs are imported before the first fork: a letter takes a tenth of the time then.
Each job runs in a child of its own, which ends with its worker.
"""

import argparse
import ctypes
import json
import logging
import os
import signal
import sys
import time
from contextlib import suppress
from types import FrameType

from flask import Flask
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.executions import Execution
from rq.job import Job
from rq.registry import StartedJobRegistry
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import configure_mappers

import feedback.jobs.copies
import feedback.jobs.days
import feedback.jobs.letters
import feedback.jobs.notices
import feedback.jobs.sweeps  # noqa: F401 - jobs are found by name; imported before the fork
from feedback.app import create_app
from feedback.domain import clock
from feedback.extensions import QUEUES, current_settings, db
from feedback.letters import landlock, safe_copy
from feedback.letters.fields import check_templates
from feedback.letters.render import warm_up
from feedback.services.documents import rendering
from feedback.services.ground.transaction import transaction
from feedback.services.log.log_standing import refuse_other
from feedback.services.upkeep.safe_start import look_before_serving
from feedback.services.watch import log_lines
from feedback.settings.choices import DatabaseRole

log = logging.getLogger("feedback.worker")

#: RQ itself waits for a server that is away while it is idle; this is for the other moments.
RECONNECT_AFTER = 2.0
#: Ids begin at one.
NO_ROW = 0
_PR_SET_PDEATHSIG = 1


class HouseWorker(Worker):
    """Performs each job inside the application, with connections of the child's own."""

    app: Flask
    told_to_end = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self.told_to_end = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]  # RQ leaves it untyped

    def handle_job_failure(
        self,
        job: Job,
        queue: Queue,
        started_job_registry: StartedJobRegistry | None = None,
        exc_string: str = "",
        execution: Execution | None = None,
    ) -> None:
        """Keep in the queue's server which error it was and where: its message may name people."""
        if error := sys.exception():
            exc_string = json.dumps(log_lines.failure(error))
        super().handle_job_failure(job, queue, started_job_registry, exc_string, execution)

    def prepare_job_execution(
        self,
        job: Job,
        remove_from_intermediate_queue: bool = False,  # noqa: FBT001, FBT002 - RQ's own
    ) -> None:
        """Fail a job of a database that was set back; its row waits until people have looked."""
        super().prepare_job_execution(job, remove_from_intermediate_queue)
        with transaction() as session:
            refuse_other(session)

    def perform_job(self, job: Job, queue: Queue, execution: Execution) -> bool:
        with self.app.app_context():
            db.engine.dispose(close=False)
            done: bool = super().perform_job(job, queue, execution)
            return done


def work(app: Flask, name: str, connection: Redis) -> bool:
    """Work until told to stop, then True; False when the queue's server was lost."""
    worker = HouseWorker(
        [Queue(name, connection=connection, serializer="json")],
        connection=connection,
        serializer="json",
        worker_ttl=60,
        maintenance_interval=30,
        job_monitoring_interval=10,
    )
    worker.app = app
    try:
        worker.work(with_scheduler=True)
    except (RedisError, OSError) as error:
        worker.log.warning("queue lost: %s", error)
        with suppress(RedisError, OSError):
            worker.unsubscribe()  # type: ignore[no-untyped-call]  # RQ leaves it untyped
    return worker.told_to_end


def main() -> None:
    parser = argparse.ArgumentParser(prog="feedback.processes.worker")
    parser.add_argument("queue", choices=QUEUES)
    name = parser.parse_args().queue
    log_lines.install()
    app = create_app(pages=False, role=DatabaseRole.WORKER)
    look_before_serving(app)
    with app.app_context():
        url = current_settings().redis_url
    _warm_up(app, name)
    os.register_at_fork(after_in_child=_end_with_parent)
    while not work(app, name, Redis.from_url(url, socket_connect_timeout=2)):
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        time.sleep(RECONNECT_AFTER)


def _warm_up(app: Flask, name: str) -> None:
    """Do once what every child would do again: a quarter of a letter's time.

    Connections stay behind, what was compiled goes along. A database that is away costs only time.
    """
    if name == "letters":
        check_templates()
        warm_up()
    elif name == "copies":
        safe_copy.warm_up()
    if name in {"letters", "copies"} and not landlock.version():
        log.warning("this kernel has no Landlock: the renderer is kept from files by its code")
    configure_mappers()
    with app.app_context(), suppress(DBAPIError):
        rendering.render_letter(NO_ROW, clock.now())
        db.session.remove()
        db.engine.dispose()


def _end_with_parent() -> None:
    """Have the kernel end this child when its parent dies: no orphan works on unseen."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    main()
