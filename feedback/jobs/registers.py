"""Jobs of the register books; queue ``sweeps``."""

from feedback.domain import clock
from feedback.services.books import closing


def close_years() -> int:
    """Close the registers of years that are over; how many."""
    return len(closing.close_past(clock.now()))
