"""Conditions of recording when a decision was received."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import Facts
from feedback.workflows.core import Act
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import HOUSE


@condition("Đã ghi nhận ngày nhận quyết định", Basis(HOUSE))
def receipt_is_not_recorded_yet(facts: Facts, _act: Act) -> bool:
    return not facts.done("record_delivery")


@condition("Ngày nhận không thể trước ngày gửi quyết định", Basis(HOUSE), of_act=True)
def received_after_sending(facts: Facts, act: Act) -> bool:
    received, sent = act.day("delivered_on"), facts.acts.get("send")
    return received is not None and (sent is None or sent.on <= received)


@condition("Ngày nhận không thể ở tương lai", Basis(HOUSE), of_act=True)
def received_by_now(_facts: Facts, act: Act) -> bool:
    received = act.day("delivered_on")
    return received is not None and received <= act.on
