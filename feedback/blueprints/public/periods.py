"""Periods as they are told before one writes: from the rules in force, never from texts."""

from datetime import date

from feedback.domain.petitions import Kind
from feedback.domain.time_limits import TimeLimit
from feedback.services.time.filing_period import LODGING
from feedback.workflows.limits.registry import limit_in_force

COMPLEX = frozenset({"complex"})


def span(rule: str, on: date) -> str:
    """``90 ngày``: the length a rule has on a day."""
    return str(limit_in_force(rule, on).span)


def lodging_periods(on: date) -> dict[Kind, str]:
    """Within how long one may complain, by kind."""
    return {kind: span(rule, on) for kind, rule in LODGING.items()}


def answer_periods(on: date) -> dict[Kind, str]:
    """How long an answer takes, by kind; what the law leaves open is said to be open."""
    notice = f"{span('TCD-RESULT-NOTICE', on)}: báo cách xử lý đơn"
    return {
        Kind.COMPLAINT: _settled_within(limit_in_force("KN1-RESOLVE", on)),
        Kind.DENUNCIATION: f"Gửi qua mạng: {notice}",
        Kind.RECOMMENDATION: notice,
        Kind.REPORT: notice,
        Kind.DISCIPLINE_COMPLAINT: _settled_within(limit_in_force("KL-RESOLVE", on)),
        Kind.RULE_FEEDBACK: (
            f"{span('QDHC-FORWARD', on)}: chuyển nơi có thẩm quyền; luật không định ngày trả lời"
        ),
    }


def _settled_within(limit: TimeLimit) -> str:
    longer = limit.variant_for(COMPLEX)
    hard = f". Vụ phức tạp: {longer.span}" if longer else ""
    return f"{limit.span} từ ngày thụ lý{hard}"
