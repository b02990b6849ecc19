"""How long the province gives itself where the law sets no period: set, looked up, never for law.

A length counts for clocks that start from its first day on. That day lies ahead when it is entered,
so that no running clock changes behind anybody's back, and a clock computed again finds the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import InvalidInputError, NotLawfulError
from feedback.domain.roles import SYSTEM
from feedback.domain.time_limits import Length, TimeLimit
from feedback.models.target_period import TargetPeriod
from feedback.services.log import history
from feedback.workflows.limits.registry import limit_named

#: The chain of entries on what the province decides for all files.
TARGETS: Final = UUID("7a5e0c52-5f3e-4b0a-9d53-6f6d1a3a7e10")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPeriod:
    """What the province decided: how long, from when, who, by which paper, why."""

    limit_id: str
    span: Length
    in_force_from: date
    decided_by: str
    document: str
    reason: str


def set_period(session: Session, new: NewPeriod, entered_by: str, now: datetime) -> TargetPeriod:
    """Enter a decision in the caller's transaction; a rule of the law is refused."""
    _refuse_law(limit_named(new.limit_id))
    _refuse_unsaid(new, civil_day(now))
    row = TargetPeriod(
        limit_id=new.limit_id,
        length=new.span.length,
        unit=new.span.unit,
        in_force_from=new.in_force_from,
        decided_by=new.decided_by,
        document=new.document,
        reason=new.reason,
        entered_by=entered_by,
        entered_at=now,
    )
    session.add(row)
    session.flush()
    history.record(
        session,
        subject=TARGETS,
        kind="system",
        type_="target_period_set",
        at=now,
        actor=SYSTEM.pseudonym,
        unit=None,
        data=_said(new),
    )
    return row


def _refuse_law(limit: TimeLimit) -> None:
    if limit.law_applies:
        msg = (
            f"{limit.id} là thời hạn luật định ({limit.basis}); "
            "tỉnh chỉ đặt được mốc nội bộ ở nơi luật không quy định thời hạn."
        )
        raise NotLawfulError(msg)


def _refuse_unsaid(new: NewPeriod, today: date) -> None:
    limit = limit_named(new.limit_id)
    if new.span.unit is not limit.span.unit or new.span.length <= 0:
        msg = f"Mốc {limit.id} phải là một số dương, cùng đơn vị với {limit.span}."
        raise InvalidInputError("length", msg)
    if new.in_force_from <= today:
        raise InvalidInputError("from", "Mốc mới chỉ được áp dụng từ một ngày sau hôm nay.")
    for name, text in (("by", new.decided_by), ("document", new.document), ("why", new.reason)):
        if not text.strip():
            raise InvalidInputError(name, "Phải nêu ai quyết định, theo văn bản nào và vì sao.")


def _said(new: NewPeriod) -> Mapping[str, Any]:
    """What the history keeps: papers and offices, never a reason that could name somebody."""
    return {
        "limit": new.limit_id,
        "length": new.span.length,
        "unit": new.span.unit,
        "from": new.in_force_from.isoformat(),
        "document": new.document,
    }


class TargetPeriods:
    """The lengths that were set, each in force until a later one of its rule."""

    def __init__(self, rows: Iterable[TargetPeriod]) -> None:
        self._rows = sorted(rows, key=lambda row: (row.in_force_from, row.id), reverse=True)

    def applied(self, limit: TimeLimit, start: date) -> TimeLimit:
        """The rule as it counts for a clock that starts on this day; law stays as it is."""
        if limit.law_applies:
            return limit
        for row in self._rows:
            if row.limit_id == limit.id and row.in_force_from <= start:
                decided = f"{row.document}, từ {row.in_force_from:%d/%m/%Y}"
                return replace(limit, span=replace(limit.span, length=row.length), decided=decided)
        return limit


def in_force(session: Session) -> TargetPeriods:
    """All lengths ever set: a handful of rows."""
    return TargetPeriods(session.scalars(select(TargetPeriod)))


def all_periods(session: Session) -> list[TargetPeriod]:
    """Every length ever set, in the order of entry."""
    return list(session.scalars(select(TargetPeriod).order_by(TargetPeriod.id)))
