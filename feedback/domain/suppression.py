"""What a figure may tell of denunciations: nothing of a few (class A: cells below five).

Somebody who knows that there is a case looks for who began it. So a count that a few denunciations
are part of leaves them out, and says nowhere that it did; a count that stands beside a list without
them leaves them out always, or the difference would tell how many there are.
"""

from enum import StrEnum
from typing import Final

from feedback.domain.figures import Count

SMALLEST: Final = 5


class Reading(StrEnum):
    """How somebody reads figures."""

    #: follows every file
    WHOLE = "whole"
    #: figures alone
    FROM_FIVE = "from_five"
    #: figures beside lists that hold no protected file
    OTHERS = "others"


def told(
    count: Count,
    protected: Count,
    reading: Reading,
    *,
    files: tuple[int, int] | None = None,
) -> Count:
    """The count as its reader gets it; ``protected`` is the part of it that is protected.

    Where something else than files is counted, ``files`` says how many protected ones it is of,
    those with a hit and those without.
    """
    if reading is Reading.WHOLE:
        return count
    parts = files or (protected.hits, protected.total - protected.hits)
    if reading is Reading.FROM_FIVE and not any(0 < part < SMALLEST for part in parts):
        return count
    return Count(count.hits - protected.hits, count.total - protected.total)
