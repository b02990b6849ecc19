"""What is open to the sender once a decision reached them, and until when; nobody owes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from feedback.blueprints.filters import vn_date
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day
from feedback.domain.deadlines import Start, due
from feedback.domain.petitions import Kind
from feedback.queries.tracking import Tracked
from feedback.workflows.limits.registry import limit_in_force, limit_named

#: The time to complain again, by rule, and what else is open instead.
AGAIN = {
    "KN2-LODGE": ", hoặc khởi kiện vụ án hành chính tại Tòa án",
    "KL2-LODGE": "",
}
CONTINUE = "KN-CONTINUE-AFTER-TERMINATION"


@dataclass(frozen=True, slots=True)
class Right:
    title: str
    sentence: str
    basis: str


def rights(seen: Tracked, days: WorkingCalendar) -> tuple[Right, ...]:
    """Rights of the sender that have a date."""
    return (*_complaining_again(seen), *_going_on(seen, days))


def _complaining_again(seen: Tracked) -> Iterator[Right]:
    for clock in seen.clocks:
        if clock.rule in AGAIN and clock.due_legal is not None:
            limit = limit_named(clock.limit_id)
            yield Right(
                "Nếu bạn không đồng ý với quyết định",
                f"Bạn được khiếu nại lần hai đến hết ngày {vn_date(clock.due_legal)}, tính từ ngày "
                f"bạn nhận quyết định{AGAIN[clock.rule]}.",
                str(limit.basis),
            )


def _going_on(seen: Tracked, days: WorkingCalendar) -> Iterator[Right]:
    """After a complaint was terminated; other kinds have no such period."""
    told = _told_of_termination(seen)
    if told is None or seen.current.kind is not Kind.COMPLAINT:
        return
    limit = limit_in_force(CONTINUE, told, told)
    until = due(limit, Start(told, act=told), days).legal
    if limit.prints_as_law and until is not None:
        yield Right(
            "Nếu bạn muốn khiếu nại tiếp sau khi đình chỉ",
            f"Bạn được khiếu nại tiếp đến hết ngày {vn_date(until)}; "
            f"sau {limit.span}, khiếu nại không được thụ lý nữa.",
            str(limit.basis),
        )


def _told_of_termination(seen: Tracked) -> date | None:
    """The day the decision to terminate was sent."""
    names = [act.action for act in seen.acts]
    if "terminate" not in names:
        return None
    after = seen.acts[names.index("terminate") :]
    return next((civil_day(act.recorded_at) for act in after if act.action == "send_notice"), None)
