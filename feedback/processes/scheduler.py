"""``python -m feedback.processes.scheduler``: the timetable's clock, on every machine, no leader.

Each slot of a periodic job has one id, so whichever scheduler comes first enqueues it and for the
others it is done already. Clocks of the machines may differ by as long as an id is kept; each
scheduler watches its own.
"""

from contextlib import suppress
from datetime import datetime

from rq.exceptions import DuplicateJobError

from feedback.app import create_app
from feedback.domain import clock
from feedback.extensions import current_settings, queues
from feedback.jobs.timetable import Periodic, timetable
from feedback.processes.pulse import keep_doing, on_the_sealed_log
from feedback.services.upkeep.clock_watching import ClockWatch
from feedback.services.upkeep.safe_start import look_before_serving
from feedback.services.watch import log_lines
from feedback.settings.choices import DatabaseRole

EVERY = 1.0
#: An id is kept at least this long after its job ended.
KEPT = 600


class Ticker:
    """Enqueues each periodic job once per slot; at its start, at once."""

    def __init__(self, jobs: tuple[Periodic, ...]) -> None:
        self._jobs = jobs
        self._slots: dict[str, int] = {}

    def tick(self, now: datetime) -> None:
        for job in self._jobs:
            slot = job.slot(now.timestamp())
            if self._slots.get(job.name) != slot:
                with suppress(DuplicateJobError):
                    _enqueue(job, slot)
                self._slots[job.name] = slot


def _enqueue(job: Periodic, slot: int) -> None:
    """A tick nobody worked off within two slots is worth nothing any more."""
    queues.named(job.queue).enqueue(
        job.job,
        job_id=f"{job.name}-{slot}",
        unique=True,
        job_timeout=600,
        ttl=max(2 * job.every, 60),
        result_ttl=max(job.every, KEPT),
        failure_ttl=max(job.every, KEPT),
    )


def main() -> None:
    log_lines.install()
    app = create_app(pages=False, role=DatabaseRole.WORKER)
    look_before_serving(app)
    with app.app_context():
        ticker = Ticker(timetable(current_settings()))
        watch = ClockWatch("scheduler")
        tick = on_the_sealed_log(lambda: ticker.tick(clock.now()))

        def beat() -> None:
            # first: the clock is watched also while the queue is away
            watch.look_when_due()
            tick()

        keep_doing(beat, every=EVERY)


if __name__ == "__main__":
    main()
