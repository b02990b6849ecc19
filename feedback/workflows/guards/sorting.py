"""Conditions of intake: what may be proposed, guided, transferred."""

from feedback.domain.deadlines import Basis
from feedback.domain.petitions import COMPLAINTS, Facts, Kind
from feedback.workflows.guards.asking import condition
from feedback.workflows.guards.citations import LTC, LTCD, TT05, TT05_REPORTED
from feedback.workflows.rows import Act


@condition(
    "Thông tin gửi qua mạng không phải là đơn tố cáo; hãy mời người gửi nộp đơn có ký tên hoặc "
    "trình bày trực tiếp, hoặc chuyển kiểm tra",
    Basis(LTC, "22"),
)
def not_an_online_denunciation(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION or not facts.online


@condition("Tố cáo chỉ được rút bằng văn bản hoặc trực tiếp, không rút qua mạng", Basis(LTC, "33"))
def is_withdrawn_online(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION or facts.online


@condition("Đơn khiếu nại chưa có chữ ký hoặc điểm chỉ", Basis(TT05_REPORTED, "6", "2", "a"))
def is_signed_if_complaint(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.COMPLAINT or facts.signed


@condition(
    "Tố cáo bằng đơn phải có chữ ký hoặc điểm chỉ; trình bày trực tiếp phải ký xác nhận biên bản",
    Basis(LTC, "23"),
)
def is_signed_if_denunciation(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION or facts.signed


@condition("Không phải đơn khiếu nại nên không hướng dẫn", Basis(LTCD, "26", "1", "b"))
def concerns_a_complaint(facts: Facts, _act: Act) -> bool:
    return facts.kind in COMPLAINTS


@condition(
    "Đơn khiếu nại ngoài thẩm quyền thì hướng dẫn, không chuyển", Basis(LTCD, "26", "1", "b")
)
def is_not_a_complaint(facts: Facts, _act: Act) -> bool:
    return facts.kind not in COMPLAINTS


@condition("Đơn đã được chuyển một lần; cùng nội dung chỉ chuyển một lần", Basis(TT05, "14", "1"))
def not_transferred_before(facts: Facts, _act: Act) -> bool:
    return facts.transfers == 0


@condition(
    "Tố cáo quá hạn có yêu cầu báo cáo riêng, khi người tố cáo tố cáo tiếp",
    Basis(LTC, "38", "2"),
    of_kind=True,
)
def is_no_denunciation_but_late_below(facts: Facts, _act: Act) -> bool:
    return facts.kind is not Kind.DENUNCIATION


#: Of a check of identity: nobody stands behind the paper.
NOBODY = frozenset({"unknown", "false_name"})


@condition(
    "Chỉ thông tin có nội dung tố cáo (gửi qua mạng, không rõ hoặc mạo danh người tố cáo) được chuyển "
    "thanh tra, kiểm tra; tố cáo của người đã xác định được thì thụ lý, chuyển hoặc không thụ lý",
    Basis(LTC, "25", "2"),
)
def informs_of_a_violation(facts: Facts, _act: Act) -> bool:
    """A denunciation in due form keeps its procedure, and who denounces their rights in it."""
    nameless = facts.anonymous or facts.stated("check_identity", "identity_result") in NOBODY
    return facts.kind is Kind.DENUNCIATION and (facts.online or nameless)
