"""What is open to the sender, and until when; nobody owes it.

Once a decision reached them, and also where none came in time (Luật Khiếu nại Điều 33, Luật Tố cáo
Điều 38): the case goes on, and their right arises beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from feedback.blueprints.filters import vn_date
from feedback.domain.calendar import WorkingCalendar
from feedback.domain.clock import civil_day
from feedback.domain.deadlines import Basis, Start, due
from feedback.domain.petitions import Kind
from feedback.models.deadline import Deadline
from feedback.queries.tracking import Tracked
from feedback.services.time.filing_period import filing_period
from feedback.workflows.guards.citations import LTC
from feedback.workflows.limits.registry import limit_in_force, limit_named

#: The time to complain again, by rule, and what else is open instead.
AGAIN = {
    "KN2-LODGE": ", hoặc khởi kiện vụ án hành chính tại Tòa án",
    "KL2-LODGE": "",
}
AGAIN_OF = {
    "complaint_first_time": "KN2-LODGE",
    "discipline_complaint_first_time": "KL2-LODGE",
}
IN_FORCE = frozenset({"KN1-DECISION-IN-FORCE", "KL-DECISION-IN-FORCE"})
DISAGREE = "Nếu bạn không đồng ý với quyết định"
LATE = "Vụ việc đã quá thời hạn giải quyết"
DENOUNCE_AGAIN = (
    "Chưa có kết luận, nên bạn được tố cáo tiếp với người đứng đầu cơ quan cấp trên trực tiếp của "
    "người đang giải quyết."
)
CONTINUE = "KN-CONTINUE-AFTER-TERMINATION"


@dataclass(frozen=True, slots=True)
class Right:
    title: str
    sentence: str
    basis: str


def rights(seen: Tracked, days: WorkingCalendar, today: date) -> tuple[Right, ...]:
    """Rights of the sender on that day."""
    again = (*_complaining_again(seen),) or (*_complaining_once_received(seen),)
    return (*again, *_not_in_time(seen, days, today), *_going_on(seen, days))


def _complaining_again(seen: Tracked) -> Iterator[Right]:
    for clock in seen.clocks:
        if clock.rule in AGAIN and clock.due_legal is not None:
            limit = limit_named(clock.limit_id)
            yield Right(
                DISAGREE,
                f"Bạn được khiếu nại lần hai đến hết ngày {vn_date(clock.due_legal)}, tính từ ngày "
                f"bạn nhận quyết định{AGAIN[clock.rule]}.",
                str(limit.basis),
            )


def _complaining_once_received(seen: Tracked) -> Iterator[Right]:
    """The decision was sent, and nobody has recorded yet on which day it arrived."""
    acts = {act.action for act in seen.acts if act.subject_id == seen.current.id}
    rule = AGAIN_OF.get(seen.current.procedure)
    in_force = next((one for one in seen.clocks if one.rule in IN_FORCE), None)
    if rule is None or in_force is None or "send" not in acts or "record_delivery" in acts:
        return
    limit = limit_in_force(rule, in_force.started_on)
    span = (limit.variant_for({*in_force.flags, *seen.current.flags}) or limit).span
    yield Right(
        DISAGREE,
        f"Bạn được khiếu nại lần hai trong {span} kể từ ngày bạn nhận quyết định{AGAIN[rule]}.",
        str(limit.basis),
    )


def _not_in_time(seen: Tracked, days: WorkingCalendar, today: date) -> Iterator[Right]:
    """The period to settle is over, and nothing was decided."""
    for clock in seen.clocks:
        if clock.due_legal is None or clock.due_legal >= today:
            continue
        if clock.rule == "KN1-RESOLVE":
            yield from _complaining_undecided(days, clock, today)
        elif clock.rule == "TC-RESOLVE":
            yield Right(LATE, DENOUNCE_AGAIN, str(Basis(LTC, "38", "1")))


def _complaining_undecided(days: WorkingCalendar, clock: Deadline, today: date) -> Iterator[Right]:
    """Thirty days from the end of the first period, in remote areas forty-five."""
    ended = clock.due_legal or today
    period = filing_period(days, "KN2-LODGE", ended, today, clock.flags)
    if period.last_day is not None and not period.over:
        yield Right(
            LATE,
            "Chưa có quyết định giải quyết, nên bạn được khiếu nại lần hai tới người đứng đầu cơ "
            f"quan cấp trên trực tiếp đến hết ngày {vn_date(period.last_day)}{AGAIN['KN2-LODGE']}.",
            period.basis,
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
