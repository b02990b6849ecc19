"""Every time limit of the house, by id and by rule and date."""

from datetime import date

from feedback.domain.errors import NoLawInForceError, UnknownRuleError
from feedback.domain.time_limits import TimeLimit, VersionBy
from feedback.workflows.limits import (
    complaints,
    denunciations,
    discipline,
    personal_data,
    quarantine,
    reception,
    recommendations,
    voters,
)
from feedback.workflows.limits.checks import refuse_malformed

_LIMITS: tuple[TimeLimit, ...] = (
    *reception.LIMITS,
    *complaints.LIMITS,
    *discipline.LIMITS,
    *denunciations.LIMITS,
    *recommendations.LIMITS,
    *voters.LIMITS,
    *personal_data.LIMITS,
    *quarantine.LIMITS,
)
refuse_malformed(_LIMITS)

_BY_ID = {limit.id: limit for limit in _LIMITS}
_BY_RULE = {
    rule: tuple(limit for limit in _LIMITS if limit.rule == rule)
    for rule in dict.fromkeys(limit.rule for limit in _LIMITS)
}


def all_limits() -> tuple[TimeLimit, ...]:
    """Every row, in the order of the sections."""
    return _LIMITS


def limit_named(limit_id: str) -> TimeLimit:
    """One version of a rule, such as ``KN1-ACCEPT@2026``; UnknownRuleError when there is none."""
    if limit_id not in _BY_ID:
        raise UnknownRuleError(f"Không có quy tắc thời hạn nào mang mã “{limit_id}”.")
    return _BY_ID[limit_id]


def versions_of(rule: str) -> tuple[TimeLimit, ...]:
    """All versions of a rule, oldest first; UnknownRuleError when there is none."""
    if rule not in _BY_RULE:
        raise UnknownRuleError(f"Không có quy tắc thời hạn nào tên “{rule}”.")
    return _BY_RULE[rule]


def limit_in_force(rule: str, day: date, act: date | None = None) -> TimeLimit:
    """The version of a rule for a trigger on ``day``.

    Rules whose version is picked by the act itself (suspension, resumption, dialogue) look at
    ``act``, or at ``day`` when the two fall together. Raises UnknownRuleError, NoLawInForceError.
    """
    versions = versions_of(rule)
    by_act = versions[0].version_by is VersionBy.EVENT_DATE
    asked = act if by_act and act is not None else day
    for limit in versions:
        if limit.covers(asked):
            return limit
    raise NoLawInForceError(
        f"Quy tắc thời hạn {rule} không có phiên bản nào có hiệu lực vào ngày {asked:%d/%m/%Y}."
    )
