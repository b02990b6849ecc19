"""Conditions of the complaint procedures, either instance."""

from feedback.domain.deadlines import Basis
from feedback.domain.letters.joint import EACH, listed, twice
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition, has_passed
from feedback.workflows.guards.citations import LKN
from feedback.workflows.rows import Act


@condition("Chưa có báo cáo kết quả xác minh", Basis(LKN, "29"))
def verification_is_reported(facts: Facts, _act: Act) -> bool:
    return facts.done("report_verification")


@condition("Vụ việc đã được xác định là phức tạp", Basis(LKN, "28"))
def not_yet_complex(facts: Facts, _act: Act) -> bool:
    return not facts.done("determine_complex")


@condition(
    "Ra quyết định cho từng người thì phải có danh sách từ hai người cùng khiếu nại trở lên, "
    "mỗi người một dòng đủ họ tên, địa chỉ, không trùng",
    Basis(LKN, "31", "3"),
    of_act=True,
)
def each_of_several_is_listed(facts: Facts, act: Act) -> bool:
    if act.data.get("joint_form") != EACH:
        return True
    people = listed(act.data.get("joint_people", ""))
    complete = all(each.complete for each in people)
    return facts.joint and len(people) > 1 and complete and not twice(people)


@condition("Quyết định giải quyết chưa được ký, đóng dấu và phát hành", Basis(LKN, "32"))
def decision_is_issued(facts: Facts, _act: Act) -> bool:
    return "settlement_decision" in facts.letters


@condition("Quyết định giải quyết lần hai chưa được ký, đóng dấu và phát hành", Basis(LKN, "41"))
def second_decision_is_issued(facts: Facts, _act: Act) -> bool:
    return "second_settlement_decision" in facts.letters


@condition("Quyết định lần hai chưa có hiệu lực pháp luật", Basis(LKN, "44", "2"))
def second_decision_is_in_force(facts: Facts, act: Act) -> bool:
    return has_passed("KN2-DECISION-IN-FORCE", facts, act)


@condition(
    "Quyết định lần đầu chưa có hiệu lực pháp luật, hoặc đã bị khiếu nại lần hai",
    Basis(LKN, "44", "1"),
)
def decision_is_in_force(facts: Facts, act: Act) -> bool:
    return has_passed("KN1-DECISION-IN-FORCE", facts, act) and not facts.followed


@condition("Quyết định lần đầu chưa có hiệu lực pháp luật", Basis(LKN, "44", "1"))
def decision_is_final_or_followed(facts: Facts, act: Act) -> bool:
    """Complained about again, it never enters into force: the second decision takes its place."""
    return has_passed("KN1-DECISION-IN-FORCE", facts, act) or facts.followed
