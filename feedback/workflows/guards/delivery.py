"""Conditions of sending a document, and of recording when it was received."""

from feedback.domain.deadlines import Basis
from feedback.domain.deliveries import DECISIONS
from feedback.domain.petitions import Facts
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import HOUSE
from feedback.workflows.guards.denunciations import ACCEPTANCE_PAPERS
from feedback.workflows.rows import Act

#: What the acts of sending send: the outcome of a case, and decisions on its course.
OUTCOMES = DECISIONS | {
    "denunciation_conclusion",
    "denounced_conclusion_copy",
    "conclusion_notice",
    "reply",
}
COURSE = frozenset(
    {
        "suspension_decision",
        "resumption_decision",
        "termination_decision",
        "denunciation_suspension_decision",
        "denunciation_resumption_decision",
        "denunciation_termination_decision",
    }
)


@condition("Còn nơi nhận bắt buộc chưa được gửi văn bản; ghi nhận ở mục Phát hành", Basis(HOUSE))
def outcome_is_on_its_way(facts: Facts, _act: Act) -> bool:
    return not facts.unattempted & OUTCOMES


@condition("Còn nơi nhận bắt buộc chưa được gửi quyết định; ghi nhận ở mục Phát hành", Basis(HOUSE))
def course_decision_is_on_its_way(facts: Facts, _act: Act) -> bool:
    return not facts.unattempted & COURSE


@condition("Còn nơi nhận bắt buộc chưa được gửi thông báo; ghi nhận ở mục Phát hành", Basis(HOUSE))
def notices_are_on_their_way(facts: Facts, _act: Act) -> bool:
    return not facts.unattempted & ACCEPTANCE_PAPERS


@condition("Đã ghi nhận ngày nhận quyết định", Basis(HOUSE))
def receipt_is_not_recorded_yet(facts: Facts, _act: Act) -> bool:
    return not facts.done("record_delivery")


@condition("Ngày nhận không thể trước ngày gửi quyết định", Basis(HOUSE), of_act=True)
def received_after_sending(facts: Facts, act: Act) -> bool:
    """Proof may come first: the document is on the tracking page from its issue."""
    received, sent = act.day("delivered_on"), facts.acts.get("send")
    if received is None:
        return False
    return sent is None or sent.on <= received or received == facts.served_on


@condition("Ngày nhận không thể ở tương lai", Basis(HOUSE), of_act=True)
def received_by_now(_facts: Facts, act: Act) -> bool:
    received = act.day("delivered_on")
    return received is not None and received <= act.on


@condition(
    "Ngày nhận khác ngày trên chứng cứ phát văn bản; chứng cứ sai thì ghi nhận lại ở mục Phát hành",
    Basis(HOUSE),
    of_act=True,
)
def received_as_proven(facts: Facts, act: Act) -> bool:
    return facts.served_on is None or act.day("delivered_on") == facts.served_on
