"""The job that looks for emergencies nobody has looked at."""

from feedback.domain import clock
from feedback.services.identity import identity_alarms


def find_unreviewed() -> int:
    """Raise an alarm for each; how many."""
    return identity_alarms.find_unreviewed(clock.now())
