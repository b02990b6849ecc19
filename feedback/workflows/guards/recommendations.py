"""Conditions of the procedure for recommendations and reports."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import HOUSE, LTCD
from feedback.workflows.rows import Act


@condition("Chỉ được gia hạn một lần, bằng văn bản nêu lý do", Basis(HOUSE))
def not_extended_before(facts: Facts, _act: Act) -> bool:
    return not facts.done("extend")


@condition("Văn bản trả lời chưa được ký, đóng dấu và phát hành", Basis(LTCD, "28", "1"))
def reply_is_issued(facts: Facts, _act: Act) -> bool:
    return "reply" in facts.letters


@condition("Người gửi chưa rút kiến nghị, phản ánh", Basis(HOUSE))
def recommendation_is_withdrawn(facts: Facts, _act: Act) -> bool:
    return facts.done("withdraw")
