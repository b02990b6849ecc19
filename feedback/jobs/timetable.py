"""What runs again and again, in one list.

A tick only starts work that finds in the database what is due, so a lost tick costs minutes and
never a deadline. The relay is not here: it serves the queue, and must not depend on it.
"""

from dataclasses import dataclass

from feedback.settings.frozen import Settings

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job, its queue, and the length of its slots in seconds, counted from the epoch."""

    name: str
    job: str
    queue: str
    every: int

    def slot(self, second: float) -> int:
        """Which slot an instant falls in: the same on every machine."""
        return int(second) // self.every


def timetable(settings: Settings) -> tuple[Periodic, ...]:
    """The periodic jobs of this installation."""
    return (
        Periodic("escalate", "feedback.jobs.sweeps.escalate", "sweeps", settings.sweep_seconds),
        Periodic("copies", "feedback.jobs.copies.bring_waiting", "sweeps", settings.sweep_seconds),
        Periodic("close-registers", "feedback.jobs.registers.close_years", "sweeps", HOUR),
        Periodic("chase", "feedback.jobs.sweeps.chase_deliveries", "sweeps", HOUR),
        Periodic("identities", "feedback.jobs.identities.find_unreviewed", "sweeps", 600),
        Periodic("tidy", "feedback.jobs.sweeps.tidy", "sweeps", HOUR),
    )
