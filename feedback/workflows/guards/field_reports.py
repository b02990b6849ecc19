"""Conditions of field reports: how urgent a thing is, and who mends it together."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts, Kind
from feedback.domain.urgency import IMMEDIATE, SEVERAL
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import HOUSE
from feedback.workflows.guards.kinds import kind_after
from feedback.workflows.rows import Act


def is_urgent(facts: Facts, _act: Act) -> bool:
    return facts.urgency == IMMEDIATE


def is_no_emergency(facts: Facts, act: Act) -> bool:
    return not is_urgent(facts, act)


@condition(
    "Mức khẩn cấp chỉ dành cho phản ánh về một việc tại hiện trường; bỏ trống với loại đơn khác",
    Basis(HOUSE),
    of_act=True,
)
def urgency_is_of_a_report(facts: Facts, act: Act) -> bool:
    return not act.data.get("urgency") or kind_after(facts, act) is Kind.REPORT


@condition(
    "Việc cần nhiều cơ quan cùng xử lý thì phải nêu các cơ quan đó", Basis(HOUSE), of_act=True
)
def partners_are_named_if_several(facts: Facts, act: Act) -> bool:
    return facts.urgency != SEVERAL or bool(act.data.get("partners", "").strip())
