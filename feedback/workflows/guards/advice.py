"""Conditions of the advisory council (Luật Khiếu nại Điều 36 khoản 2, Điều 43)."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LKN
from feedback.workflows.rows import Act


@condition("Chỉ vụ việc đã xác định là phức tạp mới lập Hội đồng tư vấn", Basis(LKN, "36", "2"))
def case_is_complex(facts: Facts, _act: Act) -> bool:
    return facts.done("determine_complex")


@condition("Đã thành lập Hội đồng tư vấn", Basis(LKN, "36", "2"))
def no_council_is_formed(facts: Facts, _act: Act) -> bool:
    return not facts.done("form_advisory_council")


@condition("Chưa thành lập Hội đồng tư vấn", Basis(LKN, "36", "2"))
def council_is_formed(facts: Facts, _act: Act) -> bool:
    return facts.done("form_advisory_council")


@condition(
    "Đã thành lập Hội đồng tư vấn mà hồ sơ chưa có ý kiến bằng văn bản của Hội đồng",
    Basis(LKN, "43"),
)
def council_has_advised_if_formed(facts: Facts, _act: Act) -> bool:
    return facts.done("record_advice") or not facts.done("form_advisory_council")
