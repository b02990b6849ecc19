"""Conditions of hearing the respondent, and of asking whoever holds papers."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition, has_passed
from feedback.workflows.guards.citations import LKN
from feedback.workflows.rows import Act

EXPLAINS, HANDS_OVER = "KN-RESPONDENT-EXPLAINS", "KN-INFO-FROM-HOLDER"
OF_RESPONDENT = Basis(LKN, "13", "2", point="c")
OF_HOLDER = Basis(LKN, "12, 13")


@condition("Đang chờ người bị khiếu nại giải trình", OF_RESPONDENT)
def respondent_is_not_asked_yet(facts: Facts, _act: Act) -> bool:
    return EXPLAINS not in facts.running


@condition("Chưa yêu cầu người bị khiếu nại giải trình", OF_RESPONDENT)
def respondent_is_asked(facts: Facts, _act: Act) -> bool:
    return EXPLAINS in facts.running


@condition(
    "Người bị khiếu nại chưa giải trình và chưa hết 07 ngày kể từ ngày yêu cầu", OF_RESPONDENT
)
def respondent_had_the_time(facts: Facts, act: Act) -> bool:
    return EXPLAINS not in facts.running or has_passed(EXPLAINS, facts, act)


@condition("Đang chờ nơi lưu giữ cung cấp tài liệu", OF_HOLDER)
def holder_is_not_asked_yet(facts: Facts, _act: Act) -> bool:
    return HANDS_OVER not in facts.running


@condition("Chưa yêu cầu nơi lưu giữ cung cấp tài liệu", OF_HOLDER)
def holder_is_asked(facts: Facts, _act: Act) -> bool:
    return HANDS_OVER in facts.running


@condition("Nơi lưu giữ chưa cung cấp tài liệu và chưa hết 07 ngày kể từ ngày yêu cầu", OF_HOLDER)
def holder_had_the_time(facts: Facts, act: Act) -> bool:
    return HANDS_OVER not in facts.running or has_passed(HANDS_OVER, facts, act)
