"""``python -m feedback.processes.sealer``: signs the history, and has witnesses look at it.

A process of its own, so that the key of the history lies where no page and no job can read it, and
its database may be entered as a role that can do nothing but read entries and add checkpoints.
"""

import os
from datetime import timedelta

from feedback.app import create_app
from feedback.domain import clock
from feedback.processes.pulse import keep_doing
from feedback.services.log import witness_policy
from feedback.services.upkeep.safe_start import SEALING_KEYS, look_before_serving
from feedback.services.upkeep.sealer import EVERY, Sealer
from feedback.services.watch import log_lines
from feedback.settings.choices import DatabaseRole
from feedback.settings.frozen import Settings
from feedback.vault.keys import KeyRing

#: What a user of its own cannot read, or must not know: it serves no page and takes no job.
NOT_NEEDED = ("FEEDBACK_DATABASE_URL", "FEEDBACK_REDIS_URL", "FEEDBACK_SECRET_KEY")


def sealer_of(settings: Settings) -> Sealer:
    """The sealer of an installation; a missing key or a wrong policy stops it with its name."""
    return Sealer(
        directory=settings.checkpoints_dir,
        key=KeyRing(settings.keys_dir).history_key,
        origin=settings.history_origin,
        policy=witness_policy.load(settings.keys_dir),
        interval=timedelta(seconds=settings.checkpoint_seconds),
        timestamp_url=settings.timestamp_url,
    )


def main() -> None:
    log_lines.install()
    settings = Settings.from_environment(os.environ, without=NOT_NEEDED)
    app = create_app(settings, pages=False, role=DatabaseRole.SEALER)
    look_before_serving(app, keys=SEALING_KEYS)
    sealer = sealer_of(settings)
    with app.app_context():
        keep_doing(lambda: sealer.look(clock.now()), every=min(EVERY, settings.checkpoint_seconds))


if __name__ == "__main__":
    main()
