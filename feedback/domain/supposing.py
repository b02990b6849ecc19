"""What if: the dates of a clock under something that has not happened, computed and forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from feedback.domain.calendar import WorkingCalendar
from feedback.domain.deadlines import Circumstances, Due, Extension, Pause, Start, due
from feedback.domain.errors import NotLawfulError
from feedback.domain.explanation import explain
from feedback.domain.steps import Step
from feedback.domain.time_limits import Length, TimeLimit

SUPPOSED = "văn bản giả định"


@dataclass(frozen=True, slots=True)
class Supposition:
    """An addition, a pause (open while it has no end), days off that would be worked."""

    extra: int = 0
    since: date | None = None
    until: date | None = None
    worked: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Supposed:
    """What would come of it: the dates and their lines, or why the law does not know it."""

    computed: Due | None
    steps: tuple[Step, ...]
    refusal: str = ""


def suppose(
    limit: TimeLimit,
    start: date,
    calendar: WorkingCalendar,
    given: Circumstances,
    wanted: Supposition,
) -> Supposed:
    """Count a clock under the supposition; what the law refuses is said, not raised."""
    days = calendar.with_worked(wanted.worked)
    try:
        under = replace(
            given,
            extensions=(*given.extensions, *_extensions(limit, wanted)),
            pauses=(*given.pauses, *_pauses(limit, wanted)),
        )
        computed = due(limit, Start(start), days, under)
    except NotLawfulError as refusal:
        return Supposed(None, (), str(refusal))
    return Supposed(computed, explain(limit, Start(start), days, computed, under))


def _extensions(limit: TimeLimit, wanted: Supposition) -> Iterable[Extension]:
    if wanted.extra:
        unit = limit.additions[0].span.unit if limit.additions else limit.span.unit
        yield Extension(Length(wanted.extra, unit), SUPPOSED)


def _pauses(limit: TimeLimit, wanted: Supposition) -> Iterable[Pause]:
    """By the first ground that the rule knows on that day; without one the law stops no clock."""
    if wanted.since is None:
        return
    for ground in limit.pauses:
        if ground.in_force_from <= wanted.since:
            yield Pause(wanted.since, wanted.until, ground.code, SUPPOSED)
            return
    cited = f" ({limit.basis})" if limit.prints_as_law else ""
    raise NotLawfulError(f"Luật không có căn cứ tạm dừng thời hạn này{cited} vào ngày đó.")
