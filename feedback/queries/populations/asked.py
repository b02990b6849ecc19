"""The question every population answers: which days, and one row of ``subject_id, hit`` a file.

"Now" is the last day asked about or today, whichever is earlier: what lies ahead is nobody's
failure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, true

from feedback.domain.figures import Period

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The days asked about, as far as they have happened, and today."""

    period: Period
    today: date
    #: files without an act since that day are idle
    idle_since: date

    @property
    def end(self) -> date:
        return self.period.last


Population = Callable[[Asked], Rows]


def all_of(query: Rows) -> Rows:
    """Files that all count: the condition is in the query itself."""
    return query.add_columns(true().label("hit"))
