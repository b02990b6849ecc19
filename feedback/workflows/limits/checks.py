"""What a table of time limits may not contain; a bad row stops the import and is named."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise

from feedback.domain.counting import months_of
from feedback.domain.errors import MalformedTableError
from feedback.domain.time_limits import Direction, TimeLimit, Unit, Verified
from feedback.domain.triggers import TRIGGERS
from feedback.workflows.limits.sources import SOURCES


def refuse_malformed(limits: Sequence[TimeLimit]) -> None:
    """Raises MalformedTableError naming the row: duplicates, overlaps, what contradicts itself."""
    seen: set[str] = set()
    for limit in limits:
        _demand(limit, limit.id not in seen, "a second row with this id")
        seen.add(limit.id)
        _check_words(limit)
        _check_basis(limit)
        _check_count(limit)
        _check_variants(limit)
    for rule in {limit.rule for limit in limits}:
        _check_versions([limit for limit in limits if limit.rule == rule])


def _demand(limit: TimeLimit, holds: bool, complaint: str) -> None:  # noqa: FBT001 - it is the fact
    if not holds:
        raise MalformedTableError(f"time limits, row {limit.id}: {complaint}")


def _check_words(limit: TimeLimit) -> None:
    for name in ("rule", "title", "actor", "stage", "trigger"):
        _demand(limit, bool(getattr(limit, name)), f"no {name}")
    _demand(limit, limit.id.startswith(limit.rule), "the id does not begin with the rule")
    _demand(limit, bool(limit.kinds), "no kind of petition")
    begun = {limit.trigger, *(v.trigger for v in limit.variants if v.trigger)}
    _demand(limit, begun <= TRIGGERS.keys(), "a trigger without words")


def _check_basis(limit: TimeLimit) -> None:
    _demand(limit, bool(limit.basis.instrument.strip()), "no citation")
    _demand(limit, bool(limit.sources), "no source")
    _demand(limit, set(limit.sources) <= set(SOURCES), "an unknown source")
    if limit.verified is Verified.SOURCE:
        _demand(limit, bool(limit.basis.article), "read in the text, but no article")
        _demand(limit, limit.in_force_from is not None, "read in the text, but not since when")
    _demand(
        limit,
        limit.law_applies != (limit.verified is Verified.PROPOSED),
        "a proposal is no law, and law is no proposal",
    )


def _check_count(limit: TimeLimit) -> None:
    span, sla = limit.span, limit.internal_sla
    _demand(limit, span.length >= 0, "a negative period")
    _demand(limit, limit.immediate == (span.length == 0), "zero days mean 'ngay', and only that")
    _demand(limit, sla is None or limit.immediate, "an internal measure beside a real period")
    _demand(limit, sla is None or sla.unit is span.unit, "measured in another unit")
    if span.unit is Unit.HOURS or limit.direction is Direction.BEFORE:
        still = limit.pauses or limit.additions or limit.guard or limit.cap
        _demand(limit, not still, "hours and 'before' know no pause, addition, guard or cap")
    in_months = months_of(span) is not None
    _demand(limit, not (in_months and limit.additions), "months and years know no addition")
    for addition in limit.additions:
        _demand(limit, addition.span.unit is span.unit, "an addition in another unit")
        _demand(limit, addition.max_times > 0, "an addition never granted")


def _check_variants(limit: TimeLimit) -> None:
    """Two variants that can hold together need a third that says which total then applies."""
    whens = [variant.when for variant in limit.variants]
    _demand(limit, len(set(whens)) == len(whens), "two variants for the same conditions")
    for one, other in combinations(limit.variants, 2):
        settled = (
            one.span == other.span
            or one.when < other.when
            or other.when < one.when
            or one.when | other.when in whens
        )
        _demand(limit, settled, "variants that contradict each other")


def _check_versions(versions: Sequence[TimeLimit]) -> None:
    ordered = sorted(versions, key=lambda limit: limit.in_force_from or date.min)
    for limit in ordered:
        begins, ends = limit.in_force_from or date.min, limit.in_force_to or date.max
        _demand(limit, begins <= ends, "out of force before it is in force")
        _demand(limit, limit.version_by is ordered[0].version_by, "versions picked by two dates")
    for earlier, later in pairwise(ordered):
        begins, ends = later.in_force_from or date.min, earlier.in_force_to or date.max
        _demand(later, ends < begins, f"in force together with {earlier.id}")
