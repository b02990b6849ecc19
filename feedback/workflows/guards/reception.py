"""Conditions of receiving citizens (Luật Tiếp công dân; Nghị định 154/2026/NĐ-CP)."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import COMPLAINTS, Facts, Kind
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LTCD, ND154
from feedback.workflows.guards.kinds import is_recommendation
from feedback.workflows.inputs.reception import ANSWERED, SETTLED
from feedback.workflows.rows import Act

NOTICE = "TCD-REFUSAL-NOTICE"
RESULT = "TCD-RESULT-NOTICE"


def is_refused_in_writing(_facts: Facts, act: Act) -> bool:
    """The other grounds are explained on the spot (Nghị định 154/2026/NĐ-CP Điều 4 khoản 2)."""
    return act.data.get("refusal_ground") in {SETTLED, ANSWERED}


@condition("Việc từ chối tiếp trước đó chưa được thông báo bằng văn bản", Basis(ND154, "4", "3"))
def no_refusal_waits(facts: Facts, _act: Act) -> bool:
    return NOTICE not in facts.running


@condition(
    "Không có việc từ chối tiếp nào phải thông báo bằng văn bản",
    Basis(ND154, "4", "3"),
    of_kind=True,
)
def refusal_waits(facts: Facts, _act: Act) -> bool:
    return NOTICE in facts.running


@condition(
    "Chưa thông báo từ chối tiếp công dân bằng văn bản", Basis(ND154, "4", "3"), ended=(NOTICE,)
)
def every_refusal_is_notified(facts: Facts, _act: Act) -> bool:
    return NOTICE not in facts.running


@condition(
    "Khoản 3 Điều 9 Luật chỉ áp dụng với khiếu nại, tố cáo; điểm h chỉ với kiến nghị, phản ánh",
    Basis(ND154, "4", "1"),
    of_act=True,
)
def refusal_ground_fits_the_kind(facts: Facts, act: Act) -> bool:
    ground, answered = act.data.get("refusal_ground"), is_recommendation(facts, act)
    return not (ground == SETTLED and answered) and not (ground == ANSWERED and not answered)


@condition("Chưa ghi nhận buổi tiếp của người đứng đầu", Basis(ND154, "25", "2"))
def head_has_received(facts: Facts, _act: Act) -> bool:
    return facts.stated("receive_citizen", "received_by") == "head"


@condition(
    "Không tiếp trực tuyến người tố cáo: danh tính người tố cáo ở hệ thống này luôn được bảo vệ",
    Basis(ND154, "20", "4"),
    of_kind=True,
)
def may_be_received_online(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION


@condition(
    "Chỉ việc xem xét thụ lý khiếu nại, tố cáo được kéo dài để xác minh thêm",
    Basis(LTCD, "28", "1", point="b"),
    of_kind=True,
)
def acceptance_is_examined(facts: Facts, _act: Act) -> bool:
    lodged = facts.kind is Kind.DENUNCIATION and not facts.online
    return facts.kind in COMPLAINTS or lodged


@condition("Đã trả lời kết quả xử lý đơn", Basis(LTCD, "28", "1"))
def result_is_still_owed(facts: Facts, _act: Act) -> bool:
    return RESULT in facts.running


@condition("Đã thông báo kết quả xử lý đơn", Basis(LTCD, "28", "1"))
def handling_is_not_notified_yet(facts: Facts, _act: Act) -> bool:
    return not facts.done("notify_handling")
