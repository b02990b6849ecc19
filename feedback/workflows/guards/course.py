"""Conditions of standing still, going on and ending without a decision."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LKN, ND124, ND155
from feedback.workflows.rows import Act

COURSE = frozenset({"suspension_decision", "resumption_decision"})


@condition("Quyết định đình chỉ chưa được ký, đóng dấu và phát hành", Basis(LKN, "10"))
def termination_is_issued(facts: Facts, _act: Act) -> bool:
    return "termination_decision" in facts.letters


@condition(
    "Quyết định tạm đình chỉ hoặc tiếp tục chưa được ký, đóng dấu và phát hành",
    Basis(ND124, "28b", "1", amended_by=ND155),
)
def suspension_is_issued(facts: Facts, _act: Act) -> bool:
    return bool(facts.letters & COURSE) and not facts.unissued & COURSE


@condition(
    "Chưa gửi quyết định tạm đình chỉ, đình chỉ hoặc tiếp tục giải quyết",
    Basis(ND124, "28b", "1", amended_by=ND155),
    ended=("KN-SUSPEND-SEND", "KN-RESUME-SEND"),
)
def every_decision_on_the_course_is_sent(facts: Facts, _act: Act) -> bool:
    return not facts.running & {"KN-SUSPEND-SEND", "KN-RESUME-SEND"}
