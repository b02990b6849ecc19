"""``python -m feedback.processes.relay``: brings to the queue what waits in the database too long.

Runs on every machine; rows that one relay holds are passed over by the others.
"""

import logging

from feedback.app import create_app
from feedback.domain import clock
from feedback.processes.pulse import keep_doing, on_the_sealed_log
from feedback.services.ground.relay import bring_overdue
from feedback.services.upkeep.safe_start import look_before_serving
from feedback.services.watch import log_lines
from feedback.settings.choices import DatabaseRole

log = logging.getLogger("feedback.relay")

EVERY = 2.0


def bring() -> None:
    brought = bring_overdue(clock.now())
    if brought:
        log.info("brought %d overdue rows to the queue", brought)


def main() -> None:
    log_lines.install()
    app = create_app(pages=False, role=DatabaseRole.WORKER)
    look_before_serving(app)
    with app.app_context():
        keep_doing(on_the_sealed_log(bring), every=EVERY)


if __name__ == "__main__":
    main()
