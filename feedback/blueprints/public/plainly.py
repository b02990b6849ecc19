"""The arithmetic of a date in plain words, for whoever waits for an answer.

The same days, reasons and articles as officials read, in shorter sentences; what concerns the
office alone (its warnings, how a version of a rule is picked) is left out.
"""

from dataclasses import dataclass

from feedback.domain.history.clocks import Recomputed
from feedback.domain.steps import Line, Step
from feedback.domain.time_limits import TimeLimit
from feedback.domain.triggers import TRIGGERS


@dataclass(frozen=True, slots=True)
class Plain:
    """One line: a sentence, and the article it rests on where it has one."""

    words: str
    basis: str | None = None


#: Lines of the office, not of the sender.
_LEFT_OUT = {Line.GUARD, Line.TARGET, Line.ELSEWHERE}


def plainly(told: Recomputed) -> tuple[Plain, ...]:
    """The lines of a clock as the tracking page tells them."""
    kept = (step for step in told.steps if step.kind not in _LEFT_OUT)
    return tuple(_plain(told, step) for step in kept)


def _plain(told: Recomputed, step: Step) -> Plain:
    limit, zero = told.limit, f"{told.clock.start:%d/%m/%Y}"
    words = {
        Line.RULE: f"Thời hạn là {told.computed.span}{_why(told)}.",
        Line.EDITION: _edition(limit),
        Line.EVENT: f"Bắt đầu từ việc: {TRIGGERS[limit.trigger]}, ngày {zero}.",
        Line.DAY_ZERO: f"Ngày {zero} chưa tính; bắt đầu đếm từ ngày hôm sau.",
        Line.RAW: f"Đếm đủ thì đến ngày {step.day:%d/%m/%Y}." if step.day else "",
    }.get(step.kind) or f"{step.words}."
    return Plain(words, _basis(limit, step))


def _why(told: Recomputed) -> str:
    variant = told.limit.variant_for(told.clock.flags)
    return f", vì {variant.because}" if variant else ""


def _edition(limit: TimeLimit) -> str:
    if not limit.law_applies:
        return "Luật không định thời hạn này; đây là mốc cơ quan tự đặt để phục vụ bạn."
    if limit.in_force_from is None:
        return "Thời hạn này chưa được đối chiếu với văn bản gốc."
    return f"Theo quy định áp dụng từ ngày {limit.in_force_from:%d/%m/%Y}."


def _basis(limit: TimeLimit, step: Step) -> str | None:
    if step.kind is Line.RULE and limit.prints_as_law:
        return str(limit.basis)
    return step.basis or None
