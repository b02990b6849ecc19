"""Conditions of protecting a denouncer (Luật Tố cáo Điều 47 to 54)."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LTC
from feedback.workflows.rows import Act


def is_protected(facts: Facts) -> bool:
    """Whether measures are in force: decided and not ended since."""
    begun, ended = facts.acts.get("protect_denouncer"), facts.acts.get("end_protection")
    return begun is not None and (ended is None or ended.on < begun.on)


@condition("Chưa có đề nghị áp dụng biện pháp bảo vệ", Basis(LTC, "50", "1"))
def protection_is_asked(facts: Facts, _act: Act) -> bool:
    return facts.done("ask_protection")


@condition(
    "Đang áp dụng biện pháp bảo vệ: thay đổi, bổ sung quyết định đã có", Basis(LTC, "54", "1")
)
def nobody_is_protected_yet(facts: Facts, _act: Act) -> bool:
    return not is_protected(facts)


@condition("Không có biện pháp bảo vệ nào đang áp dụng", Basis(LTC, "54"), of_kind=True)
def protection_holds(facts: Facts, _act: Act) -> bool:
    return is_protected(facts)
